import Primitives

/// A dated amount at one level; below zero for money that was returned.
public struct DatedAmount: Sendable, Hashable {
  /// The voucher's day.
  public let day: CalendarDay
  /// The amount in fen.
  public let amount: Money

  /// Dates an amount.
  public init(_ day: CalendarDay, _ amount: Money) {
    self.day = day
    self.amount = amount
  }
}

/// What the three levels booked for one grant.
public struct GrantMovements: Sendable, Hashable {
  /// The grant's project.
  public let project: ProjectCode
  /// What was granted.
  public let granted: Money
  /// Whether a city stands between; without one the province pays the base union (OP-30).
  public let hasCity: Bool
  /// The province's expense 补助下级支出—专项转移支付补助.
  public var provincePaid: [DatedAmount] = []
  /// The city's income 上级补助收入—专项转移支付补助.
  public var cityReceived: [DatedAmount] = []
  /// The city's payout.
  public var cityPaid: [DatedAmount] = []
  /// The base union's receipts.
  public var baseReceived: [DatedAmount] = []

  /// Begins a grant's movements.
  public init(project: ProjectCode, granted: Money, hasCity: Bool = true) {
    self.project = project
    self.granted = granted
    self.hasCity = hasCity
  }
}

/// A part of the way from province to base union.
public enum GrantStretch: String, Sendable, Hashable, Codable, CaseIterable {
  /// 批准 to 省级拨付.
  case grantToProvince = "GRANT_TO_PROVINCE"
  /// 省级拨付 to 市级收到.
  case provinceToCity = "PROVINCE_TO_CITY"
  /// 市级收到 to 市级拨付: money that rests there is withheld (截留) after some days.
  case withinCity = "WITHIN_CITY"
  /// 市级拨付 to 基层收到.
  case cityToBase = "CITY_TO_BASE"
  /// 省级拨付 to 基层收到, without a city (OP-30).
  case provinceToBase = "PROVINCE_TO_BASE"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .grantToProvince: Bilingual("批准金额与省级拨付", "grant and province's payment")
    case .provinceToCity: Bilingual("省级拨付与市级收到", "province paid and city received")
    case .withinCity: Bilingual("市级收到与市级拨付", "city received and city paid")
    case .cityToBase: Bilingual("市级拨付与基层收到", "city paid and base received")
    case .provinceToBase: Bilingual("省级拨付与基层收到", "province paid and base received")
    }
  }
}

/// A difference between two levels.
public struct LevelDifference: Sendable, Hashable {
  /// What sort of difference.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing has arrived yet: 未到账.
    case notArrived = "NOT_ARRIVED"
    /// Less has arrived than was sent: 金额少.
    case short = "SHORT"
    /// More has arrived than was sent, or something that nobody sent: 金额多.
    case beyond = "BEYOND"
  }

  /// The grant.
  public let project: ProjectCode
  /// Between which places.
  public let stretch: GrantStretch
  /// What sort.
  public let kind: Kind
  /// How much, above zero.
  public let amount: Money
  /// The day from which it stands: of the first amount sent that has not wholly arrived, or of the first that arrived
  /// beyond what was sent; nil where nothing was sent.
  public let since: CalendarDay?
  /// Its age in days; 0 where `since` is nil.
  public let ageDays: Int
}

/// A way that money has taken in full, with the days it took.
public struct LevelDelay: Sendable, Hashable {
  /// The grant.
  public let project: ProjectCode
  /// Between which places.
  public let stretch: GrantStretch
  /// Days from the last amount sent to the last that arrived; not below zero.
  public let days: Int
}

/// The reconciliation of the three levels: sums of the province's payments and the city's receipts agree, and
/// those of the city's payments and the base unions' receipts.
public struct LevelReconciliation: Sendable, Hashable {
  /// Sums over all grants at one place.
  public struct Totals: Sendable, Hashable {
    /// The province paid to cities.
    public var provincePaidToCities = Money.zero
    /// The province paid to base unions directly (OP-30).
    public var provincePaidToBases = Money.zero
    /// The cities received.
    public var citiesReceived = Money.zero
    /// The cities paid.
    public var citiesPaid = Money.zero
    /// The base unions received.
    public var basesReceived = Money.zero
  }

