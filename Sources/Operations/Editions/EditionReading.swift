import Primitives
import SelectionRules
import Store

/// `qilu edition list`.
struct EditionList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var name: String
      var year: Int
      var organiser: EditionOrganiser
      var state: EditionState
    }

    var editions: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("届次", "edition"), TableBlock.number("年度", "year"),
        TableBlock.text("主办单位", "organiser"), TableBlock.text("阶段", "state"),
      ]
      return [
        .table(
          TableBlock(
            columns,
            bilingual: editions.map {
              [
                Bilingual($0.name, $0.name), Bilingual("\($0.year)", "\($0.year)"), $0.organiser.words,
                $0.state.displayName,
              ]
            }))
      ]
    }
  }

  static let name = "edition list"
  static let summary = Bilingual("列出各届", "list the editions")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      editions: try EditionStore.all(in: call.connection).compactMap { row in
        let organiser = try EditionOrganiser(row.organiser, in: call.connection)
        return EditionState(rawValue: row.state).map {
          Output.Item(name: row.name, year: row.year, organiser: organiser, state: $0)
        }
      })
  }
}

/// `qilu edition show NAME`.
struct EditionShow: ReadOperation {
  struct Input: Codable, Sendable {
    var name: String
  }

  struct Output: OperationOutput {
    struct ListFacts: Codable, Sendable {
      var stage: Stage
      var number: Int
      var state: ListState
      var cap: Int
      var entrants: Int
      var passed: Int
    }

    struct Step: Codable, Sendable {
      var at: String
      var from: EditionState?
      var to: EditionState
      var by: String
      var reason: String
    }

    var name: String
    var year: Int
    var organiser: EditionOrganiser
    var state: EditionState
    var rulesVersion: Int
    var rulesFrozen: Bool
    var nominations: Int
    var qualified: Int
    var lists: [ListFacts]
    var history: [Step]
  }

  static let name = "edition show"
  static let summary = Bilingual("查看一届的阶段、规则和名单", "show an edition's state, rules and lists")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("name", "NAME", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.name, in: call.connection)
    let nominations = try edition.inputs(in: call.connection).nominations
    let lists = try StageListStore.all(of: edition.id, in: call.connection).compactMap { list in
      ListState(rawValue: list.state).map {
        Output.ListFacts(
          stage: list.stage, number: list.number, state: $0, cap: list.cap, entrants: list.entrants,
          passed: list.passed)
      }
    }
    let history = try EditionStore.history(of: edition.id, in: call.connection).compactMap { step in
      EditionState(rawValue: step.to).map {
        Output.Step(
          at: step.at, from: step.from.flatMap(EditionState.init), to: $0, by: step.by, reason: step.reason)
      }
    }
    return Output(
      name: edition.row.name, year: edition.row.year, organiser: try edition.organiser(in: call.connection),
      state: try edition.state(), rulesVersion: edition.rulesVersion, rulesFrozen: edition.isFrozen,
      nominations: nominations.count,
      qualified: nominations.filter { $0.disqualification == nil }.count, lists: lists, history: history)
  }
}

extension EditionShow.Output {
  var presentation: [Block] {
    [
      .heading(name, name),
      .facts([
        Block.Fact("年度", "year", "\(year)"), Block.Fact("主办单位", "organiser", organiser.words),
        Block.Fact("阶段", "state", state.displayName),
        Block.Fact(
          "规则", "rules",
          Bilingual(
            "第 \(rulesVersion) 版\(rulesFrozen ? "，已冻结" : "")", "version \(rulesVersion)\(rulesFrozen ? ", frozen" : "")"
          )),
        Block.Fact(
          "推荐", "nominations", Bilingual("\(nominations)，合格 \(qualified)", "\(nominations), qualified \(qualified)")),
      ]),
      .table(TableBlock(Self.listColumns, bilingual: lists.map(row))),
      .table(TableBlock(Self.stepColumns, bilingual: history.map(row))),
    ]
  }

  private static let listColumns = [
    TableBlock.text("名单", "list"), TableBlock.number("第几份", "number"), TableBlock.text("状态", "state"),
    TableBlock.number("参评", "entrants"), TableBlock.number("上限", "cap"), TableBlock.number("入选", "passed"),
  ]

  private static let stepColumns = [
    TableBlock.text("时间", "at"), TableBlock.text("从", "from"), TableBlock.text("到", "to"),
    TableBlock.text("操作人", "by"), TableBlock.text("理由", "reason"),
  ]

  private func row(_ list: ListFacts) -> [Bilingual] {
    let numbers = [list.entrants, list.cap, list.passed].map { Bilingual("\($0)", "\($0)") }
    return [
      Bilingual(list.stage.chinese, list.stage.rawValue), Bilingual("\(list.number)", "\(list.number)"),
      list.state.displayName,
    ] + numbers
  }

  private func row(_ step: Step) -> [Bilingual] {
    [
      Bilingual(step.at, step.at), step.from?.displayName ?? Bilingual("", ""), step.to.displayName,
      Bilingual(step.by, step.by), Bilingual(step.reason, step.reason),
    ]
  }
}
