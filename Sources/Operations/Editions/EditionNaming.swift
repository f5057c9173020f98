import Primitives
import SelectionRules
import Store

/// `qilu edition name EDITION --document NUMBER --date DAY`: the named become craftsmen of the registry.
struct EditionNaming: WriteOperation {
  struct Input: Codable, Sendable {
    var name: String
    var document: String
    var date: String
  }

  struct Output: OperationOutput {
    var edition: String
    var named: Int
    var great: Int
    var registered: Int

    var presentation: [Block] {
      [
        .line(
          "已命名工匠 \(named) 名，其中大工匠 \(great) 名；\(registered) 人记入工匠库",
          "\(named) were named, \(great) of them great craftsmen; \(registered) stand in the registry")
      ]
    }
  }

  static let name = "edition name"
  static let summary = Bilingual("按已确认的名单命名，并记入工匠库", "name those on the confirmed lists and enter them in the registry")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "EDITION", "届次名称", "the edition's name"),
    .option("document", "NUMBER", "命名文件文号", "the number of the document that names"),
    .option("date", "DAY", "命名日期，如 2026-11-20", "the day of the naming, such as 2026-11-20"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.name, in: call.connection)
    try EditionFlow.checkNaming(try edition.situation(in: call.connection))
    let document = try DocumentNumber(input.document)
    let day = try CalendarDay(input.date)
    try PublicityFacts.checkNaming(edition, on: day, call)
    let named = try entries(.named, edition, call)
    let great = Set(try entries(.great, edition, call).map(\.nomination))
    let people = try InputWriter.people(of: edition.id, in: call.connection)
    let organiser = try edition.organiser(in: call.connection)
    for entry in named {
      let naming = NamingRow(
        nomination: entry.nomination, isGreat: great.contains(entry.nomination), document: document.text,
        namedOn: day.text)
      try NamingStore.insert(naming, edition: edition.id, by: call.actor.id, in: call.transaction)
      guard let person = people[entry.nomination] else { continue }
      try CraftsmanEntry.enter(person, reason: "edition \(input.name)", call)
      try CraftsmanEntry.enterTitle(naming.title(of: edition, by: organiser.tier), of: person, call)
    }
    try edition.move(to: .named, reason: document.text, call)
    let entitled = try GrantEntitling.entitle(edition, call)
    call.record(
      "edition", edition.id.text,
      [
        "document": document.text, "named": "\(named.count)", "great": "\(great.count)", "entitled": "\(entitled)",
      ])
    let registered = named.filter { people[$0.nomination] != nil }.count
    return Output(edition: input.name, named: named.count, great: great.count, registered: registered)
  }

  private static func entries(
    _ stage: Stage, _ edition: EditionContext, _ call: WriteCall
  ) throws -> [StageListEntry] {
    guard let list = try StageListStore.current(stage, of: edition.id, in: call.connection) else { return [] }
    return try StageListStore.entries(of: list.id, in: call.connection)
  }
}
