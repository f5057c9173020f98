import Primitives
import Tables
import Testing

@testable import LedgerRules

@Suite("Statements as wholes")
struct BankStatementTests {
  private static let map = BankColumnMap(day: "d", amount: .signed("a"), balance: "b", reference: "r")
  private static let place = BankFilePlace("s.csv", map)

  private static func day(_ text: String) throws -> CalendarDay { try CalendarDay("2026-" + text) }

  /// Lines written as `day amount balance reference`, the balance `-` where the bank tells none.
  private static func lines(_ texts: [String]) throws -> [BankStatementLine] {
    try texts.enumerated().map { offset, text in
      let parts = text.split(separator: " ").map(String.init)
      return BankStatementLine(
        line: offset + 2, day: try day(parts[0]), amount: try Money(parts[1]),
        balance: parts[2] == "-" ? nil : try Money(parts[2]), reference: parts.count > 3 ? parts[3] : "")
    }
  }

  private static func statement(
    _ texts: [String], _ first: String = "07-01", _ last: String = "07-31", after number: Int = 0,
    _ end: String = "06-30", balance: String? = nil, closing: String? = nil
  ) throws -> BankStatement {
    try BankStatement(
      lines(texts), days: day(first)...day(last),
      after: BankStatementEnd(number: number, day: day(end), balance: try balance.map { try Money($0) }),
      closing: try closing.map { try Money($0) }, at: place)
  }

  @Test("a file that runs from the newest line is turned round, and openings follow from the balances")
  func direction() throws {
    let forward = ["07-01 10 110", "07-02 -5 105", "07-02 1 106"]
    for texts in [forward, forward.reversed()] {
      let found = try Self.statement(texts)
      #expect(found.opening.text == "100.00" && found.closing.text == "106.00")
      #expect(found.lines.map(\.amount.text) == ["10.00", "-5.00", "1.00"])
      #expect(found.lines.map { $0.balance?.text } == ["110.00", "105.00", "106.00"])
    }
  }

  @Test("where the balances hold both ways, the statement before decides")
  func ambiguous() throws {
    let texts = ["07-05 100 100", "07-05 -100 0"]
    #expect(try Self.statement(texts, after: 1, balance: "0").lines.map(\.line) == [2, 3])
    #expect(try Self.statement(texts, after: 1, balance: "100").lines.map(\.line) == [3, 2])
    #expect(try Self.statement(texts).lines.map(\.line) == [2, 3])
  }

  @Test("without balances the closing that a person gives tells the opening, and days the order")
  func withoutBalances() throws {
    let found = try Self.statement(["07-09 5 -", "07-02 -3 -", "07-02 1 -"], closing: "10")
    #expect(found.opening.text == "7.00" && found.lines.map(\.line) == [4, 3, 2])
    #expect(found.lines.map { $0.balance?.text } == ["8.00", "5.00", "10.00"])
    let empty = try Self.statement([], after: 3, balance: "8", closing: "8")
    #expect(empty.opening == empty.closing && empty.lines.isEmpty)
    let some = try Self.statement(["07-01 1 -", "07-02 2 13", "07-03 3 -"])
    #expect(some.opening.text == "10.00" && some.closing.text == "16.00")
  }

  @Test(
    "a statement that is not whole, or was brought in before, is refused where it shows",
    arguments: [
      (["07-01 1 1"], "06-30", 4, nil, nil, "bank.overlap", nil),
      (["07-01 1 1"], "07-02", 4, nil, nil, "bank.gap", nil),
      (["07-01 1 1"], "06-29", 0, nil, nil, "bank.before-since", nil),
      (["07-01 1 1", "08-01 1 2"], "07-01", 0, nil, nil, "bank.outside-period", 3),
      (["06-30 1 1"], "07-01", 4, nil, nil, "bank.overlap", 2),
      (["07-01 1 1 R", "07-01 1 1 R"], "07-01", 0, nil, nil, "bank.duplicate-line", 3),
      (["07-01 1 -"], "07-01", 0, nil, nil, "bank.closing-missing", nil),
      ([], "07-01", 0, nil, nil, "bank.closing-missing", nil),
      (["07-01 1 1", "07-02 1 3"], "07-01", 0, nil, nil, "bank.balance", 3),
      (["07-01 1 1", "07-02 1 -", "07-03 1 4"], "07-01", 0, nil, nil, "bank.balance", 4),
      (["07-01 1 1"], "07-01", 0, nil, "2", "bank.closing-differs", nil),
      (["07-01 1 1"], "07-01", 4, "5", nil, "bank.chain", 2), ([], "07-01", 4, "5", "6", "bank.chain", nil),
    ] as [([String], String, Int, String?, String?, String, Int?)])
  func refused(
    texts: [String], first: String, number: Int, balance: String?, closing: String?, code: String, line: Int?
  ) {
    let found = refusal { try Self.statement(texts, first, after: number, balance: balance, closing: closing) }
    #expect(found?.code == code)
    #expect(found?.location?.line == line)
  }

