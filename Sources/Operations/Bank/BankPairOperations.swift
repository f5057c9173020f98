import LedgerRules
import Primitives
import Store

/// `qilu bank pair UNIT --bank-line LINE… --book-line LINE… --reason TEXT [--account ACCOUNT]`: by hand, and not by the
/// cashier.
struct BankPair: WriteOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var bankLine: [String]
    var bookLine: [String]
    var reason: String
    var account: String?
  }

  struct Output: OperationOutput {
    var match: Int
    var amount: String

    var presentation: [Block] {
      [.line("已勾对（第 \(match) 号），金额 \(amount)", "matched as number \(match), amount \(amount)")]
    }
  }

  static let name = "bank pair"
  static let summary = Bilingual("人工勾对（出纳不得操作）", "match lines by hand; never the cashier")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote,
    .option("bankLine", "LINE", "银行方的行，如 3/17；可写多次", "a line of the bank, such as 3/17; may be given several times"),
    .option(
      "bookLine", "LINE", "账面方的行，如 2026-05/8/1；可写多次",
      "a line of the books, such as 2026-05/8/1; may be given several times"),
    .option("reason", "TEXT", "理由", "why they are the same"), BankDesk.accountNote,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let ledger = try BankDesk.settling(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    try Reason.require(input.reason, rule: "R-421")
    let open = try BankOpenItems(account, call)
    let (bank, books) = (try open.take(input.bankLine, of: open.bank), try open.take(input.bookLine, of: open.books))
    try BankPairing.check(bank: bank.map(\.amount), books: books.map(\.amount))
    guard !books.contains(where: { $0.cashier == call.actor.id }) else { throw BankRefusals.ownCash }
    var making = try BankMatchMaking(
      account, through: BankOpenItems.always, firstOpen: BankDesk.firstOpenDay(ledger, call), call)
    let match = try making.keep(bank, books, .hand, reason: input.reason)
    call.record(
      "bank_match", match.id.text,
      ["unit": ledger.unitCode, "account": account.account, "match": "\(match.number)"])
    return Output(match: match.number, amount: try Money.sum(bank.map(\.amount)).text)
  }
}

/// What is unmatched on an account now, found by the names that people read in lists.
struct BankOpenItems {
  /// Later than every day.
  static let always = CalendarDay.latest.text

  let bank: [BankItemRow]
  let books: [BankItemRow]

  init(_ account: BankAccountRow, _ call: ReadCall) throws {
    bank = try BankItems.ofBank(account, through: Self.always, in: call.connection)
    books = try BankItems.ofBooks(account, through: Self.always, in: call.connection)
  }

  /// The lines with some names, each once.
  func take(_ names: [String], of items: [BankItemRow]) throws -> [BankItemRow] {
    var byName = Dictionary(items.map { (ByteText($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    return try names.map { name in
      guard let item = byName.removeValue(forKey: ByteText(name)) else { throw BankRefusals.item(name) }
      return item
    }
  }
}

/// `qilu bank unpair UNIT MATCH --reason TEXT [--account ACCOUNT]`.
struct BankUnpair: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var match: Int
    var reason: String
    var account: String?
  }

  static let name = "bank unpair"
  static let summary = Bilingual("解除勾对", "take a match apart")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote, .argument("match", "N", "勾对序号", "the match's number"),
    .option("reason", "TEXT", "理由", "why"), BankDesk.accountNote,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try BankDesk.settling(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    try Reason.require(input.reason, rule: "R-421")
    guard let match = try BankMatchStore.find(number: input.match, of: account.id, in: call.connection) else {
      throw BankRefusals.match(input.match)
    }
    guard try match.day >= BankDesk.firstOpenDay(ledger, call) else {
      throw BookRefusals.monthClosed(String(match.day.prefix(7)))
    }
    try BankMatchStore.end(
      match.id, reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record(
      "bank_match", match.id.text,
      ["unit": ledger.unitCode, "account": account.account, "match": "\(match.number)"])
    return DoneOutput(
      subject: match.id.text,
      done: Bilingual(
        "第 \(match.number) 号勾对已解除，其各行不再自动勾对", "match \(match.number) is taken apart and is not made again by itself"))
  }
}

/// `qilu bank explain UNIT LINE --words TEXT [--account ACCOUNT]`: why a line has nothing on the other side.
struct BankExplain: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var line: String
    var words: String
    var account: String?
  }

  static let name = "bank explain"
  static let summary = Bilingual("说明一笔未达账项", "explain an item that is on the way")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote,
    .argument("line", "LINE", "未勾对的行，如 3/17 或 2026-05/8/1", "the unmatched line, such as 3/17 or 2026-05/8/1"),
    .option("words", "TEXT", "说明，如“支票未兑付”", "the explanation, such as a cheque that is not cashed yet"),
    BankDesk.accountNote,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try BankDesk.settling(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    try Reason.require(input.words, rule: "SM-9")
    let open = try BankOpenItems(account, call)
    guard let item = try open.take([input.line], of: open.bank + open.books).first else {
      throw BankRefusals.item(input.line)
    }
    let id = call.environment.newIdentifier()
    try BankMatchStore.explain(
      item.key, of: account.id, words: input.words, by: call.actor.id, at: call.environment.instant, explanation: id,
      in: call.transaction)
    call.record(
      "bank_explanation", id, ["unit": ledger.unitCode, "account": account.account, "line": item.name])
    return DoneOutput(subject: id, done: Bilingual("\(item.name) 已说明", "\(item.name) is explained"))
  }
}
