import Database
import Primitives
import Sealing
import Store

/// The proof that somebody knows a password, and has a second factor where one is in use: the long work before an act.
struct SignInProof: Sendable {
  /// Who proved it.
  let actor: ActorRow
  /// The password as it was found, so that the act sees whether it was changed since.
  let hash: PasswordHash
  /// The hash to be stored instead, where the parameters grew.
  let renewed: PasswordHash?
  /// Whether the password is one that somebody else chose.
  let isStart: Bool
  /// The step of the code that was shown; nil without a second factor.
  let step: Int64?
  /// Where failures are counted.
  let guessGuard: GuessGuard

  /// What was shown.
  struct Shown {
    let name: String
    let password: String
    let code: String?
    /// Whether the second factor is asked for.
    let asksForCode: Bool
  }

  /// Looks at what was shown. It takes the same time and is refused with the same words for an unknown name, a disabled
  /// actor, a wrong password and a wrong code.
  ///
  /// - Throws: a ``Refusal`` `sign-in.failed`, `sign-in.wait`, or `sign-in.code-required` where the password was right.
  init(_ shown: Shown, _ session: Session) throws {
    // Before the key: without a database there is nothing to be opened.
    let found = try session.withDatabase { try $0.read { try Self.find(shown.name, in: $0) } }
    let keys = try session.keyRing()
    guessGuard = GuessGuard(
      account: ClientAddress.account(shown.name, keys), address: ClientAddress.hash(session.address, keys),
      actor: found?.actor.id)
    try guessGuard.pass(session)
    let verified = try PasswordGate.withPlace { [guessGuard] in
      // Whoever waited for a place is counted with those before him.
      try guessGuard.pass(session)
      return try Self.verify(shown, found, keys, now: session.environment.now())
    }
    guard let verified else {
      try guessGuard.fail(session)
      throw SignInRefusals.failed
    }
    (actor, hash, isStart) = (verified.actor, verified.password.hash, verified.password.startEnds != nil)
    (renewed, step) = (verified.renewed, verified.step)
  }

  private struct Found {
    let actor: ActorRow
    let password: PasswordRow?
    let factor: SecondFactorRow?
  }

  private struct Verified {
    let actor: ActorRow
    let password: PasswordRow
    let renewed: PasswordHash?
    let step: Int64?
  }

  private static func find(_ name: String, in connection: ReadConnection) throws -> Found? {
    guard let actor = try ActorStore.find(name: name, in: connection) else { return nil }
    return Found(
      actor: actor, password: try PasswordStore.find(actor.id, in: connection),
      factor: try SecondFactorStore.find(actor.id, in: connection))
  }

  /// What was proved; nil where anything is wrong.
  private static func verify(_ shown: Shown, _ found: Found?, _ keys: KeyRing, now: Int64) throws -> Verified? {
    let bytes = PasswordText.bytes(shown.password)
    // One hash is computed in any case.
    let matches = (found?.password?.hash ?? PasswordGate.dummy).verifies(bytes)
    guard matches, let found, let password = found.password, found.actor.isActive,
      password.startEnds.map({ $0 > now }) ?? true
    else { return nil }
    let step = try factorStep(shown, found, keys, now: now)
    guard step != .wrong else { return nil }
    let renewed = password.hash.needsRehash ? try PasswordHash(of: bytes) : nil
    return Verified(actor: found.actor, password: password, renewed: renewed, step: step.number)
  }

  private enum FactorStep: Equatable {
    case none, wrong
    case taken(Int64)

    var number: Int64? { if case .taken(let step) = self { step } else { nil } }
  }

  private static func factorStep(_ shown: Shown, _ found: Found, _ keys: KeyRing, now: Int64) throws -> FactorStep {
    guard shown.asksForCode, let factor = found.factor, factor.isActive else { return .none }
    guard let code = shown.code else { throw SignInRefusals.codeRequired }
    let secret = try SecondFactor.open(factor, of: found.actor.id, keys)
    let step = secret.step(accepting: code, atMilliseconds: now, after: factor.lastStep)
    return step.map(FactorStep.taken) ?? .wrong
  }

  /// Passes if actor and password are still what was proved.
  ///
  /// - Throws: a ``Refusal`` `sign-in.failed`.
  func checkUnchanged(in connection: ReadConnection) throws {
    guard try ActorStore.find(actor.id, in: connection)?.isActive == true,
      try PasswordStore.find(actor.id, in: connection)?.hash == hash
    else { throw SignInRefusals.failed }
  }
}

extension GuessGuard {
  /// Passes if a try may be made now.
  fileprivate func pass(_ session: Session) throws {
    let now = session.environment.now()
    try session.withDatabase { try $0.read { try check(now: now, in: $0) } }
  }
}

extension Session {
  /// The key ring of the installation.
  func keyRing() throws -> KeyRing {
    let named = try withDatabase { database in
      try database.read { try SettingStore.content(of: SettingStore.keyRing, in: $0) }
    }
    return try named.map(keys.ring(sealingWith:)) ?? KeyFile.load(from: paths.key)
  }

  /// Who acts, looked at before the transaction, so that nobody who may not act makes long work.
  func actorBeforehand(for operation: String) throws -> Actor {
    try withDatabase { try $0.read { try actor(for: operation, in: $0) } }
  }
}
