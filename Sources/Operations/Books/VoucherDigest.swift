import Primitives
import Sealing
import Store

/// The digest that holds a posted voucher's content: whoever changes a row of it behind the program's back is found by
/// `books check`.
enum VoucherDigest {
  /// The digest of a voucher under a number.
  static func of(_ voucher: VoucherRow, _ lines: [VoucherLineRow], number: Int, postedBy: ActorID) -> String {
    var content = LengthText()
    addHead(voucher, number, postedBy, to: &content)
    for line in lines { add(line, to: &content) }
    return FileDigest.sha256(of: content.bytes).hex
  }

  private static func addHead(
    _ voucher: VoucherRow, _ number: Int, _ postedBy: ActorID, to content: inout LengthText
  ) {
    content.add(voucher.id.text)
    content.add(voucher.ledger.text)
    content.add(voucher.chart)
    content.add(voucher.kind)
    content.add(voucher.day)
    content.add(voucher.month)
    content.add(voucher.word)
    content.add(Int64(number))
    content.add(voucher.summary)
    content.add(Int64(voucher.attachments))
    content.add(voucher.head)
    content.add(voucher.total.fen)
    content.add(voucher.reverses?.text ?? "")
    content.add(voucher.preparedBy.text)
    content.add(voucher.preparedAt)
    content.add(voucher.cashierBy?.text ?? "")
    content.add(voucher.reviewedBy?.text ?? "")
    content.add(postedBy.text)
  }

  /// What R-425 wants of an expense came later: a line that has none is written as lines were before. An account is digits,
  /// so that no nature is taken for the account of the line behind.
  private static func add(_ line: VoucherLineRow, to content: inout LengthText) {
    content.add(line.account)
    content.add(line.isDebit ? "debit" : "credit")
    content.add(line.isRed ? "red" : "black")
    content.add(line.amount.fen)
    content.add(line.project)
    content.add(line.fund)
    content.add(line.note)
    guard !line.nature.isEmpty || !line.economicClass.isEmpty else { return }
    content.add(line.nature)
    content.add(line.economicClass)
  }
}

extension VoucherDigest {
  /// The digest of fields that were read in the order of a digest.
  static func of(_ content: LengthText) -> String { FileDigest.sha256(of: content.bytes).hex }
}

/// Fields with their lengths before them, so that no two contents are written alike.
struct LengthText: VoucherFieldSink {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(1_024) }

  /// Adds a field: its bytes' number, a colon, its bytes.
  mutating func add(_ field: String) {
    var field = field
    field.withUTF8 { add($0) }
  }

  /// Adds a field that is a text of these bytes.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    addDigits(UInt64(text.count))
    bytes.append(ASCII.colon)
    bytes.append(contentsOf: text)
  }

  /// Begins anew, with the room that it has.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds a number as the field of its digits; a million of them are many texts to make.
  mutating func add(_ number: Int64) {
    let (rest, sign) = (number.magnitude, number < 0 ? 1 : 0)
    var (length, limit) = (1, UInt64(9))
    while rest > limit, length < 19 { (length, limit) = (length + 1, limit * 10 + 9) }
    if rest > limit { length += 1 }
    addDigits(UInt64(length + sign))
    bytes.append(ASCII.colon)
    if sign > 0 { bytes.append(ASCII.hyphen) }
    addDigits(rest)
  }

  private mutating func addDigits(_ number: UInt64) {
    if number > 9 { addDigits(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
