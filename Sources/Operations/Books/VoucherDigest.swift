import Primitives
import Sealing
import Store

/// The digest that holds a posted voucher's content: whoever changes a row of it behind the program's back is found by
/// `books check`.
enum VoucherDigest {
  /// The digest of a voucher under a number.
  static func of(_ voucher: VoucherRow, _ lines: [VoucherLineRow], number: Int, postedBy: ActorID) -> String {
    let head = [
      voucher.id.text, voucher.ledger.text, voucher.chart, voucher.kind, voucher.day, voucher.month, voucher.word,
      "\(number)", voucher.summary, "\(voucher.attachments)", voucher.head, "\(voucher.total.fen)",
      voucher.reverses?.text ?? "", voucher.preparedBy.text, voucher.preparedAt, voucher.cashierBy?.text ?? "",
      voucher.reviewedBy?.text ?? "", postedBy.text,
    ]
    let body = lines.flatMap {
      [
        $0.account, $0.isDebit ? "debit" : "credit", $0.isRed ? "red" : "black", "\($0.amount.fen)", $0.project,
        $0.fund, $0.note,
      ]
    }
    // Lengths stand before the fields, so that no two contents are written alike.
    let text = (head + body).map { "\($0.utf8.count):\($0)" }.joined()
    return Digest.sha256(of: Array(text.utf8)).hex
  }
}
