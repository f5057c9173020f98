import Primitives

/// The options that every command takes, wherever they stand.
enum GlobalOption: String, CaseIterable {
  case database, key, evidence
  case actor = "as"
  case server, token
  case tokenFile = "token-file"
  case json, language = "lang", quiet, help, version

  /// As it is written: `--database`.
  var flag: String { "--\(rawValue)" }

  /// The option that a flag is, if it is one of these.
  init?(flag: String) {
    guard let option = GlobalOption.allCases.first(where: { flag == $0.flag || flag == "-h" && $0 == .help }) else {
      return nil
    }
    self = option
  }

  /// What stands for its value in help; nil for one without a value.
  var placeholder: String? {
    switch self {
    case .database, .key, .evidence: "PATH"
    case .actor: "NAME"
    case .server: "URL"
    case .token: "TOKEN"
    case .tokenFile: "FILE"
    case .language: "zh|en"
    case .json, .quiet, .help, .version: nil
    }
  }

  /// The variable of the environment that stands in for it.
  var variable: String? {
    switch self {
    case .database: "QILU_DATABASE"
    case .key: "QILU_KEY"
    case .evidence: "QILU_EVIDENCE"
    case .actor: "QILU_ACTOR"
    case .server: "QILU_SERVER"
    case .token: "QILU_TOKEN"
    case .tokenFile: "QILU_TOKEN_FILE"
    case .json, .language, .quiet, .help, .version: nil
    }
  }

  /// What it means.
  var help: Bilingual {
    switch self {
    case .database:
      Bilingual("数据库文件，默认为当前文件夹下的 qilu.db", "the database file, qilu.db in the current folder if absent")
    case .key: Bilingual("密钥文件，默认在数据库旁", "the key file, beside the database if absent")
    case .evidence: Bilingual("证据文件夹，默认在数据库旁", "the folder of evidence, beside the database if absent")
    case .actor:
      Bilingual("由谁操作，默认为与系统用户对应的操作人", "who acts, the actor tied to the system user if absent")
    case .server:
      Bilingual("在这个地址的服务器上操作，不用本机的数据库", "work on the server at this address, not on a database here")
    case .token:
      Bilingual("登录得到的会话或访问令牌；- 从标准输入读取", "the session or token that signing in gave; - reads it from standard input")
    case .tokenFile:
      Bilingual("存放令牌的文件，只许本人可读；优于 --token", "the file that holds it, for its owner alone; better than --token")
    case .json: Bilingual("以 JSON 输出结果", "print the answer as JSON")
    case .language:
      Bilingual("输出语言，默认看 LC_ALL、LC_MESSAGES、LANG", "the language, by LC_ALL, LC_MESSAGES, LANG if absent")
    case .quiet: Bilingual("不显示提示和进度", "print neither warnings nor progress")
    case .help: Bilingual("显示帮助（也可写 -h）", "print help (also -h)")
    case .version: Bilingual("显示版本", "print the version")
    }
  }
}
