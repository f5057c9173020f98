import Database
import LedgerRules
import Primitives
import Store

/// Balances of a ledger, read in one state of the database.
struct LedgerBalances {
  let ledger: LedgerRow
  let chart: Chart
  let accounts: ChartOfAccounts
  let connection: ReadConnection

  /// The balances of a ledger in the chart of a year.
  init(_ ledger: LedgerRow, year: Int, in connection: ReadConnection) throws {
    self.ledger = ledger
    chart = Chart.inYear(year)
    accounts = try Charts.accounts(of: ledger, in: connection)
    self.connection = connection
  }

  /// What stood before some months and what they moved.
  func balances(_ months: ClosedRange<String>) throws -> Balances {
    try Balances(
      TurnoverStore.rows(of: ledger.id, chart: chart.rawValue, months: months, in: connection).map { try row($0) })
  }

  /// The same by account alone, whatever projects and funds there are.
  func balancesOfAccounts(_ months: ClosedRange<String>) throws -> Balances {
    try Balances(
      TurnoverStore.accounts(of: ledger.id, chart: chart.rawValue, months: months, in: connection).map {
        try row($0)
      })
  }

  /// The same without what the closing of the year moved.
  func balancesBeforeClosing(_ months: ClosedRange<String>) throws -> Balances {
    var balances = try balances(months)
    for closed in try TurnoverStore.closed(of: ledger.id, months: months, in: connection) {
      let row = try row(closed)
      try balances.add(BalanceRow(row.key, debit: .zero - row.debit, credit: .zero - row.credit))
    }
    return balances
  }

  private func row(_ row: TurnoverRow) throws -> BalanceRow {
    let key = BalanceKey(
      AccountKey(chart, row.account), project: try BookNames.project(row.project), fund: try BookNames.fund(row.fund))
    return BalanceRow(
      key, opening: Money(fen: row.openingFen), debit: Money(fen: row.debitFen), credit: Money(fen: row.creditFen))
  }
}

/// `qilu books balance UNIT --from MONTH --to MONTH` (科目余额表).
struct BooksBalance: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var from: String
    var to: String?
  }

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var account: String
      var name: String
      var opening: String
      var debit: String
      var credit: String
      var closing: String
    }

    var unit: String
    var chart: Chart
    var lines: [Line]
    var totalDebit: String
    var totalCredit: String
    var isBalanced: Bool

    var verdict: Verdict { isBalanced ? .done : .different }
    var presentation: [Block] {
      let columns = [
        TableBlock.text("科目", "account"), TableBlock.number("期初余额", "opening"), TableBlock.number("借方发生", "debit"),
        TableBlock.number("贷方发生", "credit"), TableBlock.number("期末余额", "closing"),
      ]
      let sum = ["合计", "", totalDebit, totalCredit, isBalanced ? "平衡" : "不平衡"]
      return [
        .heading("\(unit) 科目余额表（借正贷负）", "trial balance of \(unit), credit balances below zero"),
        .table(TableBlock(columns, lines.map { [$0.name, $0.opening, $0.debit, $0.credit, $0.closing] } + [sum])),
      ]
    }
  }

  static let name = "books balance"
  static let summary = Bilingual("科目余额表", "the trial balance of a ledger")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("from", "MONTH", "起始月份", "the first month"),
    .option("to", "MONTH", "终止月份，不写为起始月份", "the last month; the first where none is named"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let months = try Months.range(input.from, input.to)
    let books = try LedgerBalances(ledger, year: months.lowerBound.first.year, in: call.connection)
    let trial = try TrialBalance(
      books.balancesOfAccounts(months.lowerBound.text...months.upperBound.text), chart: books.accounts)
    return Output(
      unit: ledger.unitCode, chart: books.chart, lines: try trial.rows.map(line),
      totalDebit: trial.totals.turnover.debit.text, totalCredit: trial.totals.turnover.credit.text,
      isBalanced: trial.totals.agree)
  }

  private static func line(_ row: TrialBalance.Row) throws -> Output.Line {
    Output.Line(
      account: row.account.key.code, name: row.account.label, opening: row.sums.opening.text,
      debit: row.sums.debit.text, credit: row.sums.credit.text, closing: try row.sums.closing().text)
  }
}