  /// The sums.
  public let totals: Totals
  /// The differences, by project, from the province downwards.
  public let differences: [LevelDifference]
  /// What has arrived in full, with the days it took.
  public let delays: [LevelDelay]

  /// Compares the levels as of a day. Throws `money.overflow`.
  public init(_ grants: [GrantMovements], on today: CalendarDay) throws {
    var (sums, differences, delays): (Totals, [LevelDifference], [LevelDelay]) = (Totals(), [], [])
    for grant in grants.sorted(by: { $0.project < $1.project }) {
      try sums.add(grant)
      for way in Self.ways(grant) {
        if let difference = try way.difference(grant.project, today) { differences.append(difference) }
        if let days = try way.days() {
          delays.append(LevelDelay(project: grant.project, stretch: way.stretch, days: days))
        }
      }
    }
    totals = sums
    self.differences = differences
    self.delays = delays
  }

  private static func ways(_ grant: GrantMovements) -> [Way] {
    guard grant.hasCity else {
      return [Way(stretch: .provinceToBase, sent: grant.provincePaid, arrived: grant.baseReceived)]
        + Self.granted(grant)
    }
    return Self.granted(grant) + [
      Way(stretch: .provinceToCity, sent: grant.provincePaid, arrived: grant.cityReceived),
      Way(stretch: .withinCity, sent: grant.cityReceived, arrived: grant.cityPaid),
      Way(stretch: .cityToBase, sent: grant.cityPaid, arrived: grant.baseReceived),
    ]
  }

  /// A wrong amount of the province is one that differs although something was paid, returns left aside: an unpaid grant
  /// is not yet a difference of the books.
  private static func granted(_ grant: GrantMovements) -> [Way] {
    let paid = grant.provincePaid.filter { !$0.amount.isNegative }
    guard let first = paid.first else { return [] }
    return [Way(stretch: .grantToProvince, sent: [DatedAmount(first.day, grant.granted)], arrived: paid)]
  }
}

extension LevelReconciliation.Totals {
  fileprivate mutating func add(_ grant: GrantMovements) throws {
    let paid = try Money.sum(grant.provincePaid.map(\.amount))
    if grant.hasCity {
      provincePaidToCities = try provincePaidToCities + paid
    } else {
      provincePaidToBases = try provincePaidToBases + paid
    }
    citiesReceived = try citiesReceived + Money.sum(grant.cityReceived.map(\.amount))
    citiesPaid = try citiesPaid + Money.sum(grant.cityPaid.map(\.amount))
    basesReceived = try basesReceived + Money.sum(grant.baseReceived.map(\.amount))
  }
}

/// One stretch with what was sent and what arrived.
private struct Way {
  let stretch: GrantStretch
  let sent: [DatedAmount]
  let arrived: [DatedAmount]

  func difference(_ project: ProjectCode, _ today: CalendarDay) throws -> LevelDifference? {
    let (outward, inward) = try (Money.sum(sent.map(\.amount)), Money.sum(arrived.map(\.amount)))
    guard outward != inward else { return nil }
    let isShort = inward < outward
    let kind: LevelDifference.Kind = isShort ? (arrived.isEmpty ? .notArrived : .short) : .beyond
    let since = isShort ? try Self.first(of: sent, beyond: inward) : try Self.first(of: arrived, beyond: outward)
    return LevelDifference(
      project: project, stretch: stretch, kind: kind, amount: isShort ? try outward - inward : try inward - outward,
      since: since,
      ageDays: since.map { max(0, $0.days(to: today)) } ?? 0)
  }

  /// The days that it took; nil while something is missing, or nothing was sent.
  func days() throws -> Int? {
    guard let last = sent.map(\.day).max(), let arrival = arrived.map(\.day).max(),
      stretch != .grantToProvince, try Money.sum(sent.map(\.amount)) == Money.sum(arrived.map(\.amount))
    else { return nil }
    return max(0, last.days(to: arrival))
  }

  /// The day of the first amount by which a running sum passes a limit.
  private static func first(of amounts: [DatedAmount], beyond limit: Money) throws -> CalendarDay? {
    var sum = Money.zero
    for amount in amounts.sorted(by: { $0.day < $1.day }) {
      sum = try sum + amount.amount
      if sum > limit { return amount.day }
    }
    return nil
  }
}
