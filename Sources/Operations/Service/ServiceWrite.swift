import Database
import Foundation
import Primitives
import Sealing
import Store
import Synchronization

/// Acts of a server: decoded where they arrive, done where the one writer is, answered once they are durable.
extension Service {
  func write(_ call: ServiceCall, _ then: @escaping @Sendable (ServiceAnswer) -> Void) -> ServiceAnswer? {
    do {
      switch try call.entry.prepared(json: call.input) {
      case .writes(let writing):
        submit(call, writing, then)
        return nil
      case .staged(let length, let stage):
        let pool = length == .long ? jobs : hashers
        let isTaken = pool.run { [self] in
          do { submit(call, try stage(session(call)), then) } catch { then(.refusal(RefusalOfError.refusal(error))) }
        }
        return isTaken ? nil : .refusal(ServiceRefusals.busy)
      case .pure, .local, .reads: return .refusal(ServiceRefusals.onMachine)
      }
    } catch {
      return .refusal(RefusalOfError.refusal(error))
    }
  }

  private func submit(
    _ call: ServiceCall, _ writing: @escaping PreparedOperation.Writing,
    _ then: @escaping @Sendable (ServiceAnswer) -> Void
  ) {
    let act = ServiceAct(self, call, writing)
    held.database.submit {
      try act.run(in: $0)
    } then: { [self] error in
      let answer = act.answer(after: error)
      guard let kept = act.refusalToKeep(answer) else { return then(answer) }
      // Whoever asks again with the key gets the same refusal, whatever has changed meanwhile.
      held.database.submit {
        try kept($0)
      } then: { _ in
        then(answer)
      }
    }
  }
}

/// One act of a server.
///
/// Unchecked: the variables are written on the writer's thread alone, and read on it after the commit.
private final class ServiceAct: @unchecked Sendable {
  private let service: Service
  private let call: ServiceCall
  private let writing: PreparedOperation.Writing
  private let session: Session
  private let event: Identifier<AuditEventSubject>
  private var outcome: ServiceAnswer?
  private var actor: ActorID?

  init(_ service: Service, _ call: ServiceCall, _ writing: @escaping PreparedOperation.Writing) {
    self.service = service
    self.call = call
    self.writing = writing
    session = service.session(call)
    event = Identifier(service.environment.newIdentifier())
  }

  /// The act as one transaction; whatever it throws leaves no trace.
  func run(in connection: WriteConnection) throws {
    outcome = nil
    let actor = try session.actor(for: call.entry.name, in: connection)
    let write = WriteCall(session, connection, actor, hasSingleWriter: service.held.database.hasSingleWriter)
    // Nobody's answers are kept: two strangers may have the same key.
    self.actor = actor.isNobody ? nil : actor.id
    if let repeated = try repeated(in: connection) {
      outcome = repeated
      return
    }
    try checkCondition(write)
    let output = try writing(write)
    let answer = try Service.output(output, call)
    outcome = answer
    guard !write.leavesNoTrace else { throw Undone() }
    try write.appendEvent(call.entry.name, key: event)
    try keep(answer, in: connection)
  }

  /// The answer once the outcome of the commit is known.
  func answer(after error: (any Error)?) -> ServiceAnswer {
    switch error {
    case nil, is Undone: outcome ?? .refusal(ServiceRefusals.busy)
    case let error?: .refusal(Service.hidden(RefusalOfError.refusal(error), call))
    }
  }

  private struct Undone: Error {}

  // MARK: The same again

  private func repeated(in connection: ReadConnection) throws -> ServiceAnswer? {
    guard let key = call.key, let actor, let kept = try IdempotencyStore.find(key, of: actor, in: connection) else {
      return nil
    }
    guard kept.operation == call.entry.name, kept.request == requestDigest else { throw ServiceRefusals.keyReused }
    let bytes = try service.held.keyRing(in: connection).open(kept.answer, context: context(key, actor))
    if kept.isRefusal { return .refusal(try JSONDecoder().decode(Refusal.self, from: Data(bytes))) }
    return .output(
      body: Array(bytes.dropFirst()), tag: AnswerTag.tag(of: Array(bytes.dropFirst())),
      verdict: bytes.first == 0 ? .done : .different, isRepeated: true)
  }

  private func keep(_ answer: ServiceAnswer, in connection: WriteConnection) throws {
    // A secret that is shown once is kept nowhere: whoever lost the answer asks for another one.
    guard let key = call.key, let actor, !SecretAnswers.operations.contains(call.entry.name) else { return }
    let (bytes, isRefusal): ([UInt8], Bool) =
      switch answer {
      case .output(let body, _, let verdict, _): ([verdict == .done ? 0 : 1] + body, false)
      case .refusal(let refusal): (try OutputJSON.bytes(of: refusal), true)
      }
    let sealed = try service.held.keyRing(in: connection).seal(bytes, context: context(key, actor))
    try IdempotencyStore.keep(
      KeptAnswer(operation: call.entry.name, request: requestDigest, isRefusal: isRefusal, answer: sealed),
      key, of: actor, at: service.environment.now(), in: connection)
  }

  /// What keeps a refusal for the next time: one that a rule gave. A failure of the disk or of the call itself is none.
  func refusalToKeep(_ answer: ServiceAnswer) -> (@Sendable (WriteConnection) throws -> Void)? {
    guard case .refusal(let refusal) = answer, call.key != nil, actor != nil else { return nil }
    switch refusal.kind {
    case .refused, .notFound, .outdated:
      guard refusal.code != ServiceRefusals.keyReused.code else { return nil }
      return { [self] in try keep(answer, in: $0) }
    case .wrongUse, .notPermitted, .notSignedIn, .storage, .tooMany, .bug: return nil
    }
  }

  private func context(_ key: String, _ actor: ActorID) -> String { KeptContext.answer(actor: actor.text, key: key) }

  private var requestDigest: [UInt8] {
    var stream = SHA256Stream()
    stream.update(Array(call.entry.name.utf8) + [0])
    stream.update(Array(call.identity))
    return stream.finish().bytes
  }

  // MARK: What the caller saw

  /// Passes if the answer that the caller saw is still the answer.
  private func checkCondition(_ write: WriteCall) throws {
    guard let condition = call.condition else { return }
    guard case .reads(let run) = try condition.entry.prepared(json: condition.input) else { return }
    try AccessTable.access(to: condition.entry.name).check(condition.entry.name, write.actor)
    guard case .output(_, let tag, _, _) = try Service.output(try run(write)) else { return }
    if let tags = condition.tags, !tags.contains(tag) { throw ServiceRefusals.outdated }
  }
}
