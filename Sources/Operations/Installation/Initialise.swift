import Database
import Foundation
import Primitives
import Sealing
import Store

/// `qilu init NAME`: the database, the key file, the evidence folder and the first administrator.
struct Initialise: LocalOperation {
  struct Input: Codable, Sendable {
    var name: String
    var displayName: String
  }

  struct Output: OperationOutput {
    var database: String
    var key: FilePath
    var evidence: FilePath
    var administrator: String
    var systemUser: String?

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("数据库", "database", database), Block.Fact("密钥文件", "key file", key.text),
          Block.Fact("证据文件夹", "evidence", evidence.text),
          Block.Fact("系统管理员", "administrator", administrator),
          Block.Fact("对应的系统用户", "tied to the system user", systemUser ?? "–"),
        ]),
        .line(
          "请把密钥文件另处备份：没有它，身份号码无法打开；不要和数据库放在同一份备份里。",
          "keep a copy of the key file elsewhere: without it no citizen ID can be opened; never in one backup with the database."
        ),
      ]
    }
  }

  static let name = "init"
  static let summary = Bilingual("建立数据库、密钥和第一位系统管理员", "make the database, the key and the first administrator")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "系统管理员的登录名", "the administrator's sign-in name"),
    .option("displayName", "NAME", "显示的姓名", "the name that people read"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    guard !input.name.isEmpty, !input.displayName.isEmpty else { throw ActorRefusals.empty }
    let paths = session.paths
    let database = try SQLDatabase.create(at: DatabaseLocation(paths.database), migrations: StoreSchema.migrations)
    defer { database.close() }
    try database.read { try checkIncomplete($0, paths) }
    // The key comes before the row that says the installation is complete: a kill in between is taken up again.
    let keys = try key(at: paths.key)
    try FileManager.default.createDirectory(
      atPath: paths.evidence, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let user = session.environment.operatingSystemUser()
    try database.write { connection in
      try checkIncomplete(connection, paths)
      try record(
        input, systemUser: user, keyRing: keys.id, session, connection, hasSingleWriter: database.hasSingleWriter)
    }
    session.seal(database, owner: keys.id)
    return Output(
      database: DatabaseLocation(paths.database).shown, key: FilePath(paths.key), evidence: FilePath(paths.evidence),
      administrator: input.name, systemUser: user)
  }

  private static func checkIncomplete(_ connection: ReadConnection, _ paths: InstallationPaths) throws {
    guard try SettingStore.content(of: SettingStore.keyRing, in: connection) == nil else {
      throw alreadyDone(DatabaseLocation(paths.database).shown)
    }
  }

  /// The key file, made if it is absent; one that another initialisation makes at the same moment serves as well.
  private static func key(at path: String) throws -> KeyRing {
    if FileManager.default.fileExists(atPath: path) { return try KeyFile.load(from: path) }
    do {
      return try KeyFile.create(at: path)
    } catch let refusal as Refusal where refusal.code == "key.exists" {
      return try KeyFile.load(from: path)
    }
  }

  private static func record(
    _ input: Input, systemUser: String?, keyRing: String, _ session: Session, _ connection: WriteConnection,
    hasSingleWriter: Bool
  ) throws {
    let environment = session.environment
    let row = ActorRow(
      id: ActorID(environment.newIdentifier()), name: input.name, displayName: input.displayName,
      systemUser: systemUser, isActive: true)
    let call = WriteCall(
      session, connection, Actor(row: row, roles: [.administrator]), hasSingleWriter: hasSingleWriter)
    let instant = call.environment.instant
    try ActorStore.insert(row, at: instant, in: connection)
    try ActorStore.grant(
      Role.administrator.rawValue, to: row.id, by: nil, grant: call.newIdentifier(), at: instant, in: connection)
    try SettingStore.insert(SettingStore.keyRing, keyRing, in: connection)
    call.record("installation", keyRing, ["administrator": row.id.text])
    try call.appendEvent(name, key: call.newIdentifier())
  }

  private static func alreadyDone(_ path: String) -> Refusal {
    Refusal(
      "init.done", message: Bilingual("\(path) 已经建立", "\(path) is initialised already"),
      remedy: Bilingual("直接使用，或用 --database 指定另一个文件", "use it, or name another file with --database"))
  }
}
