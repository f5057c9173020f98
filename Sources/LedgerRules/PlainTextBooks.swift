import Primitives

/// The plain-text accounting programs that can check the books.
public enum PlainTextFormat: String, Sendable, Hashable, Codable, CaseIterable {
  /// hledger's journal.
  case hledger
  /// Beancount's ledger.
  case beancount
}

/// A ledger's posted vouchers as text for another program, one at a time.
///
/// A debit is above zero and a credit below; a red line has the other sign, so that a balance is the same as here. Account
/// names hold the chart, because a code means another account in the other one.
public struct PlainTextBooks: Sendable {
  /// A voucher with its number.
  public struct Voucher: Sendable {
    /// The number as vouchers print it: 记-7.
    public let number: String
    /// The content.
    public let content: VoucherContent
    /// The chart of its accounts.
    public let chart: Chart

    /// Makes a voucher.
    public init(number: String, content: VoucherContent, chart: Chart) {
      self.number = number
      self.content = content
      self.chart = chart
    }
  }

  private let format: PlainTextFormat

  /// Writes for a program.
  public init(_ format: PlainTextFormat) { self.format = format }

  /// What stands at the head of the file: the currency, and every account of the charts.
  public func head(_ charts: [ChartOfAccounts]) -> String {
    let accounts = charts.flatMap(\.all)
    switch format {
    case .hledger:
      return "commodity CNY 1000.00\n"
        + accounts.map { "account \(Self.name($0))  ; \($0.name)\n" }.joined() + "\n"
    case .beancount:
      return "option \"operating_currency\" \"CNY\"\n"
        + accounts.map { "1949-01-01 open \(Self.name($0)) CNY\n  name: \(Self.quoted($0.name))\n" }.joined() + "\n"
    }
  }

  /// A voucher.
  public func text(_ voucher: Voucher, _ chart: ChartOfAccounts) throws -> String {
    let content = voucher.content
    var text =
      switch format {
      case .hledger: "\(content.day.text) (\(voucher.number)) \(Self.plain(content.summary))\n"
      case .beancount:
        "\(content.day.text) * \(Self.quoted(content.summary))\n  number: \(Self.quoted(voucher.number))\n"
      }
    for line in content.lines { text += try posting(line, chart) }
    return text + "\n"
  }

  private func posting(_ line: VoucherLine, _ chart: ChartOfAccounts) throws -> String {
    let amount = line.side == .debit ? line.turnover : try .zero - line.turnover
    let head = "  \(Self.name(try chart.account(line.account)))  \(amount.text) CNY"
    let facts = [line.project.map { ("project", $0) }, line.fund.map { ("fund", $0.rawValue) }].compactMap(\.self)
    switch format {
    case .hledger:
      return head + (facts.isEmpty ? "" : "  ; " + facts.map { "\($0): \(Self.plain($1))" }.joined(separator: ", "))
        + "\n"
    case .beancount: return head + "\n" + facts.map { "    \($0): \(Self.quoted($1))\n" }.joined()
    }
  }

  /// `Assets:C2021:A102:A10201`: the five roots that Beancount knows, the chart, and the codes from the first level down.
  static func name(_ account: Account) -> String {
    let root =
      switch account.kind {
      case .asset: "Assets"
      case .liability: "Liabilities"
      case .netAsset: "Equity"
      case .income: "Income"
      case .expense: "Expenses"
      }
    let first = account.firstLevel
    let detail = account.code == first ? "" : ":A\(account.code)"
    return "\(root):C\(account.chart.rawValue):A\(first)\(detail)"
  }

  /// One line of text without what begins a comment.
  private static func plain(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 == ";" ? "；" : $0 == "|" ? "｜" : $0 })
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.map { $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\\"" : $0.isNewline ? " " : String($0) }
    return "\"" + escaped.joined() + "\""
  }
}
