import Foundation
import Testing

/// Files of vouchers on the command line, mostly wrong ones: exit codes, what is said, and that nothing is left.
@Suite("Files of vouchers on the command line")
struct VoucherFileCommandTests {
  private let installation: Installation

  /// At the end of the year the province keeps books since January of 2026.
  init() throws { installation = try SampleYear.shared().installation(at: .named) }

  private static let header = "voucher,day,summary,attachments,account,debit,credit\n"

  private func write(_ text: String) throws { try installation.folder.write(Array(text.utf8), to: "f.csv") }

  @Test("R-420 a wrong file is refused with row and column, exit code 1, and leaves no event and no voucher")
  func faults() throws {
    try write(Self.header + "1,2026-02-30,样例,0,102,1,\n1,,,,408,,1\n2,2026-02-03,样例,0,102,1,\n2,,,,408,,2\n")
    let before = try installation.anchor()
    let outcome = try installation.run("voucher import 37 f.csv", as: "preparer")
    #expect(outcome.code == 1 && outcome.error.isEmpty, "\(outcome.told)")
    let rows = outcome.output.split(separator: "\n")
    #expect(rows.contains { $0.contains("day") && $0.contains("2 ") }, "\(outcome.told)")
    #expect(rows.contains { $0.contains("voucher") && $0.contains("R-421") }, "\(outcome.told)")
    #expect(rows.last?.contains("整个文件没有写入") == true, "\(outcome.told)")
    #expect(try installation.anchor() == before)
    let listed = try installation.done("voucher list 37 --month 2026-02 --json", as: "preparer").json()
    #expect((listed["vouchers"] as? [Any])?.isEmpty == true)
  }

  @Test(
    "R-420 what is no file of vouchers is refused on standard error with its own code",
    arguments: [
      ("voucher import 37 absent.csv", "", 3, "file.missing"),
      ("voucher import 37 f.csv", "", 1, "table.missing-column"),
      ("voucher import 37 f.csv", "account,debit,credit\n102,1,\n", 1, "table.missing-column"),
      ("voucher import 37 f.csv", header, 1, "voucher-file.empty"),
      ("voucher import none f.csv", header, 3, "ledger.unknown"),
      ("voucher import 37 data", header, 5, "file.failed"),
      ("voucher post-all 37 --month 2026-02", header, 1, "voucher.none-ready"),
      ("voucher post-all 37 --month 2026-13", header, 2, "month.form"),
      ("books expense 37 --month 2026", header, 2, "month.form"),
    ] as [(String, String, Int32, String)])
  func refused(command: String, text: String, code: Int32, refusal: String) throws {
    try write(text)
    let outcome = try installation.run(command + " --json", as: "preparer")
    #expect(outcome.code == code && outcome.output.isEmpty, "\(outcome.told)")
    #expect(try outcome.refusalCode() == refusal, "\(outcome.told)")
  }

  @Test("R-421 a file goes from its drafts to the books by lists, and a wrong list signs nothing")
  func settled() throws {
    try write(Self.header + "1,2026-02-03,样例,0,102,1.5,\n1,,,,408,,1.5\n2,2026-02-02,样例,0,102,2,\n2,,,,408,,2\n")
    let drafted = try installation.done("voucher import 37 f.csv --json", as: "preparer").json()
    let twice = try installation.run("voucher import 37 f.csv --json", as: "preparer")
    #expect(twice.code == 1)
    #expect(try twice.refusalCode() == "voucher-file.twice")
    let ids = try #require(drafted["vouchers"] as? [[String: String]]).compactMap { $0["voucher"] }
    try write("voucher,total\n\(ids[0]),1.50\n\(ids[1]),3\n")
    let wrong = try installation.run("voucher cash-listed 37 f.csv", as: "cashier")
    #expect(wrong.code == 1 && wrong.error.contains("f.csv:3:total"), "\(wrong.told)")
    try write("voucher,total\n\(ids[0]),1.50\n\(ids[1]),2\n")
    try installation.done("voucher cash-listed 37 f.csv", as: "cashier")
    try installation.done("voucher review-listed 37 f.csv", as: "bookreviewer")
    let posted = try installation.done("voucher post-all 37 --month 2026-02", as: "bookreviewer")
    #expect(posted.output.contains("第 1 至 2 号"), "\(posted.told)")
    #expect(try installation.done("books check", as: "preparer").output.isEmpty)
  }
}
