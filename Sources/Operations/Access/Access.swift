import Primitives

/// Who may call an operation.
public enum Access: Sendable, Hashable {
  /// Anyone, known or not: it touches no database, or it is how one becomes known.
  case anyone
  /// Everybody who is known, whatever roles he holds, or none: it concerns his own account.
  case everyone
  /// Holders of any of these roles.
  case roles([Role])

  /// The roles, empty for anyone and all of them for everyone.
  public var roles: [Role] {
    switch self {
    case .anyone: []
    case .everyone: Role.allCases
    case .roles(let roles): roles
    }
  }

  /// Whether every role may: what it works on is the person's own.
  var isEverybodys: Bool { self != .anyone && Set(roles) == Set(Role.allCases) }

  /// Passes, or tells which roles may.
  ///
  /// - Throws: a ``Refusal`` of kind not permitted.
  func check(_ operation: String, _ actor: Actor) throws {
    guard case .roles(let roles) = self, actor.roles.isDisjoint(with: roles) else { return }
    let zh = roles.map(\.displayName.zh).joined(separator: "、")
    let en = roles.map(\.displayName.en).joined(separator: ", ")
    let ground = AccessTable.ground(of: operation)
    throw Refusal(
      "access.role-missing", kind: .notPermitted,
      message: Bilingual(
        "该操作（\(operation)）需要以下角色之一：\(zh)" + (ground.map { "；\($0.zh)" } ?? ""),
        "“\(operation)” needs one of these roles: \(en)" + (ground.map { "; \($0.en)" } ?? "")),
      remedy: Bilingual("由具有该角色的人操作，或请系统管理员授予角色", "let a holder of the role act, or ask an administrator for it"))
  }
}
