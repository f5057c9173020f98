import Primitives
import SelectionRules
import Store

/// The removals that upheld objections and failed inspections rest on: a replacement of the decisions keeps them.
enum BoundRemovals {
  static func check(_ inputs: EditionInputs, _ edition: EditionContext, _ call: ReadCall) throws {
    let bound = try DecisionStore.boundRemovals(of: edition.id, in: call.connection)
    guard !bound.isEmpty else { return }
    let removed = Set(inputs.decisions.filter { $0.kind == .remove }.map { inputs.nominations[$0.nomination].key })
    guard let missing = bound.subtracting(removed).min() else { return }
    throw Refusal(
      "decision.removal-bound", citation: Citation("SM-5", Citation.houseRules),
      message: Bilingual(
        "\(missing) 因异议成立或考察不合格被取消，新文件缺少该取消决定",
        "\(missing) was struck out by an upheld objection or a failed inspection; the new file lacks that removal"),
      remedy: Bilingual("在文件中保留这条取消决定", "keep that removal in the file"))
  }
}
