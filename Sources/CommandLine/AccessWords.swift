import Operations
import Primitives

extension Access {
  /// Who may call, in words.
  var words: Bilingual {
    switch self {
    case .anyone: Bilingual("任何人", "anyone")
    case .everyone: Bilingual("每位操作人", "every actor")
    case .roles(let roles):
      Bilingual(
        roles.map(\.displayName.zh).joined(separator: "、"), roles.map(\.displayName.en).joined(separator: ", "))
    }
  }
}

extension Reach {
  /// Where it may be called, in words.
  var words: Bilingual {
    switch self {
    case .everywhere: Bilingual("所有入口", "on all doors")
    case .localOnly: Bilingual("只在本机命令行", "only on the command line of the machine")
    }
  }
}

extension Effect {
  /// What it does to the database, in words.
  var words: Bilingual {
    switch self {
    case .pure: Bilingual("不用数据库", "does not use it")
    case .reads: Bilingual("只读", "reads it")
    case .writes: Bilingual("写入，一次完成或全不发生，并留下审计事件", "changes it, wholly or not at all, with an audit event")
    }
  }
}
