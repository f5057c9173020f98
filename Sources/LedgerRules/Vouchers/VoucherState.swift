import Primitives

/// The states of a voucher (SM-9).
public enum VoucherState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 草稿.
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

  /// Passes if a voucher may go from this state to another (SM-9); whether its month is open, the ledger knows. Throws
  /// `voucher.state`.
  public func check(to next: VoucherState) throws {
    guard !successors.contains(next) else { return }
    throw Refusal(
      "voucher.state", citation: Citation("SM-9", Citation.houseRules),
      message: Bilingual(
        "凭证是“\(displayName.zh)”，不能变为“\(next.displayName.zh)”",
        "the voucher is \(displayName.en) and cannot become \(next.displayName.en)"),
      remedy: Bilingual(
        "voucher show 查看凭证；已记账的用 voucher reverse 红字冲销",
        "voucher show tells it; a posted one is taken back by voucher reverse"))
  }
}
