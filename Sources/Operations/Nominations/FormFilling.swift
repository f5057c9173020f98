import Primitives
import SelectionRules
import Store

/// `qilu form start EDITION --unit CODE --channel CHANNEL`.
struct FormStart: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var unit: String
    var channel: NominationChannel
  }

  struct Output: OperationOutput {
    var number: ByteText
    var state: FormState

    var presentation: [Block] { [.line("已新建推荐表 \(number)", "the form \(number) is begun")] }
  }

  static let name = "form start"
  static let summary = Bilingual("新建一份推荐表（草稿）", "begin a nomination form, as a draft")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("unit", "CODE", "填报单位的工会编码", "the code of the unit that enters it"),
    .option("channel", "CHANNEL", "推荐渠道", "the channel of the nomination"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let unit = try unit(input.unit, call)
    let owner = try SelfRecommendation.owner(of: input.channel, unit: unit.id, call)
    try EditionFlow.checkNominating(try edition.state())
    try checkOrganiser(edition, unit.id, call)
    let number = FormNumber.next(
      edition: edition.row.name, taken: try FormStore.numbers(of: edition.id, in: call.connection))
    let content = try FormSealing(call).seal(
      NominationForm(), edition: edition.id, number: number, person: nil)
    try FormStore.insert(
      FormRow(
        number: number, unit: unit.id, channel: input.channel.rawValue, state: FormState.draft.rawValue, revision: 1,
        name: "", employerCreditCode: "", region: "", person: owner?.id, content: content),
      edition: edition.id, by: call.actor.id, at: call.environment.instant,
      historyID: call.environment.newIdentifier(), in: call.transaction)
    call.record(
      "form", "\(edition.id.text)/\(number)", ["unit": input.unit, "channel": input.channel.rawValue, "to": "DRAFT"])
    return Output(number: number, state: .draft)
  }

  /// Whoever recommends himself chooses among all units, so that he is told of one that there is not.
  private static func unit(_ code: String, _ call: ReadCall) throws -> UnionUnitRow {
    if call.actor.roles.contains(.individualNominee), try UnionUnitStore.find(code: code, in: call.connection) == nil {
      throw RegistryRefusals.unknownUnit(code)
    }
    return try UnitScope.named(code, call)
  }

  /// an edition takes nominations of its organiser and the units below it.
  private static func checkOrganiser(_ edition: EditionContext, _ unit: UnionUnitID, _ call: ReadCall) throws {
    let line = try UnionUnitStore.line(from: unit, in: call.connection)
    guard !line.contains(where: { $0.id == edition.row.organiser }) else { return }
    let organiser = try UnionUnitStore.find(edition.row.organiser, in: call.connection)
    throw FormFlowRefusals.notBelow(organiser?.code ?? "")
  }
}

/// `qilu form save EDITION NUMBER FILE`: whatever is known by now.
struct FormSave: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var file: FilePath
    var revision: Int?
  }

  struct Output: OperationOutput {
    var number: ByteText
    var revision: Int
    var state: FormState
    var saved: [String]
    var faults: [FormFault]
    var warnings: [FormFault]

    var verdict: Verdict { faults.isEmpty ? .done : .different }

    var presentation: [Block] {
      [.line("已保存 \(saved.count) 项，现为第 \(revision) 版", "\(saved.count) fields saved, now revision \(revision)")]
        + FormFaultTable.section("未保存的内容", "not saved", faults)
        + FormFaultTable.section("提醒", "warnings", warnings)
    }
  }

  static let name = "form save"
  static let summary = Bilingual("保存推荐表的部分或全部栏目", "save some or all fields of a form")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .argument(
        "file", "FILE", "栏目内容，JSON 文件。\(FormFileWords.all.zh)", "the fields, a JSON file. \(FormFileWords.all.en)"),
      .option("revision", "N", "所依据的版次，防止覆盖他人的修改", "the revision it was made from, so that nobody's change is lost"),
    ]

  private static let fileBytes = 1 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrSelf)
    try context.checkEditable(call)
    if let revision = input.revision, revision != context.row.revision {
      throw FormFlowRefusals.revision(revision, context.row.revision)
    }
    let patch = try FormPatch(
      json: try FileSource.whole(input.file.text, limit: fileBytes), file: input.file.text)
    var outcome = patch.applied(to: context.form, today: try call.environment.today())
    let people = try FormPeople(call)
    try people.checkOwner(&outcome, context)
    try people.checkNames(&outcome, context.form)
    guard !outcome.saved.isEmpty else {
      call.leaveNoTrace()
      return Output(
        number: input.number, revision: context.row.revision, state: context.state, saved: [],
        faults: outcome.faults, warnings: [])
    }
    let person = try people.register(outcome.form) ?? people.owner(of: context)
    try people.revokeConfirmations(context, outcome.form)
    let revision = try context.save(outcome.form, person: person, call)
    call.record(
      "form", context.subject, ["revision": "\(revision)", "fields": outcome.saved.joined(separator: " ")])
    return Output(
      number: input.number, revision: revision, state: .draft, saved: outcome.saved, faults: outcome.faults,
      warnings: outcome.warnings)
  }
}
