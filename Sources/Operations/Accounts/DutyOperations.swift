import Primitives
import Store

/// What binding and releasing an actor takes.
struct DutyInput: Codable, Sendable {
  var actor: String
  var unit: String?
  var expert: String?
  var person: String?

  static let notes: [FieldNote] = [
    .argument("actor", "NAME", "登录名", "the sign-in name"),
    .option("unit", "CODE", "所代表的工会单位编码", "the code of the union unit it acts for"),
    .option("expert", "CODE", "本人的专家编号", "the code of the expert that the actor is"),
    .option(
      "person", "ID", "本人的人员标识（自荐人、联名推荐人、工匠本人）",
      "the id of the person that the actor is: an individual nominee, a co-nominator or a craftsman"),
  ]

  /// The unit, the expert or the person; exactly one is given.
  fileprivate func subject(_ call: ReadCall) throws -> DutySubject {
    guard [unit, expert, person].compactMap(\.self).count == 1 else { throw DutyRefusals.oneSubject }
    if let unit {
      guard let row = try UnionUnitStore.find(code: unit, in: call.connection) else {
        throw RegistryRefusals.unknownUnit(unit)
      }
      return .unit(row.id)
    }
    if let person { return .person(try PersonFinding.person(person, in: call).id) }
    guard let expert, let id = try ExpertStore.find(code: expert, in: call.connection) else {
      throw DutyRefusals.unknownExpert(expert ?? "")
    }
    return .expert(id)
  }

  fileprivate var duty: String { unit ?? expert ?? person ?? "" }
}

/// `qilu actor bind NAME --unit CODE | --expert CODE | --person ID`.
struct ActorBind: WriteOperation {
  typealias Input = DutyInput
  typealias Output = DoneOutput

  static let name = "actor bind"
  static let summary = Bilingual(
    "指定操作人代表的单位、本人的专家编号或人员标识", "say for which unit, as which expert or as which person an actor acts")
  static let reach = Reach.everywhere
  static let notes = DutyInput.notes

  static func run(_ input: DutyInput, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.actor, in: call.connection)
    guard actor.id != call.actor.id else { throw ActorRefusals.selfChange }
    let subject = try input.subject(call)
    guard try !isGiven(subject, actor.id, call) else { throw DutyRefusals.bound }
    try DutyStore.grant(
      actor.id, subject, id: call.environment.newIdentifier(), by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("actor", actor.id.text, ["duty": input.duty])
    return DoneOutput(
      subject: actor.id.text, done: Bilingual("已指定 \(input.actor) 的职责", "the duty of \(input.actor) is set"))
  }

  /// A unit has many clerks; an expert and a person are one actor each, and an actor is one person.
  private static func isGiven(_ subject: DutySubject, _ actor: ActorID, _ call: ReadCall) throws -> Bool {
    switch subject {
    case .unit(let unit): try DutyStore.units(of: actor, in: call.connection).contains(unit)
    case .expert(let expert): try DutyStore.isTaken(expert, in: call.connection)
    case .person(let person):
      try DutyStore.isTaken(person, in: call.connection)
        || DutyStore.person(of: actor, in: call.connection) != nil
    }
  }
}

/// `qilu actor release NAME --unit CODE | --expert CODE | --person ID`.
struct ActorRelease: WriteOperation {
  typealias Input = DutyInput
  typealias Output = DoneOutput

  static let name = "actor release"
  static let summary = Bilingual(
    "解除操作人代表的单位、专家编号或人员标识", "take a unit, an expert's code or a person's id from an actor")
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
        actor.id, subject, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw DutyRefusals.notBound }
    call.record("actor", actor.id.text, ["duty": input.duty])
    return DoneOutput(
      subject: actor.id.text, done: Bilingual("已解除 \(input.actor) 的职责", "the duty of \(input.actor) is ended"))
  }
}

/// What is refused about duties.
enum DutyRefusals {
  static let oneSubject = Refusal(
    "duty.one-subject", kind: .wrongUse,
    message: Bilingual(
      "须指明单位、专家编号或人员标识，且只能指明一个", "give a unit, an expert or a person, and one of them only"),
    remedy: Bilingual("用 --unit、--expert 或 --person", "use --unit, --expert or --person"))

  static let bound = Refusal(
    "duty.bound", message: Bilingual("该职责已经指定", "the duty is given already"),
    remedy: Bilingual("先用 actor release 解除", "take it away with actor release first"))

  static let notBound = Refusal(
    "duty.not-bound", message: Bilingual("该操作人没有这一职责", "the actor has no such duty"),
    remedy: Bilingual("核对单位、专家编号或人员标识", "check the unit's or the expert's code, or the person's id"))

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
