import LedgerRules
import Primitives
import Store

/// Making reviewed vouchers part of the books, in one transaction with everything that follows from it (SM-9).
enum VoucherPosting {
  /// Posts a voucher; answers its number.
  ///
  /// - Throws: a ``Refusal`` where it is not reviewed, lacks the cashier's signature, or its month is closed.
  static func post(_ voucher: VoucherRow, _ ledger: LedgerRow, _ call: WriteCall) throws -> Int {
    try post([voucher], month: voucher.month, ledger, call)
  }

  /// Posts vouchers of one month in their order, under numbers in a row; answers the first of them.
  static func post(
    _ vouchers: [VoucherRow], month: String, _ ledger: LedgerRow, _ call: WriteCall
  ) throws -> Int {
    for voucher in vouchers { try check(voucher, call) }
    guard let first = try MonthStore.nextNumbers(vouchers.count, month, of: ledger.id, in: call.transaction) else {
      throw BookRefusals.monthClosed(month)
    }
    var plain: [PostingStore.Posting] = []
    for (offset, voucher) in vouchers.enumerated() {
      let posting = try posting(voucher, number: first + offset, call)
      guard let act = try GrantPosting(voucher, call) else {
        plain.append(posting)
        continue
      }
      // An act of a grant sees what was posted before it, and the next one what it moved.
      try act.check()
      try commit(plain + [posting], call)
      plain = []
      try act.settle()
    }
    try commit(plain, call)
    return first
  }

  private static func posting(
    _ voucher: VoucherRow, number: Int, _ call: WriteCall
  ) throws -> PostingStore.Posting {
    let lines = try VoucherStore.lines(of: voucher.id, in: call.connection)
    return PostingStore.Posting(
      voucher, lines: lines, number: number,
      digest: VoucherDigest.of(voucher, lines, number: number, postedBy: call.actor.id))
  }

  private static func commit(_ postings: [PostingStore.Posting], _ call: WriteCall) throws {
    guard !postings.isEmpty else { return }
    guard
      try PostingStore.post(postings, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw BookRefusals.changedMeanwhile }
  }

  private static func check(_ voucher: VoucherRow, _ call: WriteCall) throws {
    try BookNames.state(voucher).check(to: .posted)
    // What a ledger begins with moves no money.
    try voucher.hands.checkPosting(call.actor.id, touchesCash: voucher.movesCash && !voucher.opensYear)
    try checkReversal(voucher, call)
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
