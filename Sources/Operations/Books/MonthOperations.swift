import LedgerRules
import Primitives
import Store

/// A month of a ledger, as a person names it.
struct MonthInput: Codable, Sendable {
  var unit: String
  var month: String

  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .argument("month", "MONTH", "月份，如 2026-07", "the month, such as 2026-07"),
  ]
}

/// `qilu month close UNIT MONTH`: nothing more can be posted in it (SM-9).
struct MonthClose: WriteOperation {
  typealias Input = MonthInput
  typealias Output = DoneOutput

  static let name = "month close"
  static let summary = Bilingual("月末结账", "close a month")
  static let reach = Reach.everywhere
  static let notes = MonthInput.notes

  static func run(_ input: MonthInput, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.reviews], call)
    let month = try BookMonth(input.month)
    try MonthClosing(ledger, month, call).check()
    try MonthStore.set(month.text, of: ledger.id, closed: true, in: call.transaction)
    // What its year was opened with is settled as soon as anything of the year is.
    try MonthStore.set(month.openingOfYear, of: ledger.id, closed: true, in: call.transaction)
    try MonthClosing.record("closed", "", month, ledger, call)
    return DoneOutput(
      subject: ledger.id.text, done: Bilingual("\(month.text) 已结账", "\(month.text) is closed"))
  }
}

/// `qilu month reopen UNIT MONTH --reason TEXT`: the first of two people.
struct MonthReopen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var month: String
    var reason: String
  }

  static let name = "month reopen"
  static let summary = Bilingual("申请反结账（须另一人确认）", "ask to reopen a closed month; another person confirms")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    MonthInput.notes + [.option("reason", "TEXT", "理由", "why it is needed")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares, .reviews], call)
    let month = try BookMonth(input.month)
    try Reason.require(input.reason, rule: "SM-9")
    try MonthClosing.requireClosed(month, ledger, call)
    try MonthClosing.record("reopening_asked", input.reason, month, ledger, call)
    return DoneOutput(
      subject: ledger.id.text,
      done: Bilingual("反结账已申请，待另一人确认", "the reopening is asked for and waits for another person"))
  }
}

/// `qilu month confirm-reopening UNIT MONTH`: the second person; the months behind it are opened too, the latest first.
struct MonthConfirmReopening: WriteOperation {
  typealias Input = MonthInput
  typealias Output = DoneOutput

  static let name = "month confirm-reopening"
  static let summary = Bilingual("确认反结账", "confirm that a month is reopened")
  static let reach = Reach.everywhere
  static let notes = MonthInput.notes

  static func run(_ input: MonthInput, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.reviews], call)
    let month = try BookMonth(input.month)
    try MonthClosing.requireClosed(month, ledger, call)
    let last = try MonthStore.steps(month.text, of: ledger.id, in: call.connection).last
    guard let asked = last, asked.step == "reopening_asked" else { throw MonthRefusals.notAsked }
    guard asked.by != call.actor.id else { throw MonthRefusals.samePerson }
    try MonthClosing.requireLatest(month, ledger, call)
    try MonthStore.set(month.text, of: ledger.id, closed: false, in: call.transaction)
    try MonthClosing.record("reopened", asked.reason, month, ledger, call)
    return DoneOutput(
      subject: ledger.id.text, done: Bilingual("\(month.text) 已反结账", "\(month.text) is open again"))
  }
}

/// What a month must be before it is closed, and the record of what was done with it.
struct MonthClosing {
  let ledger: LedgerRow
  let month: BookMonth
  let call: WriteCall

  init(_ ledger: LedgerRow, _ month: BookMonth, _ call: WriteCall) {
    self.ledger = ledger
    self.month = month
    self.call = call
  }

  /// Passes if the month may be closed: it is over or today's, those before it are closed, nothing of it waits, and its
  /// bank accounts are reconciled.
  func check() throws {
    guard month.text >= ledger.firstMonth else { throw BookRefusals.beforeFirst(month.text, ledger.firstMonth) }
    guard try month.first <= call.environment.today() else { throw MonthRefusals.notBegun }
    if try MonthStore.find(month.text, of: ledger.id, in: call.connection)?.isClosed == true {
      throw BookRefusals.monthClosed(month.text)
    }
    if month.text > ledger.firstMonth {
      let before = try month.adding(-1).text
      guard try MonthStore.find(before, of: ledger.id, in: call.connection)?.isClosed == true else {
        throw MonthRefusals.earlierOpen(before)
      }
    }
    let waiting = try ["DRAFT", "REVIEWED"].reduce(0) { count, state in
      try count + VoucherStore.waiting(state, month: month.text, of: ledger.id, in: call.connection).count
    }
    guard waiting == 0 else { throw MonthRefusals.waiting(waiting) }
    try BankClosing.check(ledger, month, call)
    try checkYear()
  }

