import Primitives
import Store
import StudioRules

/// `qilu studio list`.
struct StudioList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var studio: String
      var name: String
      var leader: String
      var unit: String
      var confirmationDue: String
      var isConfirmationOverdue: Bool
      var plaqueRemovedOn: String?
    }

    var studios: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("工作室", "studio"), TableBlock.text("名称", "name"), TableBlock.text("领衔人", "leader"),
        TableBlock.text("单位工会", "unit"), TableBlock.text("应复核", "confirmation due"),
        TableBlock.text("逾期", "overdue"), TableBlock.text("摘牌", "plaque removed"),
      ]
      let rows = studios.map { item in
        [item.studio, item.name, item.leader, item.unit, item.confirmationDue].map { Bilingual($0, $0) } + [
          item.isConfirmationOverdue ? Bilingual("是", "yes") : Bilingual("", ""),
          Bilingual(item.plaqueRemovedOn ?? "", item.plaqueRemovedOn ?? ""),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "studio list"
  static let summary = Bilingual("列出工作室和应复核日期", "list the studios and when they are to be confirmed")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let (units, today) = (try UnitNames(call), try call.environment.today())
    let studios = try StudioStore.all(in: call.connection).filter { try StudioFinding.isReadable($0, call) }
    return Output(
      studios: try studios.map { studio in
        let due = try StudioLife.confirmationDue(after: CalendarDay(studio.confirmedOn))
        return Output.Item(
          studio: studio.code, name: studio.name, leader: studio.leader, unit: units[studio.baseUnit]?.code ?? "",
          confirmationDue: due.text, isConfirmationOverdue: due < today && studio.plaqueRemovedOn == nil,
          plaqueRemovedOn: studio.plaqueRemovedOn)
      })
  }
}

/// `qilu studio show STUDIO`.
struct StudioShow: ReadOperation {
  struct Input: Codable, Sendable {
    var studio: String
  }

  struct Output: OperationOutput {
    struct Member: Codable, Sendable {
      var name: String
      var post: String
    }
    struct Record: Codable, Sendable {
      var kind: StudioRecord.Kind
      var year: Int
      var title: String
      var words: String
      var hasEvidence: Bool
    }
    struct Event: Codable, Sendable {
      var event: StudioEvent
      var day: String
      var document: String?
      var reason: String
      var effect: GrantEffect
      var state: String
    }

    var studio: String
    var name: String
    var leader: String
    var unit: String
    var unitName: String
    var founded: String
    var field: String
    var address: String
    var plaque: TitleLevel
    var plaqueRemovedOn: String?
    var confirmedOn: String
    var confirmationDue: String
    var grants: [String]
    var members: [Member]
    var records: [Record]
    var events: [Event]
    /// What is advised; it blocks nothing.
    var advice: [Bilingual]

    var presentation: [Block] { StudioShowWords.blocks(self) }
  }

  static let name = "studio show"
  static let summary = Bilingual("查看工作室：成员、项目、成果、变更", "tell everything of one studio")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("studio", "STUDIO", "工作室编号", "the studio's code")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let studio = try StudioFinding.readable(input.studio, call)
    let (unit, records) = (
      try UnitNames(call)[studio.baseUnit], try StudioPartStore.records(of: studio.id, in: call.connection)
    )
    let year = try call.environment.today().year
    let projects = records.filter { $0.kind == StudioRecord.Kind.project.rawValue && $0.year == year }.count
    return Output(
      studio: studio.code, name: studio.name, leader: studio.leader, unit: unit?.code ?? "", unitName: unit?.name ?? "",
      founded: studio.foundedOn, field: studio.field, address: studio.address,
      plaque: try StudioNames.value(studio.plaqueLevel, "plaque_level"), plaqueRemovedOn: studio.plaqueRemovedOn,
      confirmedOn: studio.confirmedOn,
      confirmationDue: try StudioLife.confirmationDue(after: CalendarDay(studio.confirmedOn)).text,
      grants: try GrantStore.all(of: studio.id, in: call.connection).map(\.code),
      members: try StudioPartStore.members(of: studio.id, in: call.connection).map {
        Output.Member(name: $0.name, post: $0.post)
      }, records: try records.map(record), events: try events(studio, call),
      advice: [StudioLife.projectAdvice(year: year, projects: projects)].compactMap(\.self))
  }

  private static func record(_ row: StudioRecordRow) throws -> Output.Record {
    Output.Record(
      kind: try StudioNames.value(row.kind, "kind"), year: row.year, title: row.title, words: row.words,
      hasEvidence: row.evidence != nil)
  }

  private static func events(_ studio: StudioRow, _ call: ReadCall) throws -> [Output.Event] {
    try StudioPartStore.events(of: studio.id, in: call.connection).map {
      Output.Event(
        event: try StudioNames.value($0.kind, "kind"), day: $0.day, document: $0.document, reason: $0.reason,
        effect: try StudioNames.value($0.effect, "effect"), state: $0.state)
    }
  }
}

/// What people read of a studio.
enum StudioShowWords {
  private static func same(_ text: String) -> Bilingual { Bilingual(text, text) }

  static func blocks(_ output: StudioShow.Output) -> [Block] {
    let members = output.members.map { "\($0.name)\($0.post.isEmpty ? "" : "（\($0.post)）")" }.joined(separator: "、")
    let facts = [
      Block.Fact("领衔人", "leader", output.leader), Block.Fact("所在单位工会", "base union", output.unitName),
      Block.Fact("成立日期", "founded", output.founded), Block.Fact("专业领域", "field", output.field),
      Block.Fact("地址", "address", output.address), Block.Fact("牌匾", "plaque", output.plaque.displayName),
      Block.Fact("摘牌", "plaque removed", output.plaqueRemovedOn ?? ""),
      Block.Fact("应复核", "confirmation due", output.confirmationDue), Block.Fact("成员", "members", members),
      Block.Fact("资助", "grants", output.grants.joined(separator: "、")),
    ]
    return [.heading("\(output.studio) \(output.name)", "\(output.studio) \(output.name)"), .facts(facts)]
      + records(output) + events(output) + output.advice.map { .line($0) }
  }

  private static func records(_ output: StudioShow.Output) -> [Block] {
    guard !output.records.isEmpty else { return [] }
    return [
      .table(
        TableBlock(
          [
            TableBlock.text("类型", "kind"), TableBlock.text("年度", "year"), TableBlock.text("名称", "title"),
            TableBlock.text("说明", "words"),
          ],
          bilingual: output.records.map { [$0.kind.displayName, same("\($0.year)"), same($0.title), same($0.words)] }))
    ]
  }

  private static func events(_ output: StudioShow.Output) -> [Block] {
    guard !output.events.isEmpty else { return [] }
    return [
      .table(
        TableBlock(
          [
            TableBlock.text("变更", "event"), TableBlock.text("日期", "day"), TableBlock.text("理由", "reason"),
            TableBlock.text("对资助的影响", "effect"), TableBlock.text("状态", "state"),
          ],
          bilingual: output.events.map {
            [$0.event.displayName, same($0.day), same($0.reason), $0.effect.displayName, same($0.state)]
          }))
    ]
  }
}
