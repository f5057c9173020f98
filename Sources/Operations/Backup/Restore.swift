import Database
import Evidence
import Foundation
import Primitives
import Sealing
import Store

/// `qilu restore BACKUP [--manifest DIGEST]`: an installation out of a backup, at paths where nothing is.
///
/// It works before there is anyone who could act. The backup is proved by its manifest, copied, and proved again; then
/// the checks of `qilu check` run on the copy, which gets its names last. A backup of a database that had a fault is
/// restored all the same, and the fault is told. The key is never in a backup: whether the key file at its place is the
/// one is told too.
struct Restore: LocalOperation {
  struct Input: Codable, Sendable {
    var backup: FilePath
    var manifest: String?
  }

  /// What stands at the place of the key file.
  enum KeyState: String, Codable, CaseIterable, Sendable {
    /// The key with which the database seals.
    case present
    /// Nothing.
    case missing
    /// A key file without that key, or one that cannot be read.
    case other
  }

  struct Output: OperationOutput {
    var database: String
    var evidence: FilePath
    var madeAt: String
    var manifest: String
    var files: Int
    var anchor: String
    var key: String
    var keyState: KeyState
    var checks: Int
    var faults: [Check.Output.Fault]

    var verdict: Verdict { faults.isEmpty && keyState == .present ? .done : .different }

    var presentation: [Block] {
      let facts: Block = .facts([
        Block.Fact("数据库", "database", database), Block.Fact("证据文件夹", "evidence", evidence.text),
        Block.Fact("备份时刻", "backed up at", madeAt), Block.Fact("清单摘要", "manifest digest", manifest),
        Block.Fact("审计锚点", "audit anchor", anchor),
      ])
      let proved: Block = .line(
        "\(files) 个文件在恢复前后均与清单摘要一致；审计链到锚点完好。",
        "all \(files) files had the digests of the manifest before and after; the audit chain holds up to the anchor.")
      return [facts, proved] + Check.Output(checks: checks, faults: faults).presentation + [.line(keyWords)]
    }

    private var keyWords: Bilingual {
      switch keyState {
      case .present: Bilingual("密钥文件与数据库相符。", "the key file is the one that belongs to the database.")
      case .missing:
        Bilingual(
          "没有密钥文件：请把编号 \(key) 的密钥放到位，否则身份号码等无法打开。",
          "there is no key file: put the key \(key) in its place, or no citizen ID can be opened.")
      case .other:
        Bilingual(
          "密钥文件不是这个数据库的：需要编号 \(key) 的密钥。", "the key file is not this database's: the key \(key) is needed.")
      }
    }
  }

  static let name = "restore"
  static let summary = Bilingual("由备份恢复成新的安装，并逐一核验", "make an installation out of a backup, and prove it")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("backup", "BACKUP", "一份备份的文件夹", "the folder of one backup"),
    .option("manifest", "DIGEST", "另处保存的清单摘要", "the manifest's digest as it was kept elsewhere"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    let target = try RestoreTarget(session.paths)
    let backup = try BackupFolder(input.backup)
    guard input.manifest.map({ $0 == backup.digest.hex }) ?? true else { throw BackupRefusals.otherManifest }
    return try target.exclusively {
      try requireEqual(backup.differences())
      try target.copy(backup, progress: session.environment.progress)
      try requireEqual(target.differences(from: backup.manifest))
      var output = try looked(through: backup, target, session)
      try target.finish()
      output.keyState = keyState(at: session.paths.key, wanted: output.key)
      return output
    }
  }

  private static func requireEqual(_ differences: [String]) throws {
    guard differences.isEmpty else { throw BackupRefusals.differs(differences) }
  }

  /// Opens the copy, runs every check and writes the event of the restore.
  private static func looked(
    through backup: BackupFolder, _ target: RestoreTarget, _ session: Session
  ) throws -> Output {
    let copy = try CopiedDatabase(at: target.unfinishedDatabase, anchor: try Anchor(backup.manifest.anchor))
    let database = try SQLDatabase.open(.file(target.unfinishedDatabase), migrations: StoreSchema.migrations)
    defer { database.close() }
    let there = Session(session.environment, target.unfinished(session.paths), session.principal, held: nil)
    let checks =
      try database.read { connection in
        let who = try actor(session, connection)
        return try Check.faults(ReadCall(there, connection, who, hasSingleWriter: database.hasSingleWriter))
      } + [Check.storage(copy.faults)]
    try database.write { try record(backup, there, $0) }
    return Output(
      database: target.database, evidence: FilePath(session.paths.evidence), madeAt: backup.manifest.madeAt,
      manifest: backup.digest.hex, files: backup.manifest.files.count, anchor: backup.manifest.anchor, key: copy.key,
      keyState: .missing, checks: checks.count, faults: checks.filter { !$0.rows.isEmpty })
  }

  private static func record(_ backup: BackupFolder, _ session: Session, _ connection: WriteConnection) throws {
    let call = WriteCall(session, connection, try actor(session, connection), hasSingleWriter: true)
    call.record(
      "backup", backup.digest.hex, ["anchor": backup.manifest.anchor, "made-at": backup.manifest.madeAt])
    try call.appendEvent(name, key: call.newIdentifier())
  }

  /// Who restores: the person who was named, or whom the system user is tied to; otherwise the system user as such, for
  /// a restore must be possible on a machine that nobody is known on yet.
  ///
  /// - Throws: a ``Refusal`` (`access.unknown-actor`) where the one who was named is not there.
  private static func actor(_ session: Session, _ connection: ReadConnection) throws -> Actor {
    do {
      // Asked as if a role were needed, so that a name that nobody bears is refused.
      return try Actor.acting(session.principal, .roles([]), session.environment, in: connection)
    } catch let refusal as Refusal where session.principal == .named(nil) && refusal.code.hasPrefix("access.") {
      let user = session.environment.operatingSystemUser() ?? "unknown"
      let row = ActorRow(
        id: ActorID("system-user"), name: user, displayName: user, systemUser: user, isActive: true)
      return Actor(row: row, roles: [])
    }
  }

  private static func keyState(at path: String, wanted: String) -> KeyState {
    guard FileManager.default.fileExists(atPath: path) else { return .missing }
    guard let keys = try? KeyFile.load(from: path) else { return .other }
    return keys.opens(sealedUnder: wanted) ? .present : .other
  }
}
