import LedgerRules
import Primitives
import Store

/// `qilu voucher post-all UNIT --month MONTH`: everything of a month that is reviewed and signed, in the order of days and
/// of preparation, under numbers in a row.
struct VoucherPostAll: WriteOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var month: String
  }

  struct Output: OperationOutput {
    var month: String
    var posted: Int
    var first: Int
    var last: Int
    /// Reviewed and signed ones that one act does not take any more.
    var further: Int
    /// Reviewed ones without the cashier's signature.
    var unsigned: Int
    /// Those that nobody reviewed yet.
    var drafts: Int

    var presentation: [Block] {
      var blocks = [
        Block.line(
          "已记账 \(posted) 张：\(month) 第 \(first) 至 \(last) 号",
          "\(posted) posted as numbers \(first) to \(last) of \(month)")
      ]
      if further > 0 {
        blocks.append(.line("还有 \(further) 张可记账，请再执行一次", "\(further) more can be posted: call it again"))
      }
      if unsigned + drafts > 0 {
        blocks.append(
          .line(
            "未记账：待出纳签章 \(unsigned) 张，待稽核 \(drafts) 张",
            "not posted: \(unsigned) wait for the cashier, \(drafts) for a review"))
      }
      return blocks
    }
  }

  static let name = "voucher post-all"
  static let summary = Bilingual("一次记账某月已稽核的凭证", "post all reviewed vouchers of a month")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("month", "MONTH", "月份，如 2026-07", "the month, such as 2026-07"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares, .reviews], call)
    let month = try BookMonth(input.month).text
    let waiting = try VoucherStore.counts(month, of: ledger.id, in: call.connection)
    let ready = try VoucherStore.ready(month, of: ledger.id, limit: VoucherBatch.vouchers, in: call.connection)
    guard !ready.isEmpty else { throw noneReady(waiting) }
    let first = try VoucherPosting.post(ready, month: month, ledger, call)
    let last = first + ready.count - 1
    call.record(
      "ledger", ledger.id.text,
      ["unit": ledger.unitCode, "month": month, "first": "\(first)", "last": "\(last)"])
    return Output(
      month: month, posted: ready.count, first: first, last: last, further: waiting.ready - ready.count,
      unsigned: waiting.unsigned, drafts: waiting.drafts)
  }

  private static func noneReady(_ waiting: VoucherStore.WaitingCounts) -> Refusal {
    BookRefusals.make(
      "voucher.none-ready", "SM-9", Citation.houseRules, "",
      Bilingual(
        "该月没有可记账的凭证（待出纳签章 \(waiting.unsigned) 张，待稽核 \(waiting.drafts) 张）",
        "no voucher of the month can be posted: \(waiting.unsigned) wait for the cashier, \(waiting.drafts) for a review"
      ),
      Bilingual("voucher list 查看；先由出纳签章、他人稽核", "voucher list shows them; they are signed and reviewed first"))
  }
}
