import LedgerRules
import Primitives
import Store
import Tables

/// `qilu bank open UNIT --account ACCOUNT --bank NAME --tail DIGITS --map FILE [--since MONTH] [--outstanding FILE]`.
struct BankOpen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var account: String
    var bank: String
    var tail: String
    var map: FilePath
    var since: String?
    var outstanding: FilePath?
  }

  static let name = "bank open"
  static let summary = Bilingual("登记账套的银行账户", "register a bank account of a ledger")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote,
    .option(
      "account", "ACCOUNT", "对应的科目编码：102、10201（代管经费）或其下明细",
      "the account of the books that it stands for: 102, 10201 for money in trust, or a detail"),
    .option("bank", "NAME", "开户行名称", "the bank's name"),
    .option("tail", "DIGITS", "账号末四位", "the last four digits of the number"),
    BankFiles.mapNote,
    .option(
      "since", "MONTH", "对账的第一个月，不写为首个未结账月份", "the first month to reconcile; the first open one where none is named"),
    BankFiles.outstandingNote,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try BankDesk.settling(input.unit, call)
    let since = try since(input.since, ledger, call)
    let account = BankAccountRow(
      id: call.newIdentifier(), ledger: ledger.id, account: try code(input.account, ledger, call),
      bank: try BankNaming.bank(input.bank), tail: try BankNaming.tail(input.tail), since: since.text,
      columnMap: try BankMapText(BankFiles.map(input.map)).text())
    let items = try input.outstanding.map { try BankFiles.outstanding($0, before: since.first) } ?? []
    try BankAccountStore.insert(account, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try BankAccountStore.enter(
      items, of: account.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record(
      "bank_account", account.id.text,
      ["unit": ledger.unitCode, "account": account.account, "since": account.since, "outstanding": "\(items.count)"])
    return DoneOutput(
      subject: account.id.text,
      done: Bilingual(
        "已登记\(account.bank)（尾号 \(account.tail)），从 \(account.since) 起对账",
        "the bank account \(account.tail) is registered and reconciled from \(account.since) on"))
  }

  private static func code(_ code: String, _ ledger: LedgerRow, _ call: ReadCall) throws -> String {
    let chart = try Chart.on(call.environment.today())
    let accounts = try Charts.accounts(of: ledger, in: call.connection)
    guard let found = accounts.find(AccountKey(chart, code)), found.key.firstLevel.code == "102",
      accounts.isPostable(found)
    else { throw BankRefusals.account(code) }
    let known = try BankAccountStore.all(of: ledger.id, in: call.connection)
    guard !known.contains(where: { $0.account == code }) else { throw BankRefusals.opened(code) }
    return code
  }

  /// A month that is closed was not held against the account, and stays as it was closed.
  private static func since(_ text: String?, _ ledger: LedgerRow, _ call: ReadCall) throws -> BookMonth {
    let first = try BookMonth(BankDesk.firstOpenMonth(ledger, call))
    let since = try text.map { try BookMonth($0) } ?? first
    guard since >= first else { throw BankRefusals.since(first.text) }
    return since
  }
}

/// `qilu bank change UNIT [--account ACCOUNT] [--bank NAME] [--tail DIGITS] [--map FILE] [--outstanding FILE]`.
struct BankChange: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var account: String?
    var bank: String?
    var tail: String?
    var map: FilePath?
    var outstanding: FilePath?
  }

  static let name = "bank change"
  static let summary = Bilingual("变更银行账户的名称、尾号或列设置", "change a bank account's name, digits or column map")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote, BankDesk.accountNote,
    .option("bank", "NAME", "开户行名称", "the bank's name"),
    .option("tail", "DIGITS", "账号末四位", "the last four digits of the number"),
    BankFiles.mapNote, BankFiles.outstandingNote,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try BankDesk.settling(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    let given = [
      "bank": input.bank, "tail": input.tail, "map": input.map?.text, "outstanding": input.outstanding?.text,
    ].compactMapValues(\.self)
    guard !given.isEmpty else { throw BankRefusals.nothingToChange }
    let changed = BankAccountRow(
      id: account.id, ledger: account.ledger, account: account.account,
      bank: try input.bank.map(BankNaming.bank) ?? account.bank,
      tail: try input.tail.map(BankNaming.tail) ?? account.tail, since: account.since,
      columnMap: try input.map.map { try BankMapText(BankFiles.map($0)).text() } ?? account.columnMap)
    try BankAccountStore.change(
      account.id, bank: changed.bank, tail: changed.tail, columnMap: changed.columnMap, in: call.transaction)
    try replaceOutstanding(input.outstanding, account, ledger, call)
    call.record(
      "bank_account", account.id.text,
      ["unit": ledger.unitCode, "account": account.account, "changed": given.keys.sorted().joined(separator: ", ")])
    return DoneOutput(subject: account.id.text, done: Bilingual("银行账户已变更", "the bank account is changed"))
  }

  private static func replaceOutstanding(
    _ file: FilePath?, _ account: BankAccountRow, _ ledger: LedgerRow, _ call: WriteCall
  ) throws {
    guard let file else { return }
    guard try account.since >= BankDesk.firstOpenMonth(ledger, call),
      try !BankAccountStore.hasMatchedOutstanding(of: account.id, in: call.connection)
    else { throw BankRefusals.outstandingUsed }
    let items = try BankFiles.outstanding(file, before: BookMonth(account.since).first)
    try BankAccountStore.enter(
      items, of: account.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }
}

