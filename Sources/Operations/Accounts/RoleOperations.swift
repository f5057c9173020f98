import Database
import Primitives
import Store

/// What a grant or a revocation takes.
struct RoleInput: Codable, Sendable {
  var actor: String
  var role: Role

  static let notes: [FieldNote] = [
    .argument("actor", "NAME", "登录名", "the sign-in name"), .argument("role", "ROLE", "角色", "the role"),
  ]
}

/// `qilu role grant NAME ROLE`: nobody grants a role to himself, and a role for scores or release needs a second person.
struct RoleGrant: WriteOperation {
  typealias Input = RoleInput
  typealias Output = DoneOutput

  static let name = "role grant"
  static let summary = Bilingual(
    "授予角色（不能授予自己；评分、命名类角色须第二人确认）",
    "give an actor a role; nobody gives one to himself, and roles for scores or release need a second person")
  static let reach = Reach.everywhere
  static let notes = RoleInput.notes

  static func run(_ input: RoleInput, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.actor, in: call.connection)
    guard actor.id != call.actor.id else { throw ActorRefusals.selfChange }
    let held = Set(try ActorStore.roles(of: actor.id, in: call.connection).compactMap(Role.init(rawValue:)))
    guard !held.contains(input.role) else { throw ActorRefusals.hasRole }
    try RoleTable.checkCombination(input.role, with: held)
    guard RolePolicy.needsTwo.contains(input.role) else { return try grant(input, actor, isSingleHanded: false, call) }
    guard try RolePolicy.isAlone(call) else { return try ask(input, actor, call) }
    return try grant(input, actor, isSingleHanded: true, call)
  }

  private static func grant(
    _ input: RoleInput, _ actor: ActorRow, isSingleHanded: Bool, _ call: WriteCall
  ) throws -> DoneOutput {
    let id: Identifier<RoleGrantSubject> = call.newIdentifier()
    let (role, instant) = (input.role.rawValue, call.environment.instant)
    // What one person grants alone takes the place of what waited for a second one.
    try RoleConfirm.withdraw(role, of: actor.id, call)
    try ActorStore.grant(role, to: actor.id, by: call.actor.id, grant: id, at: instant, in: call.transaction)
    if isSingleHanded {
      try RoleRequestStore.insert(
        id, role, of: actor.id, isPending: false, by: call.actor.id, at: instant, in: call.transaction)
    }
    call.record("actor", actor.id.text, ["role": role].merging(isSingleHanded ? ["single-handed": "yes"] : [:]) { $1 })
    return DoneOutput(
      subject: actor.id.text,
      done: Bilingual(
        "已授予 \(input.actor)“\(input.role.displayName.zh)”", "\(input.actor) is now \(input.role.displayName.en)"))
  }

  private static func ask(_ input: RoleInput, _ actor: ActorRow, _ call: WriteCall) throws -> DoneOutput {
    let role = input.role.rawValue
    guard try RoleRequestStore.pending(role, of: actor.id, in: call.connection) == nil else {
      throw RoleRefusals.pending
    }
    try RoleRequestStore.insert(
      call.newIdentifier(), role, of: actor.id, isPending: true, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("actor", actor.id.text, ["pending-role": role])
    return DoneOutput(
      subject: actor.id.text,
      done: Bilingual(
        "授予 \(input.actor)“\(input.role.displayName.zh)”待第二人用 role confirm 确认",
        "\(input.actor) will be \(input.role.displayName.en) when a second person runs role confirm"))
  }
}

/// `qilu role confirm NAME ROLE`: the second person of a grant.
struct RoleConfirm: WriteOperation {
  typealias Input = RoleInput
  typealias Output = DoneOutput

  static let name = "role confirm"
  static let summary = Bilingual("确认他人授予的角色", "confirm a role that another one granted")
  static let reach = Reach.everywhere
  static let notes = RoleInput.notes

