import Primitives
import SelectionRules
import Store
import Tables

/// `qilu veto import FILE`.
struct VetoImport: WriteOperation {
  typealias Input = RegistryImportInput
  typealias Output = ImportOutput

  static let name = "veto import"
  static let summary = Bilingual("导入用人单位的否决情形", "import veto facts of employers")
  static let reach = Reach.everywhere
  static let columns = ["employer_credit_code", "kind", "day", "document"]
  static let notes = RegistryImportInput.notes(
    columns,
    values: Bilingual(
      kinds.zh + "；day 为发生或认定之日，3 年内有效（R-232）", kinds.en + "; day is when it happened; it counts for 3 years (R-232)"))
  private static let kinds = ColumnNote.choices("kind", VetoKind.self, name: \.displayName)

  static func run(_ input: RegistryImportInput, _ call: WriteCall) throws -> ImportOutput {
    let batch = RegistryImport(table: "vetoes", columns: columns, input: input, call: call)
    return try batch.run { row in
      let code = try row.checked(0) { try CreditCode($0) }
      let kind = try row.checked(1, Self.kind)
      let day = try row.checked(2) { try CalendarDay($0) }
      let document = try row.required(3)
      guard day <= (try call.environment.today()) else { throw future.at(row.location(2)) }
      try VetoStore.insert(
        VetoRow(employer: code.text, fact: VetoFact(kind, on: day), document: document), by: call.actor.id,
        at: call.environment.instant, id: call.environment.newIdentifier(), in: call.transaction)
      return code.checkDigitWarning
    }
  }

  private static func kind(_ text: String) throws -> VetoKind {
    if let kind = VetoKind(rawValue: text) { return kind }
    let choices = VetoKind.allCases.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "veto.kind", citation: Citation("R-232", Citation.houseRules),
      message: Bilingual("否决情形只能取规定的值", "the kind is none of the listed ones"),
      remedy: Bilingual("可取：\(choices)", "one of: \(choices)"))
  }

  private static let future = Refusal(
    "veto.future", citation: Citation("R-232", Citation.houseRules),
    message: Bilingual("日期在今天之后", "the day lies in the future"), remedy: Bilingual("核对日期", "check the day"))
}

/// `qilu veto list [--employer CODE]`.
struct VetoList: ReadOperation {
  struct Input: Codable, Sendable {
    var employer: String?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var employer: String
      var kind: VetoKind
      var day: String
      var document: String
      /// Whether it lies in the last 3 years.
      var counts: Bool
    }

    var facts: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("统一社会信用代码", "credit code"), TableBlock.text("情形", "kind"), TableBlock.text("日期", "day"),
        TableBlock.text("文件", "document"), TableBlock.text("近 3 年内", "within 3 years"),
      ]
      let rows = facts.map { item in
        [
          Bilingual(item.employer, item.employer), item.kind.displayName, Bilingual(item.day, item.day),
          Bilingual(item.document, item.document), item.counts ? Bilingual("是", "yes") : Bilingual("否", "no"),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "veto list"
  static let summary = Bilingual("列出用人单位的否决情形", "list the veto facts of employers")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.option("employer", "CODE", "只看一个单位的统一社会信用代码", "one employer's credit code")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let today = try call.environment.today()
    return Output(
      facts: try VetoStore.all(of: input.employer, in: call.connection).map {
        Output.Item(
          employer: $0.employer, kind: $0.fact.kind, day: $0.fact.day.text, document: $0.document,
          counts: try $0.fact.counts(on: today))
      })
  }
}
