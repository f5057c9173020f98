import Primitives
import SelectionRules

/// Who of a stage's entrants did not pass, and why: what a person who confirms the list must see besides the list.
struct NotPassed: Codable, Sendable {
  /// One whom a recorded decision struck out.
  struct Removed: Codable, Sendable {
    var nomination: ByteText
    var name: ByteText
    var document: ByteText
  }

  var removed: [Removed]
  /// The nominations that an unresolved tie kept from passing (R-226).
  var unresolvedTie: [ByteText]
  var tooFewSheets: Int
  var belowFloor: Int
  var belowLine: Int

  init(_ stage: StageOutcome, _ inputs: EditionInputs) {
    removed = inputs.decisions.filter { $0.stage == stage.stage && $0.kind == .remove }.map { decision in
      let entry = inputs.nominations[decision.nomination]
      return Removed(nomination: entry.key, name: entry.name, document: decision.document)
    }
    unresolvedTie = stage.cut.unresolved.map { inputs.nominations[$0].key }
    let fates = stage.cut.fates.values
    tooFewSheets = fates.count { $0 == .tooFewSheets }
    belowFloor = fates.count { $0 == .belowFloor }
    belowLine = fates.count { $0 == .belowLine }
  }
}

extension NotPassed {
  var blocks: [Block] { removedBlocks + tieBlocks + [counts] }

  private var removedBlocks: [Block] {
    guard !removed.isEmpty else { return [] }
    let columns = [
      TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "name"), TableBlock.text("文号", "document"),
    ]
    let rows = removed.map { [$0.nomination.string, $0.name.string, $0.document.string] }
    return [.heading("被取消", "removed"), .table(TableBlock(columns, rows))]
  }

  private var tieBlocks: [Block] {
    guard !unresolvedTie.isEmpty else { return [] }
    let numbers = unresolvedTie.map(\.string)
    return [
      .line(
        "在入选线上并列且未排定先后，均不入选：\(numbers.joined(separator: "、"))。请导入排定（order）决定后重新计算。",
        "in an unresolved tie across the line, none passed: \(numbers.joined(separator: ", ")). "
          + "Record order decisions, then compute again.")
    ]
  }

  private var counts: Block {
    .line(
      "未入选：取消 \(removed.count)，并列未决 \(unresolvedTie.count)，评分表不足 \(tooFewSheets)，"
        + "低于最低分数线 \(belowFloor)，名次在后 \(belowLine)",
      "not passed: \(removed.count) removed, \(unresolvedTie.count) in unresolved ties, "
        + "\(tooFewSheets) with too few sheets, \(belowFloor) below the floor, \(belowLine) behind the line")
  }
}
