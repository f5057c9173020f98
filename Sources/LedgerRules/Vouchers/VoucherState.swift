import Primitives

/// The states of a voucher (SM-9).
public enum VoucherState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 草稿: may still change.
  case draft = "DRAFT"
  /// 已稽核: checked by someone who did not prepare it.
  case reviewed = "REVIEWED"
  /// 已记账: has its number and changes no more.
  case posted = "POSTED"
  /// 已冲销: a linked red voucher took it back.
  case reversed = "REVERSED"
  /// 已作废: given up before it was posted; it has no number.
  case void = "VOID"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .draft: Bilingual("草稿", "draft")
    case .reviewed: Bilingual("已稽核", "reviewed")
    case .posted: Bilingual("已记账", "posted")
    case .reversed: Bilingual("已冲销", "reversed")
    case .void: Bilingual("已作废", "void")
    }
  }

  /// The states that may follow (SM-9). A review of what then changes is void: the draft is reviewed again.
  public var successors: [VoucherState] {
    switch self {
    case .draft: [.reviewed, .void]
    case .reviewed: [.posted, .void]
    case .posted: [.reversed]
    case .reversed, .void: []
    }
  }

  /// Passes if a voucher may go from this state to another in a period (SM-9). Throws `voucher.period-closed`, in which
  /// nothing is posted and no red voucher is dated, `voucher.state`.
  public func check(to next: VoucherState, isPeriodOpen: Bool) throws {
    guard successors.contains(next) else { throw Self.refused(self, next) }
    guard isPeriodOpen || next == .reviewed else { throw Self.periodClosed }
  }

  private static let rule = Citation("SM-9", Citation.houseRules)

  private static func refused(_ from: VoucherState, _ to: VoucherState) -> Refusal {
    Refusal(
      "voucher.state", citation: rule,
      message: Bilingual(
        "凭证“\(from.displayName.zh)”，不能变为“\(to.displayName.zh)”。",
        "The voucher is \(from.displayName.en) and cannot become \(to.displayName.en)."),
      remedy: Bilingual(
        "已记账的凭证不能改动，请用红字冲销后重新填制。", "A posted voucher stays; take it back by a red one and write a new one."))
  }

  private static let periodClosed = Refusal(
    "voucher.period-closed", citation: rule,
    message: Bilingual("该月已结账。", "The month is closed."),
    remedy: Bilingual(
      "请把凭证日期改到未结账的月份，或说明理由并由第二人重新打开。",
      "Date the voucher in an open month, or reopen it with a reason and a second person."))
}
