import LedgerRules
import Primitives
import SelectionRules
import Store
import StudioRules
import Tables

/// `qilu grant report YEAR --output FOLDER`: the reports of a year as CSV, each also as JSON: the ledger of each grant,
/// use by category, the province by city, overdue matching, the yearly inspection sheet, the three levels.
struct GrantReport: ReadOperation {
  struct Input: Codable, Sendable {
    var year: Int
    var output: ResultFolder
  }

  struct Output: OperationOutput {
    struct File: Codable, Sendable {
      var file: String
      var rows: Int
    }

    var folder: FilePath
    var files: [File]

    var presentation: [Block] {
      [
        .line("报表已写入 \(folder.text)", "the reports are written to \(folder.text)"),
        .table(
          TableBlock(
            [TableBlock.text("文件", "file"), TableBlock.number("行数", "rows")], files.map { [$0.file, "\($0.rows)"] })),
      ]
    }
  }

  static let name = "grant report"
  static let summary = Bilingual(
    "导出一年的资助报表（CSV 和 JSON）：资助台账、分类使用、各市概览、逾期配套、年度检查表、三级核对",
    "write the reports of a year as CSV and JSON")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("year", "YEAR", "年度", "the year"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    guard (2017...9999).contains(input.year) else { throw StudioFinding.year(input.year) }
    let source = try ReportSource(input.year, call)
    let sheets = try [
      source.ledger(), source.use(), source.cities(), source.overdue(), source.inspection(), source.levels(),
    ]
    try PackageFolder.write(
      sheets.flatMap {
        [PackageFile(path: "\($0.name).csv", bytes: $0.csv), PackageFile(path: "\($0.name).json", bytes: $0.json)]
      },
      to: input.output.path)
    return Output(
      folder: input.output.path, files: sheets.map { Output.File(file: "\($0.name).csv", rows: $0.rows.count) })
  }
}

/// A report: named columns and rows of text.
struct ReportSheet {
  let name: String
  let columns: [String]
  var rows: [[String]] = []

