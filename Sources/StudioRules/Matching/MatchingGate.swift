import Primitives

/// Whether the match has opened a grant, at the end of a day: all or nothing, cash only.
public struct MatchingGate: Sendable, Hashable {
  /// What the gate is at a day.
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    /// 未到账: the grant has not reached the base union; early matching counts already.
    case notReceived = "NOT_RECEIVED"
    /// 待配套: within the period.
    case locked = "LOCKED"
    /// 逾期未配套.
    case overdue = "OVERDUE"
    /// 已开启: in time.
    case open = "OPEN"
    /// 逾期后开启: stays marked for inspection.
    case openLate = "OPEN_LATE"
    /// 重新锁定: it was open and matching was withdrawn.
    case relocked = "RELOCKED"

    /// The name that people read.
    public var displayName: Bilingual {
      switch self {
      case .notReceived: Bilingual("资助未到账", "grant not received")
      case .locked: Bilingual("待配套", "locked, to be matched")
      case .overdue: Bilingual("逾期未配套", "overdue")
      case .open: Bilingual("已开启", "open")
      case .openLate: Bilingual("逾期配套后开启", "open, matched late")
      case .relocked: Bilingual("重新锁定", "locked again")
      }
    }

    /// Whether provincial money may be spent.
    public var isOpen: Bool { self == .open || self == .openLate }

    /// Whether the grant is marked for inspection.
    public var isMarked: Bool { self == .overdue || self == .openLate || self == .relocked }
  }

  /// What opens the gate: 100 % of the grant.
  public let required: Money
  /// The period; nil while the grant has not reached the base union.
  public let deadline: MatchDeadline?
  /// All proofs of the grant, in any order.
  public let proofs: [MatchingProof]

  /// Describes a gate.
  public init(required: Money, deadline: MatchDeadline?, proofs: [MatchingProof]) {
    self.required = required
    self.deadline = deadline
    self.proofs = proofs
  }

  /// Confirmed cash at the end of a day. Throws `money.overflow`.
  public func confirmed(on day: CalendarDay) throws -> Money {
    try Money.sum(proofs.filter { $0.counts(on: day) }.map(\.amount))
  }

  /// What is offered in kind, for information (OP-27). Throws `money.overflow`.
  public func inKind() throws -> Money { try Money.sum(proofs.filter { $0.form == .inKind }.map(\.amount)) }

  /// What is missing at the end of a day; zero where nothing is. Throws `money.overflow`.
  public func missing(on day: CalendarDay) throws -> Money {
    max(.zero, try required - confirmed(on: day))
  }

  /// The gate at the end of a day. Throws `money.overflow`.
  ///
  /// In time is what was paid by the last day of the period, however long its confirmation took; a gate that once closed
  /// again stays marked when it opens anew (SM-6).
  public func status(on day: CalendarDay) throws -> Status {
    guard let deadline, deadline.receivedOn <= day else { return .notReceived }
    let hasRelocked = try relockedOn(through: day) != nil
    guard try confirmed(on: day) >= required else {
      if hasRelocked { return .relocked }
      return deadline.isOver(on: day) ? .overdue : .locked
    }
    let inTime = try Money.sum(
      proofs.filter { $0.counts(on: day) && !deadline.isOver(on: $0.paidOn) }.map(\.amount))
    return hasRelocked || inTime < required ? .openLate : .open
  }

  /// Passes if provincial money may be spent at the end of a day.
  ///
  /// Throws `grant.match-required` with what is missing, till when, and the article; `grant.not-received`.
  public func check(on day: CalendarDay) throws {
    guard let deadline, deadline.receivedOn <= day else { throw Self.notReceived }
    let confirmed = try confirmed(on: day)
    guard confirmed < required else { return }
    let standing = try GrantStanding(amount: required).receiving(required)
    let matched = confirmed > .zero ? try standing.confirmingMatch(confirmed) : standing
    throw StandingRefusals.matchRequired(matched, deadline.lastDay.value)
  }

  /// The first day at whose end the gate had closed again after it was open, up to a day; nil where it never did.
  ///
  /// Throws `money.overflow`.
  public func relockedOn(through day: CalendarDay) throws -> CalendarDay? {
    guard let received = deadline?.receivedOn, received <= day else { return nil }
    let events = proofs.flatMap { [$0.confirmedOn, $0.withdrawnOn] }.compactMap { $0 }
    var wasOpen = false
    for event in Set(events.filter { $0 > received && $0 <= day } + [received]).sorted() {
      let isOpen = try confirmed(on: event) >= required
      if wasOpen && !isOpen { return event }
      wasOpen = isOpen
    }
    return nil
  }

  static let notReceived = StudioRefusals.byArticle(
    "grant.not-received", "R-306", "第五条",
    Bilingual("资助资金尚未到达基层工会", "the grant has not reached the base union"),
    Bilingual("基层工会先登记银行到账", "let the base union record the bank's credit first"))
}
