import LedgerRules
import Primitives
import Store
import Tables

/// `qilu voucher enter UNIT --day DAY --summary TEXT --lines FILE [--attachments N]`.
struct VoucherEnter: WriteOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var day: String
    var summary: String
    var lines: FilePath
    var attachments: Int?
  }

  struct Output: OperationOutput {
    var voucher: String
    var total: String
    var presentation: [Block] {
      [.line("凭证已制单：\(voucher)，合计 \(total) 元", "drafted: \(voucher), total \(total)")]
    }
  }

  static let name = "voucher enter"
  static let summary = Bilingual("手工制单", "draft a voucher by hand")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("day", "DAY", "凭证日期", "the voucher's day"),
    .option("summary", "TEXT", "摘要", "the summary"),
    .option(
      "lines", "FILE", "分录表（CSV）：account,debit,credit，可加 project,note,nature,economic_class；负数为红字",
      "the lines as CSV: account,debit,credit and optionally project,note,nature,economic_class; negative is red"),
    .option("attachments", "N", "所附原始凭证张数", "how many originals are attached"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares], call)
    let day = try CalendarDay(input.day)
    let content = VoucherContent(
      day: day, summary: input.summary, attachments: input.attachments ?? 0,
      lines: try lines(input.lines, Chart.on(day)))
    try HandMade.check(content)
    let voucher = try VoucherDrafting(ledger, call).draft(content, .hand)
    call.record("voucher", voucher.id.text, ["unit": ledger.unitCode, "total": voucher.total.text])
    return Output(voucher: voucher.id.text, total: voucher.total.text)
  }

  /// The lines of a sheet.
  static func lines(_ file: FilePath, _ chart: Chart) throws -> [VoucherLine] {
    let bytes = try FileSource.whole(file.text, limit: 4 << 20)
    let reader = try TableReader(
      file: file.text, source: ByteSource(bytes), columns: VoucherSheet.columns, optional: VoucherSheet.optional)
    var lines: [VoucherLine] = []
    try reader.forEachRow { lines.append(try VoucherSheet.line($0, chart)) }
    return lines
  }
}

/// What a voucher made by hand must leave alone.
enum HandMade {
  /// Passes if no line speaks of a grant: what it receives and spends is booked by its own acts, which hold the lock
  ///
  ///
  /// - Throws: a ``Refusal`` `voucher.of-grant`.
  static func check(_ content: VoucherContent) throws {
    for line in content.lines { try check(line) }
  }

  /// The same of one line.
  static func check(_ line: VoucherLine) throws {
    if line.fund != nil || line.project.map({ isGrant($0.text) }) == true { throw ofGrant }
    if line.project == nil, isCustodial(line.account) { throw custodial }
  }

  /// Money in trust is kept by project, so that nobody takes a grant's without saying whose it is.
  private static func isCustodial(_ account: AccountKey) -> Bool {
    ["10101", "10201", account.chart == .of2021 ? "221" : "231"].contains { account.code.hasPrefix($0) }
  }

  private static let custodial = Refusal(
    "voucher.custody-project", citation: Citation("R-409", Citation.unionAccounting2021, "221"),
    message: Bilingual("代管经费的分录须写明项目", "a line of custodial money names its project"),
    remedy: Bilingual(
      "在分录表的 project 列写明项目编码；资助资金用资助的业务",
      "give the project in the column project; a grant's money is booked by the grant's acts"))

  /// Whether a project is a grant's.
  static func isGrant(_ project: String) -> Bool { project.hasPrefix(grantPrefix) }

  /// What the project codes of grants begin with; no other project may.
  static let grantPrefix = "QLGJ-"

  private static let ofGrant = Refusal(
    "voucher.of-grant", citation: Citation("R-306", Citation.studioIncentives, "第五条"),
    message: Bilingual("创新资金的收支不能手工制单", "what a grant receives and spends is not booked by hand"),
    remedy: Bilingual("用该资助的收款、配套、支出业务制单", "use the grant's own acts, which make the voucher"))
}

/// A voucher, as a person names it.
struct VoucherInput: Codable, Sendable {
  var voucher: String

  static let notes: [FieldNote] = [.argument("voucher", "VOUCHER", "凭证标识", "the voucher's id")]
}

