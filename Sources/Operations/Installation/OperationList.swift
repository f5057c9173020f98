import Primitives

/// `qilu operation list`: the catalogue itself, with schemas for programs.
struct OperationList: PureOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var name: String
      var summary: Bilingual
      var effect: Effect
      var reach: Reach
      var roles: [Role]
      var input: String
      var output: String
    }

    var operations: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("操作", "operation"), TableBlock.text("说明", "summary"), TableBlock.text("作用", "effect"),
        TableBlock.text("范围", "reach"), TableBlock.text("角色", "roles"),
      ]
      let rows = operations.map { item in
        [
          Bilingual(item.name, item.name), item.summary, EffectWords.words(item.effect), EffectWords.words(item.reach),
          Bilingual(
            item.roles.isEmpty ? "任何人" : item.roles.map(\.displayName.zh).joined(separator: "、"),
            item.roles.isEmpty ? "anyone" : item.roles.map(\.displayName.en).joined(separator: ", ")),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "operation list"
  static let summary = Bilingual(
    "列出全部操作及其权限（--json 含输入输出结构）", "list all operations with their roles; --json gives the schemas")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    Output(
      operations: Catalogue.all.entries.map { entry in
        Output.Item(
          name: entry.name, summary: entry.summary, effect: entry.effect, reach: entry.reach,
          roles: entry.access.roles, input: entry.input.jsonValue.pythonText,
          output: entry.output.jsonValue.pythonText)
      })
  }
}

/// Words for effects and reaches.
enum EffectWords {
  static func words(_ effect: Effect) -> Bilingual {
    switch effect {
    case .pure: Bilingual("不用数据库", "no database")
    case .reads: Bilingual("读", "reads")
    case .writes: Bilingual("写", "writes")
    }
  }

  static func words(_ reach: Reach) -> Bilingual {
    switch reach {
    case .everywhere: Bilingual("各入口", "everywhere")
    case .localOnly: Bilingual("仅本机", "this machine only")
    }
  }
}
