import Primitives

/// The balances of 2021-12-31 in the chart of 2009 as the opening balances of 2022-01-01 in that of 2021 (R-403,
/// section 5.2).
public struct ChartConversion: Sendable, Hashable {
  /// A balance that moves to one account.
  public struct Moved: Sendable, Hashable {
    /// What it was kept for.
    public let from: BalanceKey
    /// What it is kept for from now on.
    public let to: BalanceKey
    /// The balance, debit above zero.
    public let net: Money
  }

  /// A balance of 331 结余, which a person divides between 321 and 322.
  public struct Undivided: Sendable, Hashable {
    /// What it was kept for.
    public let from: BalanceKey
    /// The balance, debit above zero.
    public let net: Money
    /// What is proposed: a project's balance is carry-over, any other surplus.
    public let proposal: Division
  }

  /// How a balance of 331 is divided; each part above zero on the credit side, where net assets grow.
  public struct Division: Sendable, Hashable {
    /// The part for 工会资金结转—累计结转.
    public let carryover: Money
    /// The part for 工会资金结余—累计结余.
    public let surplus: Money

    /// Divides.
    public init(carryover: Money, surplus: Money) {
      self.carryover = carryover
      self.surplus = surplus
    }
  }

  /// The balances that move by themselves, by their old key.
  public let moved: [Moved]
  /// The balances that a person divides, by their old key.
  public let undivided: [Undivided]
  /// The old key of custodial balances: the definition of 2021 is narrower, what does not fit must be written off (R-411).
  public var toReview: [BalanceKey] {
    moved.map(\.from).filter { $0.account.firstLevel == AccountRole.custodialFunds.key(in: .of2009) }
  }

  /// Reads closing balances of 2021-12-31; rows of the chart of 2021 are no part of them and refused.
  ///
  /// - Parameters:
  ///   - balances: the balances, of which the closing ones count.
  ///   - chart: the ledger's accounts of both charts.
  ///   - assigned: where a person puts accounts for which no rule gives a successor (借出款, 借入款, 后备金 and the like).
  ///
  /// Throws `conversion.chart`, `conversion.open-result` where income and expense are not closed,
  /// `conversion.account-missing` where the ledger has not yet added a detail in the new chart, `money.overflow`.
  public init(
    _ balances: Balances, chart: ChartOfAccounts, assigning assigned: [AccountKey: AccountKey] = [:]
  ) throws {
    var (moved, undivided): ([Moved], [Undivided]) = ([], [])
    for row in balances.rows {
      let net = try row.closing()
      let old = try chart.account(row.key.account)
      guard old.key.chart == .of2009 else { throw ConversionFault.chart(old) }
      guard net != .zero else { continue }
      guard !old.kind.isClosed else { throw ConversionFault.openResult(old) }
      if old.key.firstLevel.code == "331" {
        undivided.append(try Self.undivided(row.key, net))
      } else {
        moved.append(Moved(from: row.key, to: try Self.target(row.key, old, chart, assigned), net: net))
      }
    }
    self.moved = moved
    self.undivided = undivided
  }

  /// The opening rows of 2022-01-01, with each balance of 331 divided as a person decided.
  ///
  /// Throws `conversion.division` where a division is missing or its parts are not the balance, `money.overflow`.
  public func opening(dividing divisions: [BalanceKey: Division]) throws -> [BalanceRow] {
    var opening = try Balances(moved.map { BalanceRow($0.to, opening: $0.net) })
    for part in undivided {
      guard let division = divisions[part.from],
        try division.carryover + division.surplus + part.net == .zero
      else { throw ConversionFault.division(part) }
      let carryover = BalanceKey(
        AccountRole.carryover.key(in: .of2021), project: part.from.project, fund: part.from.fund)
      try opening.add(BalanceRow(carryover, opening: try Money.zero - division.carryover))
      let surplus = BalanceKey(AccountRole.surplus.key(in: .of2021))
      try opening.add(BalanceRow(surplus, opening: try Money.zero - division.surplus))
    }
    return opening.rows.filter { !$0.isEmpty }
  }

