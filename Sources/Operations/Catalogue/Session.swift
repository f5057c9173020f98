import Database
import Evidence
import Foundation
import Primitives
import Sealing
import Store
import Synchronization

/// Where an installation's database and files are.
public struct InstallationPaths: Sendable, Hashable {
  /// The database: a file, or a `postgres://` URL.
  public let database: String
  /// The key file, outside the database and its backups.
  public let key: String
  /// The folder of evidence.
  public let evidence: String
  /// The folder of a server for files in passing: those of requests, and the results of jobs.
  public let spool: String

  /// Makes paths; the key file and the evidence stand beside the database unless they are named, or in the current
  /// folder where the database is on a server.
  public init(database: String, key: String? = nil, evidence: String? = nil) {
    self.database = database
    let place =
      switch DatabaseLocation(database) {
      case .file(let path): path
      case .postgres: "qilu"
      }
    self.key = key ?? place + ".key"
    self.evidence = evidence ?? place + ".evidence"
    // Beside the evidence where that was named, so that no file of a request ends up in the folder of the moment.
    spool = (evidence ?? place) + ".spool"
  }
}

/// An installation that stays open, as long as a server runs.
final class HeldInstallation: Sendable {
  /// The database.
  let database: SQLDatabase
  /// The keys as they were last read.
  let keys: KeyRingCache

  init(_ database: SQLDatabase, keyPath: String) {
    self.database = database
    keys = KeyRingCache(path: keyPath)
  }

  /// The key ring, sealing with the key that the database names in the state of a transaction.
  func keyRing(in connection: ReadConnection) throws -> KeyRing {
    guard let id = try SettingStore.content(of: SettingStore.keyRing, in: connection) else {
      throw DatabaseFailure.misuse("the installation names no key")
    }
    return try keys.ring(sealingWith: id)
  }
}

/// One person's use of the program: who acts, on which installation, with which effects.
public final class Session: Sendable {
  /// The effects.
  public let environment: Environment
  /// The installation's files.
  public let paths: InstallationPaths
  /// Who acts, as far as the door knows.
  private let given: Principal
  /// Who it was that showed a secret, once it was looked up.
  private let shown = Mutex<Principal?>(nil)
  /// The installation where it stays open; nil where each call opens it for itself.
  let held: HeldInstallation?
  /// The keys as they were last read.
  let keys: KeyRingCache
  /// From where the person speaks, as the door saw it; nil on the machine.
  let address: String?

  /// Begins a session of somebody on the machine; nothing is opened yet.
  ///
  /// - Parameter actorName: The sign-in name that the person gave; nil for the name tied to the operating-system user.
  public convenience init(environment: Environment, paths: InstallationPaths, actorName: String?) {
    self.init(environment, paths, .named(actorName), held: nil)
  }

  init(
    _ environment: Environment, _ paths: InstallationPaths, _ principal: Principal, held: HeldInstallation?,
    address: String? = nil
  ) {
    self.address = address
    self.environment = environment
    self.paths = paths
    given = principal
    self.held = held
    keys = held?.keys ?? KeyRingCache(path: paths.key)
  }

  /// Runs a read on a connection of its own, for another thread than the one that reads already: it takes no place from
  /// others, and sees the state of its own beginning.
  func readApart<Output>(_ body: (ReadConnection) throws -> Output) throws -> Output {
    try withDatabase { try $0.readApart(body) }
  }

  /// Who acts.
  var principal: Principal { shown.withLock { $0 } ?? given }

  /// Runs a read on one consistent state, if the actor may.
  func read<Output>(_ operation: String, _ body: (ReadCall) throws -> Output) throws -> Output {
    try withDatabase { database in
      try database.read { connection in
        let actor = try actor(for: operation, in: connection)
        return try body(ReadCall(self, connection, actor, hasSingleWriter: database.hasSingleWriter))
      }
    }
  }

  /// Runs an act as one transaction with one audit event, if the actor may; a dry run leaves no trace.
  func write<Output: Sendable>(_ operation: String, _ body: (WriteCall) throws -> Output) throws -> Output {
    try Act(self, operation).run(body)
  }

  /// The person who acts, if he may call an operation on the database that is asked.
  func actor(for operation: String, in connection: ReadConnection) throws -> Actor {
    let found = try resolve(in: connection)
    return try SignInGate.actor(for: operation, principal, found: found, environment, in: connection)
  }

  /// What the person showed; nil for somebody on the machine, and before he was looked up.
  var signIn: SignIn? { if case .signedIn(let signIn) = principal { signIn } else { nil } }

