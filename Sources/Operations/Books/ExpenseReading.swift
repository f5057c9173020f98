import LedgerRules
import Primitives
import Store

/// `qilu books expense UNIT --month MONTH` (支出明细表): expenses by account, 基本支出 or 项目支出, project and economic class
///
struct BooksExpense: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var month: String
  }

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var account: String
      var name: String
      var nature: ExpenseNature
      var project: String?
      var economicClass: String?
      var monthAmount: String
      var yearAmount: String
    }

    struct Total: Codable, Sendable {
      var nature: ExpenseNature?
      var monthAmount: String
      var yearAmount: String
    }

    var unit: String
    var month: String
    var lines: [Line]
    /// The sum of each nature, then of all.
    var totals: [Total]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("科目", "account"), TableBlock.text("支出性质", "nature"), TableBlock.text("项目", "project"),
        TableBlock.text("经济分类", "economic class"), TableBlock.number("本月数", "month"),
        TableBlock.number("本年累计数", "year to date"),
      ]
      func plain(_ texts: String...) -> [Bilingual] { texts.map { Bilingual($0, $0) } }
      let body = lines.map { line in
        plain(line.name) + [line.nature.displayName]
          + plain(line.project ?? "", line.economicClass ?? "", line.monthAmount, line.yearAmount)
      }
      let sums = totals.map { total in
        [Bilingual("合计", "total"), total.nature?.displayName ?? Bilingual("", "")]
          + plain("", "", total.monthAmount, total.yearAmount)
      }
      return [
        .heading("\(unit) 支出明细表 \(month)", "expenses of \(unit), \(month)"),
        .table(TableBlock(columns, bilingual: body + sums)),
      ]
    }
  }

  static let name = "books expense"
  static let summary = Bilingual("支出明细表（支出性质、项目、经济分类）", "expenses by nature, project and economic class")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("month", "MONTH", "月份，如 2026-07", "the month, such as 2026-07"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let month = try BookMonth(input.month)
    let chart = Chart.inYear(month.first.year)
    let spent = try ExpenseStore.rows(
      of: ledger.id, chart: chart.rawValue, codes: "5"..<"6", months: month.openingOfYear...month.text,
      in: call.connection
    ).map { row in
      (
        key: ExpenseReport.Key(
          AccountKey(chart, row.account), try BookNames.nature(row.nature), try BookNames.project(row.project),
          try BookNames.economicClass(row.economicClass)),
        sums: ExpenseReport.Sums(month: Money(fen: row.monthFen), year: Money(fen: row.yearFen))
      )
    }
    let report = try ExpenseReport(spent, chart: Charts.accounts(of: ledger, in: call.connection))
    let natures = ExpenseNature.allCases.compactMap { nature in report.totals[nature].map { total(nature, $0) } }
    return Output(
      unit: ledger.unitCode, month: month.text, lines: report.rows.map(line),
      totals: natures + [total(nil, report.total)])
  }

  private static func line(_ row: ExpenseReport.Row) -> Output.Line {
    Output.Line(
      account: row.account.key.code, name: row.account.label, nature: row.key.nature, project: row.key.project?.text,
      economicClass: row.key.economicClass?.text, monthAmount: row.sums.month.text, yearAmount: row.sums.year.text)
  }

  private static func total(_ nature: ExpenseNature?, _ sums: ExpenseReport.Sums) -> Output.Total {
    Output.Total(nature: nature, monthAmount: sums.month.text, yearAmount: sums.year.text)
  }
}
