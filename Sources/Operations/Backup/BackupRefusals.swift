import Primitives

/// What is refused about backups.
enum BackupRefusals {
  static let keep = Refusal(
    "backup.keep", kind: .wrongUse,
    message: Bilingual("保留份数须在 1 至 10000 之间", "the number of backups to keep is 1 to 10000"),
    remedy: Bilingual("改正 --keep", "correct --keep"))

  static let insideEvidence = Refusal(
    "backup.inside-evidence", kind: .wrongUse,
    message: Bilingual("备份文件夹在证据文件夹之内", "the folder of backups is inside the folder of evidence"),
    remedy: Bilingual("换一个文件夹，最好在另一块磁盘上", "name another folder, best on another disk"))

  static func busy(_ folder: FilePath) -> Refusal {
    Refusal(
      "backup.busy", kind: .storage,
      message: Bilingual("另一次备份或恢复正在写入 \(folder.text)", "another backup or restore is writing to \(folder.text)"),
      remedy: Bilingual("等它结束后重试", "try again when it has ended"))
  }

  static func exists(_ name: String) -> Refusal {
    Refusal(
      "backup.exists",
      message: Bilingual("已有名为 \(name) 的备份", "there is a backup \(name) already"),
      remedy: Bilingual("过一秒重试；已有的备份不会被覆盖", "try again a second later; a backup is never overwritten"))
  }

  static func noRoom(_ folder: FilePath, needed: Int64, free: Int64) -> Refusal {
    Refusal(
      "backup.no-room", kind: .storage,
      message: Bilingual(
        "\(folder.text) 空间不足：需要 \(needed) 字节，可用 \(free) 字节",
        "there is no room in \(folder.text): \(needed) bytes are needed and \(free) are free"),
      remedy: Bilingual("清理磁盘，或用 --keep 少留几份，或换一个文件夹", "free some, keep fewer with --keep, or name another folder"))
  }

  static func unsound(_ faults: [String]) -> Refusal {
    let places = faults.prefix(10).joined(separator: "; ")
    return Refusal(
      "backup.unsound", kind: .storage,
      message: Bilingual("备份核验不通过，未保留：\(places)", "the copy did not pass its checks and was not kept: \(places)"),
      remedy: Bilingual("运行 check 查明原因；以前的备份都还在", "run check to see why; every earlier backup is still there"))
  }

  // MARK: Reading a backup

  static func notABackup(_ folder: FilePath) -> Refusal {
    Refusal(
      "backup.not-one", kind: .notFound,
      message: Bilingual("\(folder.text) 不是一份备份", "\(folder.text) is not a backup"),
      remedy: Bilingual(
        "指定名为 qilu-backup-时刻 的那个文件夹本身", "name the folder qilu-backup-… itself, not the one that holds it"))
  }

  static func manifest(_ place: String) -> Refusal {
    Refusal(
      "backup.manifest", kind: .storage,
      message: Bilingual("备份的 manifest.json 无法读取", "the manifest of the backup cannot be read"),
      remedy: Bilingual("换一份备份", "take another backup"),
      location: Refusal.Location(file: BackupManifest.path, column: place.isEmpty ? nil : place))
  }

  static let newer = Refusal(
    "backup.newer", kind: .storage,
    message: Bilingual("备份由更新版本的程序写成", "a newer program made the backup"),
    remedy: Bilingual("请使用更新版本的程序", "use the newer program"))

  static func differs(_ paths: [String]) -> Refusal {
    let places = paths.prefix(10).joined(separator: " ") + (paths.count > 10 ? " …" : "")
    return Refusal(
      "backup.differs", kind: .storage,
      message: Bilingual(
        "备份与其清单不符（\(paths.count) 处）：\(places)",
        "the backup differs from its manifest in \(paths.count) places: \(places)"),
      remedy: Bilingual("换一份备份", "take another backup"))
  }

  static let otherManifest = Refusal(
    "backup.other-manifest", kind: .refused,
    message: Bilingual("清单的摘要与所给的不同", "the manifest has another digest than the one that was given"),
    remedy: Bilingual("核对是不是这一份备份；有人可能改动过它", "see whether it is this backup; somebody may have changed it"))

  // MARK: Restoring

  static let toServer = Refusal(
    "restore.server", kind: .wrongUse,
    message: Bilingual("只能恢复到文件，不能直接恢复到 PostgreSQL", "a backup is restored to a file, not to a server"),
    remedy: Bilingual(
      "先恢复到文件，再用 database copy 复制到服务器", "restore it to a file, then take it to the server with database copy"))

  static func targetExists(_ path: String) -> Refusal {
    Refusal(
      "restore.target-exists",
      message: Bilingual("\(path) 已经存在", "\(path) is there already"),
      remedy: Bilingual(
        "恢复从不覆盖：换一个位置，或先把它移走", "a restore never overwrites: name another place, or move it away first"))
  }
}
