import Primitives
import SelectionRules
import Testing

@Suite("After the naming")
struct NamingRuleTests {
  private static let ways: [(TaishanOutcome?, [TaishanOutcome])] = [
    (nil, [.recommended]), (.recommended, [.selected, .notSelected]), (.notSelected, [.recommended]), (.selected, []),
  ]

  @Test(
    "R-210 a recommendation comes first, its outcome second, and only who was left out comes again", arguments: ways)
  func taishan(last: TaishanOutcome?, possible: [TaishanOutcome]) throws {
    for outcome in TaishanOutcome.allCases {
      let refusal = refusal { try TaishanOutcome.check(outcome, after: last) }
      #expect((refusal == nil) == possible.contains(outcome), "\(outcome)")
      if let refusal {
        #expect(refusal.code == "taishan.no-such-step")
        #expect(refusal.citation?.rule == "R-210")
      }
    }
  }

  @Test("R-237 there are three causes of a revocation, and no other")
  func causes() {
    #expect(RevocationCause.allCases.map(\.rawValue) == ["fraud", "crime", "discipline"])
    #expect(Set(RevocationCause.allCases.map(\.displayName.zh)).count == 3)
  }

  @Test("R-213 a certificate is of one kind: the great have their own", arguments: [true, false])
  func kinds(isGreat: Bool) {
    #expect(CertificateKind(isGreat: isGreat) == (isGreat ? .greatCraftsman : .craftsman))
  }

  @Test("SM-1 an edition is closed when nobody named lacks a certificate", arguments: [0, 1, 50])
  func closing(lacking: Int) {
    var situation = EditionFlow.Situation(state: .named, hasVote: true, lists: [:])
    situation.uncertified = lacking
    let refusal = refusal { try EditionFlow.checkAdvance(situation, to: .closed) }
    #expect(refusal?.code == (lacking == 0 ? nil : "edition.certificates-missing"))
  }
}
