import LedgerRules
import Primitives
import Sealing
import Tables

/// The named limits of what is done with many vouchers at once: an act holds up all others while it runs, and these take
/// some tenths of a second.
enum VoucherBatch {
  /// How many vouchers one act drafts, signs or posts.
  static let vouchers = 2_000
  /// How many lines a file of vouchers has.
  static let lines = 20_000
  /// The largest file.
  static let fileBytes = 8 << 20
  /// How many faults of a file are told.
  static let faults = 100
}

/// A file of many vouchers: a row for each line, those with one key make one voucher. What is wrong is gathered with
/// file, row and column, so that it is mended at once.
struct VoucherFile {
  static let columns = ["voucher", "day", "summary", "attachments"] + VoucherSheet.columns
  static let optional = VoucherSheet.optional

  /// A voucher of the file.
  struct Entry {
    let key: String
    /// Its head as it is written in its first row: day, summary, attachments.
    let head: [String]
    var content: VoucherContent
    /// The rows of its lines.
    var rows: [Int]
    /// Whether all of its rows could be read, so that it can be judged as a whole.
    var isWhole = true
  }

  let file: String
  private(set) var entries: [Entry] = []
  let faults = SheetFaults()
  /// Where each key's voucher is; none where its first row says nothing that could be read.
  private var places: [ByteText: Int?] = [:]
  private var lineCount = 0

  /// Reads a file.
  ///
  /// - Throws: a ``Refusal`` for a file that is no table, or is too long; other faults are gathered.
  init(_ bytes: [UInt8], file: String) throws {
    self.file = file
    let reader = try TableReader(
      file: file, source: ByteSource(bytes), columns: Self.columns, optional: Self.optional)
    let faults = faults
    try reader.forEachRow(onFault: { faults.add($0) }) { row in try take(row) }
    if entries.isEmpty, faults.count == 0 { throw VoucherFileRefusals.empty.at(Refusal.Location(file: file)) }
  }

  /// How many lines its vouchers have.
  var lines: Int { entries.reduce(0) { $0 + $1.rows.count } }

  /// The digest of what it says, whatever keys, quotes, order of columns or ends of lines it has.
  var digest: Digest {
    var content = LengthText()
    for entry in entries {
      let voucher = entry.content
      let head = [voucher.day.text, voucher.summary, "\(voucher.attachments)", "\(voucher.lines.count)"]
      for field in head + voucher.lines.flatMap(\.fields) { content.add(field) }
    }
    return Digest.sha256(of: content.bytes)
  }

  /// Holds each voucher against the rules of a ledger.
  func check(_ drafting: VoucherDrafting) throws {
    let (accounts, file) = (try drafting.accounts(), file)
    for entry in entries {
      let before = faults.count
      for (line, row) in zip(entry.content.lines, entry.rows) {
        try faults.gather(at: { Refusal.Location(file: file, line: row, column: Self.column(of: $0, line)) }) {
          try HandMade.check(line)
          _ = try line.classified(in: accounts)
          try line.check(on: entry.content.day, in: accounts)
        }
      }
      guard faults.count == before, entry.isWhole else { continue }
      let first = entry.rows.first
      try faults.gather(at: { Refusal.Location(file: file, line: first, column: Self.headColumns[$0] ?? "voucher") }) {
        try entry.content.check(in: accounts)
        _ = try drafting.monthKey(entry.content.day, .hand)
      }
    }
  }

  private static let headColumns = [
    "voucher.summary": "summary", "voucher.attachments": "attachments", "voucher.in-future": "day",
    "month.before-first": "day", "month.closed": "day",
  ]

  private static func column(of code: String, _ line: VoucherLine) -> String {
    switch code {
    case "voucher.amount": line.side == .debit ? "debit" : "credit"
    case "voucher.of-grant": "project"
    case "expense.only": line.nature == nil ? "economic_class" : "nature"
    default: "account"
    }
  }
}

extension VoucherFile {
  private mutating func take(_ row: TableReader.Row) throws {
    lineCount += 1
    guard lineCount <= VoucherBatch.lines else { throw VoucherFileRefusals.tooLong.at(row.location(0)) }
    let key = row.text(0)
    var known: Int?
    do {
      try checkTexts(row)
      if let begun = places[key], begun == nil { return }
      let place = try places[key].flatMap(\.self) ?? begin(key, row)
      known = place
      try checkHead(of: entries[place], row)
      let line = try VoucherSheet.line(row, first: 4, others: Self.columns.count, Chart.on(entries[place].content.day))
      entries[place].content.lines.append(line)
      entries[place].rows.append(row.line)
    } catch let refusal as Refusal where refusal.code != VoucherFileRefusals.tooLong.code {
      faults.add(refusal)
      if let known { entries[known].isWhole = false } else { places[key] = .some(nil) }
    }
  }

  /// Texts are printed on one line.
  private func checkTexts(_ row: TableReader.Row) throws {
    for place in [0, 2, Self.columns.count + 1] where row.has(place) && row[place].contains(where: { $0 < 0x20 }) {
      throw VoucherFileRefusals.text.at(row.location(place))
    }
  }

