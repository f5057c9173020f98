import Primitives

/// 工会01表 资产负债表: columns 年初余额 and 期末余额 (R-423, section 5.9).
///
/// Income and expense that are not closed yet are shown in 321 and 322 as R-413 will close them, so that the sheet of
/// any month balances. 151 投资 and 182 待处理财产损溢 stand with the non-current assets.
public struct BalanceSheet: Sendable, Hashable {
  /// The names of the columns.
  public static let columns = [Bilingual("年初余额", "at the beginning of the year"), Bilingual("期末余额", "at the end")]

  /// The lines in the order of printing.
  public let rows: [StatementRow]
  /// Whether assets equal liabilities and net assets in both columns.
  public let balances: Bool

  /// Makes the sheet of balances from the beginning of the year to the end of a month. Throws `statement.chart`,
  /// `account.unknown`, `money.overflow`.
  public init(_ year: Balances, chart: ChartOfAccounts = .standard) throws {
    var sheet = SheetWriter(sums: try FirstLevelSums(year, chart: chart), chart: chart)
    try sheet.assets()
    try sheet.liabilities()
    try sheet.netAssets()
    rows = sheet.rows
    balances = sheet.balances
  }
}

/// Writes the lines of the sheet one after another.
private struct SheetWriter {
  let sums: FirstLevelSums
  let chart: ChartOfAccounts
  var rows: [StatementRow] = []
  var balances = false

  private var assetTotal: [Money] = []
  private var liabilityTotal: [Money] = []

  init(sums: FirstLevelSums, chart: ChartOfAccounts) {
    self.sums = sums
    self.chart = chart
  }

  mutating func assets() throws {
    var current = [try line("cash", Bilingual("货币资金", "cash and bank"), ["101", "102"], .debit)]
    for code in ["111", "121", "131", "132", "135", "141"] { current.append(try line(code, .debit)) }
    let currentTotal = try total("assets.current", Bilingual("流动资产合计", "current assets"), current)
    var fixed = [try line("151", .debit), try line("161", .debit)]
    fixed.append(try net("162", "163", "fixed", Bilingual("固定资产", "fixed assets"), "累计折旧", "depreciation"))
    fixed.append(try net("171", "172", "intangible", Bilingual("无形资产", "intangible assets"), "累计摊销", "amortisation"))
    fixed += [try line("181", .debit), try line("182", .debit)]
    let fixedTotal = try total("assets.noncurrent", Bilingual("非流动资产合计", "non-current assets"), fixed)
    assetTotal = try total("assets.total", Bilingual("资产总计", "assets"), [currentTotal, fixedTotal])
  }

  mutating func liabilities() throws {
    let lines = try ["201", "211", "212", "215", "221"].map { try line($0, .credit) }
    liabilityTotal = try total("liabilities.total", Bilingual("负债合计", "liabilities"), lines)
  }

  mutating func netAssets() throws {
    var lines = try ["301", "311"].map { try line($0, .credit) }
    lines.append(try line("321", .credit, adding: sums.special))
    lines.append(try line("322", .credit, adding: sums.other))
    lines += try ["331", "332", "341"].map { try line($0, .credit) }
    let netTotal = try total("net-assets.total", Bilingual("净资产合计", "net assets"), lines)
    let sum = try total(
      "liabilities-and-net-assets.total", Bilingual("负债和净资产总计", "liabilities and net assets"),
      [liabilityTotal, netTotal])
    balances = sum == assetTotal
  }

  private mutating func line(_ code: String, _ side: Side, adding unclosed: Money = .zero) throws -> [Money] {
    let name = chart.find(AccountKey(.of2021, code))?.name ?? code
    let names = Bilingual(name, StatementNames.english[code] ?? code)
    return try line("account.\(code)", names, [code], side, adding: unclosed)
  }

  private mutating func line(
    _ code: String, _ name: Bilingual, _ accounts: [String], _ side: Side, adding unclosed: Money = .zero
  ) throws -> [Money] {
    let figures = [try sums.opening(accounts, side), try sums.closing(accounts, side) + unclosed]
    rows.append(StatementRow(code, name, figures))
    return figures
  }

  /// Original value, what was written down, and the net value, which alone counts in the total.
  private mutating func net(
    _ gross: String, _ contra: String, _ code: String, _ name: Bilingual, _ zh: String, _ en: String
  ) throws -> [Money] {
    let original = try line("\(code).gross", Bilingual(name.zh + "原值", name.en + ", gross"), [gross], .debit)
    let less = try line("\(code).less", Bilingual("减：" + zh, "less " + en), [contra], .credit)
    let net = try zip(original, less).map { try $0 - $1 }
    rows.append(StatementRow("\(code).net", Bilingual(name.zh + "净值", name.en + ", net"), net, isTotal: true))
    return net
  }

  private mutating func total(_ code: String, _ name: Bilingual, _ parts: [[Money]]) throws -> [Money] {
    let figures = try (0..<2).map { column in try Money.sum(parts.map { $0[column] }) }
    rows.append(StatementRow(code, name, figures, isTotal: true))
    return figures
  }
}
