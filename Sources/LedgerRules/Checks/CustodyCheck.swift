import Primitives

/// A grant whose custodial cash and obligations differ.
public struct CustodyDifference: Sendable, Hashable {
  /// The project; nil for lines that name none.
  public let project: ProjectCode?
  /// The fund; nil for lines that name none.
  public let fund: Fund?
  /// 银行存款—代管经费 and 库存现金—代管经费.
  public let cash: Money
  /// 代管经费 and the income tax withheld from it and not yet paid, above zero on the credit side.
  public let owed: Money
}

/// R-419 at the base: 银行存款—代管经费 + 库存现金—代管经费 = 代管经费 + unpaid withheld tax on custodial money.
public enum CustodyCheck {
  /// The projects and funds in which the two differ; none where the books hold.
  ///
  /// Withheld tax counts only for a project and fund that holds custodial money: the same account also carries tax on
  /// the union's own money. Throws `money.overflow`.
  public static func differences(_ balances: Balances) throws -> [CustodyDifference] {
    var byOwner: [BalanceKey: (cash: Money, owed: Money, tax: Money, isCustodial: Bool)] = [:]
    for row in balances.rows {
      guard let part = Part(row.key.account) else { continue }
      let owner = BalanceKey(AccountKey(.of2021, ""), project: row.key.project, fund: row.key.fund)
      var sums = byOwner[owner] ?? (.zero, .zero, .zero, false)
      switch part {
      case .cash: sums.cash = try sums.cash + row.closing()
      case .owed: sums.owed = try sums.owed - row.closing()
      case .tax: sums.tax = try sums.tax - row.closing()
      }
      sums.isCustodial = sums.isCustodial || part != .tax
      byOwner[owner] = sums
    }
    return try byOwner.sorted { $0.key < $1.key }.compactMap { owner, sums in
      let owed = try sums.owed + sums.tax
      guard sums.isCustodial, sums.cash != owed else { return nil }
      return CustodyDifference(project: owner.project, fund: owner.fund, cash: sums.cash, owed: owed)
    }
  }

  /// The custodial balances from which more was spent than came in: 代管经费 on the debit side, by project and
  /// fund. Throws `money.overflow`.
  public static func overdrawn(_ balances: Balances) throws -> [BalanceRow] {
    try balances.rows.filter { row in
      let custody = AccountRole.custodialFunds.key(in: row.key.account.chart)
      return try row.key.account.firstLevel == custody && row.closing() > .zero
    }
  }

  private enum Part {
    case cash
    case owed
    case tax

    init?(_ account: AccountKey) {
      let chart = account.chart
      if account.code.hasPrefix("10101") || account.code.hasPrefix("10201") {
        self = .cash
      } else if account.firstLevel == AccountRole.custodialFunds.key(in: chart) {
        self = .owed
      } else if account == AccountRole.withheldTax.key(in: chart) {
        self = .tax
      } else {
        return nil
      }
    }
  }
}
