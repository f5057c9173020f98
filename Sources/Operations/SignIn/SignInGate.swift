import Database
import Primitives
import Store

/// The one place that every door passes: who acts, whether the sign-in still holds, and whether it is good for the
/// operation.
enum SignInGate {
  /// What somebody may do whose password was chosen by another one.
  private static let withStartPassword: Set = [
    "password set", "session start", "session end", "session list", "session end-all",
  ]
  /// What no token may do: it would outlive its end, or reach further than its scope.
  private static let sessionsAlone: Set = [
    "password set", "password reset", "totp enrol", "totp confirm", "totp remove", "token create", "session end",
    "actor create", "role grant", "role confirm", "registration confirm",
  ]

  /// The person who acts, with the roles that his sign-in is good for; `found` is that sign-in, where it was looked up in
  /// this transaction.
  ///
  /// - Throws: a ``Refusal`` of kind not signed in or not permitted.
  static func actor(
    for operation: String, _ principal: Principal, found: FoundSignIn?, _ environment: Environment,
    in connection: ReadConnection
  ) throws -> Actor {
    let access = AccessTable.access(to: operation)
    let actor = try Actor.acting(principal, found: found?.actor, access, environment, in: connection)
    guard case .signedIn(let signIn) = principal, access != .anyone else {
      try access.check(operation, actor)
      return actor
    }
    let standing = try found?.standing ?? SignInStanding(signIn, now: environment.now(), in: connection)
    if standing.hasStartPassword, !withStartPassword.contains(operation) { throw SignInRefusals.startPassword }
    if let scopes = standing.scopes {
      guard !sessionsAlone.contains(operation) else { throw SignInRefusals.sessionNeeded }
      guard TokenScopes.allow(operation, scopes) else { throw SignInRefusals.scope(operation) }
    }
    return try strong(actor, access, operation, isStrong: standing.isStrong)
  }

  /// Without a second factor the roles that ask for one do not count, so that nothing behind this looks at them.
  private static func strong(
    _ actor: Actor, _ access: Access, _ operation: String, isStrong: Bool
  ) throws -> Actor {
    let counted = Actor(
      row: actor.row, roles: isStrong ? actor.roles : actor.roles.subtracting(RolePolicy.needsStrongSignIn))
    do {
      try access.check(operation, counted)
    } catch {
      try access.check(operation, actor)
      throw SignInRefusals.secondFactor
    }
    return counted
  }
}

/// How a sign-in stands at a moment, as the database tells it.
struct SignInStanding {
  let isStrong: Bool
  let hasStartPassword: Bool
  /// What a token is good for; nil for a session.
  let scopes: [String]?

  /// - Throws: a ``Refusal`` `sign-in.ended` of kind not signed in.
  init(_ signIn: SignIn, now: Int64, in connection: ReadConnection) throws {
    switch signIn.credential {
    case .session(let id):
      guard let row = try SignInStore.find(id, in: connection), row.actor == signIn.actor,
        SessionLimits.end(of: row, now: now) != nil
      else { throw SignInRefusals.ended }
      self.init(row)
    case .token(let id):
      guard let row = try TokenStore.find(id, in: connection), row.actor == signIn.actor, !row.isRevoked,
        row.expires > now
      else { throw SignInRefusals.ended }
      self.init(row)
    }
  }

  /// The standing of a session that is known to hold.
  init(_ session: SignInRow) {
    (isStrong, hasStartPassword, scopes) = (session.isStrong, session.hasStartPassword, nil)
  }

  /// The standing of a token that is known to hold.
  init(_ token: TokenRow) { (isStrong, hasStartPassword, scopes) = (token.isStrong, false, token.scopes) }
}

/// How long a session lasts.
enum SessionLimits {
  /// 30 minutes without a use: a computer that was left in an open office. Forms and sheets are saved field by field, so
  /// that nobody who works is idle for so long; one limit for all roles is one that can be remembered.
  static let idleMinutes = 30
  /// 12 hours: a long working day; the next morning begins with the password.
  static let hours = 12
  /// How often a use is written down, in milliseconds.
  static let touchEvery: Int64 = 60_000

  /// When a session ends if it is not used again; nil where it has ended.
  static func end(of row: SignInRow, now: Int64) -> Int64? {
    let end = min(row.ends, row.seen + Int64(idleMinutes) * 60_000)
    return row.ended == nil && end > now ? end : nil
  }
}

/// Ending what somebody is signed in with.
enum SignInEnding {
  /// Ends the sessions of an actor but one, and his tokens where they are told.
  static func endAll(
    of actor: ActorID, but kept: String? = nil, _ reason: String, withTokens: Bool, _ call: WriteCall
  ) throws {
    try SignInStore.endAll(
      of: actor, but: kept, at: call.environment.now(), reason: reason, in: call.transaction)
    guard withTokens else { return }
    try TokenStore.revokeAll(of: actor, by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }
}

extension ReadCall {
  /// The session that the call was made in; nil on the machine itself and for a token.
  var currentSession: String? {
    guard let signIn = session.signIn, case .session(let id) = signIn.credential else {
      return nil
    }
    return id
  }

  /// Whether the call was made on the machine itself.
  var isOnMachine: Bool {
    if case .named = session.principal { true } else { false }
  }
}
