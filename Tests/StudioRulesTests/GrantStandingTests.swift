import Primitives
import StudioRules
import Testing

@Suite("The numbers of a grant")
struct GrantStandingTests {
  private func received(_ amount: String = "50000.00") throws -> GrantStanding {
    try GrantStanding(amount: yuan(amount)).receiving(yuan(amount))
  }

  @Test(
    "R-306 a grant of 50,000 opens at 50,000.00 of matching and at no fen less",
    arguments: [("0.01", false), ("49999.99", false), ("50000.00", true), ("60000.00", true)])
  func gate(match: String, isOpen: Bool) throws {
    let standing = try received().confirmingMatch(yuan(match))
    #expect(standing.isOpen == isOpen)
    #expect(try standing.spendable == (isOpen ? yuan("50000.00") : .zero))
    #expect(code { try standing.spending(yuan("0.01")) } == (isOpen ? nil : "grant.match-required"))
  }

  @Test("R-306 the refusal says what is missing, till when and by which article")
  func refusal() throws {
    let standing = try received().confirmingMatch(yuan("49999.99"))
    let refusal = #expect(throws: Refusal.self) { try standing.spending(yuan("1.00"), deadline: day("2026-08-13")) }
    #expect(refusal?.code == "grant.match-required")
    #expect(refusal?.citation?.rule == "R-306")
    #expect(refusal?.citation?.article == "第五条")
    #expect(refusal?.message.zh.contains("￥0.01") == true)
    #expect(refusal?.message.zh.contains("2026年8月13日") == true)
    #expect(refusal?.message.en.contains("0.01 are missing, due by 2026-08-13") == true)
  }

  @Test("R-304 the grant is one payment of the whole amount; a second one is refused")
  func payment() throws {
    let grant = try GrantStanding(amount: yuan("50000.00"))
    #expect(code { try grant.receiving(yuan("49999.99")) } == "grant.amount-differs")
    #expect(code { try grant.receiving(yuan("50000.01")) } == "grant.amount-differs")
    #expect(code { try received().receiving(yuan("50000.00")) } == "grant.already-received")
  }

  @Test("R-305 matching that arrives before the grant counts, and opens nothing before it")
  func early() throws {
    let early = try GrantStanding(amount: yuan("50000.00")).confirmingMatch(yuan("50000.00"))
    #expect(!early.isOpen)
    #expect(code { try early.spending(yuan("1.00")) } == "grant.balance-exceeded")
    #expect(try early.receiving(yuan("50000.00")).isOpen)
  }

  @Test("R-315 spends sum to the grant and not to a fen more")
  func balance() throws {
    let open = try received().confirmingMatch(yuan("50000.00")).spending(yuan("49999.99"))
    #expect(code { try open.spending(yuan("0.02")) } == "grant.balance-exceeded")
    #expect(try open.spending(yuan("0.01")).left == .zero)
    #expect(code { try open.reversing(yuan("50000.00")) } == "grant.spent-below-zero")
  }

  @Test("SM-6 a withdrawal closes the gate over what is left; spends so far stay, and a reversal stays possible")
  func withdrawal() throws {
    let spent = try received().confirmingMatch(yuan("50000.00")).spending(yuan("20000.00"))
    let locked = try spent.withdrawingMatch(yuan("0.01"))
    #expect(try locked.spendable == yuan("20000.00"))
    #expect(code { try locked.spending(yuan("0.01")) } == "grant.match-required")
    #expect(try locked.reversing(yuan("5000.00")).spendable == yuan("15000.00"))
    #expect(try locked.confirmingMatch(yuan("0.01")).spendable == yuan("50000.00"))
    #expect(code { try locked.withdrawingMatch(yuan("50000.00")) } == "grant.match-below-zero")
  }

  @Test("R-319 the recovery of 1,200 from 300,000 leaves 298,800 received and spent")
  func recovery() throws {
    let spent = try received("300000.00").confirmingMatch(yuan("300000.00")).spending(yuan("300000.00"))
    let back = try spent.recovering(misused: yuan("1200.00"), unspent: .zero)
    #expect(try back.received == yuan("298800.00"))
    #expect(try back.spent == yuan("298800.00"))
    #expect(code { try spent.recovering(misused: .zero, unspent: yuan("0.01")) } == "grant.balance-exceeded")
    #expect(code { try spent.recovering(misused: yuan("300000.01"), unspent: .zero) } == "grant.spent-below-zero")
    #expect(code { try spent.recovering(misused: .zero, unspent: .zero) } == "grant.amount-not-positive")
  }

  @Test("R-305 R-315 an amount of nothing or less moves nothing", arguments: [0, -1] as [Int64])
  func notPositive(fen: Int64) throws {
    let open = try received().confirmingMatch(yuan("50000.00"))
    let money = Money(fen: fen)
    #expect(code { try open.spending(money) } == "grant.amount-not-positive")
    #expect(code { try open.reversing(money) } == "grant.amount-not-positive")
    #expect(code { try open.confirmingMatch(money) } == "grant.amount-not-positive")
    #expect(code { try open.withdrawingMatch(money) } == "grant.amount-not-positive")
    #expect(code { try GrantStanding(amount: money) } == "grant.amount-not-positive")
  }

  @Test("R-306 R-315 numbers that break the row's conditions are not read as a standing")
  func broken() throws {
    func read(_ received: Int64, _ matched: Int64, _ spendable: Int64, _ spent: Int64) -> String? {
      code {
        try GrantStanding(
          amount: Money(fen: 100), required: Money(fen: 100), received: Money(fen: received),
          matched: Money(fen: matched), spendable: Money(fen: spendable), spent: Money(fen: spent))
      }
    }
    #expect(read(100, 100, 100, 40) == nil)
    #expect(read(100, 99, 40, 40) == nil)
    #expect(read(100, 99, 100, 40) == "grant.standing-broken")
    #expect(read(100, 100, 30, 40) == "grant.standing-broken")
    #expect(read(100, 100, 101, 40) == "grant.standing-broken")
    #expect(read(100, 100, 100, -1) == "grant.standing-broken")
  }
}
