import Operations
import Primitives

/// The exit codes of the program, which scripts rely on.
public enum ExitCode: Int32, Sendable, Hashable, CaseIterable {
  /// Done as asked.
  case done = 0
  /// Refused by a rule, or answered with something that differs.
  case different = 1
  /// The command itself is malformed.
  case wrongUse = 2
  /// What was named does not exist.
  case notFound = 3
  /// The actor may not do it.
  case notPermitted = 4
  /// The disk or the database failed, or the answer could not be written.
  case storage = 5
  /// The program is at fault.
  case bug = 70

  /// The one place where kinds of refusals become exit codes.
  public init(_ kind: Refusal.Kind) {
    switch kind {
    case .refused, .outdated: self = .different
    case .wrongUse: self = .wrongUse
    case .notFound: self = .notFound
    case .notPermitted, .notSignedIn: self = .notPermitted
    case .storage, .tooMany: self = .storage
    case .bug: self = .bug
    }
  }

  /// The exit code of an answer.
  public init(_ verdict: Verdict) {
    switch verdict {
    case .done: self = .done
    case .different: self = .different
    }
  }

  /// What help says of it.
  public var meaning: Bilingual {
    switch self {
    case .done: Bilingual("完成", "done")
    case .different: Bilingual("被规则拒绝，或结果有差异", "refused by a rule, or something differs")
    case .wrongUse: Bilingual("命令用法不对", "the command is malformed")
    case .notFound: Bilingual("没有所指的对象", "what was named does not exist")
    case .notPermitted: Bilingual("操作人没有权限", "the actor may not do it")
    case .storage: Bilingual("磁盘或数据库出错，或结果没能写出", "the disk or the database failed, or the answer was not written")
    case .bug: Bilingual("程序内部错误", "the program is at fault")
    }
  }
}
