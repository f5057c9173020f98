import Primitives
import SelectionRules

/// `qilu nomination explain EDITION NOMINATION`.
struct NominationExplain: ReadOperation {
  typealias Output = ExplanationOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
  }

  static let name = "nomination explain"
  static let summary = Bilingual("说明库中一个推荐为什么是现在的结果", "why a nomination of the database stands where it stands")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> ExplanationOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let calculation = try EditionCalculation(try edition.readableInputs(in: call.connection))
    guard let explanation = try Explainer(calculation).explanation(of: input.nomination) else {
      throw NominationRefusals.unknown(input.nomination)
    }
    var output = ExplanationOutput(explanation)
    output.keep(try reached(edition, call))
    return output
  }

  /// The stages that the edition has come to; of a cancelled one those whose list was confirmed.
  private static func reached(_ edition: EditionContext, _ call: ReadCall) throws -> [Stage] {
    let state = try edition.state()
    let situation = try edition.situation(in: call.connection)
    let order = EditionState.allCases
    return Stage.allCases.filter { stage in
      guard state != .cancelled else { return situation.lists[stage] == .confirmed }
      guard let first = EditionFlow.states(for: stage).first, let from = order.firstIndex(of: first) else {
        return true
      }
      return order[from...].contains(state)
    }
  }
}

extension ExplanationOutput {
  /// Leaves out what the inputs do not tell yet: the stages that are not worked on, and passing them.
  fileprivate mutating func keep(_ reached: [Stage]) {
    stages.removeAll { !reached.contains($0.stage) }
    for index in judges.indices {
      guard let last = reached.last, let passes = judges[index].passesWithout else { continue }
      judges[index].passesWithout = min(passes, last)
    }
  }
}
