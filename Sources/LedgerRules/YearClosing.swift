import Primitives

/// The closing of a year: income and expense go to the result of the year, the result to what is carried over.
///
/// Special items, which are those of a project and the special subsidies, go to 32103 and on to 32104; all others to 32203 and on to
/// 32205. The chart of 2009 has one account for all of it. Money in trust (221) is not closed.
public enum YearClosing {
  /// A closing voucher without its day.
  public struct Entry: Sendable, Hashable {
    /// What it does.
    public let summary: String
    /// Its lines.
    public let lines: [VoucherLine]
  }

  /// The closing vouchers of a year, in their order; none where nothing is to be closed.
  ///
  /// - Parameter balances: every account at the end of the year.
  /// - Throws: `account.unknown`, `money.overflow`.
  public static func entries(_ balances: [AccountBalance], _ chart: ChartOfAccounts) throws -> [Entry] {
    let groups =
      chart.chart == .of2021
      ? [
        Group("专项", "32103", "32104", ["32101", "32102"]) { isSpecial($0) },
        Group("非专项", "32203", "32205", ["32201", "32202", "32204"]) { !isSpecial($0) },
      ]
      : [Group("", "331", nil, []) { _ in true }]
    return try groups.flatMap { try $0.entries(balances, chart) }
  }

  /// Whether a balance of income or expense is special.
  static func isSpecial(_ balance: AccountBalance) -> Bool { balance.project != nil || balance.account == "40302" }

  private struct Group {
    let name: String
    let result: String
    let carried: String?
    /// Further accounts of the result that are carried over with it.
    let beside: [String]
    let takes: (AccountBalance) -> Bool

    init(
      _ name: String, _ result: String, _ carried: String?, _ beside: [String],
      takes: @escaping (AccountBalance) -> Bool
    ) {
      self.name = name
      self.result = result
      self.carried = carried
      self.beside = beside
      self.takes = takes
    }

    func entries(_ balances: [AccountBalance], _ chart: ChartOfAccounts) throws -> [Entry] {
      let income = try transfers(.income, balances, chart)
      let expense = try transfers(.expense, balances, chart)
      let kept = try carry(balances.filter { $0.account == result }, income + expense)
      return [
        Entry(summary: "年末结转\(name)收入", lines: income), Entry(summary: "年末结转\(name)支出", lines: expense),
        Entry(summary: "年末\(name)本年收支转入累计", lines: kept + besides(balances)),
      ].filter { !$0.lines.isEmpty }
    }

    private func transfers(
      _ kind: AccountKind, _ balances: [AccountBalance], _ chart: ChartOfAccounts
    ) throws -> [VoucherLine] {
      try balances.filter { try chart.account($0.account).kind == kind && takes($0) }.flatMap { balance in
        YearClosing.move(balance.closing, from: balance, to: result)
      }
    }

    /// What the result holds after the transfers, by project, goes to what is carried over.
    private func carry(_ held: [AccountBalance], _ transfers: [VoucherLine]) throws -> [VoucherLine] {
      guard let carried else { return [] }
      var sums: [String: Money] = [:]
      for balance in held { sums[balance.project ?? ""] = try (sums[balance.project ?? ""] ?? .zero) + balance.closing }
      for line in transfers where line.account == result {
        let before = sums[line.project ?? ""] ?? .zero
        sums[line.project ?? ""] = try line.side == .debit ? before + line.amount : before - line.amount
      }
      return sums.keys.sorted().flatMap { key in
        YearClosing.move(sums[key] ?? .zero, account: result, project: key.isEmpty ? nil : key, fund: nil, to: carried)
      }
    }

    private func besides(_ balances: [AccountBalance]) -> [VoucherLine] {
      guard let carried else { return [] }
      return balances.filter { beside.contains($0.account) }.flatMap {
        YearClosing.move($0.closing, from: $0, to: carried)
      }
    }
  }

  private static func move(_ closing: Money, from balance: AccountBalance, to target: String) -> [VoucherLine] {
    move(closing, account: balance.account, project: balance.project, fund: balance.fund, to: target)
  }

  /// Empties an account into another one: a debit balance is credited, a credit balance debited.
  private static func move(
    _ closing: Money, account: String, project: String?, fund: Fund?, to target: String
  ) -> [VoucherLine] {
    guard closing != .zero else { return [] }
    let amount = Money(fen: closing.fen.magnitudeFen)
    let side: Side = closing.isNegative ? .debit : .credit
    let pair = [
      VoucherLine(side, account, amount, project: project, fund: fund),
      VoucherLine(side.other, target, amount, project: project),
    ]
    return side == .debit ? pair : pair.reversed()
  }
}

extension Int64 {
  /// The distance from zero; the one value that has none inside 64 bits is no sum of amounts.
  var magnitudeFen: Int64 { self < 0 ? 0 &- self : self }
}

/// Openings: what a ledger begins with, as the lines of one voucher that balances.
public enum OpeningEntry {
  /// The lines that put balances on their accounts.
  public static func lines(_ balances: [AccountBalance]) -> [VoucherLine] {
    balances.filter { $0.closing != .zero }.map {
      VoucherLine(
        $0.closing.isNegative ? .credit : .debit, $0.account, Money(fen: $0.closing.fen.magnitudeFen),
        project: $0.project, fund: $0.fund)
    }
  }

  /// The balances of the chart of 2009 at the end of 2021 on the accounts of 2021 (5.2, P2).
  ///
  /// What stood on 331 for a project is carried over (32104); the rest is surplus (32205) but for the part that a person
  /// names as carried over, which the old account did not tell apart.
  ///
  /// - Throws: `account.no-twin` where an account has no place in the chart of 2021, `money.overflow`.
  public static func converted(_ balances: [AccountBalance], carriedOver: Money = .zero) throws -> [AccountBalance] {
    let old = ChartOfAccounts.standard(.of2009)
    var result: [AccountBalance] = []
    for balance in balances where balance.closing != .zero {
      let (account, part) = try place(balance, old)
      result.append(try AccountBalance(account: account, project: balance.project, fund: balance.fund, opening: part))
    }
    guard carriedOver != .zero else { return result }
    // A credit balance is negative here; the part that is carried over is named as the amount it is.
    result.append(try AccountBalance(account: "32104", opening: Money(fen: -carriedOver.fen)))
    result.append(try AccountBalance(account: "32205", opening: carriedOver))
    return result
  }

  private static func place(_ balance: AccountBalance, _ old: ChartOfAccounts) throws -> (String, Money) {
    let line = old.line(from: balance.account)
    if line.last?.code == "331" { return (balance.project == nil ? "32205" : "32104", balance.closing) }
    guard let twin = line.lazy.compactMap(\.twin).first else { throw noTwin(balance.account) }
    return (twin, balance.closing)
  }

  private static func noTwin(_ account: String) -> Refusal {
    LedgerRefusals.make(
      "account.no-twin", "R-403", Citation.unionAccounting, "",
      Bilingual("科目 \(account) 在 2021 年科目中没有对应科目", "the account \(account) has no place in the chart of 2021"),
      Bilingual("年末先用凭证把余额转到有对应的科目", "move its balance by a voucher before the year ends"))
  }
}
