import LedgerRules
import Primitives
import Sealing
import Store
import Tables

/// A list of vouchers that a person signs.
struct SigningInput: Codable, Sendable {
  var unit: String
  var file: FilePath

  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    ColumnNote.file(
      SigningList.columns,
      values: Bilingual(
        "所签的每张凭证及其金额；任何一张不符则全部不签", "each voucher that is signed, with its total; none is signed where one differs")),
  ]
}

/// Signing many vouchers at once, each by its name and amount.
///
/// A signature says that a person looked at a voucher. So there is no “all that wait”: what came in a moment
/// before would be signed unseen. Whoever signs hands over the list that he looked at; the total beside each voucher
/// shows that it is the one he means. One that may not be signed refuses the list.
struct SigningList {
  static let columns = ["voucher", "total"]

  let ledger: LedgerRow
  private let bytes: [UInt8]
  private let file: String
  private let call: WriteCall

  init(_ input: SigningInput, for duty: LedgerDesk.Duty, _ call: WriteCall) throws {
    ledger = try LedgerDesk.ledger(of: input.unit, for: [duty], call)
    bytes = try FileSource.whole(input.file.text, limit: VoucherBatch.fileBytes)
    file = input.file.text
    self.call = call
  }

  /// Signs each voucher of the list, and records the act.
  ///
  /// - Throws: a ``Refusal`` with row and column for the first that cannot be signed.
  func sign(_ sign: (VoucherRow) throws -> Void) throws -> (count: Int, total: Money) {
    var (count, sum) = (0, Money.zero)
    let reader = try TableReader(file: file, source: ByteSource(bytes), columns: Self.columns)
    try reader.forEachRow { row in
      guard count < VoucherBatch.vouchers else { throw Self.tooLong.at(row.location(0)) }
      let voucher = try voucher(row)
      do { try sign(voucher) } catch let refusal as Refusal { throw refusal.at(row.location(0)) }
      (count, sum) = (count + 1, try sum + voucher.total)
    }
    guard count > 0 else { throw Self.empty.at(Refusal.Location(file: file)) }
    call.record(
      "ledger", ledger.id.text,
      [
        "unit": ledger.unitCode, "vouchers": "\(count)", "total": sum.text, "list": Digest.sha256(of: bytes).hex,
      ])
    return (count, sum)
  }

  private func voucher(_ row: TableReader.Row) throws -> VoucherRow {
    let id = row.text(0).string
    guard let voucher = try VoucherStore.find(VoucherID(id), in: call.connection), voucher.ledger == ledger.id else {
      throw BookRefusals.unknownVoucher(id).at(row.location(0))
    }
    let total: Money
    do { total = try Money(row.text(1).string) } catch let refusal as Refusal { throw refusal.at(row.location(1)) }
    guard total == voucher.total else { throw Self.otherTotal(voucher.total).at(row.location(1)) }
    return voucher
  }

  private static func otherTotal(_ total: Money) -> Refusal {
    BookRefusals.make(
      "voucher.total-differs", "R-420", Citation.accountingBasics, "第五十一条",
      Bilingual("该凭证的合计是 \(total.text) 元", "the voucher's total is \(total.text)"),
      Bilingual("voucher show 查看后改正清单", "look at it by voucher show, then mend the list"))
  }

  private static let empty = BookRefusals.make(
    "voucher.list-empty", "R-420", Citation.accountingBasics, "第五十一条",
    Bilingual("清单里没有凭证", "the list names no voucher"),
    Bilingual("写明所签的凭证标识和金额", "name the vouchers that are signed, and their totals"))

  private static let tooLong = BookRefusals.make(
    "voucher.list-too-long", "R-420", Citation.houseRules, "",
    Bilingual("一次最多签 \(VoucherBatch.vouchers) 张", "at most \(VoucherBatch.vouchers) vouchers are signed at once"),
    Bilingual("分成几个清单", "divide the list"))
}

/// `qilu voucher cash-listed UNIT FILE`: the cashier's signature on each voucher of a list.
struct VoucherCashListed: WriteOperation {
  typealias Input = SigningInput
  typealias Output = DoneOutput

  static let name = "voucher cash-listed"
  static let summary = Bilingual("出纳按清单签章", "sign the vouchers of a list as their cashier")
  static let reach = Reach.everywhere
  static let notes = SigningInput.notes

  static func run(_ input: SigningInput, _ call: WriteCall) throws -> DoneOutput {
    let list = try SigningList(input, for: .pays, call)
    let (count, total) = try list.sign { try VoucherCash.sign($0, call) }
    return DoneOutput(
      subject: list.ledger.id.text,
      done: Bilingual(
        "出纳已签 \(count) 张，合计 \(total.text) 元", "\(count) vouchers signed by the cashier, \(total.text) in all"))
  }
}

/// `qilu voucher review-listed UNIT FILE`: reviews each voucher of a list that others prepared.
struct VoucherReviewListed: WriteOperation {
  typealias Input = SigningInput
  typealias Output = DoneOutput

  static let name = "voucher review-listed"
  static let summary = Bilingual("按清单稽核凭证", "review the vouchers of a list")
  static let reach = Reach.everywhere
  static let notes = SigningInput.notes

  static func run(_ input: SigningInput, _ call: WriteCall) throws -> DoneOutput {
    let list = try SigningList(input, for: .reviews, call)
    let (count, total) = try list.sign { try VoucherReview.sign($0, call) }
    return DoneOutput(
      subject: list.ledger.id.text,
      done: Bilingual("已稽核 \(count) 张，合计 \(total.text) 元", "\(count) vouchers reviewed, \(total.text) in all"))
  }
}
