import Database
import Foundation
import Primitives
import Sealing
import Store
import Synchronization

/// The catalogue as a server offers it: the database stays open, reads run side by side, and the acts of many people share
/// the commits that make them durable.
public final class Service: Sendable {
  /// How many reads run at once: two cores' worth, and as many again that wait for the disk.
  private static let readers = 4

  let environment: Environment
  let paths: InstallationPaths
  let held: HeldInstallation
  let workers = WorkerPool(threads: Service.readers)
  /// What a password takes is done here: as many at once as ``PasswordGate`` has places, some seconds of them waiting.
  let hashers = WorkerPool(threads: 2, waiting: 256, yields: true)
  /// One long work at a time: two would only make each other slower, and everybody else.
  let jobs = WorkerPool(threads: 1)
  /// Who seals the audit trail, where acts run side by side.
  let owner: String
  let isClosing = Atomic(false)
  private let memory = AnswerMemory()
  private let watch: (any StateWatch)?
  private let touched = Mutex<[String: Int64]>([:])

  /// Opens the installation.
  ///
  /// - Throws: a ``Refusal``, as opening a database does, and where the key file cannot be read.
  public init(paths: InstallationPaths, environment: Environment) throws {
    self.paths = paths
    self.environment = environment
    owner = environment.newIdentifier()
    do {
      let location = DatabaseLocation(paths.database)
      let database = try SQLDatabase.open(
        location, migrations: StoreSchema.migrations, readers: Service.readers,
        upgrade: environment.upgrade(of: location))
      held = HeldInstallation(database, keyPath: paths.key)
      watch = try database.watch()
      _ = try database.read { [held] in try held.keyRing(in: $0) }
      try Self.clearSpool(paths.spool)
    } catch {
      throw RefusalOfError.refusal(error)
    }
  }

  /// Ends what is running and waiting, then closes the database.
  public func close() {
    isClosing.store(true, ordering: .releasing)
    jobs.close()
    hashers.close()
    workers.close()
    held.database.close()
  }

  /// Answers a call: at once where the answer is known, else later through `then`, on another thread.
  public func answer(
    _ call: ServiceCall, then: @escaping @Sendable (ServiceAnswer) -> Void
  ) -> ServiceAnswer? {
    switch call.entry.effect {
    case .reads:
      if let known = remembered(call) { return known }
      return work(then) { [self] in read(call) }
    case .pure: return work(then) { [self] in pure(call) }
    case .writes: return write(call, then)
    }
  }

  /// Whether the database answers.
  public func isReady() -> Bool {
    (try? held.database.read { try SettingStore.content(of: SettingStore.keyRing, in: $0) }) != nil
  }

  /// The folder for files in passing.
  public var spool: String { paths.spool }

  /// How much was written so far.
  public var written: WriterCounts { held.database.written }

  // MARK: Reading

  func session(_ call: ServiceCall) -> Session {
    Session(
      environment, paths, call.principal ?? call.secret.map(Principal.showing) ?? .nobody, held: held,
      address: call.address)
  }

  private func work(
    _ then: @escaping @Sendable (ServiceAnswer) -> Void, _ body: @escaping @Sendable () -> ServiceAnswer
  ) -> ServiceAnswer? {
    workers.run { then(body()) } ? nil : .refusal(ServiceRefusals.busy)
  }

  private func pure(_ call: ServiceCall) -> ServiceAnswer {
    answering {
      guard case .pure(let run) = try call.entry.prepared(json: call.input) else { throw ServiceRefusals.onMachine }
      return try Self.output(try run(environment))
    }
  }

  private func read(_ call: ServiceCall) -> ServiceAnswer {
    answering {
      guard case .reads(let run) = try call.entry.prepared(json: call.input) else { throw ServiceRefusals.onMachine }
      let session = session(call)
      let key = memoryKey(call)
      let before = watch?.mark()
      let answer = try session.read(call.entry.name) { try Self.output(try run($0), call) }
      touch(call, session)
      if let key, let before, before == watch?.mark() { remember(answer, key, before, call) }
      return answer
    }
  }

  private func memoryKey(_ call: ServiceCall) -> AnswerMemory.Key? {
    guard let day = try? CalendarDay(instantMilliseconds: environment.now()).dayNumber else { return nil }
    return AnswerMemory.Key(
      operation: call.entry.name, input: call.input, shape: call.shape, secret: call.secret, day: day)
  }

  private func remembered(_ call: ServiceCall) -> ServiceAnswer? {
    guard let key = memoryKey(call), let mark = watch?.mark() else { return nil }
    return memory.answer(key, mark, now: environment.now())
  }

  /// A kept answer is good for half a minute at most, so that the idle time of a session is noticed and written.
  private func remember(_ answer: ServiceAnswer, _ key: AnswerMemory.Key, _ mark: StateMark, _ call: ServiceCall) {
    guard case .output(let body, _, _, _) = answer else { return }
    let now = environment.now()
    let until = min(now + 30_000, expiry(call) ?? now + 30_000)
    memory.keep(AnswerMemory.Kept(answer: answer, validUntil: until, size: body.count + 512), key, mark)
  }

