import Primitives

/// What went wrong inside the database, told so that the caller can tell the cases apart.
///
/// Texts name tables, columns and constraints, never a value that was bound.
public enum DatabaseFailure: Error, Sendable, Hashable {
  /// A key exists already. The text names the columns (`person.key`) or the index (`index 'name'`).
  case unique(String)
  /// A row refers to one that is not there, or is referred to. SQLite names no key and the text is empty,
  /// PostgreSQL names the constraint.
  case foreignKey(String)
  /// A CHECK does not hold. The text is the constraint's name; for one without, SQLite gives the expression and
  /// PostgreSQL the name that it made. A text with a NUL on PostgreSQL breaks `text_without_nul`.
  case check(String)
  /// A value is missing. The text names the column.
  case notNull(String)
  /// A value has another type than its column. The text names the column.
  case wrongType(String)
  /// Another process kept the database locked for longer than the timeout, or acts met each other more often than
  /// one is repeated. Nothing of the transaction was kept.
  case busy
  /// The disk is full. Nothing of the transaction was kept.
  case full
  /// The file or the disk cannot be written to.
  case readOnly
  /// The file is damaged, or not a database. The text is the engine's.
  case corrupt(String)
  /// The disk failed, the file cannot be reached, or the connection to the server was lost. Nothing of the transaction was kept. The text is the engine's.
  case io(String)
  /// The disk failed, or the connection was lost, while the transaction was made durable: it may be there or not. Look, or repeat under the same
  /// identifier. The text is the engine's.
  case unknownOutcome(String)
  /// A column holds another shape than was asked for.
  case unreadable(column: String, expected: String)
  /// The program used the database wrongly. The text says how.
  case misuse(String)
  /// Anything else, with the engine's code and text. The code is 0 where the engine's is no number: the text then
  /// begins with it.
  case other(code: Int, message: String)
}

extension DatabaseFailure {
  /// The failure as a person meets it: kind ``Primitives/Refusal/Kind/storage``, or
  /// ``Primitives/Refusal/Kind/bug`` where the program is at fault.
  public var asRefusal: Refusal {
    let (code, message, remedy) = texts
    return Refusal("database.\(code)", kind: isBug ? .bug : .storage, message: message, remedy: remedy)
  }

  private var isBug: Bool {
    switch self {
    case .unreadable, .misuse, .wrongType, .notNull: true
    case .unique, .foreignKey, .check, .busy, .full, .readOnly, .corrupt, .io, .unknownOutcome, .other: false
    }
  }

  private typealias Texts = (code: String, message: Bilingual, remedy: Bilingual)

  private var texts: Texts {
    switch self {
    case .unique(let what): ("unique", Bilingual("该记录已存在（\(what)）。", "It exists already (\(what))."), Self.noChange)
    case .foreignKey(let what):
      ("foreign-key", Bilingual("所引用的记录不存在或仍被引用。\(what)", "A row is missing, or still in use. \(what)"), Self.noChange)
    case .check(let what):
      ("check", Bilingual("数据不符合约束 \(what)。", "A value breaks the constraint \(what)."), Self.noChange)
    case .notNull(let what): ("not-null", Bilingual("缺少必填值 \(what)。", "A value is missing: \(what)."), Self.report)
    case .wrongType(let what):
      ("wrong-type", Bilingual("数据类型不符：\(what)", "A value has a wrong type: \(what)"), Self.report)
    case .unreadable(let column, let expected):
      ("unreadable", Bilingual("列 \(column) 不是 \(expected)。", "Column \(column) is not \(expected)."), Self.report)
    case .misuse(let how): ("misuse", Bilingual("程序误用数据库：\(how)", "The database was misused: \(how)"), Self.report)
    case .busy, .full, .readOnly, .corrupt, .io, .unknownOutcome, .other: storageTexts
    }
  }

  private var storageTexts: Texts {
    switch self {
    case .busy:
      (
        "busy", Bilingual("数据库正被其他进程占用。", "Another process keeps the database locked."),
        Bilingual("请稍后重试；未作任何更改。", "Try again later; nothing was changed.")
      )
    case .full:
      (
        "full", Bilingual("磁盘已满。", "The disk is full."),
        Bilingual("请清理磁盘后重试；未作任何更改。", "Free some space and try again; nothing was changed.")
      )
    case .readOnly:
      (
        "read-only", Bilingual("数据库不可写。", "The database cannot be written to."),
        Bilingual("请检查文件与磁盘的写权限。", "Check the permissions of the file and the disk.")
      )
    case .corrupt(let what):
      (
        "corrupt", Bilingual("数据库文件已损坏或不是数据库：\(what)", "The file is damaged or not a database: \(what)"),
        Bilingual("请从备份恢复。", "Restore a backup.")
      )
    case .unknownOutcome(let what):
      (
        "unknown-outcome",
        Bilingual("存储出错，本次操作可能已保存，也可能没有：\(what)", "Storage failed; this act may or may not be saved: \(what)"),
        Bilingual("请先查看是否已保存，再决定是否重做。", "Look whether it was saved before doing it again.")
      )
    case .io(let what): ("io", Bilingual("存储读写失败：\(what)", "Storage failed: \(what)"), Self.checkDisk)
    case .other(let code, let message):
      ("other", Bilingual("数据库错误 \(code)：\(message)", "Database error \(code): \(message)"), Self.report)
    case .unique, .foreignKey, .check, .notNull, .wrongType, .unreadable, .misuse: texts
    }
  }

  private static let noChange = Bilingual("请核对输入；未作任何更改。", "Check the input; nothing was changed.")
  private static let checkDisk = Bilingual(
    "请检查磁盘、路径或数据库服务器；未作任何更改。", "Check the disk, the path or the server; nothing was changed.")
  private static let report = Bilingual("请向维护人员报告此信息。", "Report this text to the maintainers.")
}
