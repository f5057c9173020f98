import Primitives
import Tables
import Testing

@testable import LedgerRules

@Suite("Bank statements")
struct BankTests {
  private static let divided = BankColumnMap(
    day: "交易日期", dayForm: .digits, amount: .divided(out: "支出", in: "收入"), balance: "余额",
    texts: ["摘要", "附言"], counterparty: "对方户名", reference: "流水号")

  private static func read(_ text: String, _ map: BankColumnMap = divided) throws -> [BankStatementLine] {
    try BankStatementReader(map).lines(file: "bank.csv", source: ByteSource(Array(text.utf8)))
  }

  private static let head = "流水号,交易日期,摘要,支出,收入,余额,对方户名,附言\r\n"

  @Test("a statement with two columns, padding and separators is read by the bank's map")
  func reads() throws {
    let lines = try Self.read(
      Self.head + "A1,20260713,转账,,\"50,000.00\",\"60,000.00\",潍坊市总工会,资助\r\n"
        + "A2,20260820 10:11:12, 货款 ,20000.00,0.00,40000.00,某某公司,\r\n")
    #expect(lines.map(\.amount.text) == ["50000.00", "-20000.00"])
    #expect(lines.map(\.day.text) == ["2026-07-13", "2026-08-20"])
    #expect(lines.map(\.text) == ["转账 资助", "货款"])
    #expect(lines.map(\.line) == [2, 3])
    #expect(lines.map(\.counterparty) == ["潍坊市总工会", "某某公司"])
    #expect(lines[1].balance?.text == "40000.00")
    #expect(lines[0].reference == "A1")
  }

  @Test(
    "what cannot be read is refused with line and column",
    arguments: [
      ("A1,2026-07-13,x,,1.00,1.00,y,", "bank.day", "交易日期"), ("A1,20260732,x,,1.00,1.00,y,", "bank.day", "交易日期"),
      ("A1,20260713,x,1.00,1.00,1.00,y,", "bank.amount", "收入"), ("A1,20260713,x,,,1.00,y,", "bank.amount", "收入"),
      ("A1,20260713,x,,\"1,00.00\",1.00,y,", "bank.amount", "收入"), ("A1,20260713,x,,1e3,1.00,y,", "bank.amount", "收入"),
      ("A1,20260713,x,,1.00,one,y,", "bank.amount", "余额"),
      ("A1,20260713,x,-92233720368547758.08,,1.00,y,", "bank.amount", "收入"),
    ])
  func faults(_ row: String, _ code: String, _ column: String) {
    let found = refusal { try Self.read(Self.head + row + "\r\n") }
    #expect(found?.code == code)
    #expect(found?.location?.line == 2)
    #expect(found?.location?.column == column)
  }

  @Test("a removed line is seen by the balance, whichever way the file runs")
  func balances() throws {
    let rows = ["A1,20260701,x,,100.00,100.00,y,", "A2,20260702,x,30.00,,70.00,y,", "A3,20260703,x,,5.00,75.00,y,"]
    for order in [rows, rows.reversed()] {
      #expect(try Self.read(Self.head + order.map { $0 + "\r\n" }.joined()).count == 3)
    }
    let found = refusal { try Self.read(Self.head + rows[0] + "\r\n" + rows[2] + "\r\n") }
    #expect(found?.code == "bank.balance")
    #expect(found?.location?.line == 3)
  }

  @Test(
    "the four forms of days and the forms of amounts",
    arguments: [
      ("2026-07-01", BankDayForm.hyphens, "1.5", "1.50"), ("2026/7/1 09:00", .slashes, "+2", "2.00"),
      ("2026/07/01", .slashes, "￥1,234,567.89", "1234567.89"), ("20260701", .digits, "-¥3.00", "-3.00"),
      ("2026年7月1日", .chinese, "-1,000.00", "-1000.00"),
    ])
  func forms(_ day: String, _ form: BankDayForm, _ amount: String, _ money: String) throws {
    let map = BankColumnMap(day: "d", dayForm: form, amount: .signed("a"))
    let lines = try Self.read("d,a\n\(day),\"\(amount)\"\n", map)
    #expect(lines.map(\.day.text) == ["2026-07-01"])
    #expect(lines.map(\.amount.text) == [money])
  }

  @Test("a missing column and too many lines are refused")
  func limits() {
    #expect(refusalCode { try Self.read("a,b\n1,2\n") } == "table.missing-column")
    let map = BankColumnMap(day: "d", amount: .signed("a"))
    let source = ByteSource(Array("d,a\n2026-07-01,1\n2026-07-01,1\n".utf8))
    #expect(
      refusalCode { try BankStatementReader(map).lines(file: "b.csv", source: source, limit: 1) }
        == "bank.too-many-lines")
  }
}

