import Primitives
import SelectionRules
import Store

/// `qilu craftsman enter PERSON --reason TEXT`.
struct CraftsmanEnter: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var person: String
    var reason: String
  }

  static let name = "craftsman enter"
  static let summary = Bilingual("把一人记入工匠库", "enter a person as a craftsman")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"), .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-15")
    let person = try PersonFinding.known(input.person, in: call)
    guard try CraftsmanStore.state(of: person.id, in: call.connection) == nil else {
      throw Refusal(
        "craftsman.exists", citation: Citation("R-113", Citation.houseRules),
        message: Bilingual("此人已在工匠库", "the person is in the registry already"),
        remedy: Bilingual("craftsman show 查看", "craftsman show tells the state"))
    }
    try CraftsmanEntry.enter(person.id, reason: input.reason, call)
    call.record("craftsman", person.id.text)
    return DoneOutput(subject: person.id.text, done: Bilingual("已记入工匠库", "the person is now in the registry"))
  }
}

/// `qilu craftsman change PERSON --to STATE --reason TEXT` (SM-15).
struct CraftsmanChange: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var person: String
    var to: CraftsmanState
    var reason: String
  }

  static let name = "craftsman change"
  static let summary = Bilingual("改变工匠的在库状态", "change a craftsman's state")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"), .option("to", "STATE", "新状态", "the new state"),
    .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-15")
    let person = try PersonFinding.person(input.person, in: call)
    let state = try CraftsmanFinding.state(of: person.id, call)
    try state.checkChange(to: input.to)
    try CraftsmanEntry.change(person.id, from: state, to: input.to, reason: input.reason, call)
    call.record("craftsman", person.id.text, ["from": state.rawValue, "to": input.to.rawValue])
    return DoneOutput(
      subject: person.id.text,
      done: Bilingual("已改为“\(input.to.displayName.zh)”", "the state is now \(input.to.rawValue)"))
  }
}

/// `qilu title add PERSON --kind KIND --level LEVEL --year YEAR --document NUMBER`.
struct TitleAdd: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var person: String
    var kind: TitleKind
    var level: TitleLevel
    var year: Int
    var document: String
  }

  static let name = "title add"
  static let summary = Bilingual("登记工匠的称号", "register a craftsman's title")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"), .option("kind", "KIND", "称号", "the title"),
    .option("level", "LEVEL", "级别", "the level"), .option("year", "YEAR", "年度", "the year"),
    .option("document", "NUMBER", "文号", "the number of the document that gave it"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let person = try PersonFinding.person(input.person, in: call)
    _ = try CraftsmanFinding.state(of: person.id, call)
    let document = try DocumentNumber(input.document)
    guard (1949...9999).contains(input.year) else { throw year }
    try checkQiluTitle(input, call)
    try CraftsmanEntry.addTitle(
      TitleRow(kind: input.kind.rawValue, level: input.level.rawValue, year: input.year, document: document.text),
      to: person.id, call)
    call.record("craftsman", person.id.text, ["title": input.kind.rawValue, "document": document.text])
    return DoneOutput(subject: person.id.text, done: Bilingual("称号已登记", "the title is registered"))
  }

  /// a Qilu title of a year whose edition is kept here comes from its naming, with lists and a second person.
  private static func checkQiluTitle(_ input: Input, _ call: WriteCall) throws {
    guard [.qiluCraftsman, .qiluGreatCraftsman].contains(input.kind),
      try CraftsmanEntry.yearsOfNaming(call).contains(input.year)
    else { return }
    throw Refusal(
      "title.by-naming", citation: Citation("R-202", Citation.opinion2018, "三（二）5"),
      message: Bilingual(
        "\(input.year) 年度的齐鲁工匠称号只能由该届命名产生",
        "a Qilu title of \(input.year) comes from the naming of that year's edition alone"),
      remedy: Bilingual(
        "按确认的名单用 edition name 命名；只有系统外的往年称号可以登记",
        "name by the confirmed lists with edition name; only titles of years that are not kept here are registered"))
  }

  private static let year = Refusal(
    "title.year", kind: .wrongUse, message: Bilingual("年度须在 1949 至 9999 之间", "the year is 1949 to 9999"),
    remedy: Bilingual("核对年度", "check the year"))
}

/// `qilu skill record PERSON --trade TEXT --grade GRADE`.
struct SkillRecord: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var person: String
    var trade: String
    var grade: SkillGrade
  }

  static let name = "skill record"
  static let summary = Bilingual("登记工匠的工种和技能等级", "register a craftsman's trade and grade")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"), .option("trade", "TEXT", "工种", "the trade"),
    .option("grade", "GRADE", "技能等级", "the skill grade"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let person = try PersonFinding.person(input.person, in: call)
    _ = try CraftsmanFinding.state(of: person.id, call)
    guard !input.trade.isEmpty else { throw ActorRefusals.empty }
    try CraftsmanStore.record(
      SkillRow(trade: input.trade, grade: input.grade.rawValue), of: person.id, in: call.transaction)
    call.record("craftsman", person.id.text, ["trade": input.trade, "grade": input.grade.rawValue])
    return DoneOutput(subject: person.id.text, done: Bilingual("技能已登记", "the skill is registered"))
  }
}