/// Finding a voucher with its ledger.
enum VoucherFinding {
  /// The voucher, for somebody who acts in its ledger.
  static func voucher(
    _ id: String, for duties: [LedgerDesk.Duty], _ call: ReadCall
  ) throws -> (voucher: VoucherRow, ledger: LedgerRow) {
    let found = try find(id, call)
    guard try LedgerDesk.isReadable(found.ledger, call) else { throw BookRefusals.unknownVoucher(id) }
    try LedgerDesk.check(found.ledger, duties, call)
    return found
  }

  /// The voucher, for somebody who reads; one that he may not see is as unknown as one that there is not.
  static func readable(_ id: String, _ call: ReadCall) throws -> (voucher: VoucherRow, ledger: LedgerRow) {
    let found = try find(id, call)
    guard try LedgerDesk.isReadable(found.ledger, call) else { throw BookRefusals.unknownVoucher(id) }
    return found
  }

  private static func find(_ id: String, _ call: ReadCall) throws -> (voucher: VoucherRow, ledger: LedgerRow) {
    guard let voucher = try VoucherStore.find(VoucherID(id), in: call.connection),
      let ledger = try LedgerStore.find(voucher.ledger, in: call.connection)
    else { throw BookRefusals.unknownVoucher(id) }
    return (voucher, ledger)
  }
}

/// `qilu voucher cash VOUCHER`: the cashier's signature.
struct VoucherCash: WriteOperation {
  typealias Input = VoucherInput
  typealias Output = DoneOutput

  static let name = "voucher cash"
  static let summary = Bilingual("出纳签章", "sign a voucher as its cashier")
  static let reach = Reach.everywhere
  static let notes = VoucherInput.notes

  static func run(_ input: VoucherInput, _ call: WriteCall) throws -> DoneOutput {
    let (voucher, ledger) = try VoucherFinding.voucher(input.voucher, for: [.pays], call)
    try sign(voucher, call)
    call.record("voucher", voucher.id.text, ["unit": ledger.unitCode])
    return DoneOutput(subject: voucher.id.text, done: Bilingual("出纳已签章", "signed by the cashier"))
  }

  /// Signs a voucher, without the record of the act.
  static func sign(_ voucher: VoucherRow, _ call: WriteCall) throws {
    // Whatever can still be given up waits for its signatures.
    try BookNames.state(voucher).check(to: .void)
    try voucher.hands.checkCashier(call.actor.id, touchesCash: voucher.movesCash)
    guard
      try VoucherStore.sign(
        voucher.id, cashier: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw BookRefusals.changedMeanwhile }
  }
}

/// `qilu voucher review VOUCHER`: by another person than the one who prepared it.
struct VoucherReview: WriteOperation {
  typealias Input = VoucherInput
  typealias Output = DoneOutput

  static let name = "voucher review"
  static let summary = Bilingual("稽核凭证", "review a voucher")
  static let reach = Reach.everywhere
  static let notes = VoucherInput.notes

  static func run(_ input: VoucherInput, _ call: WriteCall) throws -> DoneOutput {
    let (voucher, ledger) = try VoucherFinding.voucher(input.voucher, for: [.reviews], call)
    try sign(voucher, call)
    call.record("voucher", voucher.id.text, ["unit": ledger.unitCode])
    return DoneOutput(subject: voucher.id.text, done: Bilingual("凭证已稽核", "the voucher is reviewed"))
  }

  /// Reviews a voucher, without the record of the act.
  static func sign(_ voucher: VoucherRow, _ call: WriteCall) throws {
    try BookNames.state(voucher).check(to: .reviewed)
    try voucher.hands.checkReview(call.actor.id)
    guard
      try VoucherStore.review(voucher.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw BookRefusals.changedMeanwhile }
  }
}

/// `qilu voucher post VOUCHER` (记账): it gets its number and cannot be changed any more.
struct VoucherPost: WriteOperation {
  typealias Input = VoucherInput

  struct Output: OperationOutput {
    var voucher: String
    var month: String
    var number: Int
    var presentation: [Block] {
      [.line("已记账：\(month) 第 \(number) 号", "posted as number \(number) of \(month)")]
    }
  }

  static let name = "voucher post"
  static let summary = Bilingual("记账（编号，之后不可更改）", "post a reviewed voucher: it is numbered and never changed again")
  static let reach = Reach.everywhere
  static let notes = VoucherInput.notes

