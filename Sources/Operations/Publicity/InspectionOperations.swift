import Primitives
import SelectionRules
import Store

/// What a site inspection came to (R-216).
enum InspectionResult: String, Codable, Sendable, CaseIterable {
  case passed, failed

  var displayName: Bilingual {
    switch self {
    case .passed: Bilingual("合格", "passed")
    case .failed: Bilingual("不合格", "failed")
    }
  }
}

/// `qilu inspection record EDITION NOMINATION --on DAY --inspectors TEXT --result passed|failed --report FILE`.
struct InspectionRecord: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var nomination: String
    var on: String
    var inspectors: String
    var result: InspectionResult
    var report: FilePath
    var document: String?
    var reason: String?
  }

  struct Output: OperationOutput {
    var nomination: String
    var result: InspectionResult
    var removedAt: Stage?

    var presentation: [Block] {
      [
        .line(
          "\(nomination) 的考察结果已登记：\(result.displayName.zh)",
          "the inspection of \(nomination) is recorded: \(result.rawValue)")
      ]
        + (removedAt.map {
          [.line("该推荐已在“\($0.chinese)”阶段取消", "the nomination is struck out at stage \($0.rawValue)")]
        } ?? [])
    }
  }

  static let name = "inspection record"
  static let summary = Bilingual("登记实地考察结果；不合格的同时取消人选", "record a site inspection; a failed one strikes out")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("on", "DAY", "考察日期", "the day of the inspection"),
    .option("inspectors", "TEXT", "考察人员", "who inspected"),
    .option("result", "RESULT", "合格或不合格", "passed or failed"),
    .option("report", "FILE", "考察报告，加密留存", "the report, kept sealed"),
    .option("document", "NUMBER", "取消决定的文号（不合格时必填）", "the number of the document that strikes out, when failed"),
    .option("reason", "TEXT", "理由（不合格或重新登记时必填）", "why; needed when failed, and when recorded anew"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.check(try edition.state(), isOneOf: [.inspection, .publicity])
    let repeated = try check(input, edition, call)
    if repeated || input.result == .failed { try Reason.require(input.reason ?? "", rule: "R-216") }
    let row = InspectionRow(
      nomination: ByteText(input.nomination), inspectedOn: try CalendarDay(input.on).text,
      inspectors: input.inspectors, result: input.result.rawValue,
      report: try EvidenceFile.keep(input.report, named: "inspection-report", call),
      document: try input.result == .failed ? DocumentNumber(input.document ?? "").text : nil)
    try InspectionStore.record(
      row, edition: edition.id, replacing: input.reason ?? "", id: call.environment.newIdentifier(),
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    return Output(
      nomination: input.nomination, result: input.result, removedAt: try strike(input, row, edition, call))
  }

  /// Passes what was given; answers whether there is an inspection already.
  private static func check(_ input: Input, _ edition: EditionContext, _ call: WriteCall) throws -> Bool {
    try Standing.requireKnown(input.nomination, edition, call)
    let key = ByteText(input.nomination)
    let all = try InspectionStore.all(of: edition.id, in: call.connection)
    let isRepeated = all.contains { $0.nomination == key }
    guard let list = try StageListStore.current(.named, of: edition.id, in: call.connection) else {
      throw ListRefusals.none(.named)
    }
    let listed = try StageListStore.entries(of: list.id, in: call.connection).contains { $0.nomination == key }
    guard listed || isRepeated else { throw InspectionRefusals.notProposed(input.nomination) }
    guard !input.inspectors.allSatisfy(\.isWhitespace) else { throw InspectionRefusals.noInspectors }
    let day = try CalendarDay(input.on)
    guard try day <= call.environment.today() else { throw InspectionRefusals.future(day) }
    return isRepeated
  }

  /// Strikes out who failed, and records the act in either case.
  private static func strike(
    _ input: Input, _ row: InspectionRow, _ edition: EditionContext, _ call: WriteCall
  ) throws -> Stage? {
    let facts = ["nomination": input.nomination, "result": input.result.rawValue, "report": row.report]
    guard input.result == .failed, let document = row.document else {
      call.record("edition", edition.id.text, facts)
      return nil
    }
    let removal = Removal(
      nomination: input.nomination, document: document, reason: "考察不合格：\(input.reason ?? "")")
    return try removal.record(edition, facts: facts, otherwise: ("edition", edition.id.text), call)
  }
}

/// `qilu inspection list EDITION`.
struct InspectionList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var nomination: ByteText
      var on: String
      var inspectors: String
      var result: InspectionResult
      var document: String?
    }

    var inspections: [Item]
    /// Those proposed who have none.
    var lacking: [ByteText]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("推荐编号", "nomination"), TableBlock.text("日期", "day"), TableBlock.text("考察人员", "inspectors"),
        TableBlock.text("结果", "result"), TableBlock.text("文号", "document"),
      ]
      let rows = inspections.map { item in
        [item.nomination.string, item.on, item.inspectors].map { Bilingual($0, $0) }
          + [item.result.displayName, Bilingual(item.document ?? "", item.document ?? "")]
      }
      return [
        .table(TableBlock(columns, bilingual: rows)),
        .line("拟命名人选中尚有 \(lacking.count) 名没有考察结果", "\(lacking.count) of those proposed have no result"),
      ]
    }
  }

  static let name = "inspection list"
  static let summary = Bilingual("列出考察结果", "list the site inspections")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let items = try InspectionStore.all(of: edition.id, in: call.connection).compactMap { row in
      InspectionResult(rawValue: row.result).map {
        Output.Item(
          nomination: row.nomination, on: row.inspectedOn, inspectors: row.inspectors, result: $0,
          document: row.document)
      }
    }
    return Output(
      inspections: items,
      lacking: try PublicityFacts.uninspected(edition.id, needsPass: false, in: call.connection))
  }
}

/// What is refused about inspections.
enum InspectionRefusals {
  static func notProposed(_ nomination: String) -> Refusal {
    make(
      "inspection.not-proposed",
      Bilingual("\(nomination) 不在拟命名名单上", "\(nomination) is not on the list of those proposed"),
      Bilingual("list show 查看名单", "list show tells the list"))
  }

  static func future(_ day: CalendarDay) -> Refusal {
    make(
      "inspection.in-future",
      Bilingual("考察日期 \(day.text) 晚于今天", "the day of the inspection \(day.text) is after today"),
      Bilingual("考察之后再登记", "record it after the inspection"))
  }

  static let noInspectors = make(
    "inspection.no-inspectors", Bilingual("须写明考察人员", "the inspectors must be named"),
    Bilingual("用 --inspectors 写明", "name them with --inspectors"))

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation("R-216", Citation.houseRules), message: message, remedy: remedy)
  }
}
