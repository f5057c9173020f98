import Foundation
import LedgerRules
import Primitives
import Store

/// `qilu books export UNIT --format hledger|beancount --output FOLDER`: the posted vouchers for another program.
struct BooksExport: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var format: PlainTextFormat
    var output: ResultFolder
  }

  struct Output: OperationOutput {
    var folder: FilePath
    var file: String
    var vouchers: Int

    var presentation: [Block] {
      [
        .line(
          "\(vouchers) 张凭证已写入 \(folder.appending(file).text)",
          "\(vouchers) vouchers written to \(folder.appending(file).text)")
      ]
    }
  }

  static let name = "books export"
  static let summary = Bilingual("导出账簿供 hledger、beancount 核对", "export a ledger for hledger or beancount to check")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("format", "FORMAT", "hledger 或 beancount", "hledger or beancount"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let file = input.format == .hledger ? "books.journal" : "books.beancount"
    var count = 0
    try PackageFolder.write([], to: input.output.path) { folder in
      count = try write(ledger, input.format, to: "\(folder)/\(file)", call)
    }
    return Output(folder: input.output.path, file: file, vouchers: count)
  }

  /// Writes voucher by voucher, so that a million lines are not held at once.
  private static func write(
    _ ledger: LedgerRow, _ format: PlainTextFormat, to path: String, _ call: ReadCall
  ) throws -> Int {
    let books = PlainTextBooks(format)
    let charts = try Chart.allCases.map { try Charts.chart($0, of: ledger, in: call.connection) }
    guard FileManager.default.createFile(atPath: path, contents: Data(books.head(charts).utf8)),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? handle.close() }
    try handle.seekToEnd()
    var count = 0
    var text = ""
    try PostedVouchers.forEach(of: ledger.id, in: call.connection) { voucher, lines in
      guard let chart = charts.first(where: { $0.chart.rawValue == voucher.chart }) else { return }
      text += try books.text(entry(voucher, lines, chart.chart), chart)
      count += 1
      if text.utf8.count > 1 << 20 {
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
    return count
  }

  private static func entry(
    _ voucher: VoucherRow, _ lines: [VoucherLineRow], _ chart: Chart
  ) throws -> PlainTextBooks.Voucher {
    PlainTextBooks.Voucher(
      number: "\(voucher.word)-\(voucher.number ?? 0)",
      content: VoucherContent(
        day: try CalendarDay(voucher.day), summary: voucher.summary, attachments: voucher.attachments,
        lines: try lines.map { try VoucherLine($0) }), chart: chart)
  }
}
