import Foundation
import Testing

@Suite("Bank statements by commands")
struct BankCommandTests {
  private let installation: Installation

  init() throws {
    installation = try SampleYear.shared().installation(at: .named)
    for month in 1...4 { try installation.done("month close 37 2026-0\(month)", as: "bookreviewer") }
    try write("map.csv", "field,column\nday,日期\namount,金额\nbalance,余额\ntext,摘要\n")
    try installation.done(
      "bank open 37 --account 102 --bank 样例银行 --tail 1234 --map map.csv", as: "preparer")
  }

  private func write(_ name: String, _ text: String) throws {
    try installation.folder.write(Array(text.utf8), to: name)
  }

  private func refusal(_ command: String, _ actor: String = "cashier") throws -> (code: String?, exit: Int32?) {
    let outcome = try installation.run(command + " --json", as: actor)
    #expect(outcome.output.isEmpty, "\(outcome.told)")
    return (try outcome.refusalCode(), outcome.code)
  }

  @Test("R-424 wrong input is refused by its place and recorded nowhere, then the statement is taken, matched and read")
  func story() throws {
    let before = try installation.anchor()
    let header = "日期,摘要,金额,余额\n"
    for (rows, code) in [
      ("2026-05-02,x,5,5\n2026-05-03,x,1,7\n", "bank.balance"), ("2026-05-02,x,0,5\n", "bank.amount"),
      ("02.05.2026,x,5,5\n", "bank.day"), ("2026-05-02,x,5\n", "table.field-count"),
      ("2026-06-02,x,5,5\n", "bank.outside-period"),
    ] {
      try write("wrong.csv", header + rows)
      let found = try refusal("bank import 37 wrong.csv --to 2026-05-31")
      #expect(found.code == code && found.exit == 1)
    }
    try write("other.csv", "a,b\n1,2\n")
    #expect(try refusal("bank import 37 other.csv --to 2026-05-31").code == "table.missing-column")
    #expect(try refusal("bank import 37 absent.csv --to 2026-05-31").exit == 3)
    #expect(try refusal("bank import 37 other.csv --to 2026-5-31").exit == 1)
    #expect(try refusal("bank import 37 other.csv").exit == 2)
    #expect(try refusal("bank import 37 other.csv --to 2026-05-31 --account 10201").code == "bank.unknown")
    #expect(try refusal("bank unmatched 37 --month 2026-5", "preparer").code == "month.form")
    #expect(try refusal("bank unpair 37 x --reason 核对", "preparer").exit == 2)
    #expect(try refusal("bank pair 37 --bank-line 1/2 --reason 核对", "preparer").code == "bank.item-unknown")
    #expect(try refusal("bank pair 37 --bank-line 1/2 --reason 核对").exit == 4)
    #expect(try refusal("bank reconciliation 37 --month 2026-05", "clerk").exit == 4)
    #expect(try installation.anchor() == before)

    try write("may.csv", header + "2026-05-02,\"收 6222021234567890123\",5,5\n2026-05-03,退回,-5,0\n")
    try installation.done("bank import 37 may.csv --to 2026-05-31", as: "cashier")
    #expect(try refusal("bank import 37 may.csv --to 2026-05-31").code == "bank.same-file")
    try installation.done("bank match 37 --month 2026-05", as: "preparer")
    #expect(try refusal("month close 37 2026-05", "bookreviewer").code == "month.bank-unexplained")
    try installation.done("bank pair 37 --bank-line 1/2 --bank-line 1/3 --reason 退回", as: "preparer")
    for language in ["zh", "en"] {
      let shown = try installation.done("bank reconciliation 37 --month 2026-05 --lang \(language)", as: "bookreviewer")
      #expect(shown.output.contains("0.00") && !shown.output.contains("6222021234567890123"))
    }
    let json = try installation.done("bank matched 37 --month 2026-05 --json", as: "bookreviewer").json()
    #expect((json["matches"] as? [[String: Any]])?.first?["bank"] as? [String] == ["1/2", "1/3"])
    try installation.done("bank export 37 --month 2026-05 --output exported", as: "bookreviewer")
    #expect(installation.folder.exists("exported/reconciliation.csv"))
    try installation.done("month close 37 2026-05", as: "bookreviewer")
    try installation.expectSound()
  }
}
