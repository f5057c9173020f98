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

  init(_ list: StageListRow, _ state: ListState, _ entries: [StageListEntry], names: [ByteText: ByteText]) {
    id = list.id.text
    stage = list.stage
    number = list.number
    self.state = state
    cap = list.cap
    entrants = list.entrants
    passed = list.passed
    inputDigest = list.inputDigest
    items = entries.map {
      Item(
        rank: $0.rank, nomination: $0.nomination, name: names[$0.nomination] ?? "", score: pointsText($0.hundredths),
        isSubstitute: $0.isSubstitute)
    }
  }

  static func names(_ inputs: EditionInputs) -> [ByteText: ByteText] {
    Dictionary(uniqueKeysWithValues: inputs.nominations.map { ($0.key, $0.name) })
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
    ]
  }
}

/// What is refused about lists.
enum ListRefusals {
  static func none(_ stage: Stage) -> Refusal {
    make(
      "list.none", .notFound,
      Bilingual("“\(stage.chinese)”还没有名单", "there is no list of stage \(stage.rawValue)"),
      Bilingual("先用 list compute 计算", "compute it with list compute"))
  }

  static func confirmed(_ stage: Stage) -> Refusal {
    make(
      "list.confirmed", .refused,
      Bilingual(
        "“\(stage.chinese)”名单已确认，其数据不能再改",
        "the list of stage \(stage.rawValue) is confirmed; what it rests on cannot change"),
      Bilingual("已确认的名单是终局；如有异议，在后一阶段以决定处理", "a confirmed list is final; an objection is a decision of a later stage"))
  }

  static func confirmFirst(_ stage: Stage) -> Refusal {
    make(
      "list.confirm-first", .refused,
      Bilingual("“\(stage.chinese)”名单尚未确认", "the list of stage \(stage.rawValue) is not confirmed"),
      Bilingual("先提交并由第二人确认", "submit it and let a second person confirm it"))
  }

  static func computeFirst(_ stage: Stage) -> Refusal {
    make(
      "list.compute-first", .refused,
      Bilingual(
        "“\(stage.chinese)”名单还没有按现有数据计算", "the list of stage \(stage.rawValue) is not computed from the present inputs"),
      Bilingual("先计算该名单", "compute it first"))
  }

  static func notInState(_ stage: Stage, _ state: ListState) -> Refusal {
    make(
      "list.wrong-state", .refused,
      Bilingual(
        "“\(stage.chinese)”名单不是“\(state.displayName.zh)”状态",
        "the list of stage \(stage.rawValue) is not \(state.rawValue)"),
      Bilingual("用 edition show 查看名单状态", "edition show tells the lists' states"))
  }

  static func changed(_ stage: Stage) -> Refusal {
    make(
      "list.inputs-changed", .refused,
      Bilingual(
        "“\(stage.chinese)”名单计算后数据有变化，名单失效",
        "the inputs of the list of stage \(stage.rawValue) changed since it was computed"),
      Bilingual("重新计算名单", "compute the list again"))
  }

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(
      code, kind: kind, citation: Citation("SM-19", Citation.houseRules), message: message, remedy: remedy)
  }
}
