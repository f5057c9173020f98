import Primitives
import Testing

@testable import LedgerRules

@Suite("Conversion of balances at 2022-01-01")
struct ConversionTests {
  private static func row(
    _ code: String, _ net: String, _ project: String? = nil, _ fund: Fund? = nil
  ) throws -> BalanceRow {
    let key = BalanceKey(AccountKey(.of2009, code), project: try project.map { try ProjectCode($0) }, fund: fund)
    return BalanceRow(key, opening: try Money(net))
  }

  private static func sample() throws -> Balances {
    try Balances([
      row("101", "10"), row("102", "300"), row("10201", "50", "P1", .province), row("13101", "20", "P2"),
      row("162", "80"), row("221", "-5"), row("22201", "-20"), row("22501", "-4", "P1", .province), row("225", "-1"),
      row("231", "-46", "P1", .province), row("301", "-80"), row("331", "-100", "P2"), row("331", "-204"),
    ])
  }

  @Test("R-403 every balance of section 5.2 moves to its account, project and fund kept, and the totals agree")
  func moves() throws {
    let conversion = try ChartConversion(Self.sample(), chart: .standard)
    let divisions = Dictionary(uniqueKeysWithValues: conversion.undivided.map { ($0.from, $0.proposal) })
    let opening = try conversion.opening(dividing: divisions)
    let texts = opening.map { row in
      "\(row.key.account.code) \(row.opening.text) \(row.key.project?.text ?? "-") \(row.key.fund?.rawValue ?? "-")"
    }
    #expect(
      texts == [
        "101 10.00 - -", "102 300.00 - -", "10201 50.00 P1 PROVINCE", "13101 20.00 P2 -", "162 80.00 - -",
        "211 -5.00 - -", "21201 -20.00 - -", "215 -1.00 - -", "21501 -4.00 P1 PROVINCE", "221 -46.00 P1 PROVINCE",
        "30104 -80.00 - -", "32104 -100.00 P2 -", "32205 -204.00 - -",
      ])
    #expect(Set(opening.map(\.key.account.chart)) == [.of2021])
    #expect(try Money.sum(opening.map(\.opening)) == .zero)
    #expect(try TrialBalance(Balances(opening), chart: .standard).totals.agree)
  }

  @Test("R-414 331 is divided by a person; a division that is missing or not the balance is refused")
  func division() throws {
    let conversion = try ChartConversion(Self.sample(), chart: .standard)
    #expect(conversion.undivided.map(\.net.text) == ["-204.00", "-100.00"])
    #expect(refusalCode { try conversion.opening(dividing: [:]) } == "conversion.division")
    var divisions = Dictionary(uniqueKeysWithValues: conversion.undivided.map { ($0.from, $0.proposal) })
    let free = BalanceKey(AccountKey(.of2009, "331"))
    divisions[free] = ChartConversion.Division(carryover: try Money("100"), surplus: try Money("103.99"))
    #expect(refusalCode { try conversion.opening(dividing: divisions) } == "conversion.division")
    divisions[free] = ChartConversion.Division(carryover: try Money("100"), surplus: try Money("104"))
    let opening = try Balances(conversion.opening(dividing: divisions))
    #expect(try opening.total(AccountKey(.of2021, "321")).closing().text == "-200.00")
    #expect(try opening.total(AccountKey(.of2021, "322")).closing().text == "-104.00")
  }

  @Test("R-411 custodial balances are listed for review: the definition of 2021 is narrower")
  func review() throws {
    #expect(try ChartConversion(Self.sample(), chart: .standard).toReview.map(\.account.code) == ["231"])
  }

  @Test("R-413 a year whose income and expense are not closed is not converted")
  func openResult() throws {
    let open = try Balances([Self.row("408", "-1"), Self.row("102", "1")])
    #expect(refusalCode { try ChartConversion(open, chart: .standard) } == "conversion.open-result")
    let new = try Balances([BalanceRow(BalanceKey(AccountKey(.of2021, "102")), opening: Money("1"))])
    #expect(refusalCode { try ChartConversion(new, chart: .standard) } == "conversion.chart")
  }

  @Test("R-402 a ledger's own detail moves under the account that its parent became, once it is added there")
  func ownDetail() throws {
    let old = AddedAccount(key: AccountKey(.of2009, "23101"), name: "一号工作室")
    let balances = try Balances([Self.row("23101", "-1")])
    #expect(
      refusalCode { try ChartConversion(balances, chart: ChartOfAccounts.standard.adding([old])) }
        == "conversion.account-missing")
    let new = AddedAccount(key: AccountKey(.of2021, "22101"), name: "一号工作室")
    let conversion = try ChartConversion(balances, chart: ChartOfAccounts.standard.adding([old, new]))
    #expect(conversion.moved.map(\.to.account.code) == ["22101"])
  }

  @Test("R-403 an account without a successor is refused until a person assigns one of 2021")
  func assigned() throws {
    let balances = try Balances([Self.row("211", "-7")])
    let old = AccountKey(.of2009, "211")
    #expect(refusal { try ChartConversion(balances, chart: .standard) }?.message.zh.contains("211 借入款") == true)
    for wrong in [old, AccountKey(.of2021, "999"), AccountKey(.of2021, "321")] {
      #expect(
        refusalCode { try ChartConversion(balances, chart: .standard, assigning: [old: wrong]) }
          == "conversion.account-missing")
    }
    let conversion = try ChartConversion(
      balances, chart: .standard, assigning: [old: AccountKey(.of2021, "215")])
    #expect(conversion.moved.map { "\($0.to.account.code) \($0.net.text)" } == ["215 -7.00"])
  }
}
