import Primitives
import SelectionRules
import Store
import Tables

/// The rubric of an edition as a form.
enum Rubric {
  static let columns = ["code", "label", "maximum"]

  static func form(of edition: EditionID, _ call: ReadCall) throws -> SheetForm? {
    guard let row = try RubricStore.current(of: edition, in: call.connection) else { return nil }
    return try SheetForm(rubric: row.items.map(item))
  }

  private static func item(_ item: RubricRow.Item) -> SheetForm.Item {
    SheetForm.Item(
      code: item.code, label: Bilingual(item.label, item.label), maximumHundredths: item.maximumHundredths)
  }

  /// The items of a file.
  ///
  /// - Throws: a ``Refusal`` with its place, or one of the form's rules.
  static func items(_ bytes: [UInt8], file: String) throws -> [RubricRow.Item] {
    let reader = try TableReader(file: file, source: ByteSource(bytes), columns: columns)
    var items: [RubricRow.Item] = []
    try reader.forEachRow { row in
      let maximum = try row.checked(2) { try Score($0) }
      items.append(
        RubricRow.Item(
          code: ByteText(try row.required(0)), label: try row.required(1), maximumHundredths: maximum.hundredths))
    }
    _ = try SheetForm(rubric: items.map(item))
    return items
  }
}

/// `qilu rubric set EDITION FILE`: another version until the first review is begun.
struct RubricSet: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var file: FilePath
  }

  static let name = "rubric set"
  static let summary = Bilingual("给出本届的初审评分细则（分值合计恰为 100）", "give an edition its rubric; the maxima sum to exactly 100")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition, rubricFile]
  private static let rubricFile = ColumnNote.file(
    Rubric.columns,
    values: Bilingual(
      "code 是 review save 的 --item，如 skill,技能水平,40", "code is the --item of review save; maximum is at most 100"))

  /// The largest file: a rubric has some dozen items.
  private static let fileBytes = 1 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let reviews = try WorkSheetStore.situation(.candidate, of: edition.id, in: call.connection)
    try EditionFlow.checkRubric(try edition.state(), isBegun: reviews.isBegun)
    let bytes = try FileSource.whole(input.file.text, limit: fileBytes)
    let items = try Rubric.items(bytes, file: input.file.text)
    let version = try RubricStore.current(of: edition.id, in: call.connection).map { $0.version + 1 } ?? 1
    let evidence = try EvidenceKeeping.keep(bytes, name: "rubric.csv", isPersonal: false, call)
    try RubricStore.insert(
      items, version: version, evidence: evidence, edition: edition.id, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    call.record("edition", edition.id.text, ["rubric": "\(version)", "evidence": evidence.hex])
    return DoneOutput(
      subject: edition.id.text, done: Bilingual("评分细则第 \(version) 版已保存", "version \(version) of the rubric is saved"))
  }
}

/// `qilu rubric show EDITION`.
struct RubricShow: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var code: ByteText
      var label: String
      var maximum: String
    }

    /// 0 as long as there is none.
    var version: Int
    var items: [Item]

    var presentation: [Block] {
      guard version > 0 else { return [.line("本届还没有评分细则。", "the edition has no rubric yet.")] }
      let columns = [
        TableBlock.text("编号", "code"), TableBlock.text("评分项", "item"), TableBlock.number("分值", "maximum"),
      ]
      return [
        .heading("评分细则第 \(version) 版", "rubric, version \(version)"),
        .table(TableBlock(columns, items.map { [$0.code.string, $0.label, $0.maximum] })),
      ]
    }
  }

  static let name = "rubric show"
  static let summary = Bilingual("查看本届的初审评分细则", "show an edition's rubric")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let rubric = try RubricStore.current(of: edition.id, in: call.connection)
    return Output(
      version: rubric?.version ?? 0,
      items: (rubric?.items ?? []).map {
        Output.Item(code: $0.code, label: $0.label, maximum: pointsText($0.maximumHundredths))
      })
  }
}
