import Primitives

/// A line of a statement.
public struct StatementLine: Sendable, Hashable {
  /// What stands at its head.
  public let name: Bilingual
  /// The two columns, in the order of the statement.
  public let amounts: [Money]
  /// Whether it is a sum of lines above.
  public let isTotal: Bool
}

/// What both statements say of their print.
public enum StatementLayout {
  /// The note that stands beside each.
  public static let note = Bilingual(
    "版式待与财会〔2021〕7号核对", "layout to be checked against 财会〔2021〕7号")
}

/// 工会01表 资产负债表 (5.9): 年初余额 and 期末余额.
public struct BalanceSheet: Sendable, Hashable {
  /// The lines of assets.
  public let assets: [StatementLine]
  /// The lines of liabilities and net assets.
  public let claims: [StatementLine]

  /// Whether assets equal liabilities and net assets in both columns; until a year is closed its income and expense
  /// count among the net assets.
  public var isBalanced: Bool { assets.last?.amounts == claims.last?.amounts }

  /// Draws up the sheet.
  ///
  /// - Parameters:
  ///   - opening: the balances at the beginning of the year.
  ///   - closing: the balances at the end of the month.
  /// - Throws: `account.unknown`, `money.overflow`.
  public init(opening: [AccountBalance], closing: [AccountBalance], _ chart: ChartOfAccounts) throws {
    let columns = [try StatementSums(opening, chart), try StatementSums(closing, chart)]
    assets = try Self.assetLines(columns, chart)
    claims = try Self.claimLines(columns, chart)
  }

  /// The assets that are used up within a year.
  private static let current = ["111", "121", "131", "132", "135", "141"]
  private static let fixed = ["151", "161", "162", "163", "171", "172", "181", "182"]

  private static func assetLines(_ columns: [StatementSums], _ chart: ChartOfAccounts) throws -> [StatementLine] {
    let money = try line("货币资金", "cash and bank", ["101", "102"], columns)
    let currents = [money] + (try present(current, columns, chart))
    let others = try present(fixed, columns, chart)
    let net = try line("固定资产净值", "fixed assets, net", ["162", "163"], columns)
    let currentTotal = try total("流动资产合计", "current assets", currents)
    let otherTotal = try total("非流动资产合计", "non-current assets", others)
    return currents + [currentTotal] + others + [net, otherTotal]
      + [try total("资产总计", "assets", [currentTotal, otherTotal])]
  }

  private static func claimLines(_ columns: [StatementSums], _ chart: ChartOfAccounts) throws -> [StatementLine] {
    let liabilities = try kinds(.liability, columns, chart)
    let netAssets = try kinds(.netAsset, columns, chart) + [try yearsResult(columns, chart)]
    let liabilityTotal = try total("负债合计", "liabilities", liabilities)
    let netTotal = try total("净资产合计", "net assets", netAssets)
    return liabilities + [liabilityTotal] + netAssets + [netTotal]
      + [try total("负债和净资产总计", "liabilities and net assets", [liabilityTotal, netTotal])]
  }

  private static func yearsResult(_ columns: [StatementSums], _ chart: ChartOfAccounts) throws -> StatementLine {
    let codes = chart.all.filter { $0.parent == nil && [.income, .expense].contains($0.kind) }.map(\.code)
    return try claim("本年收支差额（未结转）", "result of the year, not closed yet", codes, columns)
  }

  private static func kinds(
    _ kind: AccountKind, _ columns: [StatementSums], _ chart: ChartOfAccounts
  ) throws -> [StatementLine] {
    try chart.all.filter { $0.parent == nil && $0.kind == kind }.map {
      try claim($0.name, $0.code, [$0.code], columns)
    }
  }

  private static func present(
    _ codes: [String], _ columns: [StatementSums], _ chart: ChartOfAccounts
  ) throws -> [StatementLine] {
    try codes.compactMap { code in try chart.find(code).map { try line($0.name, $0.code, [code], columns) } }
  }

  private static func line(
    _ zh: String, _ en: String, _ codes: [String], _ columns: [StatementSums]
  ) throws -> StatementLine {
    StatementLine(name: Bilingual(zh, en), amounts: try columns.map { try $0.sum(codes) }, isTotal: false)
  }

  /// Claims stand on the credit side, which counts below zero in the books.
  private static func claim(
    _ zh: String, _ en: String, _ codes: [String], _ columns: [StatementSums]
  ) throws -> StatementLine {
    StatementLine(
      name: Bilingual(zh, en), amounts: try columns.map { try .zero - $0.sum(codes) }, isTotal: false)
  }

