import Primitives

/// Refusals of malformed commands. They name flags and commands, never a value that was given.
enum UsageFaults {
  private static let toHelp = Bilingual("--help 说明用法", "--help explains the usage")

  static func unknownOption(_ flag: Flag, of syntax: CommandSyntax) -> Refusal {
    let known = syntax.options.map(\.note.flag) + GlobalOption.allCases.map(\.flag)
    let command = "qilu \(syntax.operation)"
    return unknown(
      "usage.unknown-option", flag.name, in: known,
      Bilingual("\(command) 没有选项", "\(command) has no option"),
      otherwise: Bilingual("\(command) --help 列出全部选项", "\(command) --help lists the options"))
  }

  static func unknownCommand(_ word: String, near known: [String], within thing: String? = nil) -> Refusal {
    let command = thing.map { "qilu \($0)" } ?? "qilu"
    return unknown(
      "usage.unknown-command", word, in: known,
      Bilingual("\(command) 没有命令", "\(command) has no command"),
      otherwise: Bilingual("\(command) --help 列出全部命令", "\(command) --help lists the commands"))
  }

  static func missingCommand(_ thing: String, _ verbs: [String]) -> Refusal {
    Refusal(
      "usage.missing-command", kind: .wrongUse,
      message: Bilingual("qilu \(thing) 后面缺少命令", "qilu \(thing) lacks a command"),
      remedy: Bilingual("可用的命令：\(verbs.joined(separator: "、"))", "one of: \(verbs.joined(separator: ", "))"))
  }

  static func missing(_ parameter: CommandSyntax.Parameter, of syntax: CommandSyntax) -> Refusal {
    let usage = UsageLine.text(syntax)
    let name = parameter.shownName
    let help = parameter.note.help
    return Refusal(
      "usage.missing-argument", kind: .wrongUse,
      message: Bilingual("缺少 \(name)（\(help.zh)）", "\(name) is missing (\(help.en))"),
      remedy: Bilingual("用法：\(usage)", "usage: \(usage)"))
  }

  static func surplus(_ count: Int, of syntax: CommandSyntax) -> Refusal {
    let usage = UsageLine.text(syntax)
    return Refusal(
      "usage.unexpected-argument", kind: .wrongUse,
      message: Bilingual("多出 \(count) 个参数", "\(count) argument(s) too many"),
      remedy: Bilingual("用法：\(usage)", "usage: \(usage)"))
  }

  static func missingValue(_ flag: String, _ placeholder: String) -> Refusal {
    Refusal(
      "usage.missing-value", kind: .wrongUse,
      message: Bilingual("\(flag) 后面缺少 \(placeholder)", "\(flag) lacks its \(placeholder)"),
      remedy: Bilingual(
        "写成 \(flag) \(placeholder)；以 -- 开头的值写成 \(flag)=值",
        "write \(flag) \(placeholder), or \(flag)=VALUE for a value that begins with --"))
  }

  static func repeated(_ flag: Flag) -> Refusal {
    Refusal(
      "usage.repeated-option", kind: .wrongUse,
      message: Bilingual("\(flag.name) 给了不止一次", "\(flag.name) is given more than once"),
      remedy: Bilingual("只留一个", "leave one"))
  }

  static func unexpectedValue(_ flag: Flag) -> Refusal {
    Refusal(
      "usage.unexpected-value", kind: .wrongUse,
      message: Bilingual("\(flag.name) 不带值", "\(flag.name) takes no value"),
      remedy: Bilingual("只写 \(flag.name)", "write \(flag.name) alone"))
  }

  static func notInteger(_ name: String) -> Refusal {
    Refusal(
      "usage.not-integer", kind: .wrongUse,
      message: Bilingual("\(name) 须为整数", "\(name) must be a whole number"), remedy: toHelp)
  }

  static func notOneOf(_ choices: [String], _ name: String) -> Refusal {
    Refusal(
      "usage.not-choice", kind: .wrongUse,
      message: Bilingual("\(name) 的值不在可选范围内", "\(name) is none of the possible values"),
      remedy: Bilingual("可选值：\(choices.joined(separator: "、"))", "one of: \(choices.joined(separator: ", "))"))
  }

  private static func unknown(
    _ code: String, _ word: String, in known: [String], _ message: Bilingual, otherwise: Bilingual
  ) -> Refusal {
    let near = EditDistance.nearest(to: word, in: known)
    let name = isCommandLike(word) ? word : "…"
    return Refusal(
      code, kind: .wrongUse, message: Bilingual("\(message.zh) \(name)", "\(message.en) \(name)"),
      remedy: near.map { Bilingual("是否指 \($0)", "did you mean \($0)") } ?? otherwise)
  }

  /// Whether a word looks like a command or a flag; only then it is repeated, since a misplaced value may be anything.
  private static func isCommandLike(_ word: String) -> Bool {
    word.utf8.count <= 40
      && word.unicodeScalars.allSatisfy { $0 == "-" || ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
  }
}
