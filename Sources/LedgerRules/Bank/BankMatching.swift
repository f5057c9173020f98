import Primitives

/// A voucher line on a bank account, as matching sees it.
public struct BookBankLine: Sendable, Hashable {
  /// What names the line: the voucher's number and the line's place, for instance. Each line has its own.
  public let id: String
  /// The voucher's day.
  public let day: CalendarDay
  /// The amount in fen: above zero what came in, below zero what went out. A red line is below zero where blue is above.
  public let amount: Money
  /// Summary and note.
  public let text: String
  /// The other party; empty where the voucher does not tell.
  public let counterparty: String
  /// The reference of the payment; empty for none.
  public let reference: String

  /// Makes a line.
  public init(
    id: String, day: CalendarDay, amount: Money, text: String = "", counterparty: String = "", reference: String = ""
  ) {
    self.id = id
    self.day = day
    self.amount = amount
    self.text = text
    self.counterparty = counterparty
    self.reference = reference
  }
}

/// Why two lines were matched, the strongest first.
public enum BankMatchReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// The same amount and the same reference.
  case reference = "REFERENCE"
  /// The same amount and day, and a common name or phrase.
  case sameDayAndText = "SAME_DAY_AND_TEXT"
  /// The same amount in the window of days, and a common name or phrase.
  case text = "TEXT"
  /// The same amount and day.
  case sameDay = "SAME_DAY"
  /// The same amount in the window of days.
  case amount = "AMOUNT"

  /// What people read beside the match.
  public var displayName: Bilingual {
    switch self {
    case .reference: Bilingual("金额和流水号相同", "same amount and reference")
    case .sameDayAndText: Bilingual("金额、日期相同，户名或摘要相符", "same amount and day, common name or phrase")
    case .text: Bilingual("金额相同、日期相近，户名或摘要相符", "same amount, near day, common name or phrase")
    case .sameDay: Bilingual("金额、日期相同", "same amount and day")
    case .amount: Bilingual("金额相同、日期相近", "same amount, near day")
    }
  }
}

/// A statement line and the voucher line that it is.
public struct BankMatch: Sendable, Hashable {
  /// The bank's line.
  public let statement: BankStatementLine
  /// The books' line.
  public let book: BookBankLine
  /// Why.
  public let reason: BankMatchReason
  /// Days from the voucher to the bank; below zero where the bank was first.
  public let dayDifference: Int
  /// How many voucher lines that were still free would have done as well; 0 where the match is the only one.
  public let alternatives: Int
}

/// The matching of a statement with the books: one line with one line, the same outcome whatever the order of the input.
public struct BankMatching: Sendable, Hashable {
  /// How far apart the days may be by default: a payment order of a Friday before a long holiday reaches the statement
  /// up to ten days later.
  public static let defaultWindow = 10

  /// The matches, by the statement's lines.
  public let matches: [BankMatch]
  /// The statement's lines without a voucher.
  public let unmatchedStatement: [BankStatementLine]
  /// The books' lines without a statement line.
  public let unmatchedBook: [BookBankLine]

  /// Matches lines of equal amount whose days are at most `window` apart; references match at any distance.
  public init(
    statement: [BankStatementLine], book: [BookBankLine], window: Int = BankMatching.defaultWindow
  ) {
    let byAmount = Dictionary(grouping: book, by: \.amount)
    var matches: [BankMatch] = []
    for (amount, lines) in Dictionary(grouping: statement, by: \.amount) {
      var group = AmountGroup(statement: lines, book: byAmount[amount] ?? [], window: window)
      matches += group.match()
    }
    self.matches = matches.sorted { $0.statement.line < $1.statement.line }
    let (lines, ids) = (Set(matches.map(\.statement.line)), Set(matches.map { ByteText($0.book.id) }))
    unmatchedStatement = statement.filter { !lines.contains($0.line) }.sorted { $0.line < $1.line }
    unmatchedBook = book.filter { !ids.contains(ByteText($0.id)) }.sorted { AmountGroup.isBefore($0, $1) }
  }
}

