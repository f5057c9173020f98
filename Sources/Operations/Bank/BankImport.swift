import LedgerRules
import Primitives
import Sealing
import Store
import Tables

/// `qilu bank import UNIT FILE --to DAY [--from DAY] [--closing AMOUNT] [--account ACCOUNT]`: a statement, whole or nothing.
struct BankImport: WriteOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var file: FilePath
    var to: String
    var from: String?
    var closing: String?
    var account: String?
  }

  struct Output: OperationOutput {
    var account: String
    var statement: Int
    var rows: Int
    var from: String
    var to: String
    var opening: String
    var closing: String

    var presentation: [Block] {
      [
        .line(
          "第 \(statement) 份对账单已导入：\(from) 至 \(to)，\(rows) 行，期初 \(opening)，期末 \(closing)",
          "statement \(statement) is imported: \(from) to \(to), \(rows) lines, \(opening) to \(closing)")
      ]
    }
  }

  static let name = "bank import"
  static let summary = Bilingual("导入银行对账单", "import a bank's statement")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote,
    .argument(
      "file", "FILE", "对账单（CSV），列按该账户的列设置；没有收付的期间只留表头",
      "the statement as CSV, with the columns of the account's map; of a time without movement the header alone"),
    .option("to", "DAY", "对账单的最后一天", "the last day that the statement tells of"),
    .option("from", "DAY", "对账单的第一天，不写为上一份的次日", "the first day; the one behind the last statement where none is named"),
    .option(
      "closing", "AMOUNT", "期末银行余额，文件没有余额列或没有行时须写", "the bank's balance at its end, where the file does not tell it"),
    BankDesk.accountNote,
  ]

  /// A statement of a busy month has some hundred lines; more at once would hold up everybody else's acts.
  private static let lines = 20_000
  private static let bytes = 16 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares, .pays], call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    let bytes = try FileSource.whole(input.file.text, limit: bytes)
    let digest = Digest.sha256(of: bytes).hex
    let known = try BankStatementStore.all(of: account.id, in: call.connection)
    if let same = known.first(where: { $0.fileDigest == digest && $0.rowCount > 0 && $0.voidReason == nil }) {
      throw BankRefusals.sameFile(same.number)
    }
    let end = try end(known.last { $0.voidReason == nil }, account)
    let statement = try read(bytes, input, account, end, call)
    let row = BankStatementRow(
      id: call.newIdentifier(), number: (known.last?.number ?? 0) + 1, fileDigest: digest,
      evidence: try EvidenceKeeping.keep(bytes, name: input.file.lastName, isPersonal: true, call).hex,
      firstDay: statement.days.lowerBound.text, lastDay: statement.days.upperBound.text,
      rowCount: statement.lines.count, opening: statement.opening, closing: statement.closing,
      importedBy: call.actor.id, importedAt: call.environment.instant)
    try BankStatementStore.insert(row, lines: statement.lines.map(\.row), of: account.id, in: call.transaction)
    record(row, account, ledger, call)
    return Output(
      account: account.account, statement: row.number, rows: row.rowCount, from: row.firstDay, to: row.lastDay,
      opening: row.opening.text, closing: row.closing.text)
  }

  /// Where the statements end so far; before the first one the day before the account is reconciled.
  private static func end(_ last: BankStatementRow?, _ account: BankAccountRow) throws -> BankStatementEnd {
    guard let last else {
      let first = try BookMonth(account.since).first
      return BankStatementEnd(number: 0, day: try first.adding(days: -1), balance: nil)
    }
    return BankStatementEnd(number: last.number, day: try CalendarDay(last.lastDay), balance: last.closing)
  }

  private static func read(
    _ bytes: [UInt8], _ input: Input, _ account: BankAccountRow, _ end: BankStatementEnd, _ call: ReadCall
  ) throws -> BankStatement {
    let first = try input.from.map { try CalendarDay($0) } ?? end.day.adding(days: 1)
    let last = try CalendarDay(input.to)
    // A day that is not over may have more lines than the bank tells of yet.
    guard try last < call.environment.today() else { throw BankRefusals.future }
    guard first <= last else {
      if input.from != nil { throw BankRefusals.period }
      throw end.number == 0
        ? BankRefusals.beforeSince(String(last.text.prefix(7)), account.since)
        : BankRefusals.covered(end.number, end.day)
    }
    let map = try BankMapText.map(of: account)
    let read = try BankStatementReader(map).lines(file: input.file.text, source: ByteSource(bytes), limit: lines)
    return try BankStatement(
      read, days: first...last, after: end, closing: input.closing.map { try Money($0) },
      at: BankFilePlace(input.file.text, map))
  }

  private static func record(
    _ row: BankStatementRow, _ account: BankAccountRow, _ ledger: LedgerRow, _ call: WriteCall
  ) {
    call.record(
      "bank_statement", row.id.text,
      [
        "unit": ledger.unitCode, "account": account.account, "statement": "\(row.number)", "rows": "\(row.rowCount)",
        "from": row.firstDay, "to": row.lastDay, "evidence": row.evidence,
      ])
  }
}