/// Spans of months that people name.
enum Months {
  /// A span inside one chart.
  static func range(_ from: String, _ to: String?) throws -> ClosedRange<BookMonth> {
    let first = try BookMonth(from)
    let last = try to.map { try BookMonth($0) } ?? first
    guard first <= last else { throw order }
    guard Chart.inYear(first.first.year) == Chart.inYear(last.first.year) else { throw twoCharts }
    return first...last
  }

  private static let order = Refusal(
    "month.order", kind: .wrongUse,
    message: Bilingual("起始月份晚于终止月份", "the first month is after the last one"),
    remedy: Bilingual("改正月份", "correct the months"))

  private static let twoCharts = Refusal(
    "month.two-charts", kind: .wrongUse, citation: Citation("R-403", Citation.unionAccounting2021),
    message: Bilingual("起止月份跨越 2022-01-01 的科目转换", "the months lie in two charts of accounts"),
    remedy: Bilingual("2021 年及以前和 2022 年以后分开查询", "ask for the time up to 2021 and from 2022 on apart"))
}

/// `qilu books account UNIT ACCOUNT --from DAY --to DAY [--behind PLACE]` (明细账; for 101 and 102 the cash and bank journals).
struct BooksAccount: ReadOperation {
  /// How many lines a page has: what a sheet of a ledger shows at once.
  static let pageLines = 100

  struct Input: Codable, Sendable {
    var unit: String
    var account: String
    var from: String
    var to: String
    var behind: String?
  }

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var day: String
      var voucher: String
      var number: String
      var summary: String
      var debit: String?
      var credit: String?
      var balance: String
      var project: String?
      /// What an expense also carries.
      var nature: ExpenseNature?
      var economicClass: String?
    }

    var unit: String
    var account: String
    var name: String
    var opening: String
    var rows: [Line]
    /// Where the next page begins; nil on the last one.
    var next: String?

    var presentation: [Block] {
      let columns = [
        TableBlock.text("日期", "day"), TableBlock.text("凭证", "voucher"), TableBlock.text("摘要", "summary"),
        TableBlock.number("借方", "debit"), TableBlock.number("贷方", "credit"), TableBlock.number("余额", "balance"),
        TableBlock.text("项目", "project"), TableBlock.text("支出性质", "nature"),
        TableBlock.text("经济分类", "economic class"),
      ]
      let body = rows.map { line in
        [
          line.day, line.number, line.summary, line.debit ?? "", line.credit ?? "", line.balance, line.project ?? "",
        ].map { Bilingual($0, $0) } + [line.nature?.displayName ?? Bilingual("", "")]
          + [line.economicClass ?? ""].map { Bilingual($0, $0) }
      }
      let first = ["", "", "期初余额", "", "", opening, "", "", ""].map { Bilingual($0, $0) }
      return [
        .heading("\(unit) 明细账 \(name)（借正贷负）", "\(unit), account \(name)"),
        .table(TableBlock(columns, bilingual: [first] + body)),
      ] + (next.map { [.line("后面还有，用 --behind \($0) 继续", "there is more: --behind \($0)")] } ?? [])
    }
  }

  static let name = "books account"
  static let summary = Bilingual("明细账（101、102 为现金、银行日记账）", "the lines of an account; for 101 and 102 the journals")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .argument("account", "ACCOUNT", "科目编码", "the account's code"),
    .option("from", "DAY", "起始日期", "the first day"), .option("to", "DAY", "终止日期", "the last day"),
    .option("behind", "PLACE", "上一页末尾给出的位置", "the place that the page before told"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let (from, to) = (try CalendarDay(input.from), try CalendarDay(input.to))
    let chart = Chart.on(from)
    guard Chart.on(to) == chart, from <= to else { throw days }
    let account = try Charts.accounts(of: ledger, in: call.connection).account(AccountKey(chart, input.account))
    let page = AccountPage(
      ledger: ledger, chart: chart, account: account.key.code, days: from...to, call: call)
    let behind = try input.behind.map { try AccountPage.place($0) }
    let (opening, rows, next) = try page.read(behind: behind)
    return Output(
      unit: ledger.unitCode, account: account.key.code, name: account.label, opening: opening.text, rows: rows,
      next: next)
  }

  private static let days = Refusal(
    "books.days", kind: .wrongUse, citation: Citation("R-403", Citation.unionAccounting2021),
    message: Bilingual("日期颠倒，或跨越 2022-01-01 的科目转换", "the days are in the wrong order or lie in two charts of accounts"),
    remedy: Bilingual("改正日期，2022 年前后分开查询", "correct the days; ask for the time before and from 2022 apart"))
}

