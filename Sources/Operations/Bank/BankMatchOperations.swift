import LedgerRules
import Primitives
import Store

/// A match as people see it.
struct BankMatchItem: Codable, Sendable {
  var match: Int
  var account: String
  var basis: BankMatchBasis
  /// What a person said; empty for an automatic match.
  var reason: String
  /// The day from which it counts.
  var day: String
  /// What both sides come to.
  var amount: String
  /// The bank's lines.
  var bank: [String]
  /// The books' lines.
  var books: [String]
  /// Days from the books to the bank.
  var daysApart: Int
  /// How many other voucher lines would have done as well.
  var alternatives: Int
  var by: String

  init(_ row: BankMatchRow, account: String, by: String) throws {
    guard let basis = BankMatchBasis(rawValue: row.basis) else { throw BookRefusals.unreadable("basis") }
    match = row.number
    self.account = account
    self.basis = basis
    reason = row.reason
    day = row.day
    let ofBank = row.items.filter(\.isOfBank)
    bank = ofBank.map(\.name)
    books = row.items.filter { !$0.isOfBank }.map(\.name)
    amount = try Money.sum(ofBank.map(\.amount)).text
    daysApart = row.daysApart
    alternatives = row.alternatives
    self.by = by
  }

  static func table(_ items: [BankMatchItem]) -> Block {
    let columns = [
      TableBlock.number("勾对", "match"), TableBlock.text("科目", "account"), TableBlock.text("日期", "day"),
      TableBlock.number("金额", "amount"), TableBlock.text("银行方", "bank"), TableBlock.text("账面方", "books"),
      TableBlock.text("依据", "basis"), TableBlock.number("相差天数", "days apart"),
      TableBlock.number("其他可能", "alternatives"),
    ]
    let rows = items.map { item in
      let basis = item.basis.displayName
      return [
        "\(item.match)", item.account, item.day, item.amount, item.bank.joined(separator: " "),
        item.books.joined(separator: " "),
      ].map { Bilingual($0, $0) } + [
        item.reason.isEmpty ? basis : Bilingual("\(basis.zh)：\(item.reason)", "\(basis.en): \(item.reason)"),
        Bilingual("\(item.daysApart)", "\(item.daysApart)"), Bilingual("\(item.alternatives)", "\(item.alternatives)"),
      ]
    }
    return .table(TableBlock(columns, bilingual: rows))
  }
}

/// `qilu bank match UNIT --month MONTH [--account ACCOUNT]`: what matches by amount, day and text.
struct BankMatch: WriteOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var month: String
    var account: String?
  }

  struct Output: OperationOutput {
    var matches: [BankMatchItem]
    /// The lines that each side still has alone.
    var bankLeft: Int
    var booksLeft: Int

    var presentation: [Block] {
      [
        BankMatchItem.table(matches),
        .line(
          "新勾对 \(matches.count) 项；未勾对：银行方 \(bankLeft) 笔，账面方 \(booksLeft) 笔",
          "\(matches.count) new matches; unmatched: \(bankLeft) of the bank, \(booksLeft) of the books"),
      ]
    }
  }

  static let name = "bank match"
  static let summary = Bilingual("按金额、日期、摘要自动勾对", "match statements and books by amount, day and text")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [BankDesk.unitNote, BankDesk.monthNote, BankDesk.accountNote]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let ledger = try BankDesk.settling(input.unit, call)
    let month = try BookMonth(input.month)
    let first = try BankDesk.firstOpenMonth(ledger, call)
    guard month.text >= first else { throw BookRefusals.monthClosed(month.text) }
    let accounts =
      try input.account == nil
      ? BankAccountStore.all(of: ledger.id, in: call.connection) : [BankDesk.account(input.account, of: ledger, call)]
    guard !accounts.isEmpty else { throw BankRefusals.none }
    var output = Output(matches: [], bankLeft: 0, booksLeft: 0)
    for account in accounts {
      var making = try BankMatchMaking(account, through: month.last.text, firstOpen: first + "-01", call)
      let made = try making.run()
      output.matches += try made.rows.map {
        try BankMatchItem($0, account: account.account, by: call.actor.row.displayName)
      }
      output.bankLeft += made.bankLeft
      output.booksLeft += made.booksLeft
    }
    call.record(
      "ledger", ledger.id.text,
      ["unit": ledger.unitCode, "month": month.text, "matches": "\(output.matches.count)"])
    return output
  }
}

/// Making matches of one account.
struct BankMatchMaking {
  let account: BankAccountRow
  let day: String
  let firstOpen: String
  let call: WriteCall
  private var number: Int

  init(_ account: BankAccountRow, through day: String, firstOpen: String, _ call: WriteCall) throws {
    (self.account, self.day, self.firstOpen, self.call) = (account, day, firstOpen, call)
    number = try BankMatchStore.lastNumber(of: account.id, in: call.connection)
  }

