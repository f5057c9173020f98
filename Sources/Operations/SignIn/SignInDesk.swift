import Database
import Primitives
import Sealing
import Store

/// What a server asks about what its callers show; not in the catalogue, since nobody calls it.
public struct SignInDesk: Sendable {
  /// How long a session that ended stays in the database: its start and end stand in the audit trail anyway.
  private static let kept = 90 * GuessLimits.day

  /// Makes a desk.
  public init() {}

  /// Who shows a secret, and when that ends if it is not used again, in milliseconds since 1970; nil for a secret that is
  /// unknown, ended or expired, and for one of a disabled actor.
  ///
  /// - Parameters:
  ///   - secret: The text of a session or of a token.
  ///   - address: Where the caller calls from; a session is not tied to it, since people move between networks.
  ///   - now: The moment, in milliseconds since 1970.
  public func principal(
    forSecret secret: String, address: String?, now: Int64, in connection: ReadConnection
  ) throws -> (Principal, expiresAtMilliseconds: Int64)? {
    try found(secret, now: now, in: connection).map { (.signedIn($0.signIn), $0.end) }
  }

  /// The same, with everything that was looked up on the way, which holds in this transaction.
  func found(_ secret: String, now: Int64, in connection: ReadConnection) throws -> FoundSignIn? {
    guard let shown = AccessSecret(text: secret),
      let (signIn, standing, end) = try shown.kind == .session
        ? session(shown, now: now, in: connection) : token(shown, now: now, in: connection),
      let actor = try ActorStore.find(signIn.actor, in: connection), actor.isActive
    else { return nil }
    return FoundSignIn(signIn: signIn, standing: standing, end: end, actor: actor)
  }

  private func session(
    _ shown: AccessSecret, now: Int64, in connection: ReadConnection
  ) throws -> (SignIn, SignInStanding, Int64)? {
    guard let row = try SignInStore.find(digest: shown.digest, in: connection), shown.matches(row.digest),
      let end = SessionLimits.end(of: row, now: now)
    else { return nil }
    let signIn = SignIn(actor: row.actor, credential: .session(row.id), isStrong: row.isStrong, scopes: nil)
    return (signIn, SignInStanding(row), end)
  }

  private func token(
    _ shown: AccessSecret, now: Int64, in connection: ReadConnection
  ) throws -> (SignIn, SignInStanding, Int64)? {
    guard let row = try TokenStore.find(digest: shown.digest, in: connection), shown.matches(row.digest),
      !row.isRevoked, row.expires > now
    else { return nil }
    let signIn = SignIn(actor: row.actor, credential: .token(row.id), isStrong: row.isStrong, scopes: row.scopes)
    return (signIn, SignInStanding(row), row.expires)
  }

  /// Whether a session's use is worth writing down: at most once a minute.
  public func isTouchDue(session id: String, now: Int64, in connection: ReadConnection) throws -> Bool {
    guard let row = try SignInStore.find(id, in: connection) else { return false }
    return SessionLimits.end(of: row, now: now) != nil && now - row.seen >= SessionLimits.touchEvery
  }

  /// Writes down that a session is used, so that it does not end as an idle one; does nothing within the minute, or for a
  /// session that has ended.
  public func touch(session id: String, now: Int64, in connection: WriteConnection) throws {
    guard try isTouchDue(session: id, now: now, in: connection) else { return }
    try SignInStore.touch(id, at: now, in: connection)
  }

  /// Takes out what is of no more use: failures of more than a day ago, addresses of more than 90, sessions that ended as
  /// long ago.
  public func sweep(now: Int64, in connection: WriteConnection) throws {
    try GuessStore.sweep(
      failuresBefore: now - GuessLimits.day, addressesBefore: now - GuessLimits.remembered, in: connection)
    try SignInStore.sweep(before: now - Self.kept, in: connection)
  }
}

/// A sign-in whose secret was shown, as one transaction finds it.
struct FoundSignIn {
  let signIn: SignIn
  let standing: SignInStanding
  /// When it ends if it is not used again, in milliseconds since 1970.
  let end: Int64
  let actor: ActorRow
}

/// Operations whose answer holds a secret that is shown once: nothing keeps the answer, and no log holds it.
public enum SecretAnswers {
  /// Their names.
  public static let operations: Set = [
    SessionStart.name, PasswordReset.name, TotpEnrol.name, TokenCreate.name,
  ]
}
