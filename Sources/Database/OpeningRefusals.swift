import Primitives

/// Why a database was not opened.
extension Refusal {
  static func missingDatabase(_ path: String) -> Refusal {
    Refusal(
      "database.missing", kind: .storage,
      message: Bilingual("数据库文件不存在：\(path)", "There is no database at \(path)."),
      remedy: Bilingual("请检查路径；首次使用请先初始化。", "Check the path; before the first use, initialise."))
  }

  static var emptyDatabase: Refusal {
    Refusal(
      "database.empty", kind: .storage,
      message: Bilingual("数据库尚未初始化完成。", "The database was never initialised to the end."),
      remedy: Bilingual("请重新初始化；不会丢失任何内容。", "Initialise again; there is nothing in it to lose."))
  }

  static var foreignDatabase: Refusal {
    Refusal(
      "database.foreign", kind: .storage,
      message: Bilingual("该数据库属于其他程序。", "The database belongs to another program."),
      remedy: Bilingual("请指定本系统的数据库，或换一个路径。", "Name this system's database, or another path."))
  }

  static func newerDatabase(has: Int, knows: Int) -> Refusal {
    Refusal(
      "database.newer", kind: .storage,
      message: Bilingual(
        "数据库结构版本为 \(has)，本程序只认识到 \(knows)。",
        "The database has schema version \(has); this program knows \(knows)."),
      remedy: Bilingual(
        "请使用更新版本的程序；不要用旧程序写入新数据库。",
        "Use the newer program; an older one must not write to it."))
  }

  static func serverBehind(_ place: String, _ version: Int) -> Refusal {
    Refusal(
      "database.upgrade", kind: .storage,
      message: Bilingual(
        "数据库 \(place) 的结构早于本程序的第 \(version) 版，升级前须先备份。",
        "The schema of \(place) is older than version \(version), which this program needs; back it up before the upgrade."
      ),
      remedy: Bilingual(
        "停止旧程序，用 pg_dump 备份，然后以环境变量 QILU_MIGRATE=yes 运行一次任意命令。",
        "Stop the older program, dump the database with pg_dump, then run any command once with QILU_MIGRATE=yes."))
  }

  static func changedMigration(_ version: Int) -> Refusal {
    Refusal(
      "database.migration-differs", kind: .storage,
      message: Bilingual(
        "数据库已执行的第 \(version) 号结构变更与本程序的不一致。",
        "Migration \(version) as the database applied it differs from this program's."),
      remedy: Bilingual(
        "请使用建立该数据库的程序版本，或从备份恢复；已发布的结构变更不可修改，只能追加。",
        "Use the version of the program that made the database, or restore a backup; released migrations only grow."))
  }

  static func unreachableServer(_ place: String, _ reason: String) -> Refusal {
    Refusal(
      "database.unreachable", kind: .storage,
      message: Bilingual("无法连接数据库服务器 \(place)：\(reason)", "The server at \(place) cannot be reached: \(reason)"),
      remedy: Bilingual(
        "请检查服务器是否运行，以及地址、用户名和密码。", "Check that the server runs, and the address, name and password."))
  }

  static func unsuitableServer(_ reason: Bilingual) -> Refusal {
    Refusal(
      "database.unsuitable", kind: .storage, message: reason,
      remedy: Bilingual(
        "请使用 PostgreSQL 15 或更新版本，并以 UTF8 编码建库。",
        "Use PostgreSQL 15 or later, and a database made with the encoding UTF8."))
  }

  /// The URL is not repeated: it may hold a password.
  static var malformedURL: Refusal {
    Refusal(
      "database.url", kind: .wrongUse,
      message: Bilingual("数据库地址不是有效的 PostgreSQL URL。", "The database's address is not a PostgreSQL URL."),
      remedy: Bilingual(
        "请按 postgres://用户@主机:端口/数据库 的形式书写，特殊字符用 %XX。",
        "Write it as postgres://user@host:port/database, with %XX for special characters."))
  }
}