  /// Matches what is open up to the day; the same lines give the same matches.
  mutating func run() throws -> (rows: [BankMatchRow], bankLeft: Int, booksLeft: Int) {
    let bank = try BankItems.ofBank(account, through: day, in: call.connection).filter { $0.matchedFrom == nil }
    var books = try BankItems.ofBooks(account, through: day, in: call.connection).filter { $0.matchedFrom == nil }
    let (total, all) = (bank.count, books.count)
    var rows: [BankMatchRow] = []
    for (original, red) in Self.reversals(books) {
      rows.append(try keep([], [original, red], .reversal))
      books.removeAll { $0.key == original.key || $0.key == red.key }
    }
    // What people took apart is left to people.
    let statement = bank.filter { !$0.wasUnpaired }
    let candidates = books.filter { $0.reverses == nil }
    let found = try BankMatching(
      statement: statement.enumerated().map { try $1.statementLine($0) },
      book: candidates.enumerated().map { try $1.bookLine($0) })
    for match in found.matches {
      guard let place = Int(match.book.id) else { continue }
      rows.append(
        try keep(
          [statement[match.statement.line]], [candidates[place]], BankMatchBasis(match.reason),
          daysApart: match.dayDifference, alternatives: match.alternatives))
    }
    let reversed = rows.count { $0.basis == BankMatchBasis.reversal.rawValue }
    return (rows, total - rows.count + reversed, all - rows.count - reversed)
  }

  /// Keeps a match; it counts from its last line on, and not in a month that is closed.
  mutating func keep(
    _ bank: [BankItemRow], _ books: [BankItemRow], _ basis: BankMatchBasis, reason: String = "", daysApart: Int = 0,
    alternatives: Int = 0
  ) throws -> BankMatchRow {
    number += 1
    let items =
      bank.map { BankMatchItemRow(key: $0.key, isOfBank: true, name: $0.name, amount: $0.amount) }
      + books.map { BankMatchItemRow(key: $0.key, isOfBank: false, name: $0.name, amount: $0.amount) }
    let row = BankMatchRow(
      id: call.newIdentifier(), number: number, basis: basis.rawValue, reason: reason,
      day: (bank + books).reduce(firstOpen) { max($0, $1.day) }, daysApart: daysApart, alternatives: alternatives,
      by: call.actor.id, at: call.environment.instant, items: items)
    try BankMatchStore.insert(row, of: account.id, in: call.transaction)
    return row
  }

  /// Lines that were taken back before a bank saw them. A red line is never held against the bank: where the original was
  /// right at the bank, the voucher that corrects it cancels the red one, and people say so.
  private static func reversals(_ books: [BankItemRow]) -> [(BankItemRow, BankItemRow)] {
    let byKey = Dictionary(books.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return books.compactMap { red in
      guard let voucher = red.reverses, !red.wasUnpaired, case .voucher(_, let place) = red.key,
        let original = byKey[.voucher(voucher, place)], original.amount.fen == -red.amount.fen
      else { return nil }
      return (original, red)
    }
  }
}

extension BankItemRow {
  /// The line as matching and the reconciliation see a bank's; `place` names it in their answers.
  func statementLine(_ place: Int) throws -> BankStatementLine {
    BankStatementLine(
      line: place, day: try CalendarDay(day), amount: amount, text: words, counterparty: counterparty,
      reference: reference)
  }

  /// The line as matching and the reconciliation see one of the books. A note that is the bank's reference, and nothing
  /// else, is taken for it.
  func bookLine(_ place: Int) throws -> BookBankLine {
    // Padded, so that the order of the texts, by which matching breaks ties, is that of the places.
    let id = String(String(place + 1_000_000_000).dropFirst())
    return BookBankLine(
      id: id, day: try CalendarDay(day), amount: amount, text: note.isEmpty ? words : words + " " + note,
      reference: note)
  }
}

/// `qilu bank matched UNIT --month MONTH [--account ACCOUNT]`.
struct BankMatched: ReadOperation {
  typealias Input = BankMatch.Input

  struct Output: OperationOutput {
    var matches: [BankMatchItem]

    var presentation: [Block] { [BankMatchItem.table(matches)] }
  }

  static let name = "bank matched"
  static let summary = Bilingual("列出一个月的勾对及其依据", "list the matches of a month with what each rests on")
  static let reach = Reach.everywhere
  static let notes = BankMatch.notes

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    return Output(matches: try items(account, BookMonth(input.month), call))
  }

  /// The matches of an account that count from a day of a month on.
  static func items(_ account: BankAccountRow, _ month: BookMonth, _ call: ReadCall) throws -> [BankMatchItem] {
    try BankMatchStore.all(of: account.id, days: month.first.text...month.last.text, in: call.connection).map {
      try BankMatchItem(
        $0, account: account.account, by: ActorStore.find($0.by, in: call.connection)?.displayName ?? "")
    }
  }
}