  /// behind December nothing stands on income and expense.
  private func checkYear() throws {
    guard month.first.month == 12 else { return }
    let books = try LedgerBalances(ledger, year: month.first.year, in: call.connection)
    let open = try Closing.year(books.balances(month.text...month.text), on: month.last, chart: books.accounts)
    guard open.isEmpty else { throw MonthRefusals.yearOpen(month.first.year) }
  }

  static func requireClosed(_ month: BookMonth, _ ledger: LedgerRow, _ call: WriteCall) throws {
    guard try MonthStore.find(month.text, of: ledger.id, in: call.connection)?.isClosed == true else {
      throw MonthRefusals.notClosed
    }
  }

  /// A month in the middle would change the openings of closed ones behind it.
  static func requireLatest(_ month: BookMonth, _ ledger: LedgerRow, _ call: WriteCall) throws {
    let later = try MonthStore.all(of: ledger.id, in: call.connection).last { $0.isClosed }
    guard let later, later.month > month.text else { return }
    throw MonthRefusals.laterClosed(later.month)
  }

  static func record(
    _ step: String, _ reason: String, _ month: BookMonth, _ ledger: LedgerRow, _ call: WriteCall
  ) throws {
    try MonthStore.record(
      MonthStepRow(step, reason: reason, by: call.actor.id, at: call.environment.instant), month: month.text,
      of: ledger.id, id: call.environment.newIdentifier(), in: call.transaction)
    call.record("ledger", ledger.id.text, ["unit": ledger.unitCode, "month": month.text])
  }
}

/// What is refused about months.
enum MonthRefusals {
  static let notBegun = make(
    "month.not-begun", Bilingual("该月尚未开始", "the month has not begun"),
    Bilingual("月末再结账", "close it at its end"))

  static let notClosed = make(
    "month.not-closed", Bilingual("该月未结账", "the month is not closed"),
    Bilingual("month list 查看各月状态", "month list shows the months"))

  static let notAsked = make(
    "month.not-asked", Bilingual("没有待确认的反结账申请", "nobody has asked to reopen the month"),
    Bilingual("先由一人 month reopen 并写明理由", "one person asks by month reopen, with the reason"))

  static let samePerson = make(
    "month.same-person", Bilingual("反结账须由申请人以外的人确认", "another person than the one who asked confirms"),
    Bilingual("由另一名稽核人员操作", "let another reviewer act"))

  static func yearOpen(_ year: Int) -> Refusal {
    make(
      "month.year-open", Bilingual("\(year) 年的收入、支出尚未结转", "income and expense of \(year) are not closed yet"),
      Bilingual("先 year close，稽核、记账后再结 12 月", "close the year by year close, review and post, then close December"))
  }

  static func earlierOpen(_ month: String) -> Refusal {
    make(
      "month.earlier-open", Bilingual("\(month) 尚未结账", "\(month) is not closed yet"),
      Bilingual("按月份先后结账", "close the months in their order"))
  }

  static func laterClosed(_ month: String) -> Refusal {
    make(
      "month.later-closed", Bilingual("其后的 \(month) 已结账", "\(month) behind it is closed"),
      Bilingual("从最后一个已结账的月份开始逐月反结账", "reopen the latest closed month first"))
  }

  static func waiting(_ count: Int) -> Refusal {
    make(
      "month.vouchers-waiting", Bilingual("该月还有 \(count) 张凭证未记账", "\(count) vouchers of the month are not posted"),
      Bilingual("记账或作废后再结账；voucher list 列出", "post or void them first; voucher list shows them"))
  }

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation("SM-9", Citation.houseRules), message: message, remedy: remedy)
  }
}

/// `qilu month list UNIT`.
struct MonthList: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var month: String
      var isClosed: Bool
      var lastNumber: Int
      var lastStep: String?
      var reason: String?
    }

    var months: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("月份", "month"), TableBlock.text("状态", "state"), TableBlock.number("末号", "last number"),
        TableBlock.text("理由", "reason"),
      ]
      let rows = months.map { item in
        [
          Bilingual(item.month, item.month),
          item.isClosed ? Bilingual("已结账", "closed") : Bilingual("未结账", "open"),
          Bilingual("\(item.lastNumber)", "\(item.lastNumber)"), Bilingual(item.reason ?? "", item.reason ?? ""),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "month list"
  static let summary = Bilingual("列出账套各月的结账状态", "list the months of a ledger")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("unit", "UNIT", "工会单位编码", "the code of the union unit")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    return Output(
      months: try MonthStore.all(of: ledger.id, in: call.connection).map { row in
        let step = try MonthStore.steps(row.month, of: ledger.id, in: call.connection).last
        return Output.Item(
          month: row.month, isClosed: row.isClosed, lastNumber: row.lastNumber, lastStep: step?.step,
          reason: step.flatMap { $0.reason.isEmpty ? nil : $0.reason })
      })
  }
}
