import Primitives
import SelectionRules
import Store

/// What people found, showed and heard on the way of a nomination.
extension Timeline {
  /// What is found of a form before it enters the edition's package.
  static let findings: [Source] = [forwardings, promotions, verdicts]
  /// What is shown and heard between the lists and the naming.
  static let shown: [Source] = [deeds, publicities, objections, inspections]

  @Sendable private static func forwardings(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.forwardings(nomination, of: edition, in: call.connection).map { row in
      let isPrimary = row.mark == "primary"
      return TimelineEvent(
        row,
        isPrimary
          ? Bilingual("上报（正选）", "forwarded, primary") : Bilingual("上报（递补）", "forwarded, substitute"))
    }
  }

  @Sendable private static func promotions(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.promotions(nomination, of: edition, in: call.connection).map { row in
      TimelineEvent(row, Bilingual("递补 \(row.subject)", "takes the place of \(row.subject)"))
    }
  }

  @Sendable private static func verdicts(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.verdicts(nomination, of: edition, in: call.connection).map { row in
      let check = EligibilityCheck(rawValue: row.subject)?.displayName ?? Bilingual(row.subject, row.subject)
      let verdict = TimelineWords.verdict(row.mark ?? "")
      return TimelineEvent(row, Bilingual("资格审查（\(check.zh)）：\(verdict.zh)", "eligibility, \(check.en): \(verdict.en)"))
    }
  }

  @Sendable private static func deeds(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.deeds(nomination, of: edition, in: call.connection).map { row in
      TimelineEvent(row, Bilingual("事迹刊发获准", "deeds approved for publication"))
    }
  }

  @Sendable private static func publicities(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.publicities(nomination, of: edition, in: call.connection).map { row in
      let last = row.mark ?? ""
      return TimelineEvent(
        row, Bilingual("公示 \(row.subject) 至 \(last)", "publicity from \(row.subject) to \(last)"))
    }
  }

  @Sendable private static func objections(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.objections(nomination, of: edition, in: call.connection).map { row in
      let state = ObjectionState(rawValue: row.subject)?.displayName ?? Bilingual(row.subject, row.subject)
      let receipt = row.mark ?? ""
      return TimelineEvent(row, Bilingual("异议 \(receipt)：\(state.zh)", "objection \(receipt): \(state.en)"))
    }
  }

  @Sendable private static func inspections(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.inspections(nomination, of: edition, in: call.connection).map { row in
      TimelineEvent(
        row, row.subject == "passed" ? Bilingual("考察通过", "inspection passed") : Bilingual("考察未通过", "inspection failed"))
    }
  }
}

extension TimelineWords {
  static func verdict(_ mark: String) -> Bilingual {
    switch mark {
    case "pass": Bilingual("通过", "passed")
    case "fail": Bilingual("不通过", "failed")
    case "override": Bilingual("例外通过", "passed by override")
    default: Bilingual(mark, mark)
    }
  }
}