/// `qilu craftsman list`.
struct CraftsmanList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var person: String
      var name: String
      var state: CraftsmanState
      var titles: [String]
    }

    var craftsmen: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("标识", "id"), TableBlock.text("姓名", "name"), TableBlock.text("状态", "state"),
        TableBlock.text("称号", "titles"),
      ]
      let rows = craftsmen.map { item in
        let titles = item.titles.joined(separator: "；")
        return [
          Bilingual(item.person, item.person), Bilingual(item.name, item.name), item.state.displayName,
          Bilingual(titles, titles),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "craftsman list"
  static let summary = Bilingual("列出工匠库", "list the registry's craftsmen")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      craftsmen: try CraftsmanStore.all(in: call.connection).map { craftsman in
        let titles = try CraftsmanStore.titles(of: craftsman.person, in: call.connection)
        return Output.Item(
          person: craftsman.person.text, name: craftsman.name,
          state: CraftsmanState(rawValue: craftsman.state) ?? .removed,
          titles: titles.map(words))
      })
  }
}

extension CraftsmanList {
  /// `2026 齐鲁工匠`, `2026 市级工匠`; the level is told where the title does not tell it.
  private static func words(_ title: TitleRow) -> String {
    let kind = TitleKind(rawValue: title.kind)
    let level = kind?.tellsLevel ?? true ? "" : TitleLevel(rawValue: title.level)?.displayName.zh ?? ""
    let revoked = title.revokedOn == nil ? "" : "（已撤销）"
    return "\(title.year) \(level)\(kind?.displayName.zh ?? title.kind)\(revoked)"
  }
}

/// `qilu craftsman show PERSON`.
struct CraftsmanShow: ReadOperation {
  struct Input: Codable, Sendable {
    var person: String
  }

  struct Output: OperationOutput {
    struct Title: Codable, Sendable {
      var kind: TitleKind
      var level: TitleLevel
      var year: Int
      var document: String
      var revokedOn: String?
      var revocationDocument: String?
    }

    struct Skill: Codable, Sendable {
      var trade: String
      var grade: SkillGrade
    }

    var person: String
    var name: String
    var state: CraftsmanState
    var titles: [Title]
    var skills: [Skill]

    var presentation: [Block] {
      let titleColumns = [
        TableBlock.text("称号", "title"), TableBlock.text("级别", "level"), TableBlock.number("年度", "year"),
        TableBlock.text("文号", "document"), TableBlock.text("撤销", "revoked"),
      ]
      let titleRows = titles.map { title in
        let texts = ["\(title.year)", title.document, title.revocation].map { Bilingual($0, $0) }
        return [title.kind.displayName, title.level.displayName] + texts
      }
      let skillRows = skills.map { [Bilingual($0.trade, $0.trade), Bilingual($0.grade.chinese, $0.grade.rawValue)] }
      return [
        .heading(name, name), .facts([Block.Fact("状态", "state", state.displayName)]),
        .table(TableBlock(titleColumns, bilingual: titleRows)),
        .table(
          TableBlock([TableBlock.text("工种", "trade"), TableBlock.text("技能等级", "grade")], bilingual: skillRows)),
      ]
    }
  }

  static let name = "craftsman show"
  static let summary = Bilingual("查看一位工匠的称号和技能", "show a craftsman's titles and skills")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("person", "ID", "人员标识", "the person's id")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    try checkOwn(input.person, call)
    let person = try PersonFinding.person(input.person, in: call)
    let state = try CraftsmanFinding.state(of: person.id, call)
    return Output(
      person: person.id.text, name: person.name, state: state,
      titles: try CraftsmanStore.titles(of: person.id, in: call.connection).compactMap { row in
        guard let kind = TitleKind(rawValue: row.kind), let level = TitleLevel(rawValue: row.level) else { return nil }
        return Output.Title(
          kind: kind, level: level, year: row.year, document: row.document, revokedOn: row.revokedOn,
          revocationDocument: row.revocationDocument)
      },
      skills: try CraftsmanStore.skills(of: person.id, in: call.connection).compactMap { row in
        SkillGrade(rawValue: row.grade).map { Output.Skill(trade: row.trade, grade: $0) }
      })
  }
}

extension CraftsmanShow {
  /// Whoever is there as the craftsman reads his own entry; another's is refused as one that there is not.
  private static func checkOwn(_ person: String, _ call: ReadCall) throws {
    guard call.actor.roles.isDisjoint(with: UnitScope.wide) else { return }
    guard try OwnPerson.find(call)?.id.text == person else { throw RegistryRefusals.unknownPerson }
  }
}

extension CraftsmanShow.Output.Title {
  /// The day and the document of the revocation; empty for a title that is held.
  fileprivate var revocation: String { [revokedOn, revocationDocument].compactMap(\.self).joined(separator: " ") }
}

/// Finding craftsmen.
enum CraftsmanFinding {
  static func state(of person: PersonID, _ call: ReadCall) throws -> CraftsmanState {
    guard let text = try CraftsmanStore.state(of: person, in: call.connection),
      let state = CraftsmanState(rawValue: text)
    else {
      throw Refusal(
        "craftsman.unknown", kind: .notFound, message: Bilingual("此人不在工匠库", "the person is not in the registry"),
        remedy: Bilingual("先用 craftsman enter 记入", "enter the person first, with craftsman enter"))
    }
    return state
  }
}