  private static func total(_ zh: String, _ en: String, _ lines: [StatementLine]) throws -> StatementLine {
    StatementLine(
      name: Bilingual(zh, en), amounts: try (0..<2).map { column in try Money.sum(lines.map { $0.amounts[column] }) },
      isTotal: true)
  }
}

/// 工会02表 收入支出表 (5.9): 本月数 and 本年累计数.
public struct IncomeStatement: Sendable, Hashable {
  /// The lines.
  public let lines: [StatementLine]

  /// Draws up the statement.
  ///
  /// - Parameters:
  ///   - month: what the month moved, the closing of the year left aside.
  ///   - year: what the year moved so far, likewise; the openings are those of the year.
  /// - Throws: `account.unknown`, `money.overflow`.
  public init(month: [AccountBalance], year: [AccountBalance], _ chart: ChartOfAccounts) throws {
    let moved = [try StatementSums(month, chart, turnover: true), try StatementSums(year, chart, turnover: true)]
    let before = try StatementSums(try year.map { try $0.atBeginning }, chart)
    let isNew = chart.chart == .of2021
    let carried = isNew ? ["321", "331"] : ["331"]
    let surplus = isNew ? ["322", "332"] : []
    let opening = try Self.held("年初结转结余", "carry-over and surplus at the beginning", carried + surplus, before)
    let adjusted = try Self.line("年初余额调整", "adjustment of the opening", isNew ? ["32101", "32201"] : [], -1, moved)
    let income = try Self.kinds(.income, -1, "本期收入合计", "income", moved, chart)
    let expense = try Self.kinds(.expense, 1, "本期支出合计", "expense", moved, chart)
    lines = [opening, adjusted] + income + expense + [try Self.difference(income, expense)]
  }

  private static func held(
    _ zh: String, _ en: String, _ codes: [String], _ before: StatementSums
  ) throws -> StatementLine {
    let amount = try .zero - before.sum(codes)
    return StatementLine(name: Bilingual(zh, en), amounts: [amount, amount], isTotal: false)
  }

  private static func line(
    _ zh: String, _ en: String, _ codes: [String], _ sign: Int, _ columns: [StatementSums]
  ) throws -> StatementLine {
    StatementLine(
      name: Bilingual(zh, en),
      amounts: try columns.map { try sign < 0 ? .zero - $0.sum(codes) : $0.sum(codes) }, isTotal: false)
  }

  private static func kinds(
    _ kind: AccountKind, _ sign: Int, _ zh: String, _ en: String, _ columns: [StatementSums], _ chart: ChartOfAccounts
  ) throws -> [StatementLine] {
    let lines = try chart.all.filter { $0.parent == nil && $0.kind == kind }.map {
      try line($0.name, $0.code, [$0.code], sign, columns)
    }
    let sums = try (0..<2).map { column in try Money.sum(lines.map { $0.amounts[column] }) }
    return lines + [StatementLine(name: Bilingual(zh, en), amounts: sums, isTotal: true)]
  }

  private static func difference(_ income: [StatementLine], _ expense: [StatementLine]) throws -> StatementLine {
    let amounts = try (0..<2).map { column in
      try (income.last?.amounts[column] ?? .zero) - (expense.last?.amounts[column] ?? .zero)
    }
    return StatementLine(name: Bilingual("本期收支差额", "income less expense"), amounts: amounts, isTotal: true)
  }
}

/// Sums of balances by account, details contained.
struct StatementSums {
  private let sums: [String: Money]

  init(_ balances: [AccountBalance], _ chart: ChartOfAccounts, turnover: Bool = false) throws {
    var sums: [String: Money] = [:]
    for balance in balances {
      _ = try chart.account(balance.account)
      let amount = try turnover ? balance.debit - balance.credit : balance.closing
      for account in chart.line(from: balance.account) {
        sums[account.code] = try (sums[account.code] ?? .zero) + amount
      }
    }
    self.sums = sums
  }

  /// Debits less credits of some accounts.
  func sum(_ codes: [String]) throws -> Money { try Money.sum(codes.map { sums[$0] ?? .zero }) }
}

extension AccountBalance {
  /// What stood there before the span, without what moved.
  var atBeginning: AccountBalance {
    get throws { try AccountBalance(account: account, project: project, fund: fund, opening: opening) }
  }
}
