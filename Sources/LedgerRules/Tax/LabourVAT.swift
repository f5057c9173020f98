import Primitives

/// Value-added tax on a labour fee, an option that is off by default (R-436, OP-14).
public struct LabourVAT: Sendable, Hashable {
  /// 增值税 1 %.
  public let tax: Money
  /// 附加 6 % of it.
  public let surcharge: Money

  /// Both together: what the union spends beyond the gross. Throws `money.overflow`.
  public func total() throws -> Money { try tax + surcharge }

  /// The tax on a fee, given the pre-tax fees of the same payee earlier on the same day.
  ///
  /// Nothing below the day's threshold; from it on the whole of the day's fees is taxed, and what was taxed already is
  /// taken off. Both amounts are rounded half up to the fen. Throws `tax.amount`, `money.overflow`.
  public init(gross: Money, sameDay earlier: Money = .zero, on day: CalendarDay) throws {
    guard !gross.isNegative, !earlier.isNegative, gross <= LabourTax.most, earlier <= LabourTax.most else {
      throw LabourTax.amountFault
    }
    let (before, after) = try (Self.parts(earlier, day), Self.parts(earlier + gross, day))
    tax = try after.tax - before.tax
    surcharge = try after.surcharge - before.surcharge
  }

  /// The threshold of a day's fees: 1,000 yuan from 2026, 500 before.
  public static func threshold(on day: CalendarDay) -> Money { Money(fen: day.year >= 2026 ? 100_000 : 50_000) }

  private static func parts(_ gross: Money, _ day: CalendarDay) -> (tax: Money, surcharge: Money) {
    guard gross >= threshold(on: day) else { return (.zero, .zero) }
    let tax = LabourTax.rounded(gross.fen, 1, 100)
    return (Money(fen: tax), Money(fen: LabourTax.rounded(tax, 6, 100)))
  }
}
