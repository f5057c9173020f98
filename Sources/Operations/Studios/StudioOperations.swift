import LedgerRules
import Primitives
import SelectionRules
import Store
import StudioRules

/// `qilu studio open GRANT --unit UNIT --name NAME --founded DAY --field TEXT --address TEXT --members FILE`.
struct StudioOpen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var unit: String
    var name: String
    var founded: String
    var field: String
    var address: String
    var members: FilePath
    var plaque: TitleLevel?
  }

  static let name = "studio open"
  static let summary = Bilingual("登记工作室，领取资助资格", "register the studio of one who is entitled to a grant")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option("unit", "UNIT", "所在单位工会编码", "the code of the base union"),
    .option("name", "NAME", "工作室名称", "the studio's name"),
    .option("founded", "DAY", "成立日期", "the day of its founding"),
    .option("field", "TEXT", "专业领域", "its field"), .option("address", "TEXT", "地址", "its address"),
    .option("members", "FILE", "领衔人以外的成员（CSV）：name,post", "the members beside the leader as CSV: name,post"),
    .option("plaque", "LEVEL", "牌匾级别，不写为 PROVINCIAL", "the level of its plaque; PROVINCIAL by default"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.readable(input.grant, call)
    guard file.row.studio == nil else { throw GrantRefusals.hasStudio }
    _ = try GrantTransition.target(of: .apply, in: file.state)
    let unit = try base(input.unit, file, call)
    let members = try PlanSheet.members(input.members)
    try StudioLife.checkMembers(leader: file.row.person, members: members.map(\.name))
    let studio = StudioRow(
      id: call.newIdentifier(), code: "GZS\(file.row.code.dropFirst(4))",
      name: try GrantInput.text(input.name, "名称", "name"), leader: file.row.person, baseUnit: unit.id,
      foundedOn: try GrantInput.day(input.founded, call).text, field: try GrantInput.text(input.field, "专业领域", "field"),
      address: try GrantInput.text(input.address, "地址", "address"), plaqueLevel: (input.plaque ?? .provincial).rawValue)
    try StudioStore.insert(studio, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try StudioPartStore.replace(members, of: studio.id, in: call.transaction)
    let city = try GrantDesk.city(above: unit.id, call)
    try GrantStore.tie(file.row.id, studio: studio.id, base: unit.id, city: city?.id, in: call.transaction)
    call.record("studio", studio.id.text, ["code": studio.code, "grant": file.row.code, "unit": unit.code])
    return DoneOutput(subject: studio.code, done: Bilingual("工作室已登记：\(studio.code)", "registered as \(studio.code)"))
  }

  /// The base union of the nominating employer; another one only by the office, since the grant follows the studio's
  /// employer at the application (OP-29).
  private static func base(_ code: String, _ file: GrantFile, _ call: ReadCall) throws -> UnionUnitRow {
    guard let unit = try UnionUnitStore.find(code: code, in: call.connection), unit.tier == "base" else {
      throw RegistryRefusals.unknownUnit(code)
    }
    if call.actor.roles.contains(.officeOperator) { return unit }
    guard try GrantDesk.isOwn(unit.id, call) else { throw UnitScope.otherUnit }
    guard try GrantDesk.employer(of: file.row, call) == unit.employer else { throw otherEmployer }
    return unit
  }

  private static let otherEmployer = BookRefusals.make(
    "studio.other-employer", "OP-29", Citation.houseRules, "",
    Bilingual("该工会的所在单位不是推荐时的单位", "the union's employer is not the one that nominated the person"),
    Bilingual("人员已调动的，由评选办公室登记", "where the person has moved, the office registers the studio"))
}

/// `qilu studio change STUDIO [--name …] [--field …] [--address …] [--members FILE]`.
struct StudioChange: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var studio: String
    var name: String?
    var field: String?
    var address: String?
    var members: FilePath?
  }

  static let name = "studio change"
  static let summary = Bilingual("修改工作室信息", "change what a studio says of itself")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("studio", "STUDIO", "工作室编号", "the studio's code"),
    .option("name", "NAME", "名称", "the name"), .option("field", "TEXT", "专业领域", "the field"),
    .option("address", "TEXT", "地址", "the address"),
    .option("members", "FILE", "领衔人以外的全部成员（CSV）：name,post", "all members beside the leader as CSV: name,post"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let studio = try StudioFinding.acting(input.studio, call)
    try StudioStore.change(
      studio.id, name: try input.name.map { try GrantInput.text($0, "名称", "name") } ?? studio.name,
      field: try input.field.map { try GrantInput.text($0, "专业领域", "field") } ?? studio.field,
      address: try input.address.map { try GrantInput.text($0, "地址", "address") } ?? studio.address,
      in: call.transaction)
    if let members = try input.members.map({ try PlanSheet.members($0) }) {
      try StudioLife.checkMembers(leader: studio.leader, members: members.map(\.name))
      try StudioPartStore.replace(members, of: studio.id, in: call.transaction)
    }
    call.record("studio", studio.id.text, ["code": studio.code])
    return DoneOutput(subject: studio.code, done: Bilingual("工作室信息已修改", "the studio is changed"))
  }
}

