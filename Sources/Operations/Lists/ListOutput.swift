import Primitives
import SelectionRules
import Store

/// A list as people and programs see it.
struct ListOutput: OperationOutput {
  struct Item: Codable, Sendable {
    var rank: Int
    var nomination: ByteText
    var name: ByteText
    var score: String
    var isSubstitute: Bool
  }

  var id: String
  var stage: Stage
  var number: Int
  var state: ListState
  var cap: Int
  var entrants: Int
  var passed: Int
  var inputDigest: String
  var items: [Item]
  /// Who did not pass; nothing where the inputs changed since the list was computed.
  var notPassed: NotPassed?

  init(
    _ list: StageListRow, _ state: ListState, _ entries: [StageListEntry], _ inputs: EditionInputs,
    notPassed: NotPassed?
  ) {
    let names = Dictionary(uniqueKeysWithValues: inputs.nominations.map { ($0.key, $0.name) })
    id = list.id.text
    stage = list.stage
    number = list.number
    self.state = state
    cap = list.cap
    entrants = list.entrants
    passed = list.passed
    inputDigest = list.inputDigest
    self.notPassed = notPassed
    items = entries.map {
      Item(
        rank: $0.rank, nomination: $0.nomination, name: names[$0.nomination] ?? "", score: pointsText($0.hundredths),
        isSubstitute: $0.isSubstitute)
    }
  }

  var presentation: [Block] {
    let columns = [
      TableBlock.number("名次", "rank"), TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "name"),
      TableBlock.number("得分", "score"), TableBlock.text("备注", "note"),
    ]
    let rows = items.map { item in
      [String(item.rank), item.nomination.string, item.name.string, item.score].map { Bilingual($0, $0) }
        + [item.isSubstitute ? Bilingual("递补", "substitute") : Bilingual("", "")]
    }
    return [
      .heading(
        "\(stage.chinese)名单（第 \(number) 份，\(state.displayName.zh)）",
        "list \(number) of \(stage.rawValue), \(state.rawValue)"),
      .table(TableBlock(columns, bilingual: rows)),
      .line(
        "参评 \(entrants)，上限 \(cap)，入选 \(passed)，空缺 \(cap - passed)",
        "\(entrants) entrants, at most \(cap), \(passed) passed, \(cap - passed) left vacant"),
    ] + (notPassed?.blocks ?? [Self.changed])
  }

  private static let changed = Block.line(
    "名单计算后数据有变化，未入选情况不再显示；请重新计算。",
    "the inputs changed since the list was computed, so those who did not pass are not told; compute it again.")
}