  init(_ name: String, _ columns: [String], _ rows: [[String]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  var csv: [UInt8] {
    var table = TableWriter(columns: columns)
    for row in rows { table.row(row.map { ByteText($0) }) }
    return table.bytes
  }

  /// An array of objects whose keys are the columns.
  var json: [UInt8] {
    JSONValue.array(
      rows.map { row in
        .object(zip(columns, row).map { JSONValue.Member(ByteText($0), .string($1)) })
      }
    ).pythonBytes
  }
}

/// What the reports of a year are made of, for whoever sees the grants.
struct ReportSource {
  let year: Int
  let call: ReadCall
  let files: [GrantFile]
  let units: UnitNames
  let spends: [GrantID: [GrantExpenseRow]]
  /// The last day of the year, or today while it runs.
  let day: CalendarDay

  /// Reads the grants that were there by the end of the year.
  init(_ year: Int, _ call: ReadCall) throws {
    self.year = year
    self.call = call
    files = try GrantFinding.all(call).filter { $0.row.year <= year }
    units = try UnitNames(call)
    spends = Dictionary(
      uniqueKeysWithValues: try files.map { file in
        (
          file.row.id,
          try GrantExpenseStore.all(of: file.row.id, in: call.connection).filter {
            $0.state == "POSTED" && String($0.content.day.prefix(4)) <= String(year)
          }
        )
      })
    let today = try call.environment.today()
    day = CalendarDay(year: year, month: 12, day: 31).map { min($0, today) } ?? today
  }

  private func unit(_ file: GrantFile) -> String { units[file.row.baseUnit]?.name ?? "" }
  private func city(_ file: GrantFile) -> String { units[file.row.cityUnit]?.name ?? "省直" }

  // MARK: Ledger

  /// 资助台账: each receipt and spend of a grant with what is left of either fund.
  func ledger() throws -> ReportSheet {
    var rows: [[String]] = []
    for file in files {
      var left: [Fund: Money] = [:]
      for entry in try entries(file) {
        let balance = try (left[entry.fund] ?? .zero) + entry.amount
        left[entry.fund] = balance
        rows.append([
          file.row.code, file.row.person, unit(file), entry.day, entry.words, entry.fund.rawValue,
          entry.amount.isNegative ? "" : entry.amount.text,
          entry.amount.isNegative ? try (.zero - entry.amount).text : "",
          balance.text,
        ])
      }
    }
    return ReportSheet(
      "grant_ledger", ["grant", "person", "unit", "day", "words", "fund", "in", "out", "left"], rows)
  }

  private struct Entry {
    var day: String
    var words: String
    var fund: Fund
    var amount: Money
    /// Whether it moves what was received, and not what was spent of it.
    var isReceipt = false
  }

  private func entries(_ file: GrantFile) throws -> [Entry] {
    let brought = try broughtIn(file)
    let books = try GrantMovementStore.books(of: file.row.id, in: call.connection).filter { $0.number != nil }
    let receipts = try books.compactMap { row -> Entry? in
      switch try StudioNames.value(row.act.step, "step") as LedgerStep {
      case .baseReceives:
        return Entry(day: row.day, words: row.summary, fund: .province, amount: row.amount, isReceipt: true)
      case .baseRepaid: return Entry(day: row.day, words: row.summary, fund: .province, amount: row.amount)
      case .baseReturns:
        return Entry(
          day: row.day, words: row.summary, fund: .province, amount: try .zero - row.amount, isReceipt: true)
      default: return nil
      }
    }
    let matches = try file.proofs.filter { $0.form == MatchingForm.cash.rawValue && $0.confirmedOn != nil }.flatMap {
      proof -> [Entry] in
      let taken = try proof.withdrawnOn.map {
        Entry(day: $0, words: "配套撤回", fund: .match, amount: try .zero - proof.amount)
      }
      return [Entry(day: proof.paidOn, words: "单位配套", fund: .match, amount: proof.amount)] + [taken].compactMap(\.self)
    }
    let paid = try (spends[file.row.id] ?? []).map {
      Entry(
        day: $0.content.day, words: "\($0.content.purpose)（\($0.content.payee)）",
        fund: try StudioNames.value($0.content.source, "source"), amount: try .zero - $0.content.amount)
    }
    let end = day.text
    return (brought + receipts + matches + paid).filter { $0.day <= end }.enumerated().sorted {
      ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
    }.map(\.element)
  }

  /// A grant of an earlier year begins with what was received and spent before these books.
  private func broughtIn(_ file: GrantFile) throws -> [Entry] {
    guard let opening = try GrantOpeningStore.find(file.row.code, in: call.connection) else { return [] }
    let spent = try [(Fund.province, opening.spent), (.match, opening.matchSpent)].filter { $0.1 > .zero }.map {
      Entry(day: opening.receivedOn, words: "以前年度已支出", fund: $0.0, amount: try .zero - $0.1)
    }
    return [
      Entry(day: opening.receivedOn, words: "以前年度到账", fund: .province, amount: opening.amount, isReceipt: true)
    ] + spent
  }

  /// What was received of the province, matched, spent and left by the day of the report.
  func sums(_ file: GrantFile) throws -> (received: Money, matched: Money, spent: Money, left: Money) {
    var (received, left) = (Money.zero, Money.zero)
    for entry in try entries(file) where entry.fund == .province {
      left = try left + entry.amount
      if entry.isReceipt { received = try received + entry.amount }
    }
    return (received, try file.gate.confirmed(on: day), try received - left, left)
  }

  // MARK: Use

  /// 分类使用: plan, spent in the year, spent, left, of either fund; the match of M1 without evidence is not shown.
  func use() throws -> ReportSheet {
    var rows: [[String]] = []
    for file in files {
      guard file.row.edition != nil, try !GrantPartStore.plan(of: file.row.id, in: call.connection).isEmpty else {
        continue
      }
      let report = try report(file)
      for line in report.lines {
        rows.append([
          file.row.code, unit(file), Fund.province.rawValue, line.usage.category.rawValue, line.usage.plan.text,
          line.inYear.text, line.usage.spent.text, line.usage.left.text, "",
        ])
      }
      rows += try repaidRows(file) + matchRows(file, report)
    }
    return ReportSheet(
      "use_by_category",
      ["grant", "unit", "fund", "category", "plan", "spent_in_year", "spent", "left", "note"], rows)
  }

  /// What the employer repaid belongs to no category.
  private func repaidRows(_ file: GrantFile) throws -> [[String]] {
    let repaid = try GrantMovementStore.books(of: file.row.id, in: call.connection).filter {
      $0.act.step == LedgerStep.baseRepaid.rawValue && $0.number != nil && $0.day <= day.text
    }
    return try repaid.map {
      let back = try (Money.zero - $0.amount).text
      return [file.row.code, unit(file), Fund.province.rawValue, "", "", "", back, "", "单位退还 \($0.day)"]
    }
  }

  private func matchRows(_ file: GrantFile, _ report: YearlyReport) throws -> [[String]] {
    guard let match = report.match else {
      return [[file.row.code, unit(file), Fund.match.rawValue, "", "", "", "", "", YearlyReport.notShown.zh]]
    }
    let categories = UseCategory.allCases.compactMap { category in
      report.matchByCategory[category].map {
        [file.row.code, unit(file), Fund.match.rawValue, category.rawValue, "", "", $0.text, "", ""]
      }
    }
    return categories + [
      [
        file.row.code, unit(file), Fund.match.rawValue, "", "", match.inYear.text, match.spent.text, match.left.text,
        "合计",
      ]
    ]
  }

  private func report(_ file: GrantFile) throws -> YearlyReport {
    let rows = try (spends[file.row.id] ?? []).map {
      ReportedSpend(
        day: try CalendarDay($0.content.day), source: try StudioNames.value($0.content.source, "source"),
        category: try StudioNames.value($0.content.category, "category"), amount: $0.content.amount,
        hasEvidence: $0.content.evidence != nil)
    }
    return try YearlyReport(
      year: year, plan: file.plan(call), received: file.row.received, matched: file.gate.confirmed(on: day),
      mode: file.mode(), spends: rows)
  }
}