  static func run(_ input: RoleInput, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.actor, in: call.connection)
    let role = input.role.rawValue
    guard let request = try RoleRequestStore.pending(role, of: actor.id, in: call.connection) else {
      throw RoleRefusals.notPending
    }
    guard call.actor.id != request.requester, call.actor.id != actor.id else { throw RoleRefusals.samePerson }
    let instant = call.environment.instant
    try RoleRequestStore.decide(request.id, isConfirmed: true, by: call.actor.id, at: instant, in: call.transaction)
    try ActorStore.grant(
      role, to: actor.id, by: request.requester, grant: request.id, at: instant, in: call.transaction)
    call.record("actor", actor.id.text, ["role": role, "granted-by": request.requester.text])
    return DoneOutput(
      subject: actor.id.text,
      done: Bilingual(
        "\(input.actor) 现为“\(input.role.displayName.zh)”", "\(input.actor) is now \(input.role.displayName.en)"))
  }

  /// Gives up a grant that waits; answers whether there was one.
  @discardableResult
  static func withdraw(_ role: String, of actor: ActorID, _ call: WriteCall) throws -> Bool {
    guard let request = try RoleRequestStore.pending(role, of: actor, in: call.connection) else { return false }
    try RoleRequestStore.decide(
      request.id, isConfirmed: false, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    return true
  }
}

/// `qilu role revoke NAME ROLE`: takes a role away, or gives up a grant that waits; the person's sign-ins end.
struct RoleRevoke: WriteOperation {
  typealias Input = RoleInput
  typealias Output = DoneOutput

  static let name = "role revoke"
  static let summary = Bilingual("收回角色，或撤回待确认的授予", "take a role away, or give up a grant that waits")
  static let reach = Reach.everywhere
  static let notes = RoleInput.notes

  static func run(_ input: RoleInput, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.actor, in: call.connection)
    let had = try ActorStore.revoke(
      input.role.rawValue, from: actor.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    let waited = try RoleConfirm.withdraw(input.role.rawValue, of: actor.id, call)
    guard had || waited else { throw ActorRefusals.lacksRole }
    guard try ActorStore.activeHolders(of: Role.administrator.rawValue, in: call.connection) > 0 else {
      throw ActorRefusals.lastAdministrator
    }
    if had { try SignInEnding.endAll(of: actor.id, "role-revoked", withTokens: false, call) }
    call.record("actor", actor.id.text, ["role": input.role.rawValue])
    return DoneOutput(
      subject: actor.id.text,
      done: Bilingual(
        "已收回 \(input.actor) 的“\(input.role.displayName.zh)”", "\(input.actor) is no longer \(input.role.displayName.en)"
      ))
  }
}

/// `qilu role list-pending`.
struct RolePending: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var actor: String
      var role: String
      var grantedBy: String
      var grantedAt: String
    }

    var pending: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("登录名", "name"), TableBlock.text("角色", "role"), TableBlock.text("授予人", "granted by"),
        TableBlock.text("时间", "at"),
      ]
      return [.table(TableBlock(columns, pending.map { [$0.actor, $0.role, $0.grantedBy, $0.grantedAt] }))]
    }
  }

  static let name = "role list-pending"
  static let summary = Bilingual("列出待第二人确认的角色授予", "list the grants that wait for a second person")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      pending: try RoleRequestStore.pending(in: call.connection).map {
        Output.Item(actor: $0.actorName, role: $0.role, grantedBy: $0.requesterName, grantedAt: $0.requestedAt)
      })
  }
}

/// What is refused about grants that need two people.
enum RoleRefusals {
  static let pending = Refusal(
    "role.pending", citation: Citation("SM-19", Citation.houseRules),
    message: Bilingual("该角色的授予已在等待确认", "the grant of this role waits for its confirmation already"),
    remedy: Bilingual(
      "由另一人用 role confirm 确认，或用 role revoke 撤回", "let another person run role confirm, or give it up with role revoke"))

  static let notPending = Refusal(
    "role.not-pending", kind: .refused,
    message: Bilingual("没有待确认的这一授予", "no such grant waits for a confirmation"),
    remedy: Bilingual("role list-pending 列出待确认的授予", "role list-pending shows them"))

  static let samePerson = Refusal(
    "role.same-person", kind: .notPermitted, citation: Citation("SM-19", Citation.houseRules),
    message: Bilingual("授予人和被授予人都不能确认", "neither who granted the role nor who receives it confirms it"),
    remedy: Bilingual("由另一位系统管理员或复核确认人确认", "let another administrator or a second confirmer do it"))
}
