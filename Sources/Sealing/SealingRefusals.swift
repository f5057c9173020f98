import Primitives

/// Why a sealed value was not opened.
extension Refusal {
  static var malformedSealedValue: Refusal {
    Refusal(
      "sealed.malformed", kind: .storage,
      message: Bilingual("加密数据格式不完整。", "A sealed value is not whole."),
      remedy: Bilingual("请检查数据库并从备份恢复。", "Check the database and restore a backup."))
  }

  static var tamperedSealedValue: Refusal {
    Refusal(
      "sealed.tampered", kind: .storage,
      message: Bilingual("加密数据被改动，或不属于此处。", "A sealed value was changed, or does not belong here."),
      remedy: Bilingual("请检查数据库并从备份恢复。", "Check the database and restore a backup."))
  }

  static func unknownKey(_ id: String) -> Refusal {
    Refusal(
      "sealed.unknown-key", kind: .storage,
      message: Bilingual("没有编号为 \(id) 的密钥。", "There is no key \(id)."),
      remedy: Bilingual("请使用与该数据库配套的密钥文件。", "Use the key file that belongs to this database."))
  }

  static func unknownSealingAlgorithm(_ name: String) -> Refusal {
    Refusal(
      "sealed.unknown-algorithm", kind: .storage,
      message: Bilingual("本程序不认识加密算法 \(name)。", "This program does not know the algorithm \(name)."),
      remedy: Bilingual("请使用更新版本的程序。", "Use a newer version of the program."))
  }
}

/// Why a key file was not made or not read.
extension Refusal {
  static func existingKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.exists", kind: .storage,
      message: Bilingual("密钥文件已存在：\(path)", "There is a key file already: \(path)"),
      remedy: Bilingual("密钥不会被覆盖；请使用现有密钥或换一个路径。", "A key is never overwritten: use it, or another path."))
  }

  static func missingKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.missing", kind: .storage,
      message: Bilingual("密钥文件不存在：\(path)", "There is no key file at \(path)."),
      remedy: Bilingual("请检查路径，或取回另行保管的密钥副本。", "Check the path, or fetch the copy of the key kept elsewhere."))
  }

  static func openKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.readable-by-others", kind: .storage,
      message: Bilingual("密钥文件可被其他用户读写：\(path)", "Other users may read or write the key file \(path)."),
      remedy: Bilingual("请执行：chmod 600 \(path)", "Run: chmod 600 \(path)"))
  }

  static func damagedKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.damaged", kind: .storage,
      message: Bilingual("密钥文件已损坏或不是密钥文件：\(path)", "The key file is damaged or not one: \(path)"),
      remedy: Bilingual("请取回另行保管的密钥副本。", "Fetch the copy of the key kept elsewhere."))
  }

  static func busyKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.busy", kind: .storage,
      message: Bilingual("另一进程正在更改密钥文件：\(path)", "Another process is changing the key file \(path)."),
      remedy: Bilingual("等它结束后重试。", "Try again when it has ended."))
  }

  static func fullKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.full", kind: .storage,
      message: Bilingual("密钥文件已放不下更多密钥：\(path)", "The key file holds as many keys as it can: \(path)"),
      remedy: Bilingual("先停用不再需要的旧密钥。", "Retire keys that nothing needs any more."))
  }

  static func lastKey(_ path: String) -> Refusal {
    Refusal(
      "key.last", kind: .refused,
      message: Bilingual("密钥文件只有这一个密钥：\(path)", "The key file \(path) has no other key."),
      remedy: Bilingual("唯一的密钥不能移除。", "The only key is never taken out."))
  }

  static func newerKeyFile(_ path: String) -> Refusal {
    Refusal(
      "key.newer", kind: .storage,
      message: Bilingual("密钥文件由更新版本的程序写成：\(path)", "A newer program wrote the key file \(path)."),
      remedy: Bilingual("请使用更新版本的程序。", "Use the newer program."))
  }
}
