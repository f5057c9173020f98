import LedgerRules
import Primitives
import Store

/// Vouchers that an act drafted.
struct DraftedVouchers: OperationOutput {
  struct Item: Codable, Sendable {
    var voucher: String
    var summary: String
    var total: String
  }

  var vouchers: [Item]

  init(_ rows: [VoucherRow]) {
    vouchers = rows.map { Item(voucher: $0.id.text, summary: $0.summary, total: $0.total.text) }
  }

  var presentation: [Block] {
    guard !vouchers.isEmpty else { return [.line("没有需要结转的余额", "there is nothing to be moved")] }
    let columns = [
      TableBlock.text("凭证", "voucher"), TableBlock.text("摘要", "summary"), TableBlock.number("金额", "amount"),
    ]
    return [
      .table(TableBlock(columns, vouchers.map { [$0.voucher, $0.summary, $0.total] })),
      .line("请另一人稽核后记账", "another person reviews them, then they are posted"),
    ]
  }
}

/// `qilu year close UNIT YEAR`: drafts the closing vouchers of a year.
struct YearClose: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var unit: String
    var year: Int
  }

  static let name = "year close"
  static let summary = Bilingual("年末结转（生成结转凭证）", "draft the closing vouchers of a year")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .argument("year", "YEAR", "年度", "the year"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares], call)
    guard let day = CalendarDay(year: input.year, month: 12, day: 31) else { throw BookRefusals.month("\(input.year)") }
    let month = try BookMonth(of: day)
    try requireSettled(month, ledger, call)
    let books = try LedgerBalances(ledger, year: input.year, in: call.connection)
    let drafting = VoucherDrafting(ledger, call)
    let drafts = try Closing.year(books.balances(month.text...month.text), on: day, chart: books.accounts).map {
      try drafting.draft($0, .closing)
    }
    call.record("ledger", ledger.id.text, ["unit": ledger.unitCode, "year": "\(input.year)"])
    return DraftedVouchers(drafts)
  }

  /// The year's other vouchers are posted, so that nothing is left behind.
  private static func requireSettled(_ month: BookMonth, _ ledger: LedgerRow, _ call: WriteCall) throws {
    let waiting = try ["DRAFT", "REVIEWED"].flatMap {
      try VoucherStore.waiting($0, month: nil, of: ledger.id, in: call.connection)
    }
    let count = waiting.filter { $0.month <= month.text }.count
    guard count == 0 else { throw MonthRefusals.waiting(count) }
  }
}

/// `qilu opening import UNIT FILE`: what a ledger begins with.
struct OpeningImport: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var unit: String
    var file: FilePath
  }

  static let name = "opening import"
  static let summary = Bilingual("导入建账时的余额", "bring in the balances that a ledger begins with")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .argument(
      "file", "FILE", "余额表（CSV）：account,debit,credit，可加 project,note",
      "the balances as CSV: account,debit,credit and optionally project,note"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares], call)
    let month = try BookMonth(ledger.firstMonth)
    guard try !VoucherStore.hasAny(.opening, of: ledger.id, in: call.connection) else { throw OpeningRefusals.twice }
    let content = VoucherContent(
      day: month.first, summary: "建账余额", lines: try VoucherEnter.lines(input.file, Chart.on(month.first)))
    try HandMade.check(content)
    let draft = try VoucherDrafting(ledger, call).draft(content, .opening)
    call.record("ledger", ledger.id.text, ["unit": ledger.unitCode, "voucher": draft.id.text])
    return DraftedVouchers([draft])
  }
}

/// `qilu opening convert UNIT [--carried-over AMOUNT]`: the balances of the chart of 2009 on the accounts of 2021, at
/// 2022-01-01.
struct OpeningConvert: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var unit: String
    var carriedOver: String?
  }

  static let name = "opening convert"
  static let summary = Bilingual("2022-01-01 新旧科目余额转换", "move the balances to the chart of 2021 at 2022-01-01")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option(
      "carriedOver", "AMOUNT", "原“结余”中属于结转（32104）的金额，其余为结余（32205）",
      "which part of 331 without a project is carried over (32104); the rest is surplus (32205)"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares], call)
    guard try !VoucherStore.hasAny(.conversion, of: ledger.id, in: call.connection) else { throw OpeningRefusals.twice }
    let day = Chart.switchDay
    let last = try BookMonth(of: day).adding(-1).text
    guard try MonthStore.find(last, of: ledger.id, in: call.connection)?.isClosed == true else {
      throw MonthRefusals.earlierOpen(last)
    }
    let books = try LedgerBalances(ledger, year: day.year - 1, in: call.connection)
    let conversion = try ChartConversion(books.balances(last...last), chart: books.accounts)
    let opening = try conversion.opening(dividing: divisions(conversion, input))
    let draft = try VoucherDrafting(ledger, call).draft(
      VoucherContent(day: day, summary: "新旧会计制度余额转换", lines: try lines(opening)), .conversion)
    call.record("ledger", ledger.id.text, ["unit": ledger.unitCode, "voucher": draft.id.text])
    return DraftedVouchers([draft])
  }
}

extension OpeningConvert {
  /// What belongs to a project is carried over; of the rest, which the old account did not tell apart, the part that a
  /// person names.
  private static func divisions(
    _ conversion: ChartConversion, _ input: Input
  ) throws -> [BalanceKey: ChartConversion.Division] {
    let carried = try input.carriedOver.map { try Money($0) }
    var divisions: [BalanceKey: ChartConversion.Division] = [:]
    for part in conversion.undivided {
      divisions[part.from] = part.proposal
      guard let carried, part.from.project == nil else { continue }
      divisions[part.from] = ChartConversion.Division(
        carryover: carried, surplus: try part.proposal.surplus - carried)
    }
    return divisions
  }

  private static func lines(_ opening: [BalanceRow]) throws -> [VoucherLine] {
    try opening.compactMap { row in
      let sided = try SidedAmount(row.opening)
      return sided.side.map {
        VoucherLine($0, row.key.account, sided.amount, project: row.key.project, fund: row.key.fund)
      }
    }
  }
}

/// What is refused about openings.
enum OpeningRefusals {
  static let twice = Refusal(
    "opening.twice", citation: Citation("R-404", Citation.unionAccounting2021),
    message: Bilingual("该账套已有这样的期初凭证", "the ledger has such an opening voucher already"),
    remedy: Bilingual(
      "未记账的先 voucher void 作废；已记账的另制调整凭证", "void it while it is not posted; afterwards adjust by another voucher"))
}