  private func expiry(_ call: ServiceCall) -> Int64? {
    guard let secret = call.secret else { return nil }
    let now = environment.now()
    let found = try? held.database.read {
      try SignInDesk().principal(forSecret: secret, address: call.address, now: now, in: $0)
    }
    return found.map(\.expiresAtMilliseconds) ?? now
  }

  /// Writes that a session was used, once a minute.
  private func touch(_ call: ServiceCall, _ session: Session) {
    guard let secret = call.secret, case .session(let id)? = session.signIn?.credential,
      isDue(secret, every: SessionLimits.touchEvery)
    else { return }
    let now = environment.now()
    held.database.submit {
      try SignInDesk().touch(session: id, now: now, in: $0)
    } then: { _ in
    }
  }

  /// Whether something was last done so many milliseconds ago; then it counts as done now.
  func isDue(_ what: String, every milliseconds: Int64) -> Bool {
    let now = environment.now()
    return touched.withLock { touched in
      guard now - (touched[what] ?? 0) >= milliseconds else { return false }
      if touched.count > 100_000 { touched.removeAll() }
      touched[what] = now
      return true
    }
  }

  /// A body that throws becomes the refusal that it stands for.
  func answering(_ body: () throws -> ServiceAnswer) -> ServiceAnswer {
    do { return try body() } catch { return .refusal(RefusalOfError.refusal(error)) }
  }

  static func output(_ output: any OperationOutput, _ call: ServiceCall? = nil) throws -> ServiceAnswer {
    var body = try OutputJSON.bytes(of: output)
    if let call, let shape = call.shape, let form = ListForm(call.entry) {
      body = try form.shaped(try JSONValue(reading: body, file: call.entry.name), shape).compactBytes
    }
    if let folder = call?.folder { body = HiddenFolder.removed(folder, from: body) }
    return .output(body: body, tag: AnswerTag.tag(of: body), verdict: output.verdict, isRepeated: false)
  }
}

extension Service {
  /// Makes the folder for files in passing, and clears what requests of an earlier server left.
  private static func clearSpool(_ spool: String) throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: spool + "/jobs", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for name in try files.contentsOfDirectory(atPath: spool) where name != "jobs" {
      try files.removeItem(atPath: spool + "/" + name)
    }
  }

  /// A refusal that does not name the folder in which the request's files stood.
  static func hidden(_ refusal: Refusal, _ call: ServiceCall) -> Refusal {
    guard let folder = call.folder, let bytes = try? OutputJSON.bytes(of: refusal),
      let shown = try? JSONDecoder().decode(Refusal.self, from: Data(HiddenFolder.removed(folder, from: bytes)))
    else { return refusal }
    return shown
  }
}

/// Takes the folder of a request's files out of what is answered: people know their files by their names.
enum HiddenFolder {
  /// The bytes without the folder and the number of the file's own folder below it.
  static func removed(_ folder: String, from body: [UInt8]) -> [UInt8] {
    let text = String(decoding: body, as: UTF8.self)
    guard text.contains(folder) else { return body }
    let pieces = text.components(separatedBy: folder + "/")
    let rest = pieces.dropFirst().map { piece in
      piece.firstIndex(of: "/").map { slash in
        piece[..<slash].allSatisfy(\.isNumber) ? String(piece[piece.index(after: slash)...]) : piece
      } ?? piece
    }
    return Array((pieces.prefix(1) + rest).joined().utf8)
  }
}

/// What a service refuses by itself.
enum ServiceRefusals {
  static let busy = Refusal(
    "service.busy", kind: .tooMany,
    message: Bilingual("服务器正忙", "the server has too much to do"),
    remedy: Bilingual("请稍后再试；未作任何更改", "try again in a moment; nothing was changed"))

  static let onMachine = Refusal(
    "service.local-only", kind: .notPermitted,
    message: Bilingual("该操作只能在服务器本机的命令行上进行", "this is done on the command line of the machine only"),
    remedy: Bilingual("请在服务器上运行 qilu", "run qilu on the server"))

  static func otherAnswer(_ operation: String) -> Refusal {
    Refusal(
      "server.not-qilu", kind: .storage,
      message: Bilingual(
        "服务器的回答不是 \(operation) 的结果", "the server's answer is none of \(operation)"),
      remedy: Bilingual(
        "检查地址，以及服务器与本程序的版本是否相同；操作可能已经完成",
        "check the address, and that server and program are of one version; it may have been done"))
  }

  static let keyReused = Refusal(
    "idempotency.other-request", kind: .refused,
    message: Bilingual("该 Idempotency-Key 已用于另一个请求", "this Idempotency-Key was used for another request"),
    remedy: Bilingual("每个新请求用一个新的键", "take a new key for each new request"))

  static let outdated = Refusal(
    "service.outdated", kind: .outdated,
    message: Bilingual("您看到的内容此后已被更改", "what you saw has been changed since"),
    remedy: Bilingual("重新读取后再作修改；未作任何更改", "read it again, then decide; nothing was changed"))
}
