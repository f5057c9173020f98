import Foundation
import Primitives
import Testing

@testable import LedgerRules

@Suite("Books as text of hledger and beancount")
struct PlainTextTests {
  private static func sample(_ format: PlainTextFormat) throws -> String {
    let books = PlainTextBooks(format, chart: .standard)
    let project = try ProjectCode("QLG-2026-0001")
    let voucher = VoucherContent(
      day: try CalendarDay("2026-07-13"), summary: "收到“资助”; \"一\\二\" | x",
      lines: [
        VoucherLine(.debit, AccountKey(.of2021, "10201"), try Money("50000"), project: project, fund: .province),
        VoucherLine(.credit, AccountKey(.of2021, "221"), try Money("50000.5"), project: project, fund: .province),
        VoucherLine(.credit, AccountKey(.of2021, "408"), try Money("0.5"), isRed: true),
      ])
    let keys = voucher.lines.map { BalanceKey($0.account, project: $0.project, fund: $0.fund) }
    return try books.header(title: "某基层工会", keys: keys, from: CalendarDay("2026-01-01"))
      + books.voucher(VoucherNumber(year: 2026, month: 7, number: 1), voucher)
  }

  @Test("R-403 R-421 a voucher as hledger reads it: chart in the name, red as a negative amount on its side")
  func hledger() throws {
    #expect(
      try Self.sample(.hledger) == """
        ; 某基层工会
        commodity 1000.00 CNY

        account Assets:C2021:10201-银行存款-代管经费:QLG-2026-0001:PROVINCE
        account Liabilities:C2021:221-代管经费:QLG-2026-0001:PROVINCE
        account Income:C2021:408-其他收入

        2026-07-13 * (记-1) 收到“资助”； "一\\二" ｜ x
          Assets:C2021:10201-银行存款-代管经费:QLG-2026-0001:PROVINCE  50000.00 CNY
          Liabilities:C2021:221-代管经费:QLG-2026-0001:PROVINCE  -50000.50 CNY
          Income:C2021:408-其他收入  0.50 CNY  ; red


        """)
  }

  @Test("R-403 R-421 a voucher as beancount reads it: accounts opened, quotes and backslashes escaped")
  func beancount() throws {
    let text = try Self.sample(.beancount)
    #expect(text.contains("2026-01-01 open Liabilities:C2021:221-代管经费:QLG-2026-0001:PROVINCE CNY\n"))
    #expect(text.contains("2026-07-13 * \"记-1\" \"收到“资助”； \\\"一\\\\二\\\" ｜ x\"\n"))
  }

  @Test("R-403 account 503 of the two charts has two names")
  func twoCharts() throws {
    let books = PlainTextBooks(.hledger, chart: .standard)
    let old = try books.accountName(BalanceKey(AccountKey(.of2009, "50304")))
    let new = try books.accountName(BalanceKey(AccountKey(.of2021, "50304")))
    #expect(old == "Expenses:C2009:50304-业务支出-专项业务费")
    #expect(new == "Expenses:C2021:50304-职工服务支出-职工书屋")
  }

  @Test("R-406 an added name of any characters becomes one that the programs accept")
  func addedName() throws {
    let key = AccountKey(.of2021, "10202")
    let chart = try ChartOfAccounts.standard.adding([AddedAccount(key: key, name: "A  行:(基本_户); é 1")])
    let name = try PlainTextBooks(.beancount, chart: chart).accountName(BalanceKey(key))
    #expect(name == "Assets:C2021:10202-银行存款-A--行--基本-户---é-1")
  }

  @Test(
    "R-404 both programs agree on every balance of 10,000 random vouchers of both charts with reversals and closings",
    arguments: PlainTextFormat.allCases)
  func programs(_ format: PlainTextFormat) throws {
    let (text, expected) = try Self.randomBooks(format)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("books-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    #expect(try Program.balances(format, file.path) == expected)
  }

  /// Books of both charts, with a conversion between them, as text and as balances by name.
  private static func randomBooks(_ format: PlainTextFormat) throws -> (String, [String: String]) {
    var (random, balances, text) = (try RandomBooks(seed: 11), try Balances(), "")
    let books = PlainTextBooks(format, chart: .standard)
    for (month, day) in ["2021-06-30", "2026-06-30"].enumerated() {
      var vouchers: [VoucherContent] = []
      for index in 0..<4_500 {
        let voucher = try random.voucher(on: CalendarDay(day))
        vouchers.append(voucher)
        if index.isMultiple(of: 9) { vouchers.append(voucher.reversal(on: voucher.day, summary: "冲销")) }
      }
      var year = try Balances()
      for voucher in vouchers { try year.post(voucher) }
      vouchers += try Closing.year(year, on: CalendarDay(day), chart: .standard)
      for (index, voucher) in vouchers.enumerated() {
        try balances.post(voucher)
        text += try books.voucher(VoucherNumber(year: 2021 + month, month: 6, number: index + 1), voucher)
      }
    }
    let header = try books.header(title: "账", keys: balances.rows.map(\.key), from: CalendarDay("2018-01-01"))
    let named = try balances.rows.map { (try books.accountName($0.key), try $0.closing()) }.filter { $0.1 != .zero }
    return (header + text, Dictionary(uniqueKeysWithValues: named.map { ($0.0, $0.1.text) }))
  }
}

/// The two programs.
private enum Program {
  /// Balances other than zero by account name.
  static func balances(_ format: PlainTextFormat, _ file: String) throws -> [String: String] {
    let command =
      switch format {
      case .hledger: ["hledger", "-f", file, "--strict", "balance", "-N", "--flat", "-O", "csv"]
      case .beancount:
        ["bean-query", "-f", "csv", file, "SELECT account, sum(number) AS n GROUP BY account"]
      }
    if format == .beancount { _ = try run(["bean-check", file]) }
    let rows = try run(command).split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" \r")) }
    }
    let pairs = rows.filter { $0.count == 2 }.map { ($0[0], $0[1].replacingOccurrences(of: " CNY", with: "")) }
    return Dictionary(pairs.filter { !["0", "0.00"].contains($0.1) }, uniquingKeysWith: { first, _ in first })
  }

  private static func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus != 127, "\(command[0]) is not installed")
    #expect(process.terminationStatus == 0, "\(command[0]) refuses the file")
    return String(decoding: bytes, as: UTF8.self)
  }
}