@Suite("Bank matching")
struct BankMatchingTests {
  private static func bank(
    _ line: Int, _ day: String, _ yuan: String, text: String = "", party: String = "", reference: String = ""
  ) throws -> BankStatementLine {
    BankStatementLine(
      line: line, day: try CalendarDay(day), amount: try Money(yuan), text: text, counterparty: party,
      reference: reference)
  }

  private static func book(
    _ id: String, _ day: String, _ yuan: String, text: String = "", party: String = "", reference: String = ""
  ) throws -> BookBankLine {
    BookBankLine(
      id: id, day: try CalendarDay(day), amount: try Money(yuan), text: text, counterparty: party,
      reference: reference)
  }

  private static func texts(_ matching: BankMatching) -> [String] {
    matching.matches.map { "\($0.statement.line)=\($0.book.id) \($0.reason.rawValue) \($0.dayDifference)" }
  }

  @Test("each reason matches, the strongest first, and one line only once")
  func reasons() throws {
    let statement = try [
      Self.bank(2, "2026-07-13", "50000", reference: "R1"), Self.bank(3, "2026-07-14", "-20000", party: "某某机械公司"),
      Self.bank(4, "2026-07-14", "-20000"), Self.bank(5, "2026-07-20", "-300", text: "付讲课费给张老师"),
      Self.bank(6, "2026-07-20", "-7"), Self.bank(7, "2026-07-20", "-8"),
    ]
    let book = try [
      Self.book("a", "2026-01-01", "50000", reference: "R1"), Self.book("b", "2026-07-14", "-20000"),
      Self.book("c", "2026-07-14", "-20000", text: "购设备 某某机械公司"),
      Self.book("d", "2026-07-12", "-300", text: "八月讲课费给张老师"), Self.book("e", "2026-07-18", "-7"),
      Self.book("f", "2026-07-09", "-8"),
    ]
    let matching = BankMatching(statement: statement, book: book)
    #expect(
      Self.texts(matching) == [
        "2=a REFERENCE 193", "3=c SAME_DAY_AND_TEXT 0", "4=b SAME_DAY 0", "5=d TEXT 8", "6=e AMOUNT 2",
      ])
    #expect(matching.unmatchedStatement.map(\.line) == [7])
    #expect(matching.unmatchedBook.map(\.id) == ["f"])
  }

  @Test("the outcome does not depend on the order of the input, and alternatives are counted")
  func order() throws {
    let statement = try (2...9).map { try Self.bank($0, "2026-07-\(10 + $0 % 3)", "-100") }
    let book = try (0..<9).map { try Self.book("b\($0)", "2026-07-1\($0 % 4)", "-100") }
    let once = BankMatching(statement: statement, book: book)
    let again = BankMatching(statement: statement.reversed(), book: book.reversed())
    #expect(once == again)
    #expect(once.matches.count == 8)
    #expect(Set(once.matches.map(\.book.id)).count == 8)
    #expect(once.matches.contains { $0.alternatives > 0 })
  }

  @Test("the reconciliation names four sorts of items and adjusts both balances to the same amount")
  func reconciliation() throws {
    let statement = try [
      Self.bank(2, "2026-07-13", "50000"), Self.bank(3, "2026-07-21", "12.34"), Self.bank(4, "2026-07-22", "-5"),
    ]
    let book = try [
      Self.book("a", "2026-07-13", "50000"), Self.book("b", "2026-07-31", "700"), Self.book("c", "2026-07-31", "-900"),
    ]
    let matching = BankMatching(statement: statement, book: book)
    let table = try BankReconciliation(
      bankBalance: Money("50007.34"), bookBalance: Money("49800"), matching: matching)
    #expect(table.receivedByBankOnly.map(\.line) == [3])
    #expect(table.paidByBankOnly.map(\.line) == [4])
    #expect(table.receivedInBooksOnly.map(\.id) == ["b"])
    #expect(table.paidInBooksOnly.map(\.id) == ["c"])
    #expect(table.adjustedBank.text == "49807.34")
    #expect(table.adjustedBook.text == "49807.34")
    try table.checkClosing()
    let wrong = try BankReconciliation(bankBalance: Money("50007.35"), bookBalance: Money("49800"), matching: matching)
    #expect(refusalCode { try wrong.checkClosing() } == "bank.unexplained")
    #expect(refusal { try wrong.checkClosing() }?.message.zh.contains("￥0.01") == true)
  }
}