  private static func undivided(_ key: BalanceKey, _ net: Money) throws -> Undivided {
    let credit = try Money.zero - net
    let isProject = key.project != nil
    return Undivided(
      from: key, net: net,
      proposal: Division(carryover: isProject ? credit : .zero, surplus: isProject ? .zero : credit))
  }

  private static func target(
    _ key: BalanceKey, _ old: Account, _ chart: ChartOfAccounts, _ assigned: [AccountKey: AccountKey]
  ) throws -> BalanceKey {
    let account = assigned[old.key] ?? code2021(of: old.key.code).map { AccountKey(.of2021, $0) }
    guard let account, account.chart == .of2021, let new = chart.find(account), chart.isPostable(new) else {
      throw ConversionFault.missing(old, account?.code)
    }
    return BalanceKey(account, project: key.project, fund: key.fund)
  }

  /// The code in the chart of 2021: that of section 5.2; a ledger's own detail keeps its last digits under the account
  /// that its parent became.
  static func code2021(of code: String) -> String? {
    if let new = codes[code] { return new }
    guard code.utf8.count > 3, let parent = code2021(of: String(code.dropLast(2))) else { return nil }
    return parent + code.suffix(2)
  }

  /// Section 5.2, and the accounts that have the same name in both charts; all others a person assigns.
  private static let codes = [
    "101": "101", "102": "102", "111": "111", "112": "121", "131": "131", "132": "132", "135": "135", "141": "141",
    "151": "151", "161": "161", "162": "162", "221": "211", "222": "212", "225": "215", "231": "221", "301": "30104",
    "321": "311",
  ]
}

/// The faults of a conversion as refusals.
enum ConversionFault {
  private static let rule = Citation("R-403", Citation.unionAccountingTransition)

  static func chart(_ account: Account) -> Refusal {
    Refusal(
      "conversion.chart", citation: rule,
      message: Bilingual("\(account.label) 不是2009年制度的科目。", "\(account.label) is not of the chart of 2009."),
      remedy: Bilingual("请只转换2021年12月31日的余额。", "Convert the balances of 2021-12-31 only."))
  }

  static func openResult(_ account: Account) -> Refusal {
    Refusal(
      "conversion.open-result", citation: Citation("R-413", Citation.unionAccountingTransition),
      message: Bilingual(
        "\(account.label) 还有余额，2021年度尚未结转。", "\(account.label) has a balance: the year 2021 is not closed."),
      remedy: Bilingual("请先做2021年年末结转。", "Close the year 2021 first."))
  }

  static func missing(_ old: Account, _ code: String?) -> Refusal {
    Refusal(
      "conversion.account-missing", citation: rule,
      message: Bilingual(
        "\(old.label) 在2021年制度中没有可记账的对应科目\(code.map { " " + $0 } ?? "")。",
        "\(old.label) has no account\(code.map { " " + $0 } ?? "") in the chart of 2021 that takes lines."),
      remedy: Bilingual(
        "请先在2021年科目表中增设明细科目，或由财务人员指定对应科目，再转换。",
        "Add the detail in the chart of 2021, or have a person assign an account, then convert."))
  }

  static func division(_ part: ChartConversion.Undivided) -> Refusal {
    let amount = Money(fen: 0 &- part.net.fen).voucherText
    let project = part.from.project?.text ?? ""
    return Refusal(
      "conversion.division", citation: Citation("R-414", Citation.unionAccountingTransition),
      message: Bilingual(
        "“331 结余”\(project) 的贷方余额 \(amount) 没有分清结转和结余。",
        "The credit balance \(amount) of 331 结余 \(project) is not divided into carry-over and surplus."),
      remedy: Bilingual(
        "请填写转入 32104 和 32205 的金额，两者之和应等于该余额。", "Give the parts for 32104 and 32205; together they are that balance."))
  }
}
