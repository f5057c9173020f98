import Primitives

/// The two programs for which books are exported as text.
public enum PlainTextFormat: String, Sendable, Hashable, Codable, CaseIterable {
  /// hledger's journal.
  case hledger
  /// beancount's file.
  case beancount
}

/// Books as the text of hledger or beancount: a header, then one entry after another, so that books of any size are
/// written without holding them.
///
/// Debit is above zero, a red line is a negative amount on its side. Account names carry the chart:
/// `Assets:C2021:10201-银行存款-代管经费:QLG-2026-0001:PROVINCE`.
public struct PlainTextBooks: Sendable {
  /// The program.
  public let format: PlainTextFormat
  private let chart: ChartOfAccounts

  /// Writes for a program, with the accounts of a ledger.
  public init(_ format: PlainTextFormat, chart: ChartOfAccounts) {
    self.format = format
    self.chart = chart
  }

  /// What stands before the entries: the commodity and every account that they use.
  ///
  /// - Parameters:
  ///   - title: the ledger's name.
  ///   - keys: what the ledger keeps balances for; each entry uses only these.
  ///   - day: a day not after the first entry.
  /// - Throws: `account.unknown`.
  public func header(title: String, keys: some Sequence<BalanceKey>, from day: CalendarDay) throws -> String {
    let names = try Set(keys).sorted().map { try accountName($0) }
    switch format {
    case .hledger:
      return "; \(Self.oneLine(title))\ncommodity 1000.00 CNY\n\n"
        + names.map { "account \($0)\n" }.joined() + "\n"
    case .beancount:
      return "option \"title\" \"\(Self.quoted(title))\"\noption \"operating_currency\" \"CNY\"\n\n"
        + names.map { "\(day.text) open \($0) CNY\n" }.joined() + "\n"
    }
  }

  /// The entry of a posted voucher. Throws `account.unknown`.
  public func voucher(_ number: VoucherNumber, _ content: VoucherContent) throws -> String {
    try entry(
      content.day, number: "\(number.word)-\(number.number)", summary: content.summary,
      changes: content.lines.map { line in
        (BalanceKey(line.account, project: line.project, fund: line.fund), line.debitChange, line.isRed)
      })
  }

  /// The entry of opening balances, or of the conversion between charts: old balances taken away, new ones put in.
  /// The changes, debit above zero, add up to zero. Throws `account.unknown`.
  public func balances(_ day: CalendarDay, summary: String, changes: [(BalanceKey, Money)]) throws -> String {
    try entry(day, number: "", summary: summary, changes: changes.map { ($0.0, $0.1, false) })
  }

  /// The name of an account with project and fund, as both programs accept it: parts of letters, digits and hyphens,
  /// each beginning with a capital letter or a digit. Throws `account.unknown`.
  public func accountName(_ key: BalanceKey) throws -> String {
    let account = try chart.account(key.account)
    let parts = [
      Self.root(account.kind), "C\(account.key.chart.rawValue)", "\(account.key.code)-\(Self.plain(account.fullName))",
      key.project?.text, key.fund?.rawValue,
    ]
    return parts.compactMap(\.self).joined(separator: ":")
  }

  private func entry(
    _ day: CalendarDay, number: String, summary: String, changes: [(key: BalanceKey, net: Money, isRed: Bool)]
  ) throws -> String {
    var text = heading(day, number: number, summary: summary)
    for change in changes {
      text += "  \(try accountName(change.key))  \(change.net.text) CNY\(change.isRed ? "  ; red" : "")\n"
    }
    return text + "\n"
  }

  private func heading(_ day: CalendarDay, number: String, summary: String) -> String {
    switch format {
    case .hledger:
      let code = Self.oneLine(number).filter { $0 != ")" && $0 != "(" }
      return "\(day.text) * \(code.isEmpty ? "" : "(\(code)) ")\(Self.oneLine(summary))\n"
    case .beancount:
      return "\(day.text) * \"\(Self.quoted(number))\" \"\(Self.quoted(summary))\"\n"
    }
  }

  private static func root(_ kind: AccountKind) -> String {
    switch kind {
    case .asset: "Assets"
    case .liability: "Liabilities"
    case .netAsset: "Equity"
    case .income: "Income"
    case .expense: "Expenses"
    }
  }

  /// Letters and digits as they are, anything else a hyphen.
  private static func plain(_ name: String) -> String {
    String(
      name.unicodeScalars.map { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
      })
  }

  /// A text on one line; `;` begins a comment in hledger, and `|` divides payee and note.
  private static func oneLine(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar -> Character in
        switch scalar {
        case ";": "；"
        case "|": "｜"
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): " "
        case "\u{2028}", "\u{2029}": " "
        default: Character(scalar)
        }
      })
  }

  private static func quoted(_ text: String) -> String {
    oneLine(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
