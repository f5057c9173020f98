import Primitives

/// What a token is good for: everything that its owner may do, all that reads, a thing, what reads of a thing, or one
/// operation.
enum TokenScopes {
  /// Everything that the owner may do.
  static let all = "all"
  /// What reads.
  static let read = "read"
  private static let reading = ":read"

  /// Whether any of the scopes holds an operation.
  static func allow(_ operation: String, _ scopes: [String]) -> Bool {
    scopes.contains { holds($0, operation) }
  }

  private static func holds(_ scope: String, _ operation: String) -> Bool {
    switch scope {
    case all, operation, thing(of: operation): true
    case read, thing(of: operation) + reading: Catalogue.all[operation].map { $0.effect != .writes } ?? false
    default: false
    }
  }

  private static func thing(of operation: String) -> String { String(operation.prefix { $0 != " " }) }

  /// Passes if each scope holds something that the actor may do.
  ///
  /// - Throws: a ``Refusal``.
  static func check(_ scopes: [String], of actor: Actor) throws {
    guard !scopes.isEmpty else { throw TokenRefusals.noScope }
    for scope in scopes {
      let held = Catalogue.all.entries.filter { holds(scope, $0.name) }
      guard !held.isEmpty else { throw TokenRefusals.unknownScope }
      guard held.contains(where: { $0.access.lets(actor) }) else { throw TokenRefusals.beyond(scope) }
    }
  }
}

extension Access {
  /// Whether somebody may.
  fileprivate func lets(_ actor: Actor) -> Bool {
    switch self {
    case .anyone, .everyone: true
    case .roles(let roles): !actor.roles.isDisjoint(with: roles)
    }
  }
}

/// What is refused about tokens.
enum TokenRefusals {
  static let noScope = refusal(
    "no-scope", .wrongUse, Bilingual("须写明令牌的范围", "a token needs a scope"),
    Bilingual(
      "用 --scope read、all、某一事项（form、form:read）或操作名", "use --scope read, all, a thing (form, form:read) or an operation")
  )
  static let unknownScope = refusal(
    "unknown-scope", .wrongUse, Bilingual("没有这样的范围", "there is no such scope"),
    Bilingual("operation list 列出各项操作", "operation list shows the operations"))
  static let days = refusal(
    "days", .wrongUse, Bilingual("有效天数须在 1 至 366 之间", "a token lasts 1 to 366 days"),
    Bilingual("改正 --days", "correct --days"))
  static let name = refusal(
    "name", .wrongUse, Bilingual("令牌名称须为 1 至 64 个字符", "a token's name has 1 to 64 characters"),
    Bilingual("换一个名称", "choose another name"))
  static let exists = refusal(
    "exists", .refused, Bilingual("已有同名的令牌", "there is a token of this name"),
    Bilingual("换一个名称，或先用 token revoke 注销", "choose another name, or use token revoke first"))
  static let unknown = refusal(
    "unknown", .notFound, Bilingual("没有这个令牌，或已注销", "there is no such token in force"),
    Bilingual("token list 列出令牌", "token list shows them"))

  static func beyond(_ scope: String) -> Refusal {
    refusal(
      "beyond", .notPermitted, Bilingual("范围“\(scope)”中没有您可做的操作", "the scope “\(scope)” holds nothing that you may do"),
      Bilingual("令牌的范围不能超出本人的权限", "a token reaches no further than its owner"))
  }

  private static func refusal(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal("token.\(code)", kind: kind, message: message, remedy: remedy)
  }
}
