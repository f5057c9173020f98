import Primitives
import Tables

/// Reads a bank's statement by the column map that is kept for the bank.
public struct BankStatementReader {
  private let map: BankColumnMap
  private let places: [ByteText: Int]

  /// Reads by a map.
  public init(_ map: BankColumnMap) {
    self.map = map
    places = Dictionary(
      map.columns.enumerated().map { (ByteText($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lines in the order of the file.
  ///
  /// A row in which no amount moved (both columns empty or zero) is refused: it is a heading, a sum or a fault, and a
  /// person takes it out. Where the bank tells balances, each follows from the one before it, in whichever direction
  /// the file runs.
  ///
  /// - Parameters:
  ///   - file: the name that faults bear.
  ///   - source: the bytes, UTF-8.
  ///   - limit: the most lines; a statement of a month has a few hundred, a year of the busiest office some ten thousand.
  /// - Throws: the faults of `TableReader`, and `bank.day`, `bank.amount`, `bank.balance`, `bank.too-many-lines` with
  ///   line and column.
  public func lines(file: String, source: ByteSource, limit: Int = 200_000) throws -> [BankStatementLine] {
    let reader = try TableReader(file: file, source: source, columns: map.columns)
    var lines: [BankStatementLine] = []
    try reader.forEachRow { row in
      guard lines.count < limit else { throw BankFault.tooMany(limit).at(.init(file: file, line: row.line)) }
      lines.append(try line(row))
    }
    try checkBalances(lines, file: file)
    return lines
  }

  private func line(_ row: TableReader.Row) throws -> BankStatementLine {
    BankStatementLine(
      line: row.line, day: try located(row, map.day) { try BankText.day($0, map.dayForm) }, amount: try amount(row),
      balance: try map.balance.flatMap { column in try located(row, column) { try BankText.amount($0) } },
      text: BankText.masked(map.texts.map { field(row, $0) }.filter { !$0.isEmpty }.joined(separator: " ")),
      counterparty: BankText.masked(map.counterparty.map { field(row, $0) } ?? ""),
      reference: map.reference.map { field(row, $0) } ?? "")
  }

  private func amount(_ row: TableReader.Row) throws -> Money {
    switch map.amount {
    case .signed(let column):
      return try located(row, column) { text in
        guard let amount = try BankText.amount(text), amount != .zero else { throw BankFault.amount }
        return amount
      }
    case .divided(let out, let inward):
      let paid = try located(row, out) { try BankText.amount($0) } ?? .zero
      return try located(row, inward) { text in
        let received = try BankText.amount(text) ?? .zero
        guard (paid == .zero) != (received == .zero), !paid.isNegative || paid.fen > .min else {
          throw BankFault.amount
        }
        return try received - paid
      }
    }
  }

  private func field(_ row: TableReader.Row, _ column: String) -> String {
    places[ByteText(column)].map { BankText.trimmed(row.text($0).string) } ?? ""
  }

  private func located<Value>(
    _ row: TableReader.Row, _ column: String, _ read: (String) throws -> Value
  ) throws -> Value {
    do { return try read(field(row, column)) } catch let refusal as Refusal {
      throw refusal.at(places[ByteText(column)].map { row.location($0) } ?? .init(file: "", line: row.line))
    }
  }

  /// A file may run from the oldest line or from the newest; one of the two directions must hold throughout.
  private func checkBalances(_ lines: [BankStatementLine], file: String) throws {
    guard let column = map.balance else { return }
    let forward = try Self.firstBreak(lines)
    guard forward != nil, let backward = try Self.firstBreak(lines.reversed()) else { return }
    let line = forward ?? backward
    throw BankFault.balance.at(Refusal.Location(file: file, line: line, column: column))
  }

  private static func firstBreak(_ lines: [BankStatementLine]) throws -> Int? {
    for (before, line) in zip(lines, lines.dropFirst()) {
      guard let old = before.balance, let new = line.balance else { continue }
      if try old + line.amount != new { return line.line }
    }
    return nil
  }
}

/// How banks write days and amounts.
enum BankText {
  /// Without the white space at either end that exports pad fields with.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
    let start = scalars.drop(while: isBlank)
    let kept = start.reversed().drop(while: isBlank).reversed()
    return String(String.UnicodeScalarView(kept))
  }

  /// A text in which only the last four digits of a long number are left: banks write account and card numbers of
  /// other people into their texts, and matching has no need of them.
  static func masked(_ text: String) -> String {
    guard text.utf8.count >= longNumber else { return text }
    var (kept, digits) = ("", "")
    for character in text + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      kept += digits.count < longNumber ? digits : "****" + digits.suffix(4)
      digits = ""
      kept.append(character)
    }
    return String(kept.dropLast())
  }

  /// No phone number, day or amount in fen of the houses here has as many digits; account numbers have from twelve on.
  private static let longNumber = 12

  /// A day. Throws `bank.day`.
  static func day(_ text: String, _ form: BankDayForm) throws -> CalendarDay {
    let date = String(text.prefix { $0 != " " && $0 != "T" })
    let parts: [Substring]
    switch form {
    case .hyphens: parts = date.split(separator: "-", omittingEmptySubsequences: false)
    case .slashes: parts = date.split(separator: "/", omittingEmptySubsequences: false)
    case .digits: parts = date.utf8.count == 8 ? [date.prefix(4), date.dropFirst(4).prefix(2), date.suffix(2)] : []
    case .chinese:
      guard let day = try? CalendarDay(documentStyle: date) else { throw BankFault.day }
      return day
    }
    let numbers = parts.compactMap { (1...4).contains($0.utf8.count) ? ASCII.number(Array($0.utf8)) : nil }
    guard parts.count == 3, numbers.count == 3, parts[0].utf8.count == 4,
      let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
    else { throw BankFault.day }
    return day
  }

  /// An amount; nil for an empty field. Separators of thousands, a plus and a currency sign are accepted, as banks
  /// print them; anything else must be the plain form of `Money`. Throws `bank.amount`.
  static func amount(_ text: String) throws -> Money? {
    guard !text.isEmpty, text != "-", text != "--" else { return nil }
    var digits = text
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    if let sign = digits.first, ["￥", "¥"].contains(sign) { digits.removeFirst() }
    guard hasSoundSeparators(digits), digits.first != "-",
      let money = try? Money((isNegative ? "-" : "") + digits.filter { $0 != "," })
    else { throw BankFault.amount }
    return money
  }

  /// Commas only between groups of three digits of the whole yuan.
  private static func hasSoundSeparators(_ text: String) -> Bool {
    guard text.contains(",") else { return true }
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    return !text.dropFirst(whole.count).contains(",") && (1...3).contains(groups[0].utf8.count)
      && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
  }
}

/// The faults of bank statements as refusals.
enum BankFault {
  /// No rule of the domain article speaks of statements; the norms ask that books are compared with them.
  static let rule = Citation("bank", Citation.accountingBasics)

  static let day = Refusal(
    "bank.day", citation: rule,
    message: Bilingual("对账单日期不是所设的格式。", "The statement's day is not of the form that is set for the bank."),
    remedy: Bilingual("请核对该银行的列设置中的日期格式。", "Check the form of days in the bank's column map."))
  static let amount = Refusal(
    "bank.amount", citation: rule,
    message: Bilingual("对账单金额不正确。", "The statement's amount cannot be read."),
    remedy: Bilingual(
      "每行应有一笔不为零的金额（收入、支出两列只填一列），以元为单位；请删除标题行和合计行。",
      "Each row moves one amount other than zero, in yuan, in one of the two columns; take headings and sums out."))
  static let balance = Refusal(
    "bank.balance", citation: rule,
    message: Bilingual("余额与上一行余额加本行发生额不符。", "The balance does not follow from the line before and the amount."),
    remedy: Bilingual("请重新下载完整的对账单，不要删改行。", "Download the whole statement again, without removed or changed lines."))
  static func tooMany(_ limit: Int) -> Refusal {
    Refusal(
      "bank.too-many-lines", citation: rule,
      message: Bilingual("对账单超过 \(limit) 行。", "The statement has more than \(limit) lines."),
      remedy: Bilingual("请分月导入。", "Import it month by month."))
  }
}
