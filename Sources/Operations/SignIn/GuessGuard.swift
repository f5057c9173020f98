import Database
import Primitives
import Sealing
import Store

/// The guard before a password: counts failures of an account from an address, and tells who must wait.
struct GuessGuard {
  let account: [UInt8]
  let address: [UInt8]
  /// Whose account it is; nil for a name that nobody bears.
  let actor: ActorID?

  /// Passes if a try may be made.
  ///
  /// - Throws: a ``Refusal`` `sign-in.wait` of kind too many.
  func check(now: Int64, in connection: ReadConnection) throws {
    let isKnown =
      try actor.map {
        try GuessStore.isKnown(address, of: $0, since: now - GuessLimits.remembered, in: connection)
      } ?? false
    guard let end = GuessLimits.waitEnd(try counts(now: now, in: connection), isKnown: isKnown, now: now) else {
      return
    }
    throw SignInRefusals.wait(seconds: Int((end - now + 999) / 1000))
  }

  private func counts(now: Int64, in connection: ReadConnection) throws -> GuessCounts {
    try GuessStore.counts(
      account: account, address: address, pairSince: now - GuessLimits.day, since: now - GuessLimits.hour,
      in: connection)
  }

  /// Records a failure in a transaction of its own, since the act that failed leaves no trace.
  func fail(_ session: Session) throws {
    try session.withDatabase { database in
      try database.write { connection in
        let call = WriteCall(session, connection, .nobody, hasSingleWriter: database.hasSingleWriter)
        try record(call)
      }
      session.seal(database, owner: session.environment.newIdentifier())
    }
  }

  /// Writes the failure, with an event where a row of failures or a wait begins: not one for each guess, which would let
  /// anybody flood the trail.
  func record(_ call: WriteCall) throws {
    let now = call.environment.now()
    let total = try GuessStore.total(since: now - GuessLimits.hour, in: call.connection)
    try GuessStore.insert(
      id: call.environment.newIdentifier(), account: account, address: address, at: now, in: call.transaction)
    guard let outcome = outcome(try counts(now: now, in: call.connection), total: total) else { return }
    call.record("account", actor?.text ?? "unknown-" + hex(account), ["outcome": outcome, "address": hex(address)])
    try call.appendEvent(SessionStart.name, key: call.newIdentifier())
  }

  private func outcome(_ counts: GuessCounts, total: Int) -> String? {
    if actor != nil, counts.account == GuessLimits.triesOfAccountAnHour { return "known-addresses-only" }
    guard total < GuessLimits.auditedAnHour else { return nil }
    if counts.pair == GuessLimits.triesBeforeWait { return "waiting" }
    return counts.pair == 1 ? "failed" : nil
  }

  /// The beginning of a hash, by which events of one account or address are told to belong together.
  private func hex(_ bytes: [UInt8]) -> String { String((Digest(bytes: bytes)?.hex ?? "").prefix(16)) }
}
