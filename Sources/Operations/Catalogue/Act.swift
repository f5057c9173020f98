import Database
import Primitives
import Store

/// One act: a transaction that is done once, also where the connection is lost while it is made durable.
///
/// The identifier of its audit event is its idempotency key: the event is written in the act's transaction, so its
/// presence tells that an act of unknown outcome was committed, and its primary key keeps it from being done twice.
struct Act<Output: Sendable> {
  /// How often an act of unknown outcome is looked up and, where it is not there, begun again.
  private static var tries: Int { 6 }
  let session: Session
  let operation: String
  let key: Identifier<AuditEventSubject>

  init(_ session: Session, _ operation: String) {
    self.session = session
    self.operation = operation
    key = Identifier(session.environment.newIdentifier())
  }

  /// Does the act; a dry run, or an answer that leaves no trace, is rolled back and answers all the same.
  func run(_ body: (WriteCall) throws -> Output) throws -> Output {
    var answer: Output?
    for attempt in 1..<Self.tries {
      do {
        return try attemptOnce(&answer, isRepetition: attempt > 1, body)
      } catch  where Self.isUnknown(error, isRepetition: attempt > 1) {
        session.environment.pause(100 << attempt)
      }
    }
    return try attemptOnce(&answer, isRepetition: true, body)
  }

  private func attemptOnce(
    _ answer: inout Output?, isRepetition: Bool, _ body: (WriteCall) throws -> Output
  ) throws -> Output {
    var last = answer
    defer { answer = last }
    return try session.withDatabase { database in
      if isRepetition, let last {
        // Only what is durable is done: after a failed flush the event may be seen and still be lost.
        try database.settle()
        if try database.read({ try AuditStore.exists(key, in: $0) }) { return last }
      }
      let output = try transactTwice(database, &last, body)
      // A dry run committed nothing that would have to be sealed.
      if last != nil { session.seal(database, owner: key.text) }
      return output
    }
  }

  /// Where acts run side by side, another act may have taken a key after this one looked: the engine then tells a broken
  /// key instead of a conflict. Begun again, the act sees what the other one did and is refused by its rule.
  private func transactTwice(
    _ database: SQLDatabase, _ last: inout Output?, _ body: (WriteCall) throws -> Output
  ) throws -> Output {
    do {
      return try transact(database, &last, body)
    } catch DatabaseFailure.unique where !database.hasSingleWriter {
      return try transact(database, &last, body)
    }
  }

  private func transact(
    _ database: SQLDatabase, _ last: inout Output?, _ body: (WriteCall) throws -> Output
  ) throws -> Output {
    do {
      return try database.write { connection in
        let actor = try session.actor(for: operation, in: connection)
        let call = WriteCall(session, connection, actor, hasSingleWriter: database.hasSingleWriter)
        let output = try body(call)
        guard !call.leavesNoTrace else { throw WithoutTrace(output: output) }
        try call.appendEvent(operation, key: key)
        last = output
        return output
      }
    } catch let undone as WithoutTrace<Output> {
      return undone.output
    }
  }

  /// Whether it is worth looking again: the outcome is unknown, or the server is not back yet.
  private static func isUnknown(_ error: any Error, isRepetition: Bool) -> Bool {
    switch error {
    case DatabaseFailure.unknownOutcome: true
    case DatabaseFailure.io: isRepetition
    case let refusal as Refusal: isRepetition && refusal.code == "database.unreachable"
    default: false
    }
  }
}

/// Rolls a transaction back and still gives its answer: a dry run, or an import that was refused as a whole.
private struct WithoutTrace<Output: Sendable>: Error {
  let output: Output
}
