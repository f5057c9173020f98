import Primitives

/// What an inspection ends with.
public enum InspectionResult: String, Sendable, Hashable, Codable, CaseIterable {
  /// 符合规定.
  case inOrder = "IN_ORDER"
  /// 限期整改.
  case correct = "CORRECT"
  /// 追回资金.
  case recover = "RECOVER"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .inOrder: Bilingual("符合规定", "in order")
    case .correct: Bilingual("限期整改", "to be corrected")
    case .recover: Bilingual("追回资金", "money is recovered")
    }
  }

  /// What the result does to the grant (SM-6).
  public var trigger: GrantTrigger { self == .recover ? .orderRecovery : .endInspection }
}

/// The record of an inspection of a grant (R-317, article 9).
public struct Inspection: Sendable, Hashable {
  /// The day of the inspection.
  public let day: CalendarDay
  /// Who inspected, at least one.
  public let inspectors: [String]
  /// What was found, in words.
  public let findings: String
  /// Provincial money found to be misused.
  public let misused: Money
  /// By when it is put right; nil where nothing is to be done.
  public let correctionDeadline: CalendarDay?
  /// The result.
  public let result: InspectionResult

  /// Records an inspection of a grant with these numbers.
  ///
  /// Throws `inspection.incomplete` without inspectors or findings, `inspection.amount-out-of-range` unless
  /// 0 <= misused <= spent, `inspection.deadline-missing` without a day after the inspection where something is to be
  /// done, `inspection.result-differs` where money was misused and the result says that all is in order.
  public init(
    day: CalendarDay, inspectors: [String], findings: String, misused: Money, correctionDeadline: CalendarDay?,
    result: InspectionResult, standing: GrantStanding
  ) throws {
    self.day = day
    self.inspectors = inspectors
    self.findings = findings
    self.misused = misused
    self.correctionDeadline = correctionDeadline
    self.result = result
    try checkRecord(standing)
  }

  private func checkRecord(_ standing: GrantStanding) throws {
    guard !inspectors.isEmpty, !findings.allSatisfy(\.isWhitespace) else {
      throw refusal("inspection.incomplete", "缺少检查人员或检查情况", "inspectors or findings are missing", "补全记录", "complete it")
    }
    guard misused >= .zero, misused <= standing.spent else {
      throw refusal(
        "inspection.amount-out-of-range", "违规金额应在零与已支出 \(standing.spent.voucherText) 之间",
        "the misused amount is not between zero and the \(standing.spent.text) yuan spent", "核对违规金额", "check the amount"
      )
    }
    guard result == .inOrder || correctionDeadline.map({ $0 > day }) == true else {
      throw refusal(
        "inspection.deadline-missing", "整改或追回没有晚于检查日的期限", "there is no deadline after the day of the inspection",
        "填写整改期限", "give a deadline")
    }
    guard result != .inOrder || misused == .zero else {
      throw refusal(
        "inspection.result-differs", "存在违规金额，不能认定为“符合规定”", "money was misused, so the result is not IN_ORDER",
        "选择“限期整改”或“追回资金”", "take CORRECT or RECOVER")
    }
  }

  private func refusal(_ code: String, _ zh: String, _ en: String, _ todo: String, _ remedy: String) -> Refusal {
    StudioRefusals.byArticle(code, "R-317", "第九条", Bilingual(zh, en), Bilingual(todo, remedy))
  }
}
