import Database
import LedgerRules
import Primitives
import Store

/// A bank account at the end of a month: what each side has alone, and the words for it.
struct BankPicture {
  let account: BankAccountRow
  let month: BookMonth
  let bank: [BankItemRow]
  let books: [BankItemRow]
  private let words: [BankItemKey: String]
  private let day: CalendarDay

  init(_ account: BankAccountRow, _ month: BookMonth, in connection: ReadConnection) throws {
    guard month.text >= account.since else { throw BankRefusals.beforeSince(month.text, account.since) }
    self.account = account
    self.month = month
    day = try month.last
    bank = try BankItems.ofBank(account, through: day.text, in: connection)
    books = try BankItems.ofBooks(account, through: day.text, in: connection)
    words = try BankMatchStore.explanations(of: account.id, in: connection)
  }

  /// What has neither been explained nor met its other side since.
  var unexplained: [BankItemRow] { (bank + books).filter { $0.matchedFrom == nil && words[$0.key] == nil } }

  /// 银行存款余额调节表. The balances: the bank's from its statements, the books' from what was posted.
  ///
  /// - Throws: `bank.statement-missing` where no statement reaches the month's end.
  func table(_ ledger: LedgerRow, in connection: ReadConnection) throws -> BankReconciliation {
    guard let ofBank = try BankStatementStore.balance(of: account.id, on: day.text, in: connection) else {
      throw BankRefusals.statementMissing(account, month.text)
    }
    let ofBooks = try TurnoverStore.opening(
      of: account.account, before: month.adding(1).text, ledger.id, chart: Chart.inYear(day.year).rawValue,
      in: connection)
    return try BankReconciliation(
      bankBalance: ofBank, bookBalance: Money(fen: ofBooks),
      statement: bank.enumerated().map { try $1.statementLine($0) },
      book: books.enumerated().map { try $1.bookLine($0) })
  }

  func items(_ rows: [BankItemRow]) throws -> [BankItem] {
    try rows.map { try BankItem($0, words: words[$0.key], on: day) }
  }
}

/// What a ledger's bank accounts must be before a month of it is closed.
enum BankClosing {
  /// Passes where every registered account that is reconciled in the month has statements up to its end, every item on the
  /// way is explained, and the adjusted balances agree. A ledger without a registered account passes.
  ///
  /// - Throws: `bank.statement-missing`, `month.bank-unexplained`, `bank.unexplained`.
  static func check(_ ledger: LedgerRow, _ month: BookMonth, _ call: ReadCall) throws {
    for account in try BankAccountStore.all(of: ledger.id, in: call.connection) where account.since <= month.text {
      let picture = try BankPicture(account, month, in: call.connection)
      let table = try picture.table(ledger, in: call.connection)
      let unexplained = picture.unexplained
      guard unexplained.isEmpty else {
        throw BankRefusals.unexplained(account, month.text, unexplained.map(\.name))
      }
      try table.checkClosing()
    }
  }
}

/// A line that one side has alone, as people see it.
struct BankItem: Codable, Sendable {
  var line: String
  var day: String
  var amount: String
  var words: String
  var counterparty: String
  var reference: String
  /// Days from it to the end of the month.
  var age: Int
  var explanation: String?
  /// The day from which it has met its other side, where it did after the month.
  var matchedFrom: String?

  init(_ row: BankItemRow, words explanation: String?, on end: CalendarDay) throws {
    line = row.name
    day = row.day
    amount = row.amount.text
    words = row.note.isEmpty ? row.words : row.words + " " + row.note
    counterparty = row.counterparty
    reference = row.reference
    age = try CalendarDay(row.day).days(to: end)
    self.explanation = explanation
    matchedFrom = row.matchedFrom
  }

  /// What stands beside it: its explanation, or when it met its other side.
  fileprivate var remark: Bilingual {
    if let matchedFrom { return Bilingual("\(matchedFrom) 已达", "met on \(matchedFrom)") }
    return Bilingual(explanation ?? "未说明", explanation ?? "not explained")
  }

  static func table(_ items: [(side: Bilingual, items: [BankItem])]) -> Block {
    let columns = [
      TableBlock.text("类别", "kind"), TableBlock.text("行", "line"), TableBlock.text("日期", "day"),
      TableBlock.number("金额", "amount"), TableBlock.text("摘要", "words"), TableBlock.text("对方", "other party"),
      TableBlock.number("天数", "age"), TableBlock.text("说明", "explanation"),
    ]
    let rows = items.flatMap { side, items in
      items.map { item in
        [side]
          + [item.line, item.day, item.amount, item.words, item.counterparty, "\(item.age)"].map { Bilingual($0, $0) }
          + [item.remark]
      }
    }
    return .table(TableBlock(columns, bilingual: rows))
  }
}
