import Database
import Primitives
import Store

/// `qilu actor create NAME`.
struct ActorCreate: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
    var displayName: String
    var systemUser: String?
  }

  static let name = "actor create"
  static let summary = Bilingual("新增操作人", "add a person who acts")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "登录名", "the sign-in name"),
    .option("displayName", "NAME", "显示的姓名", "the name that people read"),
    .option("systemUser", "USER", "对应的操作系统用户", "the operating-system user who is this actor"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    guard !input.name.isEmpty, !input.displayName.isEmpty, input.systemUser != "" else { throw ActorRefusals.empty }
    guard try ActorStore.find(name: input.name, in: call.connection) == nil else {
      throw ActorRefusals.exists(input.name)
    }
    if let user = input.systemUser, try ActorStore.find(systemUser: user, in: call.connection) != nil {
      throw ActorRefusals.systemUserTaken(user)
    }
    let actor = ActorRow(
      id: call.newIdentifier(), name: input.name, displayName: input.displayName, systemUser: input.systemUser,
      isActive: true)
    try ActorStore.insert(actor, at: call.environment.instant, in: call.transaction)
    call.record("actor", actor.id.text, ["name": input.name])
    return DoneOutput(
      subject: actor.id.text, done: Bilingual("已新增操作人 \(input.name)", "the actor \(input.name) was added"))
  }
}

/// `qilu actor list`.
struct ActorList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var name: String
      var displayName: String
      var systemUser: String?
      var isActive: Bool
      var roles: [Role]
      /// The codes of the union units the actor acts for.
      var units: [String]
      /// The codes of the experts the actor is.
      var experts: [ByteText]
      /// The identifier of the person that the actor is.
      var person: String?
    }

    var actors: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("登录名", "name"), TableBlock.text("姓名", "display name"),
        TableBlock.text("系统用户", "system user"), TableBlock.text("状态", "state"), TableBlock.text("角色", "roles"),
        TableBlock.text("代表单位", "units"), TableBlock.text("专家编号", "expert"), TableBlock.text("人员标识", "person"),
      ]
      return [.table(TableBlock(columns, bilingual: actors.map(row)))]
    }

    private func row(_ item: Item) -> [Bilingual] {
      let texts = [item.name, item.displayName, item.systemUser ?? ""].map { Bilingual($0, $0) }
      return texts + [
        item.isActive ? Bilingual("在用", "active") : Bilingual("停用", "disabled"),
        Bilingual(
          item.roles.map(\.displayName.zh).joined(separator: "、"), item.roles.map(\.rawValue).joined(separator: ", ")),
        Bilingual(item.units.joined(separator: "、"), item.units.joined(separator: ", ")),
        Bilingual(
          item.experts.map(\.string).joined(separator: "、"), item.experts.map(\.string).joined(separator: ", ")),
        Bilingual(item.person ?? "", item.person ?? ""),
      ]
    }
  }

  static let name = "actor list"
  static let summary = Bilingual("列出操作人及其角色", "list the people who act and their roles")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      actors: try ActorStore.all(in: call.connection).map { actor in
        Output.Item(
          name: actor.name, displayName: actor.displayName, systemUser: actor.systemUser, isActive: actor.isActive,
          roles: try ActorStore.roles(of: actor.id, in: call.connection).compactMap(Role.init),
          units: try DutyStore.unitCodes(of: actor.id, in: call.connection),
          experts: try DutyStore.experts(of: actor.id, in: call.connection),
          person: try DutyStore.person(of: actor.id, in: call.connection)?.text)
      })
  }
}

/// `qilu actor disable NAME`.
struct ActorDisable: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
  }

  static let name = "actor disable"
  static let summary = Bilingual("停用操作人", "disable an actor")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("name", "NAME", "登录名", "the sign-in name")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.name, in: call.connection)
    guard actor.id != call.actor.id else { throw ActorRefusals.selfChange }
    try ActorStore.setActive(false, actor.id, in: call.transaction)
    guard try ActorStore.activeHolders(of: Role.administrator.rawValue, in: call.connection) > 0 else {
      throw ActorRefusals.lastAdministrator
    }
    try SignInEnding.endAll(of: actor.id, "disabled", withTokens: true, call)
    call.record("actor", actor.id.text)
    return DoneOutput(subject: actor.id.text, done: Bilingual("已停用 \(input.name)", "\(input.name) is disabled"))
  }
}

/// `qilu actor enable NAME`.
struct ActorEnable: WriteOperation {
  typealias Input = ActorDisable.Input
  typealias Output = DoneOutput

  static let name = "actor enable"
  static let summary = Bilingual("恢复操作人", "let a disabled actor act again")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = ActorDisable.notes

  static func run(_ input: ActorDisable.Input, _ call: WriteCall) throws -> DoneOutput {
    let actor = try ActorRefusals.find(input.name, in: call.connection)
    try ActorStore.setActive(true, actor.id, in: call.transaction)
    call.record("actor", actor.id.text)
    return DoneOutput(subject: actor.id.text, done: Bilingual("已恢复 \(input.name)", "\(input.name) may act again"))
  }
}

/// What is refused about actors.
enum ActorRefusals {
  static func find(_ name: String, in connection: ReadConnection) throws -> ActorRow {
    guard let actor = try ActorStore.find(name: name, in: connection) else {
      throw make(
        "actor.unknown", .notFound, Bilingual("没有名为“\(name)”的操作人", "there is no actor “\(name)”"),
        Bilingual("actor list 列出操作人", "actor list shows them"))
    }
    return actor
  }

  static func exists(_ name: String) -> Refusal {
    make(
      "actor.exists", .refused, Bilingual("已有名为“\(name)”的操作人", "there is an actor “\(name)” already"),
      Bilingual("换一个登录名", "choose another name"))
  }

  static func systemUserTaken(_ user: String) -> Refusal {
    make(
      "actor.system-user-taken", .refused,
      Bilingual("系统用户 \(user) 已对应另一操作人", "the system user \(user) is another actor already"),
      Bilingual("一个系统用户只对应一个操作人", "a system user is one actor"))
  }

  static let empty = make(
    "actor.empty", .wrongUse, Bilingual("名称不能为空", "names must not be empty"), Bilingual("填写名称", "give a name"))
  static let selfChange = make(
    "role.self", .notPermitted,
    Bilingual(
      "不能给自己授予角色、指定职责，也不能停用自己", "nobody grants himself a role or a duty, or disables himself"),
    Bilingual("由另一位系统管理员操作", "let another administrator do it"))
  static let hasRole = make(
    "role.held", .refused, Bilingual("已有该角色", "the actor holds the role already"), Bilingual("无需再授", "nothing to do"))
  static let lacksRole = make(
    "role.not-held", .refused, Bilingual("没有该角色", "the actor does not hold the role"),
    Bilingual("actor list 列出各人的角色", "actor list shows the roles"))
  static let lastAdministrator = make(
    "role.last-administrator", .refused, Bilingual("至少要有一位在用的系统管理员", "one active administrator must remain"),
    Bilingual("先授予另一人系统管理员角色", "make another one administrator first"))

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, message: message, remedy: remedy)
  }
}
