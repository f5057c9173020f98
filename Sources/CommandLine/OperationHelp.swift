import Operations
import Primitives

/// The help of one operation.
struct OperationHelp {
  let entry: CatalogueEntry
  let language: Language

  /// The parts between which stands an empty line.
  var sections: [[String]] {
    let syntax = CommandSyntax(entry)
    return [
      [say("用法：", "Usage: ") + UsageLine.text(syntax)],
      [entry.summary.text(language)],
      part("参数：", "Arguments:", syntax.arguments),
      part("选项：", "Options:", syntax.options),
      facts,
      [say("退出码：", "Exit codes:")] + ExitCode.lines(language),
      [say("通用选项见 qilu --help。", "qilu --help lists the options of every command.")],
    ].filter { !$0.isEmpty }
  }

  private func part(_ zh: String, _ en: String, _ parameters: [CommandSyntax.Parameter]) -> [String] {
    guard !parameters.isEmpty else { return [] }
    return [say(zh, en)] + AlignedColumns.lines(parameters.map { [$0.shownForm, explanation($0)] }, indent: 2)
  }

  /// The note, then what a person must know beside it.
  private func explanation(_ parameter: CommandSyntax.Parameter) -> String {
    var parts = [parameter.note.help.text(language)].filter { !$0.isEmpty }
    if parameter.isNeeded, !parameter.isArgument { parts.append(say("必填", "required")) }
    if !parameter.isNeeded, parameter.isArgument { parts.append(say("可省略", "optional")) }
    if parameter.repeats { parts.append(say("可给多个", "may be repeated")) }
    if parameter.scalar == .integer { parts.append(say("整数", "a whole number")) }
    if case .choice(let choices) = parameter.scalar {
      parts.append(say("可选值：\(choices.joined(separator: "、"))", "one of: \(choices.joined(separator: ", "))"))
    }
    return parts.joined(separator: say("；", "; "))
  }

  private var facts: [String] {
    AlignedColumns.lines([
      [say("谁可以调用", "Who may call it"), entry.access.words.text(language)],
      [say("何处可以调用", "Where"), entry.reach.words.text(language)],
      [say("数据库", "The database"), entry.effect.words.text(language)],
    ])
  }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh, en).text(language) }
}
