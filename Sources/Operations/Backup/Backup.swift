import Database
import Evidence
import Foundation
import Primitives
import Sealing
import Store

/// `qilu backup FOLDER [--keep COUNT]`: database and evidence as one consistent set, proven, without the key.
///
/// The database is copied first, so that the copy names only evidence that was kept before. Everything is written into
/// a folder with `.unfinished` at the end of its name, looked through, recorded in the audit trail, and only then given
/// its name: there is no backup that nobody recorded, while a recorded one may be missing where the process died.
struct Backup: LocalOperation {
  struct Input: Codable, Sendable {
    var folder: FilePath
    var keep: Int?
  }

  struct Output: OperationOutput {
    var backup: FilePath
    var manifest: String
    var database: String
    var bytes: Int64
    var evidence: Int
    var linked: Int
    var anchor: String
    var removed: [String]

    var presentation: [Block] {
      let facts: Block = .facts([
        Block.Fact("备份", "backup", backup.text), Block.Fact("清单摘要", "manifest digest", manifest),
        Block.Fact("数据库摘要", "database digest", database), Block.Fact("数据库字节", "database bytes", "\(bytes)"),
        Block.Fact("证据文件", "files of evidence", "\(evidence)"),
        Block.Fact("其中与上一份共用", "of these shared with the backup before", "\(linked)"),
        Block.Fact("审计锚点", "audit anchor", anchor),
        Block.Fact("已移除的旧备份", "older ones removed", removed.isEmpty ? "–" : removed.joined(separator: " ")),
      ])
      return [
        facts,
        .line(
          "备份已核验；密钥不在其中，请另处保管密钥文件和清单摘要。",
          "the backup was verified; the key is not in it: keep the key file and the manifest digest elsewhere."),
      ]
    }
  }

  static let name = "backup"
  static let summary = Bilingual("备份数据库和证据（不含密钥），并核验", "back up database and evidence, without the key, and verify it")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("folder", "FOLDER", "存放各份备份的文件夹，须已存在", "the folder that holds the backups; it must be there"),
    .option("keep", "COUNT", "只保留本系统最新的几份", "how many backups of this installation to keep, all unless told"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    let live = try Live(session)
    guard input.keep.map({ (1...10_000).contains($0) }) ?? true else { throw BackupRefusals.keep }
    let place = try BackupPlace(input.folder, evidence: session.paths.evidence)
    return try place.exclusively {
      session.environment.giveWay()
      var output = try made(live, place, session)
      if let keep = input.keep { output.removed = try place.removeOld(of: live.installation, keeping: keep) }
      return output
    }
  }

  private static func made(_ live: Live, _ place: BackupPlace, _ session: Session) throws -> Output {
    let instant = session.environment.instant
    let name = BackupPlace.name(at: instant)
    let earlier = try place.backups(of: live.installation).last.map {
      try BackupFolder(place.folder.appending($0.name))
    }
    try place.requireRoom(for: live.bytes(beside: earlier?.manifest))
    let unfinished = try place.begin(name)
    do {
      var output = try BackupWriter(folder: unfinished, earlier: earlier, session: session).write(at: instant)
      try record(output, in: place, session)
      output.backup = try place.finish(unfinished, as: name)
      return output
    } catch {
      try? FileManager.default.removeItem(atPath: unfinished.text)
      throw error
    }
  }

  private static func record(_ output: Output, in place: BackupPlace, _ session: Session) throws {
    let folder = URL(fileURLWithPath: place.folder.text).standardizedFileURL.path
    try session.write(name) { call in
      call.record(
        "backup", output.manifest,
        [
          "place": Digest.sha256(of: Array(folder.utf8)).hex, "database": output.database, "anchor": output.anchor,
          "evidence": "\(output.evidence)",
        ])
    }
  }
}

/// The installation that is backed up, as it stands at the beginning.
private struct Live {
  /// The first link of its audit chain.
  let installation: Digest
  private let databaseBytes: Int64
  private let evidence: [EvidenceRow]

  /// Reads it, if the person who acts may back it up.
  init(_ session: Session) throws {
    (installation, evidence) = try session.read(Backup.name) { call in
      (try AuditStore.firstLink(in: call.connection) ?? AuditChain.origin, try EvidenceRows.all(in: call.connection))
    }
    databaseBytes =
      switch DatabaseLocation(session.paths.database) {
      case .file(let path): Self.size(path) + Self.size(path + "-wal")
      // A server does not tell without a right of its own; a full disk is then noticed while writing.
      case .postgres: 0
      }
  }

  /// What a backup takes on the disk, where the evidence of an earlier one need not be written again.
  func bytes(beside earlier: BackupManifest?) -> Int64 {
    let there = Set(earlier?.files.map(\.sha256) ?? [])
    return evidence.filter { !there.contains($0.digest) }.reduce(databaseBytes) { $0 + $1.size }
  }

  private static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}
