import Primitives
import SelectionRules
import Store

/// `qilu forward show EDITION [--unit CODE]`.
struct ForwardShow: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var unit: String?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var unit: String
      var rank: Int
      var nomination: String
      var name: String
      var kind: Forwarding.Kind
      var replaces: String?
      var state: FormState
      var isEnded: Bool
      var document: String
    }

    var entries: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("工会", "union"), TableBlock.number("排序", "rank"), TableBlock.text("推荐编号", "nomination"),
        TableBlock.text("姓名", "name"), TableBlock.text("类别", "kind"), TableBlock.text("顶替", "replaces"),
        TableBlock.text("状态", "state"), TableBlock.text("有效", "in force"), TableBlock.text("文号", "document"),
      ]
      let rows = entries.map { item in
        [item.unit, "\(item.rank)", item.nomination, item.name].map { Bilingual($0, $0) }
          + [item.kind.displayName, Bilingual(item.replaces ?? "", item.replaces ?? ""), item.state.displayName]
          + [item.isEnded ? Bilingual("否", "no") : Bilingual("是", "yes"), Bilingual(item.document, item.document)]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "forward show"
  static let summary = Bilingual("查看上报的排序名单", "show the ranked lists that were forwarded")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("unit", "CODE", "只看一个工会", "one union alone"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let wanted = try input.unit.map { try ForwardWords.find($0, call) }
    if let wanted { try UnitScope.checkAbove(wanted.id, call) }
    let codes = Dictionary(
      uniqueKeysWithValues: try UnionUnitStore.all(in: call.connection).map { ($0.id, $0.code) })
    let entries = try ForwardingStore.entries(of: edition.id, in: call.connection).filter { entry in
      try wanted.map { $0.id == entry.unit } ?? UnitScope.covers(entry.unit, call)
    }
    return Output(
      entries: entries.compactMap { entry in
        guard let kind = Forwarding.Kind(rawValue: entry.kind), let state = FormState(rawValue: entry.state) else {
          return nil
        }
        return Output.Item(
          unit: codes[entry.unit] ?? "", rank: entry.rank, nomination: entry.number.string, name: entry.name,
          kind: kind, replaces: entry.replaces, state: state, isEnded: entry.isEnded, document: entry.document)
      })
  }
}
