import LedgerRules
import Primitives

/// How much of a grant was received, matched and spent: the numbers of its row, and all arithmetic on them.
///
/// Two conditions hold of every value, and the database checks the same on the row:
/// `0 <= spent <= spendable <= received` and `matched >= required or spendable = spent`. So the gate of R-306 is the
/// number ``spendable``: all that was received once the match is complete, and nothing beyond what is spent before.
/// Only provincial money is counted in ``spent``; money of the match is not locked.
public struct GrantStanding: Sendable, Hashable {
  /// The grant as the edition sets it; one payment of just this amount.
  public let amount: Money
  /// The matching that opens the gate: 100 % of the grant.
  public let required: Money
  /// Provincial money that the base union holds or has spent.
  public let received: Money
  /// Matching in cash that is confirmed and not withdrawn.
  public let matched: Money
  /// Up to where provincial money may be spent.
  public let spendable: Money
  /// Provincial money spent, less what was reversed or repaid.
  public let spent: Money

  /// A grant of which nothing was received yet. Throws `grant.amount-not-positive`.
  public init(amount: Money) throws {
    guard amount > .zero else { throw StudioRefusals.amountNotPositive("R-302") }
    self.init(amount, amount, received: .zero, matched: .zero, spendable: .zero, spent: .zero)
  }

  /// Reads a standing from its numbers. Throws `grant.standing-broken` where the row's conditions do not hold.
  public init(
    amount: Money, required: Money, received: Money, matched: Money, spendable: Money, spent: Money
  ) throws {
    self.init(amount, required, received: received, matched: matched, spendable: spendable, spent: spent)
    guard holds else { throw Self.broken }
  }

  private init(
    _ amount: Money, _ required: Money, received: Money, matched: Money, spendable: Money, spent: Money
  ) {
    self.amount = amount
    self.required = required
    self.received = received
    self.matched = matched
    self.spendable = spendable
    self.spent = spent
  }

  /// Whether the numbers keep the conditions of the row.
  public var holds: Bool {
    .zero <= spent && spent <= spendable && spendable <= received && received <= amount && matched >= .zero
      && (isMatched || spendable == spent)
  }

  /// Whether the confirmed matching is complete: all or nothing.
  public var isMatched: Bool { matched >= required }

  /// Whether provincial money may be spent as far as the match decides.
  public var isOpen: Bool { isMatched && received > .zero }

  /// What the confirmed matching lacks; zero where it is complete.
  public var missing: Money { isMatched ? .zero : Money(fen: required.fen - matched.fen) }

  /// Provincial money that is left, locked or not.
  public var left: Money { Money(fen: received.fen - spent.fen) }

  private func with(received: Money? = nil, matched: Money? = nil, spent: Money? = nil) -> GrantStanding {
    let (received, matched, spent) = (received ?? self.received, matched ?? self.matched, spent ?? self.spent)
    return GrantStanding(
      amount, required, received: received, matched: matched,
      spendable: matched >= required ? received : spent, spent: spent)
  }

  /// The base union receives the grant, once and in full.
  ///
  /// Throws `grant.already-received` for a second payment and `grant.amount-differs` for another amount.
  public func receiving(_ money: Money) throws -> GrantStanding {
    guard received == .zero else { throw StandingRefusals.alreadyReceived(received) }
    guard money == amount else { throw StandingRefusals.amountDiffers(money, amount) }
    return with(received: money)
  }

  /// Matching in cash is confirmed, before the grant arrives or after it; it may exceed 100 % (R-306).
  ///
  /// Throws `grant.amount-not-positive`, or `money.overflow` beyond 64 bits of fen.
  public func confirmingMatch(_ money: Money) throws -> GrantStanding {
    guard money > .zero else { throw StudioRefusals.amountNotPositive("R-305") }
    return with(matched: try matched + money)
  }

  /// Confirmed matching is withdrawn; below 100 % the gate closes over what is left.
  ///
  /// Throws `grant.amount-not-positive`, and `grant.match-below-zero` for more than was confirmed.
  public func withdrawingMatch(_ money: Money) throws -> GrantStanding {
    guard money > .zero else { throw StudioRefusals.amountNotPositive("R-305") }
    guard money <= matched else { throw StandingRefusals.matchBelowZero(money, matched) }
    return with(matched: try matched - money)
  }

  /// Provincial money is spent.
  ///
  /// - Parameter deadline: the last day for the match, which the refusal names.
  /// - Throws: `grant.match-required` while the match is incomplete, `grant.balance-exceeded` beyond what is
  ///   left, `grant.amount-not-positive`.
  public func spending(_ money: Money, deadline: CalendarDay? = nil) throws -> GrantStanding {
    guard money > .zero else { throw StudioRefusals.amountNotPositive("R-315") }
    guard isMatched else { throw StandingRefusals.matchRequired(self, deadline) }
    guard money <= left else { throw StandingRefusals.balanceExceeded(money, left) }
    return with(spent: try spent + money)
  }

  /// A spend is taken back by a red voucher, at any time, the gate open or not.
  ///
  /// Throws `grant.spent-below-zero` for more than was spent, and `grant.amount-not-positive`.
  public func reversing(_ money: Money) throws -> GrantStanding {
    guard money > .zero else { throw StudioRefusals.amountNotPositive("R-315") }
    guard money <= spent else { throw StandingRefusals.spentBelowZero(money, spent) }
    return with(spent: try spent - money)
  }

  /// Money goes back to the province: what was misused and repaid, and what was not spent.
  ///
  /// Misused money first comes back to the base union and lowers ``spent``; then both parts leave it and lower
  /// ``received``. Throws `grant.spent-below-zero` or `grant.balance-exceeded` beyond what there is, and
  /// `grant.amount-not-positive` where a part is negative or both are zero.
  public func recovering(misused: Money, unspent: Money) throws -> GrantStanding {
    guard misused >= .zero, unspent >= .zero, misused > .zero || unspent > .zero else {
      throw StudioRefusals.amountNotPositive("R-319")
    }
    guard misused <= spent else { throw StandingRefusals.spentBelowZero(misused, spent) }
    guard unspent <= left else { throw StandingRefusals.balanceExceeded(unspent, left) }
    return with(received: try received - (misused + unspent), spent: try spent - misused)
  }

  private static let broken = Refusal(
    "grant.standing-broken", kind: .bug, citation: Citation("R-306", Citation.studioIncentives, "第五条"),
    message: Bilingual("资助台账的数字互相矛盾", "the numbers of the grant contradict each other"),
    remedy: Bilingual("停止使用并运行 books check", "stop using it and run books check"))
}
