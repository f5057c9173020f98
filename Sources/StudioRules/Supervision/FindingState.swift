import Primitives

/// The states of a finding: it is answered by its owner, and the answer is judged.
public enum FindingState: String, SteppedState {
  /// 待答复.
  case open = "OPEN"
  /// 已答复.
  case answered = "ANSWERED"
  /// 答复不足: to be answered again.
  case returned = "RETURNED"
  /// 说明成立.
  case accepted = "ACCEPTED"
  /// 责令整改.
  case correctionOrdered = "CORRECTION_ORDERED"
  /// 已整改.
  case corrected = "CORRECTED"
  /// 转入追回.
  case recoveryOrdered = "RECOVERY_ORDERED"
  /// 已追回.
  case recovered = "RECOVERED"

  /// `finding.no-such-step`.
  public static let stepCode = "finding.no-such-step"
  /// R-317: an inspection has findings, a deadline for correction and a result.
  public static let machine = "R-317"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .open: Bilingual("待答复", "open")
    case .answered: Bilingual("已答复", "answered")
    case .returned: Bilingual("答复不足", "to be answered again")
    case .accepted: Bilingual("说明成立", "explanation accepted")
    case .correctionOrdered: Bilingual("责令整改", "correction ordered")
    case .corrected: Bilingual("已整改", "corrected")
    case .recoveryOrdered: Bilingual("转入追回", "recovery ordered")
    case .recovered: Bilingual("已追回", "recovered")
    }
  }

  /// The states that may follow.
  public var successors: [FindingState] {
    switch self {
    case .open, .returned: [.answered]
    case .answered: [.accepted, .returned, .correctionOrdered, .recoveryOrdered]
    case .correctionOrdered: [.corrected, .recoveryOrdered]
    case .recoveryOrdered: [.recovered]
    case .accepted, .corrected, .recovered: []
    }
  }

  /// Whether something is still to be done.
  public var isOpen: Bool { !successors.isEmpty }
}

/// Who follows a finding up, by when, and with what result.
public struct FindingFollowUp: Sendable, Hashable {
  /// Where the finding stands.
  public let state: FindingState
  /// Who has to answer.
  public let owner: String
  /// By when the next step is due.
  public let deadline: CalendarDay
  /// The owner's answer; nil before it.
  public let answer: String?
  /// The judgement in words; nil before it.
  public let result: String?

  /// Opens a finding for its owner.
  public init(owner: String, deadline: CalendarDay) {
    self.init(state: .open, owner: owner, deadline: deadline, answer: nil, result: nil)
  }

  /// Reads a follow-up as it was recorded.
  public init(state: FindingState, owner: String, deadline: CalendarDay, answer: String?, result: String?) {
    self.state = state
    self.owner = owner
    self.deadline = deadline
    self.answer = answer
    self.result = result
  }

  /// Whether the next step is late on a day.
  public func isOverdue(on day: CalendarDay) -> Bool { state.isOpen && day > deadline }

  /// The owner answers. Throws `finding.no-such-step`, and `finding.words-missing` for an answer without words.
  public func answering(_ words: String) throws -> FindingFollowUp {
    try state.checkChange(to: .answered)
    try Self.checkWords(words)
    return FindingFollowUp(state: .answered, owner: owner, deadline: deadline, answer: words, result: result)
  }

  /// The supervisor judges or records what followed, with a deadline for what is next.
  ///
  /// Throws `finding.no-such-step`, `finding.words-missing`, and `finding.same-person` where the owner judges.
  public func judging(
    _ target: FindingState, words: String, by judge: String, deadline: CalendarDay? = nil
  ) throws -> FindingFollowUp {
    guard target != .answered, state.successors.contains(target) else { throw noSuchJudgement(target) }
    guard judge != owner else {
      throw StudioRefusals.samePerson("finding.same-person", "R-317", Bilingual("答复", "answer"))
    }
    try Self.checkWords(words)
    return FindingFollowUp(
      state: target, owner: owner, deadline: deadline ?? self.deadline, answer: answer, result: words)
  }

  private func noSuchJudgement(_ target: FindingState) -> Refusal {
    let possible = state.successors.filter { $0 != .answered }.map(\.rawValue).joined(separator: ", ")
    return StudioRefusals.byHouse(
      FindingState.stepCode, FindingState.machine,
      Bilingual(
        "问题处于“\(state.displayName.zh)”，不能记为“\(target.displayName.zh)”",
        "the finding is \(state.rawValue) and cannot be judged \(target.rawValue)"),
      Bilingual("可记为：\(possible.isEmpty ? "无" : possible)", "possible: \(possible.isEmpty ? "none" : possible)"))
  }

  private static func checkWords(_ words: String) throws {
    guard words.allSatisfy(\.isWhitespace) else { return }
    throw StudioRefusals.byHouse(
      "finding.words-missing", "R-317", Bilingual("没有填写说明", "there are no words"),
      Bilingual("用文字写明情况或结论", "say in words what is so"))
  }
}
