import Primitives
import Store

/// What binding and releasing an actor takes.
struct DutyInput: Codable, Sendable {
  var actor: String
  var unit: String?
  var expert: String?

  static let notes: [FieldNote] = [
    .argument("actor", "NAME", "登录名", "the sign-in name"),
    .option("unit", "CODE", "所代表的工会单位编码", "the code of the union unit it acts for"),
    .option("expert", "CODE", "本人的专家编号", "the code of the expert that the actor is"),
  ]

  /// The unit or the expert; exactly one is given.
  fileprivate func subject(_ call: ReadCall) throws -> (unit: UnionUnitID?, expert: Identifier<ExpertSubject>?) {
    guard (unit == nil) != (expert == nil) else { throw DutyRefusals.oneSubject }
    if let unit {
      guard let row = try UnionUnitStore.find(code: unit, in: call.connection) else {
        throw RegistryRefusals.unknownUnit(unit)
      }
      return (row.id, nil)
    }
    guard let expert, let id = try ExpertStore.find(code: expert, in: call.connection) else {
      throw DutyRefusals.unknownExpert(expert ?? "")
    }
    return (nil, id)
  }
}

/// `qilu actor bind NAME --unit CODE | --expert CODE`.
struct ActorBind: WriteOperation {
  typealias Input = DutyInput
  typealias Output = DoneOutput

  static let name = "actor bind"
  static let summary = Bilingual("指定操作人代表的单位或本人的专家编号", "say for which unit, or as which expert, an actor acts")
  static let reach = Reach.everywhere
  static let notes = DutyInput.notes

  static func run(_ input: DutyInput, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.actor, in: call.connection)
    guard actor.id != call.actor.id else { throw ActorRefusals.selfChange }
    let subject = try input.subject(call)
    if let unit = subject.unit, try DutyStore.units(of: actor.id, in: call.connection).contains(unit) {
      throw DutyRefusals.bound
    }
    if let expert = subject.expert, try DutyStore.isTaken(expert, in: call.connection) { throw DutyRefusals.bound }
    try DutyStore.grant(
      actor.id, unit: subject.unit, expert: subject.expert, id: call.environment.newIdentifier(), by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    call.record("actor", actor.id.text, ["duty": input.unit ?? input.expert ?? ""])
    return DoneOutput(
      subject: actor.id.text, done: Bilingual("已指定 \(input.actor) 的职责", "the duty of \(input.actor) is set"))
  }
}

/// `qilu actor release NAME --unit CODE | --expert CODE`.
struct ActorRelease: WriteOperation {
  typealias Input = DutyInput
  typealias Output = DoneOutput

  static let name = "actor release"
  static let summary = Bilingual("解除操作人代表的单位或专家编号", "take a unit or an expert's code from an actor")
  static let reach = Reach.everywhere
  static let notes = DutyInput.notes

  static func run(_ input: DutyInput, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.actor, in: call.connection)
    guard actor.id != call.actor.id else { throw ActorRefusals.selfChange }
    let subject = try input.subject(call)
    // A successor would see and change another's scores before the lock.
    if let code = input.expert, try WorkSheetStore.hasUnlocked(expert: code, in: call.connection) {
      throw DutyRefusals.sheetsBegun
    }
    guard
      try DutyStore.revoke(
        actor.id, unit: subject.unit, expert: subject.expert, by: call.actor.id, at: call.environment.instant,
        in: call.transaction)
    else { throw DutyRefusals.notBound }
    call.record("actor", actor.id.text, ["duty": input.unit ?? input.expert ?? ""])
    return DoneOutput(
      subject: actor.id.text, done: Bilingual("已解除 \(input.actor) 的职责", "the duty of \(input.actor) is ended"))
  }
}

/// What is refused about duties.
enum DutyRefusals {
  static let oneSubject = Refusal(
    "duty.one-subject", kind: .wrongUse,
    message: Bilingual("须指明单位或专家编号，且只能指明一个", "give a unit or an expert, and one of them only"),
    remedy: Bilingual("用 --unit 或 --expert", "use --unit or --expert"))

  static let bound = Refusal(
    "duty.bound", message: Bilingual("该职责已经指定", "the duty is given already"),
    remedy: Bilingual("先用 actor release 解除", "take it away with actor release first"))

  static let notBound = Refusal(
    "duty.not-bound", message: Bilingual("该操作人没有这一职责", "the actor has no such duty"),
    remedy: Bilingual("核对单位或专家编号", "check the unit's or the expert's code"))

  static let sheetsBegun = Refusal(
    "duty.sheets-begun", citation: Citation("SM-3", Citation.houseRules),
    message: Bilingual("该专家已开始评分，锁定前不能改由他人填写", "the expert began to score; nobody else takes over before the lock"),
    remedy: Bilingual(
      "由原操作人继续；不能继续的，用 recusal declare 回避、panel supplement 补派",
      "let the actor go on; or declare recusals and use panel supplement"))

  static func unknownExpert(_ code: String) -> Refusal {
    Refusal(
      "expert.unknown", kind: .notFound,
      message: Bilingual("专家库中没有编号“\(code)”", "there is no expert “\(code)” in the pool"),
      remedy: Bilingual("expert list 列出专家库", "expert list shows the pool"))
  }
}
