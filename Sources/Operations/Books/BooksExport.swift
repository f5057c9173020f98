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
    let books = PlainTextBooks(format, chart: try Charts.accounts(of: ledger, in: call.connection))
    let header = try books.header(title: ledger.unitName, keys: keys(ledger, call), from: .earliest)
    guard FileManager.default.createFile(atPath: path, contents: Data(header.utf8)),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? handle.close() }
    try handle.seekToEnd()
    var (count, text) = (0, "")
    try PostedVouchers.forEach(of: ledger.id, in: call.connection) { voucher, lines in
      text += try entry(voucher, lines, books)
      count += 1
      guard text.utf8.count > 1 << 20 else { return }
      try handle.write(contentsOf: Data(text.utf8))
      text = ""
    }
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
    return count
  }

  /// Everything on which something was ever booked.
  private static func keys(_ ledger: LedgerRow, _ call: ReadCall) throws -> [BalanceKey] {
    try Chart.allCases.flatMap { chart in
      try TurnoverStore.rows(
        of: ledger.id, chart: chart.rawValue, months: "0000-00"..."9999-99", in: call.connection
      ).map {
        BalanceKey(
          AccountKey(chart, $0.account), project: try BookNames.project($0.project), fund: try BookNames.fund($0.fund))
      }
    }
  }

  private static func entry(
    _ voucher: VoucherRow, _ lines: [VoucherLineRow], _ books: PlainTextBooks
  ) throws -> String {
    let day = try CalendarDay(voucher.day)
    let chart = try BookNames.chart(voucher.chart)
    let number = VoucherNumber(word: voucher.word, year: day.year, month: day.month, number: voucher.number ?? 0)
    return try books.voucher(
      number, VoucherContent(day: day, summary: voucher.summary, lines: try lines.map { try VoucherLine($0, chart) }))
  }
}