extension BankStatementLine {
  /// The line as it is kept; a statement has given each its balance.
  fileprivate var row: BankLineRow {
    BankLineRow(
      line: line, day: day.text, amount: amount, balance: balance ?? .zero, words: text, counterparty: counterparty,
      reference: reference)
  }
}

/// `qilu bank void UNIT STATEMENT --reason TEXT [--account ACCOUNT]`: takes the last statement back with its matches.
struct BankVoid: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var statement: Int
    var reason: String
    var account: String?
  }

  static let name = "bank void"
  static let summary = Bilingual("作废最后一份对账单及其勾对", "take the last statement back, with its matches")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote, .argument("statement", "N", "对账单序号", "the statement's number"),
    .option("reason", "TEXT", "理由", "why"), BankDesk.accountNote,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try BankDesk.settling(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    try Reason.require(input.reason, rule: "R-424")
    let statements = try BankStatementStore.all(of: account.id, in: call.connection).filter { $0.voidReason == nil }
    guard let statement = statements.first(where: { $0.number == input.statement }) else {
      throw BankRefusals.statement(input.statement)
    }
    if let last = statements.last, last.number != statement.number { throw BankRefusals.notLast(last.number) }
    guard try statement.firstDay >= BankDesk.firstOpenDay(ledger, call) else {
      throw BookRefusals.monthClosed(String(statement.firstDay.prefix(7)))
    }
    let instant = call.environment.instant
    let matches = try BankMatchStore.all(ofStatement: statement.id, in: call.connection)
    for match in matches {
      try BankMatchStore.end(
        match.id, reason: input.reason, by: call.actor.id, at: instant, in: call.transaction)
    }
    try BankStatementStore.void(
      statement.id, reason: input.reason, by: call.actor.id, at: instant, in: call.transaction)
    call.record(
      "bank_statement", statement.id.text,
      ["unit": ledger.unitCode, "account": account.account, "matches": "\(matches.count)"])
    return DoneOutput(
      subject: statement.id.text,
      done: Bilingual(
        "第 \(statement.number) 份对账单已作废，解除勾对 \(matches.count) 项",
        "statement \(statement.number) no longer counts; \(matches.count) matches are taken apart"))
  }
}

/// `qilu bank statements UNIT [--account ACCOUNT]`.
struct BankStatements: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var account: String?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var statement: Int
      var from: String
      var to: String
      var rows: Int
      var opening: String
      var closing: String
      var by: String
      var at: String
      var file: String
      var voidReason: String?
    }

    var statements: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.number("序号", "number"), TableBlock.text("起", "from"), TableBlock.text("止", "to"),
        TableBlock.number("行数", "lines"), TableBlock.number("期初", "opening"), TableBlock.number("期末", "closing"),
        TableBlock.text("导入人", "by"), TableBlock.text("作废理由", "taken back because"),
      ]
      let rows = statements.map { item in
        ["\(item.statement)", item.from, item.to, "\(item.rows)", item.opening, item.closing, item.by]
          + [item.voidReason ?? ""]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "bank statements"
  static let summary = Bilingual("列出导入的对账单", "list the statements that were imported")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [BankDesk.unitNote, BankDesk.accountNote]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    return Output(
      statements: try BankStatementStore.all(of: account.id, in: call.connection).map { row in
        Output.Item(
          statement: row.number, from: row.firstDay, to: row.lastDay, rows: row.rowCount, opening: row.opening.text,
          closing: row.closing.text,
          by: try ActorStore.find(row.importedBy, in: call.connection)?.displayName ?? "", at: row.importedAt,
          file: row.fileDigest, voidReason: row.voidReason)
      })
  }
}
