import Primitives
import StudioRules
import Testing

@Suite("What the supervision finds")
struct SupervisionTests {
  private func grant(_ change: (inout SupervisedGrant) throws -> Void = { _ in }) throws -> SupervisedGrant {
    var grant = SupervisedGrant(
      grant: "G1", amount: try yuan("50000.00"), gate: try gate([("50000.00", "2026-08-05", nil)]),
      cityReceivedOn: try day("2026-07-03"), cityPaidOn: try day("2026-07-10"))
    try change(&grant)
    return grant
  }

  private func gate(_ proofs: [(String, String, String?)]) throws -> MatchingGate {
    MatchingGate(
      required: try yuan("50000.00"), deadline: try deadline("2026-07-13"),
      proofs: try proofs.map {
        MatchingProof(
          amount: try yuan($0.0), paidOn: try day($0.1), confirmedOn: try day($0.1), withdrawnOn: try $0.2.map(day))
      })
  }

  private func spend(
    _ id: String, _ on: String, _ amount: String, _ change: (inout SupervisedSpend) -> Void = { _ in }
  ) throws -> SupervisedSpend {
    var spend = SupervisedSpend(
      id: id, grant: "G1", day: try day(on), payee: "公司\(id)", purpose: "购置材料", amount: try yuan(amount),
      category: .projectResearch, source: .province)
    change(&spend)
    return spend
  }

  private func found(
    _ grants: [SupervisedGrant], _ spends: [SupervisedSpend], on today: String = "2026-12-01"
  ) throws -> [String] {
    try Supervision(today: day(today)).findings(grants: grants, spends: spends).map(\.key)
  }

  @Test("R-312 a grant that was matched, passed on and spent as it should gives no finding")
  func silent() throws {
    #expect(try found([grant()], [spend("1", "2026-08-20", "20000.01"), spend("2", "2026-09-02", "15000.00")]) == [])
  }

  @Test("R-306 a spend before the match is found, on the day of the match not")
  func beforeMatch() throws {
    let spends = try [spend("1", "2026-08-04", "1.00"), spend("2", "2026-08-05", "1.00")]
    #expect(try found([grant()], spends) == ["SPEND_BEFORE_MATCH|G1|1"])
    let match = try spend("1", "2026-08-04", "1.00") { $0.source = .match }
    #expect(try found([grant()], [match]) == [])
  }

  @Test("R-306 SM-6 a withdrawn match makes the spends until then a finding with their sum")
  func withdrawn() throws {
    let grant = try grant { $0.gate = try gate([("50000.00", "2026-08-05", "2026-10-01")]) }
    let spends = try [spend("1", "2026-08-20", "20000.00"), spend("2", "2026-09-20", "500.00")]
    let findings = try Supervision(today: day("2026-12-01")).findings(grants: [grant], spends: spends)
    #expect(findings.map(\.key) == ["MATCH_WITHDRAWN|G1|1|2"])
    #expect(try findings.first?.amount == yuan("20500.00"))
    #expect(findings.first?.kind.severity == .breach)
  }

  @Test("R-305 R-308 a match that was late is found after the deadline, one in time not")
  func late() throws {
    let grant = try grant { $0.gate = try gate([("40000.00", "2026-08-05", nil), ("10000.00", "2026-08-14", nil)]) }
    #expect(try found([grant], [], on: "2026-08-13") == [])
    #expect(try found([grant], [], on: "2026-08-14") == ["LATE_MATCH|G1"])
    #expect(try found([self.grant()], [], on: "2026-08-14") == [])
  }

  @Test("R-312 money at the city is found from the 11th day on, paid on or not")
  func resting() throws {
    #expect(try found([grant { $0.cityPaidOn = try day("2026-07-13") }], []) == [])
    #expect(try found([grant { $0.cityPaidOn = try day("2026-07-14") }], []) == ["RESTING_AT_CITY|G1"])
    #expect(try found([grant { $0.cityPaidOn = nil }], [], on: "2026-07-13") == [])
    #expect(try found([grant { $0.cityPaidOn = nil }], [], on: "2026-07-14") == ["RESTING_AT_CITY|G1"])
  }

  @Test("R-312 a payment to another than the expected account holder is found")
  func thirdParty() throws {
    func pay(_ payee: String) throws -> SupervisedGrant {
      try grant {
        $0.payments = [
          GrantPayment(
            day: try day("2026-07-10"), from: .city, payee: payee, expected: "某厂工会", amount: try yuan("50000.00"))
        ]
      }
    }
    #expect(try found([pay("某厂工会")], []) == [])
    #expect(try found([pay("某贸易公司")], []) == ["PAID_TO_THIRD_PARTY|G1"])
  }

