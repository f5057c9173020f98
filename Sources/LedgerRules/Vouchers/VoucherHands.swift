import Primitives

/// The people who have signed a voucher so far, and whether another may sign it. `Person` is whatever names
/// them, an actor's identifier for instance.
public struct VoucherHands<Person: Hashable & Sendable>: Sendable, Hashable {
  /// 制单.
  public var preparer: Person
  /// 出纳, for receipts and payments.
  public var cashier: Person?
  /// 稽核.
  public var reviewer: Person?

  /// Names the people.
  public init(preparer: Person, cashier: Person? = nil, reviewer: Person? = nil) {
    self.preparer = preparer
    self.cashier = cashier
    self.reviewer = reviewer
  }

  /// Passes if a person may sign as cashier. `touchesCash`: a line stands on 101 or 102.
  ///
  /// Throws `voucher.no-cash`, `voucher.signed`, `voucher.cashier-acts`.
  public func checkCashier(_ person: Person, touchesCash: Bool) throws {
    guard touchesCash else { throw VoucherHandsFault.noCash }
    guard cashier == nil else { throw VoucherHandsFault.signed }
    guard person != reviewer else { throw VoucherHandsFault.cashierActs }
  }

  /// Passes if a person may review. Throws `voucher.own-review`, `voucher.cashier-acts`.
  public func checkReview(_ person: Person) throws {
    guard person != preparer else { throw VoucherHandsFault.ownReview }
    guard person != cashier else { throw VoucherHandsFault.cashierActs }
  }

  /// Passes if a person may post (记账). R-421 keeps a cashier from income and expense accounts and from archives; a
  /// posted voucher is both, so that he posts none. Throws `voucher.cashier-missing`, `voucher.cashier-acts`.
  public func checkPosting(_ person: Person, touchesCash: Bool) throws {
    guard person != cashier else { throw VoucherHandsFault.cashierActs }
    guard cashier != nil || !touchesCash else { throw VoucherHandsFault.cashierMissing }
  }
}

/// The faults of signatures as refusals.
enum VoucherHandsFault {
  private static let signatures = Citation("R-420", Citation.accountingBasics, "第五十一条")
  private static let separation = Citation("R-421", Citation.accountingLaw)

  static let ownReview = Refusal(
    "voucher.own-review", citation: separation,
    message: Bilingual("制单人不能稽核自己的凭证", "who prepared a voucher does not review it"),
    remedy: Bilingual("由另一名稽核人员操作", "let another reviewer act"))

  static let cashierActs = Refusal(
    "voucher.cashier-acts", citation: separation,
    message: Bilingual("出纳不得兼任稽核、会计档案保管和收入、支出账目的登记", "the cashier neither reviews nor posts"),
    remedy: Bilingual("由稽核或制单人员操作", "let a reviewer or a preparer act"))

  static let cashierMissing = Refusal(
    "voucher.cashier-missing", citation: signatures,
    message: Bilingual("收付款凭证须有出纳签章", "a voucher that moves cash or bank money bears the cashier's signature"),
    remedy: Bilingual("由出纳先 voucher cash", "let the cashier sign by voucher cash first"))

  static let noCash = Refusal(
    "voucher.no-cash", citation: signatures,
    message: Bilingual("该凭证不涉及现金和银行存款，不需出纳签章", "the voucher moves neither cash nor bank money, so no cashier signs"),
    remedy: Bilingual("由稽核人员 voucher review", "let a reviewer act by voucher review"))

  static let signed = Refusal(
    "voucher.signed", citation: signatures,
    message: Bilingual("该凭证已有出纳签章", "a cashier has signed the voucher already"),
    remedy: Bilingual("voucher show 查看凭证", "voucher show tells the voucher"))
}