  @Test("two alike payments of a day without a reference are two")
  func alike() throws {
    #expect(try Self.statement(["07-01 -1 9", "07-01 1 10", "07-01 -1 9"]).lines.count == 3)
    #expect(try Self.statement(["07-01 -1 -", "07-01 -1 -"], closing: "0").opening.text == "2.00")
  }
}

@Suite("Column maps and names of bank accounts")
struct BankMapTests {
  private static func read(_ rows: String) throws -> BankColumnMap {
    try BankMapReader.map(file: "map.csv", source: ByteSource(Array(("field,column\n" + rows).utf8)))
  }

  @Test("a map is read with its form of days and several columns of texts")
  func reads() throws {
    let map = try Self.read(
      "day,交易日期\nday_form,YYYYMMDD\nout,支出\nin,收入\nbalance,余额\ntext,摘要\ntext,附言\ncounterparty,户名\nreference,流水号\n")
    #expect(
      map
        == BankColumnMap(
          day: "交易日期", dayForm: .digits, amount: .divided(out: "支出", in: "收入"), balance: "余额", texts: ["摘要", "附言"],
          counterparty: "户名", reference: "流水号"))
    #expect(try Self.read("day,d\namount,a\n") == BankColumnMap(day: "d", amount: .signed("a")))
  }

  @Test(
    "a map that is none is refused where it shows",
    arguments: [
      ("day,d\n", "bank.map-incomplete", nil), ("amount,a\n", "bank.map-incomplete", nil),
      ("day,d\nout,o\n", "bank.map-incomplete", nil), ("day,d\nout,o\nin,i\namount,a\n", "bank.map-incomplete", nil),
      ("day,d\nday,e\namount,a\n", "bank.map-twice", 3), ("tag,d\n", "bank.map-field", 2),
      ("day,\n", "bank.map-empty", 2),
      ("day,d\nday_form,DD.MM.YYYY\n", "bank.map-day-form", 3),
    ] as [(String, String, Int?)])
  func refused(rows: String, code: String, line: Int?) {
    let found = refusal { try Self.read(rows) }
    #expect(found?.code == code && found?.location?.line == line)
  }

  @Test(
    "R-820 of long numbers in a bank's texts the last four digits are left",
    arguments: [
      ("转账 6222021234567890123 张", "转账 ****0123 张"), ("37050161000000001234", "****1234"),
      ("电话13800001999", "电话13800001999"),
      ("11010519491231002X", "****1002X"), ("20260713", "20260713"), ("", ""),
      ("12345678901-123456789012", "12345678901-****9012"),
    ])
  func masked(text: String, shown: String) {
    #expect(BankText.masked(text) == shown)
  }

  @Test("R-818 R-820 neither a name nor the last digits of an account hold its number")
  func naming() throws {
    #expect(try BankNaming.bank(" 某某银行济南分行 ") == "某某银行济南分行" && BankNaming.tail("0123") == "0123")
    for name in ["", " ", "某某银行 37050161000000001234", "一\n二", String(repeating: "行", count: 61)] {
      #expect(refusalCode { try BankNaming.bank(name) } == "bank.name")
    }
    for tail in ["", "123", "12345", "12a4", "１２３４", "37050161000000001234"] {
      let found = refusal { try BankNaming.tail(tail) }
      #expect(found?.code == "bank.tail")
      #expect(tail.count < 6 || found?.message.zh.contains(tail) == false)
    }
  }

  @Test("R-421 a pair comes to the same amount on both sides, and is of two lines at least")
  func pairs() throws {
    let (one, two, three) = (Money(fen: 100), Money(fen: 200), Money(fen: 300))
    try BankPairing.check(bank: [one, two], books: [three])
    try BankPairing.check(bank: [one, try .zero - one], books: [])
    try BankPairing.check(bank: [], books: [three, try .zero - three])
    #expect(refusalCode { try BankPairing.check(bank: [one], books: [two]) } == "bank.pair-unequal")
    #expect(refusalCode { try BankPairing.check(bank: [one, two], books: []) } == "bank.pair-unequal")
    #expect(refusalCode { try BankPairing.check(bank: [one], books: []) } == "bank.pair-empty")
    #expect(refusalCode { try BankPairing.check(bank: [], books: []) } == "bank.pair-empty")
  }

  @Test("every reason of matching has its basis, which says the same")
  func bases() {
    for reason in BankMatchReason.allCases {
      let basis = BankMatchBasis(reason)
      #expect(basis.rawValue == reason.rawValue && basis.displayName == reason.displayName)
    }
    #expect(Set(BankMatchBasis.allCases.map(\.displayName.zh)).count == BankMatchBasis.allCases.count)
  }
}
