import LedgerRules
import Primitives
import Store

/// `qilu voucher list UNIT [--month MONTH] [--state STATE]`.
struct VoucherList: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var month: String?
    var state: VoucherState?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var voucher: String
      var day: String
      var word: String
      var number: Int?
      var summary: String
      var total: String
      var state: VoucherState
      var isSignedByCashier: Bool
    }

    var vouchers: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("日期", "day"), TableBlock.text("字号", "number"), TableBlock.text("摘要", "summary"),
        TableBlock.number("金额", "amount"), TableBlock.text("状态", "state"), TableBlock.text("标识", "id"),
      ]
      let rows = vouchers.map { item in
        let number = item.number.map { "\(item.word)-\($0)" } ?? ""
        return [item.day, number, item.summary, item.total].map { Bilingual($0, $0) }
          + [item.state.displayName, Bilingual(item.voucher, item.voucher)]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "voucher list"
  static let summary = Bilingual("列出凭证", "list vouchers")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("month", "MONTH", "月份，不写为本月", "the month; this one where none is named"),
    .option("state", "STATE", "状态，不写为作废以外的全部", "the state; all but void ones where none is named"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let month = try input.month ?? BookMonth(of: call.environment.today()).text
    // What a year was opened with is no month, and is asked for by its own key.
    if !month.hasSuffix("-00") { _ = try BookMonth(month) }
    let states = input.state.map { [$0] } ?? [.draft, .reviewed, .posted]
    var rows: [VoucherRow] = []
    if !Set(states).isDisjoint(with: [.posted, .reversed]) {
      let posted = try VoucherStore.posted(month, of: ledger.id, in: call.connection)
      rows += input.state == nil ? posted : posted.filter { $0.state == input.state?.rawValue }
    }
    for state in states where [.draft, .reviewed, .void].contains(state) {
      rows += try VoucherStore.waiting(state.rawValue, month: month, of: ledger.id, in: call.connection)
    }
    return Output(vouchers: try rows.map(item))
  }

  private static func item(_ row: VoucherRow) throws -> Output.Item {
    Output.Item(
      voucher: row.id.text, day: row.day, word: row.word, number: row.number, summary: row.summary,
      total: row.total.text, state: try BookNames.state(row), isSignedByCashier: row.cashierBy != nil)
  }
}

/// `qilu voucher show VOUCHER`: a voucher as it is printed (R-420).
struct VoucherShow: ReadOperation {
  typealias Input = VoucherInput

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var account: String
      var name: String
      var debit: String?
      var credit: String?
      var project: String?
      var fund: Fund?
      var note: String
      /// What an expense also carries (R-425).
      var nature: ExpenseNature?
      var economicClass: String?
    }

    var voucher: String
    var unit: String
    var day: String
    var word: String
    var number: Int?
    var summary: String
    var attachments: Int
    var lines: [Line]
    var total: String
    var capital: String
    var state: VoucherState
    var preparer: String
    var cashier: String?
    var reviewer: String?
    var bookkeeper: String?
    var head: String
    var reverses: String?
    var reversedBy: String?
    /// The file by which it came, with its key there.
    var origin: String?

    var presentation: [Block] {
      let signs = [
        Block.Fact("制单", "preparer", preparer), .init("出纳", "cashier", cashier ?? ""),
        .init("稽核", "reviewer", reviewer ?? ""), .init("记账", "bookkeeper", bookkeeper ?? ""),
        .init("会计主管", "accounting head", head), .init("状态", "state", state.displayName),
        .init("冲销的凭证", "takes back", reverses ?? ""), .init("冲销它的凭证", "taken back by", reversedBy ?? ""),
        .init("导入文件", "came by", origin ?? ""),
      ]
      return [
        .heading("\(unit) 记账凭证 \(day) \(number.map { "\(word)-\($0)" } ?? "未编号")", "voucher of \(unit), \(day)"),
        .line("摘要：\(summary)；附原始凭证 \(attachments) 张", "summary: \(summary); \(attachments) originals"),
        .table(table), .line("合计 \(total) 元，\(capital)", "total \(total)"),
        .facts(signs.filter { !$0.value.zh.isEmpty }),
      ]
    }

    private var table: TableBlock {
      TableBlock(
        [
          TableBlock.text("科目", "account"), TableBlock.number("借方", "debit"), TableBlock.number("贷方", "credit"),
          TableBlock.text("项目", "project"), TableBlock.text("资金", "fund"), TableBlock.text("备注", "note"),
          TableBlock.text("支出性质", "nature"), TableBlock.text("经济分类", "economic class"),
        ],
        bilingual: lines.map { line in
          [line.name, line.debit ?? "", line.credit ?? "", line.project ?? ""].map { Bilingual($0, $0) }
            + [
              line.fund?.displayName ?? Bilingual("", ""), Bilingual(line.note, line.note),
              line.nature?.displayName ?? Bilingual("", ""),
              Bilingual(line.economicClass ?? "", line.economicClass ?? ""),
            ]
        })
    }
  }

  static let name = "voucher show"
  static let summary = Bilingual("查看一张凭证", "show a voucher")
  static let reach = Reach.everywhere
  static let notes = VoucherInput.notes

  static func run(_ input: VoucherInput, _ call: ReadCall) throws -> Output {
    let (row, ledger) = try VoucherFinding.readable(input.voucher, call)
    let accounts = try Charts.accounts(of: ledger, in: call.connection)
    let chart = try BookNames.chart(row.chart)
    func name(_ actor: ActorID?) throws -> String? {
      try actor.flatMap { try ActorStore.find($0, in: call.connection)?.displayName }
    }
    return Output(
      voucher: row.id.text, unit: ledger.unitCode, day: row.day, word: row.word, number: row.number,
      summary: row.summary, attachments: row.attachments,
      lines: try VoucherStore.lines(of: row.id, in: call.connection).map { try line($0, chart, accounts) },
      total: row.total.text, capital: CapitalAmount(row.total).text,
      state: try BookNames.state(row), preparer: try name(row.preparedBy) ?? "", cashier: try name(row.cashierBy),
      reviewer: try name(row.reviewedBy), bookkeeper: try name(row.postedBy), head: row.head,
      reverses: row.reverses?.text,
      reversedBy: try VoucherStore.reversal(of: row.id, in: call.connection)?.id.text,
      origin: try VoucherImportStore.origin(of: row.id, in: call.connection).map { "\($0.file) · \($0.key)" })
  }

  private static func line(
    _ row: VoucherLineRow, _ chart: Chart, _ accounts: ChartOfAccounts
  ) throws -> Output.Line {
    let amount = row.isRed ? "-" + row.amount.text : row.amount.text
    return Output.Line(
      account: row.account, name: try accounts.account(AccountKey(chart, row.account)).label,
      debit: row.isDebit ? amount : nil,
      credit: row.isDebit ? nil : amount, project: row.project.isEmpty ? nil : row.project,
      fund: try BookNames.fund(row.fund), note: row.note, nature: try BookNames.nature(row.nature),
      economicClass: row.economicClass.isEmpty ? nil : row.economicClass)
  }
}
