import LedgerRules
import Primitives

/// A proof that the employer matched, as far as the rules look at it.
public struct MatchingProof: Sendable, Hashable {
  /// How much, above zero.
  public let amount: Money
  /// What it is given in.
  public let form: MatchingForm
  /// The day on which the money was given: the bank's day, or the day of the employer's voucher in mode M1.
  public let paidOn: CalendarDay
  /// The day of its confirmation; nil while it is not confirmed.
  public let confirmedOn: CalendarDay?
  /// The day of its withdrawal; nil while it stands.
  public let withdrawnOn: CalendarDay?

  /// Describes a proof.
  public init(
    amount: Money, form: MatchingForm = .cash, paidOn: CalendarDay, confirmedOn: CalendarDay? = nil,
    withdrawnOn: CalendarDay? = nil
  ) {
    self.amount = amount
    self.form = form
    self.paidOn = paidOn
    self.confirmedOn = confirmedOn
    self.withdrawnOn = withdrawnOn
  }

  /// Whether the proof counts at the end of a day: cash, confirmed and not withdrawn.
  public func counts(on day: CalendarDay) -> Bool {
    guard form == .cash, let confirmedOn, confirmedOn <= day else { return false }
    return withdrawnOn.map { $0 > day } ?? true
  }

  /// Passes if a proof may be submitted: above zero, with evidence that is named.
  ///
  /// Throws `grant.amount-not-positive` and `matching.evidence-missing`.
  public static func checkSubmission(amount: Money, mode: MatchMode, hasEvidence: Bool) throws {
    guard amount > .zero else { throw StudioRefusals.amountNotPositive("R-305") }
    guard !hasEvidence else { return }
    let zh = mode.isInUnionBooks ? "银行到账回单" : "银行回单或单位账簿凭证"
    let en = mode.isInUnionBooks ? "the bank's credit slip" : "a bank slip or the employer's voucher"
    throw StudioRefusals.byArticle(
      "matching.evidence-missing", "R-412", "第五条",
      Bilingual("配套凭证没有附件", "the proof of matching has no evidence"),
      Bilingual("附上\(zh)", "attach \(en)"))
  }

  /// Passes if a proof may be confirmed by a person (SM-7). Throws `matching.same-person`.
  public static func checkSecondPerson(isSubmitter: Bool) throws {
    guard !isSubmitter else {
      throw StudioRefusals.samePerson("matching.same-person", "SM-7", Bilingual("配套凭证", "proof of matching"))
    }
  }
}