/// `qilu studio record STUDIO --kind project|result --year YEAR --title TEXT [--words TEXT] [--proof FILE]`.
struct StudioRecord: WriteOperation {
  typealias Output = DoneOutput

  /// What is recorded.
  enum Kind: String, Codable, Sendable, CaseIterable {
    case project, result

    var displayName: Bilingual { self == .project ? Bilingual("项目", "project") : Bilingual("成果", "result") }
  }

  struct Input: Codable, Sendable {
    var studio: String
    var kind: Kind
    var year: Int
    var title: String
    var words: String?
    var proof: FilePath?
  }

  static let name = "studio record"
  static let summary = Bilingual("登记工作室的年度项目或成果", "record a studio's project or result of a year")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("studio", "STUDIO", "工作室编号", "the studio's code"),
    .option("kind", "KIND", "project 项目、result 成果", "project or result"), .option("year", "YEAR", "年度", "the year"),
    .option("title", "TEXT", "名称", "the title"), .option("words", "TEXT", "说明", "what it is about"),
    .option("proof", "FILE", "证明材料（加密留存）", "the evidence, kept sealed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let studio = try StudioFinding.acting(input.studio, call)
    guard try (2000...call.environment.today().year).contains(input.year) else { throw StudioFinding.year(input.year) }
    let record = StudioRecordRow(
      kind: input.kind.rawValue, year: input.year, title: try GrantInput.text(input.title, "名称", "title"),
      words: input.words ?? "", evidence: try input.proof.map { try GrantInput.keep($0, call).digest })
    try StudioPartStore.add(
      record, to: studio.id, key: call.environment.newIdentifier(), by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("studio", studio.id.text, ["code": studio.code, "kind": record.kind, "year": "\(record.year)"])
    return DoneOutput(
      subject: studio.code, done: Bilingual("已登记\(input.kind.displayName.zh)", "the \(input.kind.rawValue) is recorded")
    )
  }
}

/// Finding studios.
enum StudioFinding {
  /// A studio, for somebody who sees it.
  static func readable(_ code: String, _ call: ReadCall) throws -> StudioRow {
    guard let studio = try StudioStore.find(code: code, in: call.connection), try isReadable(studio, call) else {
      throw Refusal(
        "studio.unknown", kind: .notFound,
        message: Bilingual("没有工作室“\(code)”，或您无权查看", "there is no studio “\(code)” that you may see"),
        remedy: Bilingual("studio list 列出工作室", "studio list shows the studios"))
    }
    return studio
  }

  /// Whether the actor sees a studio.
  static func isReadable(_ studio: StudioRow, _ call: ReadCall) throws -> Bool {
    if LedgerDesk.readsAll(call) || !call.actor.roles.isDisjoint(with: [.officeOperator, .secondConfirmer]) {
      return true
    }
    if try GrantDesk.isOwn(studio.baseUnit, call) { return true }
    return try call.actor.roles.contains(where: \.isOfCity) && UnitScope.isBelow(studio.baseUnit, call)
  }

  /// A studio, for somebody who acts for its base union.
  static func acting(_ code: String, _ call: ReadCall) throws -> StudioRow {
    let studio = try readable(code, call)
    guard try call.actor.roles.contains(.officeOperator) || GrantDesk.isOwn(studio.baseUnit, call) else {
      throw UnitScope.otherUnit
    }
    return studio
  }

  static func year(_ year: Int) -> Refusal {
    Refusal(
      "studio.year", kind: .wrongUse, citation: Citation("R-321", Citation.houseRules),
      message: Bilingual("年度 \(year) 不在 2000 年至今之间", "the year \(year) is not between 2000 and this one"),
      remedy: Bilingual("核对年度", "check the year"))
  }
}
