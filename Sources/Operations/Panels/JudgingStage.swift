import Database
import Primitives
import SelectionRules
import Store

/// The two stages at which people judge: reviewers choose the candidates, experts the nominees.
enum JudgingStage: String, Sendable, Codable, CaseIterable {
  case candidate, nominee

  var stage: Stage { self == .candidate ? .candidate : .nominee }

  /// The states of an edition in which its judges are named, recused and assigned.
  var states: [EditionState] {
    self == .candidate ? [.nominating, .preliminaryReview] : [.nominating, .preliminaryReview, .expertReview]
  }
}

/// What the two arguments of panels and recusals say.
enum JudgingNotes {
  static let both: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument(
      "stage", "STAGE", "阶段：candidate 为初审评审员，nominee 为评审专家", "candidate for reviewers, nominee for experts"),
  ]

  static let pair =
    both + [
      .argument("judge", "JUDGE", "评委编号", "the judge's code"),
      .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    ]
}

/// A stage's judges and the nominations that they judge.
struct JudgingContext {
  let edition: EditionContext
  let judging: JudgingStage
  let inputs: EditionInputs
  let call: ReadCall

  var stage: Stage { judging.stage }

  init(_ name: String, _ judging: JudgingStage, _ call: ReadCall) throws {
    edition = try EditionContext(named: name, in: call.connection)
    inputs = try edition.inputs(in: call.connection)
    self.judging = judging
    self.call = call
  }

  /// Passes if judges are named, recused and assigned now.
  func checkState() throws {
    let state = try edition.state()
    guard judging.states.contains(state) else { throw PanelRefusals.wrongState(state, judging.states) }
  }

  /// The judges with their fields and trades, by code.
  func judges() throws -> [AssignmentProblem.Judge] {
    if judging == .candidate {
      return try ReviewerStore.judges(of: edition.id, in: call.connection).map {
        AssignmentProblem.Judge(
          key: $0.code, fields: Set($0.fields.map { ByteText($0) }), employerCreditCode: $0.employerCreditCode)
      }
    }
    let pool = try ExpertStore.all(in: call.connection).map {
      (ByteText($0.code), Set(($0.fields + $0.trades).map { ByteText($0) }))
    }
    let fields = Dictionary(pool, uniquingKeysWith: { first, _ in first })
    return inputs.experts.map {
      AssignmentProblem.Judge(key: $0.key, fields: fields[$0.key] ?? [], employerCreditCode: $0.employerCreditCode)
    }
  }

  /// The nominations that are judged: the qualified ones, for experts those of the confirmed list of candidates; nil
  /// where that list is not confirmed yet.
  func entrants() throws -> [NominationEntry]? {
    let qualified = inputs.nominations.filter { $0.disqualification == nil }
    guard judging == .nominee else { return qualified }
    guard let list = try StageListStore.current(.candidate, of: edition.id, in: call.connection),
      list.state == ListState.confirmed.rawValue
    else { return nil }
    let listed = Set(try StageListStore.entries(of: list.id, in: call.connection).map(\.nomination))
    return inputs.nominations.filter { listed.contains($0.key) }
  }

  /// The recusals: declared or upheld, and those that were imported.
  func recused() throws -> Set<PanelStore.Pair> {
    let declared = try PanelStore.recusals(stage, of: edition.id, in: call.connection).map(\.pair)
    guard judging == .nominee else { return Set(declared) }
    return Set(declared).union(
      inputs.recusals.map {
        PanelStore.Pair(judge: inputs.experts[$0.expert].key, nomination: inputs.nominations[$0.nomination].key)
      })
  }

  /// The nominations from which the person who acts is recused as a judge himself: of these he is told nothing.
  func hidden() throws -> Set<ByteText> {
    let own = try SheetDesk.judges(stage, edition.id, call)
    return Set(try recused().filter { own.contains($0.judge) }.map(\.nomination))
  }

  /// The nomination forms of those who are judged, opened, by number.
  func forms() throws -> [ByteText: NominationForm] {
    let rows = try FormStore.all(of: edition.id, in: call.connection)
    guard !rows.isEmpty else { return [:] }
    let sealing = try FormSealing(call)
    return Dictionary(
      try rows.map { ($0.number, try sealing.content(of: $0, edition.id)) },
      uniquingKeysWith: { first, _ in first })
  }
}