  /// Looks up who shows a secret; one that is no longer good counts as none.
  private func resolve(in connection: ReadConnection) throws -> FoundSignIn? {
    guard case .showing(let secret) = given else { return nil }
    let found = try SignInDesk().found(secret, now: environment.now(), in: connection)
    shown.withLock { $0 = found.map { .signedIn($0.signIn) } ?? .nobody }
    return found
  }

  /// Links the events that are committed and not linked yet, where acts run side by side.
  ///
  /// The acts themselves are done: where another process is sealing, or sealing fails, the events wait for the next
  /// sealer, and verifying names them.
  func seal(_ database: SQLDatabase, owner: String) {
    guard !database.hasSingleWriter else { return }
    let now = environment.now
    _ = try? database.write { try AuditSealer.seal(owner: owner, now: now(), in: $0) }
  }

  /// What the storage itself finds damaged.
  func storageFaults() throws -> [String] { try withDatabase { try $0.integrityFaults() } }

  /// Lends the installation's database, opened for a while where it is not open anyway.
  func withDatabase<Output>(_ body: (SQLDatabase) throws -> Output) throws -> Output {
    if let held { return try body(held.database) }
    let location = DatabaseLocation(paths.database)
    let database = try SQLDatabase.open(
      location, migrations: StoreSchema.migrations, upgrade: environment.upgrade(of: location))
    defer { database.close() }
    return try body(database)
  }
}

/// What a reading operation is given.
public class ReadCall {
  /// The session.
  let session: Session
  /// One consistent state of the database.
  let connection: ReadConnection
  /// Who acts.
  fileprivate(set) var actor: Actor
  /// Whether acts follow one another, so that each links its own audit event.
  let hasSingleWriter: Bool

  /// The effects; the clock stands during a call, so that everything it records bears one moment.
  let environment: Environment

  init(_ session: Session, _ connection: ReadConnection, _ actor: Actor, hasSingleWriter: Bool) {
    let moment = session.environment.now()
    var environment = session.environment
    environment.now = { moment }
    self.environment = environment
    self.hasSingleWriter = hasSingleWriter
    self.session = session
    self.connection = connection
    self.actor = actor
  }

  /// The key ring of the installation; the database says which key seals, in the state that the call sees.
  func keyRing() throws -> KeyRing {
    guard let id = try SettingStore.content(of: SettingStore.keyRing, in: connection) else {
      return try KeyFile.load(from: session.paths.key)
    }
    return try session.keys.ring(sealingWith: id)
  }

  /// The evidence of the installation.
  var evidence: EvidenceStore { EvidenceStore(folder: session.paths.evidence) }
}

/// What a writing operation is given: it names the subject of its audit event once.
public final class WriteCall: ReadCall {
  /// The transaction.
  let transaction: WriteConnection
  /// Whether the transaction is rolled back although the operation answers.
  private(set) var leavesNoTrace = false
  private var event: (kind: String, id: String, detail: [String: String])?

  init(_ session: Session, _ transaction: WriteConnection, _ actor: Actor, hasSingleWriter: Bool) {
    self.transaction = transaction
    super.init(session, transaction, actor, hasSingleWriter: hasSingleWriter)
  }

  /// A new identifier.
  func newIdentifier<Subject>() -> Identifier<Subject> { Identifier(environment.newIdentifier()) }

  /// Says who acts, where nobody had signed in when the act began: the person whose sign-in it is.
  func act(as actor: Actor) { self.actor = actor }

  /// Answers without changing anything.
  func leaveNoTrace() { leavesNoTrace = true }

  /// Names what the act concerned; ids and digests only, never a personal value.
  func record(_ kind: String, _ id: String, _ detail: [String: String] = [:]) {
    precondition(event == nil, "an act is one audit event")
    event = (kind, id, detail)
  }

  /// The facts of the act, with the operating-system user where that one is not tied to the actor: on the command line
  /// a person says who acts, and the trail must show whose hands it was.
  private func detail(_ facts: [String: String]) -> [String: String] {
    guard case .named = session.principal, let user = environment.operatingSystemUser(), user != actor.row.systemUser
    else { return facts }
    return facts.merging(["system-user": user]) { fact, _ in fact }
  }

  /// Writes the act's audit event; its identifier is the act's idempotency key.
  func appendEvent(_ operation: String, key: Identifier<AuditEventSubject>) throws {
    guard let event else { preconditionFailure("\(operation) named no subject for the audit trail") }
    try AuditStore.append(
      AuditEvent(
        id: key, at: environment.instant, actorID: actor.row.id.text, actorName: actor.row.name,
        operation: operation, subjectKind: event.kind, subjectID: event.id,
        detail: String(decoding: try OutputJSON.bytes(of: detail(event.detail)), as: UTF8.self)),
      linking: hasSingleWriter, in: transaction)
  }
}
