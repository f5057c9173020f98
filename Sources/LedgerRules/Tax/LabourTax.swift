import Primitives

/// What is paid for a labour fee: net to the payee, tax to the office, and their sum, the gross.
public struct LabourFee: Sendable, Hashable {
  /// 税后: what the payee receives.
  public let net: Money
  /// 税前: what the union spends, without value-added tax.
  public let gross: Money
  /// 代扣个人所得税.
  public let tax: Money
}

/// What a payer has already paid to a payee in the calendar month of payment.
public struct PaidInMonth: Sendable, Hashable {
  /// The gross of the month so far.
  public let gross: Money
  /// The tax withheld from it.
  public let tax: Money

  /// Nothing yet.
  public static let nothing = PaidInMonth(gross: .zero, tax: .zero)

  /// States what was paid.
  public init(gross: Money, tax: Money) {
    self.gross = gross
    self.tax = tax
  }
}

/// What counts as one “time” for the tax on labour fees (R-434, OP-13).
public enum TaxPeriodPolicy: String, Sendable, Hashable, Codable, CaseIterable {
  /// All payments of a payer to a payee in a calendar month. The default.
  case monthlyCumulative = "MONTHLY_CUMULATIVE"
  /// Each service by itself.
  case perService = "PER_SERVICE"
}

/// Income tax on labour fees 劳务报酬 of resident individuals, to the fen.
public enum LabourTax {
  /// The most that one month of fees may be: 100 million yuan, far beyond any fee and far within 64 bits.
  public static let most = Money(fen: 10_000_000_000)

  /// The tax to withhold from a gross, rounded half up to the fen. Throws `tax.amount`.
  public static func tax(onGross gross: Money) throws -> Money {
    let fen = try checked(gross)
    return switch fen {
    case ...80_000: .zero
    case ...400_000: Money(fen: rounded(fen - 80_000, 1, 5))
    case ...2_500_000: Money(fen: rounded(fen, 4, 25))
    case ...6_250_000: Money(fen: rounded(fen, 6, 25) - 200_000)
    default: Money(fen: rounded(fen, 8, 25) - 700_000)
    }
  }

  /// The gross of which a net remains, rounded half up to the fen. Throws `tax.amount`.
  public static func gross(ofNet net: Money) throws -> Money {
    let fen = try checked(net)
    return switch fen {
    case ...80_000: net
    case ...336_000: Money(fen: rounded(fen - 16_000, 5, 4))
    case ...2_100_000: Money(fen: rounded(fen, 25, 21))
    case ...4_950_000: Money(fen: rounded(fen - 200_000, 25, 19))
    default: Money(fen: rounded(fen - 700_000, 25, 17))
    }
  }

  /// The fee that leaves a net, the payer bearing the tax.
  ///
  /// By the month: the tax this time is that on the month's gross less what was withheld already. By the
  /// service: what was paid before does not matter. Throws `tax.amount`, `money.overflow`.
  public static func fee(
    net: Money, after paid: PaidInMonth = .nothing, policy: TaxPeriodPolicy = .monthlyCumulative
  ) throws -> LabourFee {
    let before = policy == .monthlyCumulative ? paid : .nothing
    let gross = try gross(ofNet: before.gross - before.tax + net) - before.gross
    return LabourFee(net: net, gross: gross, tax: try gross - net)
  }

  /// The last day to pay and declare what was withheld on a day: the 15th of the next month. A rest day is
  /// not moved: paying earlier is never wrong. Throws `calendar-day.range`.
  public static func dueDay(withheldOn day: CalendarDay) throws -> CalendarDay {
    let next = try day.adding(months: 1)
    return try next.adding(days: 15 - next.day)
  }

  /// `value * factor / divisor`, rounded half up; values are checked to be far within 64 bits.
  static func rounded(_ value: Int64, _ factor: Int64, _ divisor: Int64) -> Int64 {
    (2 * value * factor + divisor) / (2 * divisor)
  }

  private static func checked(_ amount: Money) throws -> Int64 {
    guard !amount.isNegative, amount <= most else { throw amountFault }
    return amount.fen
  }

  static let amountFault = Refusal(
    "tax.amount", citation: Citation("R-432", Citation.incomeTaxLaw, "第六条"),
    message: Bilingual("劳务报酬金额不在可计算的范围内。", "The labour fee is outside what can be computed."),
    remedy: Bilingual(
      "请填写 0 至 1 亿元之间的金额，并核对当月已付税前、税额。", "Give 0 to 100 million yuan, and check what was paid in the month."))
}