  static func run(_ input: VoucherInput, _ call: WriteCall) throws -> Output {
    let (voucher, ledger) = try VoucherFinding.voucher(input.voucher, for: [.prepares, .reviews], call)
    let number = try VoucherPosting.post(voucher, ledger, call)
    call.record("voucher", voucher.id.text, ["unit": ledger.unitCode, "month": voucher.month, "number": "\(number)"])
    return Output(voucher: voucher.id.text, month: voucher.month, number: number)
  }
}

/// `qilu voucher void VOUCHER --reason TEXT`: gives up what is not posted.
struct VoucherVoid: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var voucher: String
    var reason: String
  }

  static let name = "voucher void"
  static let summary = Bilingual("作废未记账的凭证", "give up a voucher that is not posted")
  static let reach = Reach.everywhere
  static let notes = VoucherInput.notes + [.option("reason", "TEXT", "理由", "why")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (voucher, ledger) = try VoucherFinding.voucher(input.voucher, for: [.prepares, .reviews], call)
    try Reason.require(input.reason, rule: "SM-9")
    try BookNames.state(voucher).check(to: .void)
    guard
      try VoucherStore.void(
        voucher.id, reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw BookRefusals.changedMeanwhile }
    try GrantPosting.release(voucher, reason: input.reason, call)
    call.record("voucher", voucher.id.text, ["unit": ledger.unitCode])
    return DoneOutput(subject: voucher.id.text, done: Bilingual("凭证已作废", "the voucher is given up"))
  }
}

/// `qilu voucher reverse VOUCHER --reason TEXT`: a red voucher of today that takes a posted one back.
struct VoucherReverse: WriteOperation {
  struct Input: Codable, Sendable {
    var voucher: String
    var reason: String
  }

  typealias Output = VoucherEnter.Output

  static let name = "voucher reverse"
  static let summary = Bilingual("红字冲销已记账的凭证", "draft the red voucher that takes a posted one back")
  static let reach = Reach.everywhere
  static let notes = VoucherInput.notes + [.option("reason", "TEXT", "理由，写入摘要", "why; it stands in the summary")]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let (voucher, ledger) = try VoucherFinding.voucher(input.voucher, for: [.prepares], call)
    try Reason.require(input.reason, rule: "R-421")
    try BookNames.state(voucher).check(to: .reversed)
    guard voucher.kind == VoucherDrafting.Kind.hand.rawValue else { throw BookRefusals.ofAct }
    guard try VoucherStore.reversal(of: voucher.id, in: call.connection) == nil else {
      throw BookRefusals.reversedAlready
    }
    let red = try draft(voucher, ledger, input.reason, call)
    call.record("voucher", red.id.text, ["unit": ledger.unitCode, "reverses": voucher.id.text])
    return Output(voucher: red.id.text, total: red.total.text)
  }

  /// Dated today, in an open month; the accounts must still be those of the chart in force.
  private static func draft(
    _ voucher: VoucherRow, _ ledger: LedgerRow, _ reason: String, _ call: WriteCall
  ) throws -> VoucherRow {
    let today = try call.environment.today()
    guard Chart.on(today).rawValue == voucher.chart else { throw chartChanged }
    let content = VoucherContent(
      day: try CalendarDay(voucher.day), summary: voucher.summary,
      lines: try VoucherStore.lines(of: voucher.id, in: call.connection).map { try VoucherLine($0, Chart.on(today)) })
    let summary = "冲销 \(voucher.month) \(voucher.word)-\(voucher.number ?? 0)：\(reason)"
    return try VoucherDrafting(ledger, call).draft(
      content.reversal(on: today, summary: summary), .reversal, reverses: voucher.id)
  }

  static let chartChanged = Refusal(
    "voucher.other-chart", citation: Citation("R-403", Citation.unionAccounting2021),
    message: Bilingual("该凭证使用 2009 年科目，已不能用红字冲销", "the voucher is of the chart of 2009, which is no longer in force"),
    remedy: Bilingual(
      "按现行科目另制调整凭证（以前年度事项用 32101、32201）",
      "adjust by a voucher in the accounts of today (32101, 32201 for earlier years)"))
}
