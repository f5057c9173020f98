import LedgerRules
import Primitives

/// The way of money back to the province in vouchers (R-319, section 5.5): which of them may come next.
public struct RecoveryPath: Sendable, Hashable {
  /// Misused money that the employer repays to the base union first.
  public let misused: Money
  /// All that goes back.
  public let total: Money
  /// Whether a city stands between; OP-30 has units without one.
  public let hasCity: Bool
  /// Whether the base union has the money, be it from an earlier year.
  public let isAtBase: Bool
  /// What was booked of the grant itself.
  public let booked: Set<LedgerStep>
  /// What was booked of this recovery.
  public let returned: Set<LedgerStep>

  /// Describes where the money is. Throws `money.overflow`.
  public init(
    misused: Money, unspent: Money, hasCity: Bool, isAtBase: Bool, booked: Set<LedgerStep>, returned: Set<LedgerStep>
  ) throws {
    self.misused = misused
    total = try misused + unspent
    self.hasCity = hasCity
    self.isAtBase = isAtBase
    self.booked = booked
    self.returned = returned
  }

  /// The voucher that comes next; nil when all is back.
  ///
  /// Money that is on its way down when the order comes first arrives where it was sent: only who has it can return it.
  public var next: LedgerStep? {
    way.first { !returned.contains($0) && !booked.contains($0) }
  }

  private var way: [LedgerStep] {
    if hasCity && !isAtBase && !booked.contains(.cityPays) {
      return [receipt(.cityReceives), .cityReturns, .provinceTakesBack]
    }
    let repaid: [LedgerStep] = misused > .zero ? [.baseRepaid] : []
    let up: [LedgerStep] = hasCity ? [.cityTakesBack, .cityReturns] : []
    return (isAtBase ? [] : [.baseReceives]) + repaid + [.baseReturns] + up + [.provinceTakesBack]
  }

  /// The city may have booked the grant as notified in an earlier year first (R-408).
  private func receipt(_ step: LedgerStep) -> LedgerStep {
    booked.contains(.cityReceivesNotified) ? .cityReceivesNotified : step
  }

  /// How much a voucher of the way is about.
  public func amount(of step: LedgerStep) -> Money { step == .baseRepaid ? misused : total }

  /// Where the recovery stands when a voucher of the way is booked; nil where it stands as before.
  public static func state(after step: LedgerStep) -> RecoveryState? {
    switch step {
    case .baseRepaid: .repaid
    case .cityTakesBack: .returnedToCity
    case .provinceTakesBack: .returnedToProvince
    default: nil
    }
  }

  /// Passes if a voucher is the next of the way. Throws `recovery.no-such-step`.
  public func check(_ step: LedgerStep) throws {
    guard step != next else { return }
    throw StudioRefusals.byArticle(
      RecoveryState.stepCode, "R-319", "第九条",
      Bilingual("退款须逐级进行，此步不是下一步", "money goes back level by level, and this is not the next step"),
      Bilingual(
        "下一步：\(next.map { "\($0.summary.zh)（\($0.rawValue)）" } ?? "无")",
        "next: \(next.map { "\($0.rawValue), \($0.summary.en)" } ?? "none")"))
  }
}
