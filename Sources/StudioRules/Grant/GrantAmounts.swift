import Primitives

/// The amounts of an edition's grants and personal awards, frozen when the edition is opened.
///
/// Amounts are parameters with a date: two named presets, ``edition2018`` and ``edition2019``, and whatever a later
/// notice sets. All are whole fen.
public struct GrantAmounts: Sendable, Hashable {
  /// The preset's name, `2018` or `2019`, or a name given to other amounts.
  public let name: String
  /// The grant of a craftsman's studio.
  public let craftsman: Money
  /// The grant of a great craftsman's studio; not added to the other.
  public let great: Money
  /// The personal award of a craftsman before tax; zero where the edition has none.
  public let craftsmanAward: Money
  /// The personal award of a great craftsman before tax; zero where the edition has none.
  public let greatAward: Money

  /// Makes amounts. Throws `grant.amount-not-positive` where a grant is not above zero or an award is below it.
  public init(
    name: String, craftsman: Money, great: Money, craftsmanAward: Money = .zero, greatAward: Money = .zero
  ) throws {
    guard craftsman > .zero, great > .zero, craftsmanAward >= .zero, greatAward >= .zero else {
      throw StudioRefusals.amountNotPositive("R-302")
    }
    self.init(name, craftsman, great, craftsmanAward, greatAward)
  }

  private init(_ name: String, _ craftsman: Money, _ great: Money, _ award: Money, _ greatAward: Money) {
    self.name = name
    self.craftsman = craftsman
    self.great = great
    craftsmanAward = award
    self.greatAward = greatAward
  }

  /// 2018: 50,000 and 300,000 yuan, no personal award (article 3).
  public static let edition2018 = GrantAmounts(
    "2018", Money(fen: 5_000_000), Money(fen: 30_000_000), .zero, .zero)
  /// 2019 and later as practised: 50,000 and 250,000 yuan, with awards of 10,000 and 50,000 yuan.
  public static let edition2019 = GrantAmounts(
    "2019", Money(fen: 5_000_000), Money(fen: 25_000_000), Money(fen: 1_000_000), Money(fen: 5_000_000))
  /// All presets, by name.
  public static let presets = [edition2018, edition2019]
  /// What a new edition proposes (OP-08); whoever opens the edition confirms it.
  public static let proposed = edition2018

  /// Finds a preset. Throws `grant.preset-unknown` for another name.
  public static func preset(named name: String) throws -> GrantAmounts {
    if let preset = presets.first(where: { $0.name == name }) { return preset }
    throw StudioRefusals.byHouse(
      "grant.preset-unknown", "OP-08",
      Bilingual("没有名为“\(name)”的资助标准", "there is no set of amounts named \(name)"),
      Bilingual("可用：2018、2019", "there are: 2018, 2019"))
  }

  /// What one naming entitles to: one grant, never the sum of two, and the award of the title.
  ///
  /// - Parameter isGreat: whether the person is named great craftsman, be it in the same edition.
  public func entitlement(isGreat: Bool) -> GrantEntitlement {
    GrantEntitlement(grant: isGreat ? great : craftsman, award: isGreat ? greatAward : craftsmanAward)
  }

  /// What is still to be paid to one who is named great after the grant was entitled as a craftsman (OP-07).
  ///
  /// Where nothing was paid, the entitlement is simply the great one. Where the smaller grant was paid, the difference
  /// is paid only with the province's approval, since the grant is a one-off payment (article 4).
  /// Throws `grant.upgrade-approval` without it, and `grant.amount-differs` where more was paid than is due.
  public func upgrade(paid: Money, isApprovedByProvince: Bool) throws -> Money {
    if paid == .zero { return great }
    guard paid <= great else { throw Self.paidTooMuch(paid, great) }
    let difference = try great - paid
    guard difference == .zero || isApprovedByProvince else { throw Self.upgradeNeedsApproval(difference) }
    return difference
  }

  private static func upgradeNeedsApproval(_ difference: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.upgrade-approval", "OP-07", "第三条、第四条",
      Bilingual(
        "已按齐鲁工匠发放资助，补发差额 \(difference.voucherText) 须经省总工会批准",
        "the smaller grant was paid; the difference of \(difference.text) yuan needs the province's approval"),
      Bilingual("先登记省总工会的批准文件，再补发差额", "record the province's approval first, then pay the difference"))
  }

  private static func paidTooMuch(_ paid: Money, _ due: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.amount-differs", "R-304", "第三条、第四条",
      Bilingual(
        "已发放 \(paid.voucherText)，多于应发的 \(due.voucherText)", "\(paid.text) yuan were paid, \(due.text) are due"),
      Bilingual("核对拨款凭证，多发部分应退回", "check the payment's voucher; what is too much goes back"))
  }
}

/// What a naming entitles to.
public struct GrantEntitlement: Sendable, Hashable {
  /// The studio's grant.
  public let grant: Money
  /// The person's award before tax, paid to the person and not to the studio; zero where there is none.
  public let award: Money

  /// Describes an entitlement.
  public init(grant: Money, award: Money) {
    self.grant = grant
    self.award = award
  }
}

/// A personal award as it is recorded: the tax is entered by finance and never computed here (R-322, OP-22).
public struct PersonalAward: Sendable, Hashable {
  /// Before tax.
  public let gross: Money
  /// The tax that finance entered.
  public let tax: Money

  /// Records an award. Throws `award.tax-out-of-range` unless 0 <= tax <= gross, and `grant.amount-not-positive`.
  public init(gross: Money, taxByFinance tax: Money) throws {
    guard gross > .zero else { throw StudioRefusals.amountNotPositive("R-322") }
    guard tax >= .zero, tax <= gross else {
      throw StudioRefusals.byHouse(
        "award.tax-out-of-range", "OP-22",
        Bilingual("税额应在零与奖金之间", "the tax is not between zero and the award"),
        Bilingual("请财务核对税额", "let finance check the tax"))
    }
    self.gross = gross
    self.tax = tax
  }

  /// What the person receives. Throws `money.overflow`, which the range of the tax rules out.
  public func net() throws -> Money { try gross - tax }
}