  /// Begins a voucher with its first row.
  private mutating func begin(_ key: ByteText, _ row: TableReader.Row) throws -> Int {
    let text = key.string
    guard !text.allSatisfy(\.isWhitespace), text.count <= 40 else {
      throw VoucherFileRefusals.key.at(row.location(0))
    }
    guard entries.count < VoucherBatch.vouchers else { throw VoucherFileRefusals.tooLong.at(row.location(0)) }
    let day: CalendarDay
    do { day = try CalendarDay(row.text(1).string) } catch let refusal as Refusal { throw refusal.at(row.location(1)) }
    let attachments = row.text(3).string
    guard let count = attachments.isEmpty ? 0 : Int(attachments), attachments.utf8.allSatisfy(ASCII.isDigit) else {
      throw VoucherFileRefusals.attachments.at(row.location(3))
    }
    entries.append(
      Entry(
        key: text, head: (1...3).map { row.text($0).string },
        content: VoucherContent(day: day, summary: row.text(2).string, attachments: count, lines: []), rows: []))
    places[key] = entries.count - 1
    return entries.count - 1
  }

  /// Further rows of a voucher repeat its head or leave it empty.
  private func checkHead(of entry: Entry, _ row: TableReader.Row) throws {
    for (place, text) in entry.head.enumerated() {
      let other = row.text(place + 1)
      guard other.isEmpty || other == ByteText(text) else {
        throw VoucherFileRefusals.headDiffers(entry.key).at(row.location(place + 1))
      }
    }
  }
}

/// The faults of a sheet, gathered in the order of finding; beyond some they are only counted.
final class SheetFaults {
  private(set) var told: [Refusal] = []
  private(set) var count = 0

  func add(_ refusal: Refusal) {
    count += 1
    if told.count < VoucherBatch.faults { told.append(refusal) }
  }

  /// Runs a check; what it refuses is added, at the place that its code has.
  func gather(at place: (String) -> Refusal.Location, _ check: () throws -> Void) rethrows {
    do { try check() } catch let refusal as Refusal where refusal.kind != .storage {
      add(refusal.at(place(refusal.code)))
    }
  }
}

extension VoucherLine {
  /// What a file says of it.
  fileprivate var fields: [String] {
    [
      account.code, side.rawValue, isRed ? "red" : "black", "\(amount.fen)", project?.text ?? "", note,
      nature?.rawValue ?? "", economicClass?.text ?? "",
    ]
  }
}

/// What is refused about files of vouchers.
enum VoucherFileRefusals {
  private static let rule = Citation("R-420", Citation.accountingBasics, "第五十、五十一条")

  static let empty = Refusal(
    "voucher-file.empty", citation: rule,
    message: Bilingual("文件里没有凭证", "the file has no voucher"),
    remedy: Bilingual("每条分录写一行，同一张凭证的各行 voucher 列相同", "write a row for each line; those of one voucher have one key"))

  static let key = Refusal(
    "voucher-file.key", citation: rule,
    message: Bilingual("凭证键缺失或过长", "the voucher's key is missing or too long"),
    remedy: Bilingual("写 1 至 40 个字，同一张凭证的各行相同", "write 1 to 40 characters, the same in all rows of a voucher"))

  static let attachments = Refusal(
    "voucher-file.attachments", citation: rule,
    message: Bilingual("所附原始凭证张数不是整数", "the number of attached originals is no whole number"),
    remedy: Bilingual("写 0 或正整数，或留空", "write 0, a number above it, or nothing"))

  static let text = Refusal(
    "voucher-file.text", citation: rule,
    message: Bilingual("文字里有换行或控制字符", "the text has a line break or a control character"),
    remedy: Bilingual("写在一行内", "write it on one line"))

  static func headDiffers(_ key: String) -> Refusal {
    Refusal(
      "voucher-file.head-differs", citation: rule,
      message: Bilingual("凭证“\(key)”的这一行与其首行不同", "the row differs from the first one of the voucher “\(key)”"),
      remedy: Bilingual(
        "同一张凭证的日期、摘要、附件数写成一样，或只写在首行", "write day, summary and attachments alike in all rows, or in the first alone"))
  }

  static let tooLong = Refusal(
    "voucher-file.too-long", citation: Citation("R-420", Citation.houseRules),
    message: Bilingual(
      "一个文件最多 \(VoucherBatch.vouchers) 张凭证、\(VoucherBatch.lines) 行",
      "a file has at most \(VoucherBatch.vouchers) vouchers and \(VoucherBatch.lines) rows"),
    remedy: Bilingual("分成几个文件", "divide it into several files"))

  static func twice(_ name: String, _ at: String) -> Refusal {
    Refusal(
      "voucher-file.twice", citation: Citation("R-420", Citation.houseRules),
      message: Bilingual("同样内容的文件已导入（\(name)，\(at)）", "a file that says the same was brought in as \(name) at \(at)"),
      remedy: Bilingual(
        "voucher list 查看已制的凭证；确有同样的业务，用 voucher enter 逐张制单",
        "voucher list shows its vouchers; where the same happened again, draft those by voucher enter"))
  }
}
