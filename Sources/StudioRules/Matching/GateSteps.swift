import Primitives

extension GrantState {
  /// The states through which the gate moves a grant that is in this one, in their order; empty where it stays.
  ///
  /// Whoever records a receipt, a confirmation, a withdrawal or the day asks the gate and takes these steps in the same
  /// transaction. An inspection, a recovery and a closing keep their state; the numbers of ``GrantStanding`` lock all
  /// the same, and the end of an inspection asks again.
  public func steps(at status: MatchingGate.Status) -> [GrantState] {
    switch self {
    case .baseReceivedLocked: stepsFromLocked(status)
    case .matchOverdue:
      status == .open ? [.unlocked] : status == .openLate ? [.unlockedLate] : []
    case .relocked: status.isOpen ? [.unlockedLate] : []
    case .unlocked, .unlockedLate, .spending, .spent: status.isOpen ? [] : [.relocked]
    default: []
    }
  }

  /// A grant whose deadline nobody recorded as passed passes it first, so that the history shows it.
  private func stepsFromLocked(_ status: MatchingGate.Status) -> [GrantState] {
    switch status {
    case .open: [.unlocked]
    case .openLate: [.matchOverdue, .unlockedLate]
    case .overdue: [.matchOverdue]
    case .notReceived, .locked, .relocked: []
    }
  }
}