/// The lines of one amount. The passes go from the strongest reason to the weakest, so that a weak match never takes a
/// line that a strong one needs.
private struct AmountGroup {
  private var statement: [(line: BankStatementLine, phrase: Phrase)]
  private var book: [(line: BookBankLine, phrase: Phrase)]
  private let window: Int

  init(statement: [BankStatementLine], book: [BookBankLine], window: Int) {
    self.statement = statement.sorted { ($0.day, $0.line) < ($1.day, $1.line) }
      .map { ($0, Phrase($0.text, $0.counterparty)) }
    self.book = book.sorted { Self.isBefore($0, $1) }.map { ($0, Phrase($0.text, $0.counterparty)) }
    self.window = window
  }

  static func isBefore(_ left: BookBankLine, _ right: BookBankLine) -> Bool {
    left.day != right.day ? left.day < right.day : ByteText(left.id) < ByteText(right.id)
  }

  mutating func match() -> [BankMatch] {
    BankMatchReason.allCases.flatMap { pass($0) }
  }

  private mutating func pass(_ reason: BankMatchReason) -> [BankMatch] {
    var (found, left): ([BankMatch], [(line: BankStatementLine, phrase: Phrase)]) = ([], [])
    for line in statement {
      if let match = take(line, reason) { found.append(match) } else { left.append(line) }
    }
    statement = left
    return found
  }

  /// Takes the nearest voucher line for which the reason holds; the earlier one where two are as near.
  private mutating func take(
    _ other: (line: BankStatementLine, phrase: Phrase), _ reason: BankMatchReason
  ) -> BankMatch? {
    var (best, distance, asNear) = (0, Int.max, 0)
    for (index, candidate) in book.enumerated() {
      let days = abs(candidate.line.day.days(to: other.line.day))
      guard days <= distance, holds(reason, days, other, candidate) else { continue }
      if days == distance { asNear += 1 } else { (best, distance, asNear) = (index, days, 0) }
    }
    guard distance < .max else { return nil }
    let taken = book.remove(at: best).line
    return BankMatch(
      statement: other.line, book: taken, reason: reason, dayDifference: taken.day.days(to: other.line.day),
      alternatives: asNear)
  }

  private func holds(
    _ reason: BankMatchReason, _ days: Int, _ statement: (line: BankStatementLine, phrase: Phrase),
    _ book: (line: BookBankLine, phrase: Phrase)
  ) -> Bool {
    switch reason {
    case .reference:
      let reference = statement.line.reference
      return !reference.isEmpty && ByteText(reference) == ByteText(book.line.reference)
    case .sameDayAndText: return days == 0 && statement.phrase.isCommon(with: book.phrase)
    case .text: return days <= window && statement.phrase.isCommon(with: book.phrase)
    case .sameDay: return days == 0
    case .amount: return days <= window
    }
  }
}

/// What a line speaks of.
private struct Phrase {
  /// Four characters in a row: fewer are common to most summaries (资金, 支出, 工会), a name of a firm or a person's name
  /// with its title has them.
  private static let length = 4

  private let text: String
  private let party: String
  private let runs: Set<String>

  init(_ text: String, _ party: String) {
    self.text = text + " " + party
    self.party = party
    let characters = Array(text.filter { $0.isLetter || $0.isNumber })
    let count = max(0, characters.count - Self.length + 1)
    runs = Set((0..<count).map { String(characters[$0..<$0 + Self.length]) })
  }

  /// Whether one names the other's party, or both have a run of characters in common.
  func isCommon(with other: Phrase) -> Bool {
    names(other.party) || other.names(party) || !runs.isDisjoint(with: other.runs)
  }

  private func names(_ party: String) -> Bool { party.count >= 2 && text.contains(party) }
}