  @Test("R-311 R-313 wrong use, private payees and spends after the closing are found one by one")
  func use() throws {
    let grant = try grant { $0.closedOn = try day("2026-11-01") }
    let spends = try [
      spend("1", "2026-08-20", "10.50") { $0.purpose = "业务招待" },
      spend("2", "2026-08-21", "10.50") { $0.category = .other },
      spend("3", "2026-08-22", "10.50") {
        $0.category = .other
        $0.cityApproval = "济工发〔2026〕8号"
      },
      spend("4", "2026-08-23", "10.50") { $0.isPrivatePayee = true }, spend("5", "2026-11-01", "10.50"),
      spend("6", "2026-11-02", "10.50"),
    ]
    #expect(
      try found([grant], spends) == [
        "WRONG_USE|G1|1", "WRONG_USE|G1|2", "PRIVATE_PAYEE|G1|4", "SPEND_AFTER_CLOSING|G1|6",
      ])
  }

  @Test("R-309 the same evidence or invoice is found across grants, with the last grant's number")
  func repeated() throws {
    let spends = try [
      spend("1", "2026-08-20", "10.50") { $0.evidence = "sha256:1" },
      spend("2", "2026-08-21", "10.50") {
        $0.evidence = "sha256:1"
        $0.grant = "G2"
      },
      spend("3", "2026-08-22", "10.50") { $0.invoice = "24372000000001" },
      spend("4", "2026-08-23", "10.50") { $0.invoice = "24372000000001" },
      spend("5", "2026-08-24", "10.50") { $0.invoice = "" }, spend("6", "2026-08-25", "10.50") { $0.invoice = "" },
    ]
    #expect(try found([grant()], spends) == ["REPEATED_INVOICE|G1|3|4", "REPEATED_EVIDENCE|G2|1|2"])
  }

  @Test("R-309 three spends to one payee within a week that together reach 10,000 look split")
  func split() throws {
    func series(_ days: [String], _ amount: String) throws -> [SupervisedSpend] {
      try days.enumerated().map { index, day in try spend("\(index)", day, amount) { $0.payee = "某公司" } }
    }
    let week = ["2026-08-20", "2026-08-22", "2026-08-27"]
    #expect(try found([grant()], series(week, "3333.34")) == ["SPLIT_SERIES|G1|0|1|2"])
    #expect(try found([grant()], series(week, "3333.33")) == [])
    #expect(try found([grant()], series(["2026-08-20", "2026-08-22", "2026-08-28"], "3333.34")) == [])
    #expect(try found([grant()], series(["2026-08-20", "2026-08-22"], "9999.99")) == [])
    #expect(try found([grant()], series(week, "10000.50")) == [])
    let exact = try series(["2026-08-20", "2026-08-21", "2026-08-22", "2026-08-23"], "2500.00")
    #expect(try found([grant()], exact) == ["SPLIT_SERIES|G1|0|1|2|3"])
  }

  @Test("R-309 four round amounts one after the other are found, three are not")
  func round() throws {
    let days = ["2026-08-20", "2026-09-20", "2026-10-20", "2026-11-20"]
    let four = try days.enumerated().map { index, day in try spend("\(index)", day, "3000.00") }
    #expect(try found([grant()], four) == ["ROUND_SERIES|G1|0|1|2|3"])
    #expect(try found([grant()], Array(four.dropLast())) == [])
    var broken = four
    broken[2].amount = try yuan("3000.01")
    #expect(try found([grant()], broken) == [])
  }

  @Test("R-320 OP-28 nothing spent for 180 days and money left after 24 months are noticed")
  func rest() throws {
    #expect(try found([grant()], [], on: "2027-01-09") == [])
    #expect(try found([grant()], [], on: "2027-01-10") == ["NOTHING_SPENT|G1"])
    let recent = try spend("1", "2028-07-01", "49999.99")
    #expect(try found([grant()], [recent], on: "2028-07-13") == [])
    #expect(try found([grant()], [recent], on: "2028-07-14") == ["CARRY_OVER|G1"])
    let all = try spend("1", "2026-09-01", "50000.00")
    #expect(try found([grant()], [all], on: "2030-07-14") == [])
  }

  @Test("R-317 a finding is answered by its owner, judged by another, and late after its deadline")
  func followUp() throws {
    let open = FindingFollowUp(owner: "u1", deadline: try day("2026-12-10"))
    #expect(try !open.isOverdue(on: day("2026-12-10")))
    #expect(try open.isOverdue(on: day("2026-12-11")))
    #expect(code { try open.judging(.accepted, words: "x", by: "u2") } == "finding.no-such-step")
    #expect(code { try open.answering(" ") } == "finding.words-missing")
    let answered = try open.answering("票据已补")
    #expect(code { try answered.answering("x") } == "finding.no-such-step")
    #expect(code { try answered.judging(.accepted, words: "x", by: "u1") } == "finding.same-person")
    let returned = try answered.judging(.returned, words: "仍缺合同", by: "u2")
    #expect(code { try returned.judging(.answered, words: "x", by: "u2") } == "finding.no-such-step")
    let accepted = try returned.answering("合同已补").judging(.accepted, words: "属实", by: "u2")
    #expect(accepted.result == "属实" && accepted.answer == "合同已补")
    #expect(try !accepted.isOverdue(on: day("2030-01-01")))
  }

  @Test("R-312 every kind has its rule, its severity and its own name in both languages")
  func kinds() {
    #expect(Set(FindingKind.allCases.map(\.displayName.zh)).count == FindingKind.allCases.count)
    #expect(Set(FindingKind.allCases.map(\.displayName.en)).count == FindingKind.allCases.count)
    #expect(FindingKind.allCases.allSatisfy { !$0.citation.rule.isEmpty })
    #expect(
      FindingKind.allCases.filter { $0.severity == .breach } == [
        .spendBeforeMatch, .paidToThirdParty, .matchWithdrawn, .spendAfterClosing,
      ])
  }
}