/// The small files that go with a bank account.
enum BankFiles {
  private static let bytes = 1 << 20
  private static let fields = BankMapReader.Field.allCases.map(\.rawValue).joined(separator: ", ")

  static let mapNote = FieldNote.option(
    "map", "FILE", "对账单列设置（CSV：field,column）；field 为 \(fields)",
    "the column map of its statements as CSV: field,column; fields: \(fields)")
  static let outstandingNote = FieldNote.option(
    "outstanding", "FILE", "开始对账时的未达账项（CSV：side,day,amount,words）；side 为 bank 或 books，支出为负",
    "what was on the way when reconciling begins, as CSV: side,day,amount,words; side is bank or books, payments negative"
  )

  static func map(_ file: FilePath) throws -> BankColumnMap {
    try BankMapReader.map(file: file.text, source: ByteSource(FileSource.whole(file.text, limit: bytes)))
  }

  static func outstanding(_ file: FilePath, before first: CalendarDay) throws -> [BankOutstandingRow] {
    let source = ByteSource(try FileSource.whole(file.text, limit: bytes))
    let reader = try TableReader(file: file.text, source: source, columns: ["side", "day", "amount", "words"])
    var items: [BankOutstandingRow] = []
    try reader.forEachRow { row in
      let (side, words) = (row.text(0).string, row.text(3).string)
      guard ["bank", "books"].contains(side) else { throw BankRefusals.outstanding.at(row.location(0)) }
      let day = try located(row.location(1)) { try CalendarDay(row.text(1).string) }
      guard day < first else { throw BankRefusals.outstanding.at(row.location(1)) }
      let amount = try located(row.location(2)) { try Money(row.text(2).string) }
      guard amount != .zero else { throw BankRefusals.outstanding.at(row.location(2)) }
      guard !words.allSatisfy(\.isWhitespace) else { throw BankRefusals.outstanding.at(row.location(3)) }
      items.append(
        BankOutstandingRow(
          place: items.count + 1, isOfBank: side == "bank", day: day.text, amount: amount, words: words))
    }
    return items
  }

  private static func located<Value>(_ place: Refusal.Location, _ read: () throws -> Value) throws -> Value {
    do { return try read() } catch let refusal as Refusal { throw refusal.at(place) }
  }
}

/// `qilu bank list UNIT`.
struct BankList: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var account: String
      var bank: String
      var tail: String
      var since: String
      /// The last day that statements tell of.
      var through: String?
      var balance: String?
      var map: String
    }

    var accounts: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("科目", "account"), TableBlock.text("开户行", "bank"), TableBlock.text("尾号", "digits"),
        TableBlock.text("对账起始", "since"), TableBlock.text("对账单截至", "through"), TableBlock.number("余额", "balance"),
      ]
      let rows = accounts.map { [$0.account, $0.bank, $0.tail, $0.since, $0.through ?? "", $0.balance ?? ""] }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "bank list"
  static let summary = Bilingual("列出账套的银行账户", "list the bank accounts of a ledger")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [BankDesk.unitNote]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    return Output(
      accounts: try BankAccountStore.all(of: ledger.id, in: call.connection).map { account in
        let last = try BankStatementStore.last(of: account.id, in: call.connection)
        return Output.Item(
          account: account.account, bank: account.bank, tail: account.tail, since: account.since,
          through: last?.lastDay, balance: last?.closing.text, map: account.columnMap)
      })
  }
}
