import Primitives

/// Who holds money of a grant on its way back.
public enum GrantParty: String, Sendable, Hashable, Codable, CaseIterable {
  /// 所在单位.
  case employer = "EMPLOYER"
  /// 基层工会.
  case baseUnion = "BASE_UNION"
  /// 市级工会.
  case city = "CITY"
  /// 省总工会.
  case province = "PROVINCE"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .employer: Bilingual("所在单位", "employer")
    case .baseUnion: Bilingual("基层工会", "base union")
    case .city: Bilingual("市级工会", "city federation")
    case .province: Bilingual("省总工会", "provincial federation")
    }
  }
}

/// How far a recovery is.
public enum RecoveryState: String, SteppedState {
  /// 已责令追回.
  case ordered = "ORDERED"
  /// 单位已退还基层工会.
  case repaid = "REPAID"
  /// 基层已退回市级.
  case returnedToCity = "RETURNED_TO_CITY"
  /// 已退回省总工会.
  case returnedToProvince = "RETURNED_TO_PROVINCE"

  /// `recovery.no-such-step`.
  public static let stepCode = "recovery.no-such-step"
  ///
  public static let machine = "R-319"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .ordered: Bilingual("已责令追回", "ordered")
    case .repaid: Bilingual("单位已退还基层工会", "repaid to the base union")
    case .returnedToCity: Bilingual("基层已退回市级", "returned to the city")
    case .returnedToProvince: Bilingual("已退回省总工会", "returned to the province")
    }
  }

  /// The states that may follow in some recovery; ``RecoveryOrder/next(after:)`` says which of them in a given one.
  public var successors: [RecoveryState] {
    switch self {
    case .ordered: [.repaid, .returnedToCity, .returnedToProvince]
    case .repaid: [.returnedToCity, .returnedToProvince]
    case .returnedToCity: [.returnedToProvince]
    case .returnedToProvince: []
    }
  }
}

/// One payment of a recovery.
public struct RecoveryLeg: Sendable, Hashable {
  /// Who pays.
  public let from: GrantParty
  /// Who is paid.
  public let to: GrantParty
  /// How much.
  public let amount: Money
  /// Where the recovery stands when it is paid.
  public let state: RecoveryState
}

/// How the books of a level take money that came back.
public enum RecoveryTreatment: String, Sendable, Hashable, Codable, CaseIterable {
  /// 冲减当年收支: the year's own income or expense is reversed.
  case reversesYear = "REVERSES_YEAR"
  /// 年初余额调整, account 32101.
  case adjustsOpening = "ADJUSTS_OPENING"

  /// By the year in which the level booked the grant and that in which the money comes back.
  public init(bookedOn: CalendarDay, returnedOn: CalendarDay) {
    self = bookedOn.year == returnedOn.year ? .reversesYear : .adjustsOpening
  }
}

/// An order that money goes back to the province, base union to city to province.
public struct RecoveryOrder: Sendable, Hashable {
  /// Misused money, which the employer first repays to the base union.
  public let misused: Money
  /// Money that was not spent.
  public let unspent: Money
  /// Whether a city stands between; OP-30 has units without one.
  public let hasCity: Bool

  /// Orders a recovery from a grant with these numbers.
  ///
  /// Throws what ``GrantStanding/recovering(misused:unspent:)`` throws.
  public init(misused: Money, unspent: Money, hasCity: Bool, standing: GrantStanding) throws {
    _ = try standing.recovering(misused: misused, unspent: unspent)
    self.misused = misused
    self.unspent = unspent
    self.hasCity = hasCity
  }

  /// What goes back to the province. Throws `money.overflow`, which the order's own check rules out.
  public func total() throws -> Money { try misused + unspent }

  /// The payments in their order. Throws `money.overflow`, which the order's own check rules out.
  public func legs() throws -> [RecoveryLeg] {
    let total = try total()
    let repaid = misused > .zero ? [RecoveryLeg(from: .employer, to: .baseUnion, amount: misused, state: .repaid)] : []
    guard hasCity else {
      return repaid + [RecoveryLeg(from: .baseUnion, to: .province, amount: total, state: .returnedToProvince)]
    }
    return repaid + [
      RecoveryLeg(from: .baseUnion, to: .city, amount: total, state: .returnedToCity),
      RecoveryLeg(from: .city, to: .province, amount: total, state: .returnedToProvince),
    ]
  }

  /// The next payment in a state; nil when all is back. Throws `money.overflow`.
  public func next(after state: RecoveryState) throws -> RecoveryLeg? {
    let legs = try legs()
    guard state != .ordered else { return legs.first }
    guard let index = legs.firstIndex(where: { $0.state == state }) else { return nil }
    return legs.dropFirst(index + 1).first
  }

  /// Passes if a payment is the next one and in full. Throws `recovery.no-such-step` and `recovery.amount-differs`.
  public func check(_ target: RecoveryState, amount: Money, after state: RecoveryState) throws {
    try state.checkChange(to: target)
    guard let leg = try next(after: state), leg.state == target else { throw Self.outOfOrder(try next(after: state)) }
    guard leg.amount == amount else { throw Self.amountDiffers(amount, leg.amount) }
  }

  private static func outOfOrder(_ leg: RecoveryLeg?) -> Refusal {
    let zh = leg.map { "\($0.from.displayName.zh)退还\($0.to.displayName.zh) \($0.amount.voucherText)" } ?? "无"
    let en = leg.map { "\($0.from.displayName.en) pays \($0.to.displayName.en) \($0.amount.text) yuan" } ?? "none"
    return StudioRefusals.byArticle(
      RecoveryState.stepCode, "R-319", "第九条",
      Bilingual("退款须逐级进行，此步不是下一步", "money goes back level by level, and this is not the next step"),
      Bilingual("下一步：\(zh)", "next: \(en)"))
  }

  private static func amountDiffers(_ amount: Money, _ due: Money) -> Refusal {
    StudioRefusals.byArticle(
      "recovery.amount-differs", "R-319", "第九条",
      Bilingual("退款 \(amount.voucherText) 不等于应退 \(due.voucherText)", "\(amount.text) yuan are not the \(due.text) due"),
      Bilingual("按责令追回的金额足额退回", "return the ordered amount in full"))
  }
}