/// A page of an account's lines with the running balance.
struct AccountPage {
  let ledger: LedgerRow
  let chart: Chart
  let account: String
  let days: ClosedRange<CalendarDay>
  let call: ReadCall

  /// The balance before the page, its lines, and where the next page begins.
  func read(behind: LinePlace?) throws -> (opening: Money, rows: [BooksAccount.Output.Line], next: String?) {
    let limit = BooksAccount.pageLines
    let found = try TurnoverStore.page(
      of: account, ledger.id, chart: chart.rawValue, days: days.lowerBound.text...days.upperBound.text,
      behind: behind, limit: limit + 1, in: call.connection)
    let opening = try opening(behind)
    var balance = opening
    let rows = try found.prefix(limit).map { row in
      let line = try VoucherLine(row.line, chart)
      balance = try line.side == .debit ? balance + line.turnover : balance - line.turnover
      return BooksAccount.Output.Line(
        day: row.day, voucher: row.voucher.text, number: "\(row.word)-\(row.number)", summary: row.summary,
        debit: line.side == .debit ? line.turnover.text : nil,
        credit: line.side == .credit ? line.turnover.text : nil, balance: balance.text, project: line.project?.text,
        nature: line.nature, economicClass: line.economicClass?.text)
    }
    let last = found.count > limit ? found[limit - 1] : nil
    return (opening, rows, last.map { "\($0.day)/\($0.number)/\($0.place)" })
  }

  /// The balance at the end of the month before, and what its own month moved up to the page; or, in the second half of a
  /// month, the balance at its end without what moved behind: a sum over about half a month, whatever the age of the books.
  private func opening(_ behind: LinePlace?) throws -> Money {
    let start = behind ?? LinePlace(day: days.lowerBound.text, number: 0, place: 0)
    let month = try BookMonth(of: CalendarDay(start.day))
    if start.day.suffix(2) > "15" {
      // Behind the month, and before what the next year is opened with.
      let after = try TurnoverStore.opening(
        of: account, before: month.text + "~", ledger.id, chart: chart.rawValue, in: call.connection)
      let moved = try TurnoverStore.moved(
        on: account, ledger.id, chart: chart.rawValue, behind: start, to: month.last.text, in: call.connection)
      return try Money(fen: after) - Money(fen: moved)
    }
    let before = try TurnoverStore.opening(
      of: account, before: month.text, ledger.id, chart: chart.rawValue, in: call.connection)
    let moved = try TurnoverStore.moved(
      on: account, ledger.id, chart: chart.rawValue, from: month.first.text, through: start, in: call.connection)
    return try Money(fen: before) + Money(fen: moved)
  }

  static func place(_ text: String) throws -> LinePlace {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = try? CalendarDay(String(parts[0])), let number = Int(parts[1]),
      let place = Int(parts[2])
    else {
      throw Refusal(
        "books.place", kind: .wrongUse,
        message: Bilingual("位置不正确", "this is no place of an account"),
        remedy: Bilingual("照抄上一页末尾给出的位置", "copy the place that the page before told"))
    }
    return LinePlace(day: day.text, number: number, place: place)
  }
}
