import LedgerRules
import Primitives
import Store

/// A statement as people see it.
struct StatementOutput: OperationOutput {
  struct Line: Codable, Sendable {
    var name: Bilingual
    /// A figure of each column; empty where the form has none.
    var amounts: [String]
    var isTotal: Bool

    init(_ row: StatementRow) {
      name = row.name
      amounts = row.figures.map { $0?.text ?? "" }
      isTotal = row.isTotal
    }
  }

  var unit: String
  var month: String
  var title: Bilingual
  var columns: [Bilingual]
  var lines: [Line]
  var isBalanced: Bool
  var note: Bilingual

  var verdict: Verdict { isBalanced ? .done : .different }
  var presentation: [Block] {
    let heads = [TableBlock.text("项目", "item")] + columns.map { TableBlock.number($0.zh, $0.en) }
    let rows = lines.map { line in [line.name] + line.amounts.map { Bilingual($0, $0) } }
    return [.heading(title), .table(TableBlock(heads, bilingual: rows)), .line(note)]
  }
}

/// `qilu books sheet UNIT MONTH` (工会01表 资产负债表).
struct BooksSheet: ReadOperation {
  typealias Input = MonthInput
  typealias Output = StatementOutput

  static let name = "books sheet"
  static let summary = Bilingual("资产负债表（工会01表）", "the balance sheet (form 01)")
  static let reach = Reach.everywhere
  static let notes = MonthInput.notes

  static func run(_ input: MonthInput, _ call: ReadCall) throws -> StatementOutput {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let month = try BookMonth(input.month)
    let books = try LedgerBalances(ledger, year: month.first.year, in: call.connection)
    let first = try month.firstOfYear.text
    // Its first column is what stood before January, what the year was opened with among it.
    let sheet = try BalanceSheet(try books.balances(first...month.text), chart: books.accounts)
    return StatementOutput(
      unit: ledger.unitCode, month: month.text,
      title: Bilingual(
        "工会01表 资产负债表 \(ledger.unitName) \(month.text)", "form 01, balance sheet of \(ledger.unitCode), \(month.text)"),
      columns: BalanceSheet.columns, lines: sheet.rows.map(StatementOutput.Line.init), isBalanced: sheet.balances,
      note: StatementNote.layout)
  }
}

/// `qilu books income UNIT MONTH` (工会02表 收入支出表).
struct BooksIncome: ReadOperation {
  typealias Input = MonthInput
  typealias Output = StatementOutput

  static let name = "books income"
  static let summary = Bilingual("收入支出表（工会02表）", "the statement of income and expenditure (form 02)")
  static let reach = Reach.everywhere
  static let notes = MonthInput.notes

  static func run(_ input: MonthInput, _ call: ReadCall) throws -> StatementOutput {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let month = try BookMonth(input.month)
    let books = try LedgerBalances(ledger, year: month.first.year, in: call.connection)
    let statement = try IncomeStatement(
      month: books.balancesBeforeClosing(month.text...month.text),
      year: books.balancesBeforeClosing(try month.firstOfYear.text...month.text),
      isYearEnd: month.first.month == 12, chart: books.accounts)
    return StatementOutput(
      unit: ledger.unitCode, month: month.text,
      title: Bilingual(
        "工会02表 收入支出表 \(ledger.unitName) \(month.text)",
        "form 02, income and expenditure of \(ledger.unitCode), \(month.text)"),
      columns: IncomeStatement.columns, lines: statement.rows.map(StatementOutput.Line.init), isBalanced: true,
      note: StatementNote.layout)
  }
}

/// `qilu books project PROJECT`: what all ledgers that the reader may see have booked for a project.
struct BooksProject: ReadOperation {
  struct Input: Codable, Sendable {
    var project: String
  }

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var unit: String
      var day: String
      var voucher: String
      var number: String
      var summary: String
      var account: String
      var fund: Fund?
      var debit: String?
      var credit: String?
    }

    var project: String
    var rows: [Line]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("单位", "unit"), TableBlock.text("日期", "day"), TableBlock.text("凭证", "voucher"),
        TableBlock.text("摘要", "summary"), TableBlock.text("科目", "account"), TableBlock.text("资金", "fund"),
        TableBlock.number("借方", "debit"), TableBlock.number("贷方", "credit"),
      ]
      let body = rows.map { line in
        [line.unit, line.day, line.number, line.summary, line.account].map { Bilingual($0, $0) }
          + [line.fund?.displayName ?? Bilingual("", "")]
          + [line.debit ?? "", line.credit ?? ""].map { Bilingual($0, $0) }
      }
      return [
        .heading("项目明细账 \(project)", "lines of the project \(project)"), .table(TableBlock(columns, bilingual: body)),
      ]
    }
  }

  static let name = "books project"
  static let summary = Bilingual("项目明细账（各级账套）", "the lines of a project in the ledgers of all levels")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("project", "PROJECT", "项目编码", "the project's code")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    var ledgers: [LedgerID: (row: LedgerRow, accounts: ChartOfAccounts)] = [:]
    for ledger in try LedgerStore.all(in: call.connection) where try LedgerDesk.isReadable(ledger, call) {
      ledgers[ledger.id] = (ledger, try Charts.accounts(of: ledger, in: call.connection))
    }
    return Output(
      project: input.project,
      rows: try TurnoverStore.lines(ofProject: input.project, in: call.connection).compactMap { row in
        try ledgers[row.ledger].map { try line(row, $0.row, $0.accounts) }
      })
  }

  private static func line(
    _ row: PostedLineRow, _ ledger: LedgerRow, _ accounts: ChartOfAccounts
  ) throws -> Output.Line {
    let line = try VoucherLine(row.line, Chart.on(CalendarDay(row.day)))
    return Output.Line(
      unit: ledger.unitCode, day: row.day, voucher: row.voucher.text, number: "\(row.word)-\(row.number)",
      summary: row.summary, account: try accounts.account(line.account).label,
      fund: line.fund,
      debit: line.side == .debit ? line.turnover.text : nil,
      credit: line.side == .credit ? line.turnover.text : nil)
  }
}
