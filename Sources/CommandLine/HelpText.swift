import Operations
import Primitives

/// Help as text, each line ended by a line feed.
struct HelpText {
  let tree: CommandTree
  let language: Language

  func text(_ topic: HelpTopic) -> String {
    let sections =
      switch topic {
      case .overview: overview
      case .thing(let thing): about(thing)
      case .operation(let entry): OperationHelp(entry: entry, language: language).sections
      case .completion: completion
      }
    return sections.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private var overview: [[String]] {
    let things = tree.things.map { commands($0, tree.entries(about: $0)) }
    let own = [
      ["help", say("显示一个命令的用法", "explain a command")],
      ["completion", say("打印 bash 或 zsh 的补全脚本", "print the completion script of bash or zsh")],
    ]
    let single = tree.single.map { [$0.name, $0.summary.text(language)] } + own
    return [
      [say("qilu：“齐鲁工匠”选树系统", "qilu: the selection of Qilu Craftsmen")],
      [say("用法：qilu 对象 命令 [参数] [选项]", "Usage: qilu THING VERB [arguments] [options]")],
    ] + things + [
      [say("其他命令：", "Other commands:")] + AlignedColumns.lines(single, indent: 2), globalOptions, exitCodes,
    ]
  }

  private func about(_ thing: String) -> [[String]] {
    [
      [say("用法：qilu \(thing) 命令 [参数] [选项]", "Usage: qilu \(thing) VERB [arguments] [options]")],
      commands(thing, tree.entries(about: thing)),
      [say("qilu \(thing) 命令 --help 说明一个命令。", "qilu \(thing) VERB --help explains a command.")],
    ]
  }

  private func commands(_ thing: String, _ entries: [CatalogueEntry]) -> [String] {
    let rows = entries.map { [$0.words.dropFirst().joined(separator: " "), $0.summary.text(language)] }
    return ["\(thing)"] + AlignedColumns.lines(rows, indent: 2)
  }

  private var globalOptions: [String] {
    let rows = GlobalOption.allCases.map { option in
      let variable = option.variable.map { say("（环境变量 \($0)）", " (variable \($0))") } ?? ""
      let form = [option.flag, option.placeholder].compactMap { $0 }.joined(separator: " ")
      return [form, option.help.text(language) + variable]
    }
    return [say("通用选项，可放在任何位置：", "Options of every command, anywhere:")]
      + AlignedColumns.lines(rows, indent: 2)
  }

  private var exitCodes: [String] {
    [say("退出码：", "Exit codes:")] + ExitCode.lines(language)
  }

  private var completion: [[String]] {
    [
      [say("用法：qilu completion bash|zsh", "Usage: qilu completion bash|zsh")],
      [
        say("在 shell 的启动文件中加一行：", "Add one line to the shell's start file:"),
        "  ~/.bashrc  source <(qilu completion bash)",
        "  ~/.zshrc   source <(qilu completion zsh)",
      ],
    ]
  }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh, en).text(language) }
}

extension ExitCode {
  /// All exit codes, a line each.
  static func lines(_ language: Language) -> [String] {
    AlignedColumns.lines(
      allCases.map { ["\($0.rawValue)", $0.meaning.text(language)] }, [.trailing], indent: 2)
  }
}
