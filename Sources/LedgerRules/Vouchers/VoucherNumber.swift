import Primitives

/// The number of a posted voucher: a word, and a number that begins anew each month of a ledger, without gaps (R-420).
public struct VoucherNumber: Sendable, Hashable, Comparable {
  /// The word, `记` by default.
  public let word: String
  /// The year.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The number in the month, from 1.
  public let number: Int

  /// Makes a number.
  public init(word: String = "记", year: Int, month: Int, number: Int) {
    self.word = word
    self.year = year
    self.month = month
    self.number = number
  }

  /// As it is printed: `2026-07 记-12`.
  public var text: String { "\(year)-\(month < 10 ? "0" : "")\(month) \(word)-\(number)" }

  /// By month, then word, then number.
  public static func < (left: VoucherNumber, right: VoucherNumber) -> Bool {
    (left.year, left.month, left.word, left.number) < (right.year, right.month, right.word, right.number)
  }
}

/// The people who sign a voucher (R-420). `Person` is whatever names them, an actor's identifier for instance.
public struct VoucherHands<Person: Hashable & Sendable>: Sendable, Hashable {
  /// 制单.
  public var preparer: Person
  /// 稽核.
  public var reviewer: Person?
  /// 记账.
  public var bookkeeper: Person?
  /// 会计主管.
  public var head: Person?
  /// 出纳, for receipts and payments.
  public var cashier: Person?

  /// Names the people.
  public init(
    preparer: Person, reviewer: Person? = nil, bookkeeper: Person? = nil, head: Person? = nil, cashier: Person? = nil
  ) {
    self.preparer = preparer
    self.reviewer = reviewer
    self.bookkeeper = bookkeeper
    self.head = head
    self.cashier = cashier
  }

  /// Passes if these people may post a voucher (R-420, R-421). `touchesCash`: a line stands on 101 or 102;
  /// `touchesResult`: a line stands on an income or expense account, which a cashier may not keep.
  ///
  /// Throws `voucher.hands-missing`, `voucher.same-hand`, `voucher.cashier`.
  public func checkPosting(touchesCash: Bool, touchesResult: Bool) throws {
    guard let reviewer, let bookkeeper, head != nil, !touchesCash || cashier != nil else {
      throw VoucherHandsFault.missing
    }
    guard reviewer != preparer else { throw VoucherHandsFault.sameHand }
    guard let cashier else { return }
    guard cashier != reviewer, !touchesResult || cashier != bookkeeper else { throw VoucherHandsFault.cashier }
  }
}

/// The faults of signatures as refusals.
enum VoucherHandsFault {
  static let missing = Refusal(
    "voucher.hands-missing", citation: Citation("R-420", Citation.accountingBasics, "第五十一条"),
    message: Bilingual("凭证缺少签名人员。", "Signatures are missing from the voucher."),
    remedy: Bilingual(
      "请补齐稽核、记账、会计主管；收付款凭证还需出纳。", "Name reviewer, bookkeeper and head, and the cashier where cash or bank moves."))
  static let sameHand = Refusal(
    "voucher.same-hand", citation: Citation("R-421", Citation.accountingLaw),
    message: Bilingual("制单人不能稽核自己的凭证。", "Who prepared a voucher may not review it."),
    remedy: Bilingual("请由另一人稽核。", "Have another person review it."))
  static let cashier = Refusal(
    "voucher.cashier", citation: Citation("R-421", Citation.accountingLaw),
    message: Bilingual("出纳不得兼任稽核，也不得登记收入、支出账目。", "A cashier may not review, nor keep income and expense accounts."),
    remedy: Bilingual("请由出纳以外的人办理。", "Have somebody else do it."))
}
