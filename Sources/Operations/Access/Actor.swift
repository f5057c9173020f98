import Database
import Primitives
import Store

/// The person who acts, with the roles in force.
struct Actor: Sendable {
  let row: ActorRow
  let roles: Set<Role>

  var id: ActorID { row.id }

  /// Nobody that the system knows: whoever is about to sign in, or asks to be registered.
  static let nobody = Actor(
    row: ActorRow(id: ActorID("nobody"), name: "nobody", displayName: "", systemUser: nil, isActive: true), roles: [])

  /// Whether it is ``nobody``.
  var isNobody: Bool { row.id == Self.nobody.row.id }

  /// Finds who acts, unless he was found in this transaction. Where anyone may, that may be ``nobody``.
  ///
  /// - Throws: a ``Refusal`` where there is no such actor, or the actor may no longer act.
  static func acting(
    _ principal: Principal, found: ActorRow? = nil, _ access: Access, _ environment: Environment,
    in connection: ReadConnection
  ) throws -> Actor {
    let found = try found ?? row(of: principal, environment, in: connection)
    guard let found else {
      if case .anyone = access { return nobody }
      throw unknown(principal)
    }
    guard found.isActive else { throw disabled }
    let roles = try ActorStore.roles(of: found.id, in: connection).compactMap(Role.init(rawValue:))
    return Actor(row: found, roles: Set(roles))
  }

  private static func row(
    of principal: Principal, _ environment: Environment, in connection: ReadConnection
  ) throws -> ActorRow? {
    switch principal {
    case .named(let name?): try ActorStore.find(name: name, in: connection)
    case .named(nil):
      try environment.operatingSystemUser().flatMap { try ActorStore.find(systemUser: $0, in: connection) }
    case .signedIn(let signIn): try ActorStore.find(signIn.actor, in: connection)
    case .showing, .nobody: nil
    }
  }

  private static func unknown(_ principal: Principal) -> Refusal {
    if case .named(let name) = principal { return unknown(name) }
    return SignInRefusals.required
  }

  private static func unknown(_ name: String?) -> Refusal {
    let message =
      name.map { Bilingual("没有名为“\($0)”的操作人", "there is no actor named “\($0)”") }
      ?? Bilingual("没有指明由谁操作，当前系统用户也没有对应的操作人", "nobody was named, and no actor is tied to this system user")
    return Refusal(
      "access.unknown-actor", kind: .notPermitted, message: message,
      remedy: Bilingual("用 --as 指明操作人；actor list 列出操作人", "name the actor with --as; actor list shows them"))
  }

  private static let disabled = Refusal(
    "access.disabled-actor", kind: .notPermitted,
    message: Bilingual("该操作人已停用", "the actor is disabled"),
    remedy: Bilingual("请系统管理员恢复，或改由他人操作", "ask an administrator, or let another one act"))
}
