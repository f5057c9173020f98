import Primitives
import StudioRules
import Testing

@Suite("The amounts of grants")
struct GrantAmountsTests {
  private static let tenThousand = Money(fen: 1_000_000)

  @Test(
    "R-302 R-303 R-214 R-322 a naming entitles to one grant and, from 2019, one award",
    arguments: [
      ("2018", false, "50000.00", "0.00"), ("2018", true, "300000.00", "0.00"),
      ("2019", false, "50000.00", "10000.00"), ("2019", true, "250000.00", "50000.00"),
    ])
  func entitlement(preset: String, isGreat: Bool, grant: String, award: String) throws {
    let found = try GrantAmounts.preset(named: preset).entitlement(isGreat: isGreat)
    #expect(found == GrantEntitlement(grant: try Money(grant), award: try Money(award)))
  }

  @Test("OP-08 a new edition proposes the amounts of 2018, and an unknown preset is refused")
  func proposed() throws {
    #expect(GrantAmounts.proposed.name == "2018")
    #expect(code { try GrantAmounts.preset(named: "2020") } == "grant.preset-unknown")
  }

  @Test("OP-07 an upgrade pays 300,000 where nothing was paid, else the difference with the province's approval")
  func upgrade() throws {
    let amounts = GrantAmounts.edition2018
    #expect(try amounts.upgrade(paid: .zero, isApprovedByProvince: false) == amounts.great)
    #expect(try amounts.upgrade(paid: amounts.craftsman, isApprovedByProvince: true) == Money(fen: 25_000_000))
    #expect(
      code { try amounts.upgrade(paid: amounts.craftsman, isApprovedByProvince: false) } == "grant.upgrade-approval")
    #expect(try amounts.upgrade(paid: amounts.great, isApprovedByProvince: false) == .zero)
    #expect(
      code { try amounts.upgrade(paid: Money(fen: 30_000_001), isApprovedByProvince: true) } == "grant.amount-differs")
  }

  @Test("R-302 a grant of nothing is no grant, and a negative award no award")
  func refused() {
    #expect(
      code { try GrantAmounts(name: "x", craftsman: .zero, great: Self.tenThousand) } == "grant.amount-not-positive")
    #expect(
      code {
        try GrantAmounts(
          name: "x", craftsman: Self.tenThousand, great: Self.tenThousand, greatAward: Money(fen: -1))
      } == "grant.amount-not-positive")
  }

  @Test(
    "OP-22 the tax of an award is what finance enters, between 0 and the award",
    arguments: [(0, 1_000_000), (200_000, 800_000), (1_000_000, 0)] as [(Int64, Int64)])
  func award(tax: Int64, net: Int64) throws {
    #expect(try PersonalAward(gross: Self.tenThousand, taxByFinance: Money(fen: tax)).net() == Money(fen: net))
  }

  @Test("OP-22 a tax outside the award is refused", arguments: [-1, 1_000_001] as [Int64])
  func awardRefused(tax: Int64) {
    #expect(
      code { try PersonalAward(gross: Self.tenThousand, taxByFinance: Money(fen: tax)) } == "award.tax-out-of-range")
  }
}
