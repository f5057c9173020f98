import LedgerRules
import Primitives
import Store

/// Making a reviewed voucher part of the books, in one transaction with everything that follows from it (SM-9).
enum VoucherPosting {
  /// Posts a voucher; answers its number.
  ///
  /// - Throws: a ``Refusal`` where it is not reviewed, lacks the cashier's signature, or its month is closed.
  static func post(_ voucher: VoucherRow, _ ledger: LedgerRow, _ call: WriteCall) throws -> Int {
    let state = try BookNames.state(voucher)
    try state.check(to: .posted)
    // What a ledger begins with moves no money.
    try voucher.hands.checkPosting(call.actor.id, touchesCash: voucher.movesCash && !voucher.opensYear)
    let lines = try VoucherStore.lines(of: voucher.id, in: call.connection)
    try checkReversal(voucher, call)
    let act = try GrantPosting(voucher, call)
    try act?.check()
    guard let number = try MonthStore.nextNumber(voucher.month, of: ledger.id, in: call.transaction) else {
      throw BookRefusals.monthClosed(voucher.month)
    }
    let digest = VoucherDigest.of(voucher, lines, number: number, postedBy: call.actor.id)
    guard
      try PostingStore.post(
        voucher, lines: lines, number: number, digest: digest, by: call.actor.id, at: call.environment.instant,
        in: call.transaction)
    else { throw BookRefusals.changedMeanwhile }
    try act?.settle()
    return number
  }

  /// What a red voucher takes back is in force until then.
  private static func checkReversal(_ voucher: VoucherRow, _ call: WriteCall) throws {
    guard let id = voucher.reverses else { return }
    guard let original = try VoucherStore.find(id, in: call.connection) else {
      throw BookRefusals.unknownVoucher(id.text)
    }
    try BookNames.state(original).check(to: .reversed)
  }
}

extension VoucherRow {
  /// Who has signed it so far.
  var hands: VoucherHands<ActorID> { VoucherHands(preparer: preparedBy, cashier: cashierBy, reviewer: reviewedBy) }
}
