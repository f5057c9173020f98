import Primitives
import Testing

@testable import LedgerRules

@Suite("Vouchers")
struct VoucherTests {
  private static func voucher(
    _ lines: [VoucherLine], day: String = "2026-07-01", summary: String = "收到资助资金", attachments: Int = 1
  ) throws -> VoucherContent {
    VoucherContent(day: try CalendarDay(day), summary: summary, attachments: attachments, lines: lines)
  }

  private static func line(
    _ side: Side, _ code: String, _ yuan: String, isRed: Bool = false, chart: Chart = .of2021, fund: Fund? = nil
  ) throws -> VoucherLine {
    VoucherLine(side, AccountKey(chart, code), try Money(yuan), isRed: isRed, fund: fund)
  }

  private static func fault(_ voucher: VoucherContent) -> String? {
    refusalCode { try voucher.check(in: .standard) }
  }

  @Test("R-421 a voucher whose debits equal its credits may be posted, red lines subtracted on their own side")
  func balanced() throws {
    let lines = try [
      Self.line(.debit, "102", "100"), Self.line(.debit, "102", "30", isRed: true), Self.line(.credit, "408", "70"),
    ]
    let voucher = try Self.voucher(lines)
    #expect(Self.fault(voucher) == nil)
    #expect(try voucher.total(.debit).text == "70.00")
  }

  @Test("R-421 one fen of difference is refused with both sums")
  func unbalanced() throws {
    let lines = try [Self.line(.debit, "102", "100"), Self.line(.credit, "408", "99.99")]
    let found = refusal { try Self.voucher(lines).check(in: .standard) }
    #expect(found?.code == "voucher.unbalanced")
    #expect(found?.message.zh.contains("￥100.00") == true)
    #expect(found?.message.zh.contains("￥99.99") == true)
  }

  @Test("R-420 R-421 each fault of a line or of the head is refused")
  func faults() throws {
    let good = try [Self.line(.debit, "102", "1"), Self.line(.credit, "408", "1")]
    #expect(try Self.fault(Self.voucher(good, summary: " ")) == "voucher.summary")
    #expect(try Self.fault(Self.voucher(good, summary: "一\n二")) == "voucher.summary")
    #expect(try Self.fault(Self.voucher(good, attachments: -1)) == "voucher.attachments")
    #expect(try Self.fault(Self.voucher([good[0]])) == "voucher.lines")
    #expect(try Self.fault(Self.voucher(Array(repeating: good[0], count: 2_001))) == "voucher.lines")
    let zero = try [Self.line(.debit, "102", "0"), Self.line(.credit, "408", "0")]
    #expect(try Self.fault(Self.voucher(zero)) == "voucher.amount")
    let negative = try [Self.line(.debit, "102", "-1"), Self.line(.credit, "408", "-1")]
    #expect(try Self.fault(Self.voucher(negative)) == "voucher.amount")
    #expect(try Self.fault(Self.voucher([Self.line(.debit, "505", "1"), good[1]])) == "voucher.not-leaf")
    #expect(try Self.fault(Self.voucher([Self.line(.debit, "999", "1"), good[1]])) == "account.unknown")
    #expect(try Self.fault(Self.voucher([Self.line(.debit, "221", "1", fund: .match), good[1]])) == "voucher.fund")
  }

  @Test("R-403 lines of a chart that is not in force on the day are refused, whichever way")
  func chart() throws {
    let new = try [Self.line(.debit, "102", "1"), Self.line(.credit, "408", "1")]
    let old = try [Self.line(.debit, "102", "1", chart: .of2009), Self.line(.credit, "408", "1", chart: .of2009)]
    #expect(try Self.fault(Self.voucher(new, day: "2021-12-31")) == "voucher.chart")
    #expect(try Self.fault(Self.voucher(old, day: "2022-01-01")) == "voucher.chart")
    #expect(try Self.fault(Self.voucher(old, day: "2021-12-31")) == nil)
  }

  @Test("R-421 sums beyond 64 bits are refused, not wrapped")
  func overflow() throws {
    let most = VoucherLine(.debit, AccountKey(.of2021, "102"), Money(fen: .max))
    let voucher = try Self.voucher([most, most, VoucherLine(.credit, most.account, Money(fen: .max))])
    #expect(Self.fault(voucher) == "money.overflow")
    #expect(VoucherLine(.credit, most.account, Money(fen: .min), isRed: true).debitChange.fen == .min)
  }

  @Test("R-421 a red reversal has the same lines on the same sides, and takes balance and turnover back to nothing")
  func reversal() throws {
    let voucher = try Self.voucher([
      Self.line(.debit, "102", "100"), Self.line(.credit, "408", "130"), Self.line(.credit, "408", "30", isRed: true),
    ])
    let red = voucher.reversal(on: try CalendarDay("2026-08-01"), summary: "冲销 2026-07 记-1")
    try red.check(in: .standard)
    #expect(red.nature == .reversal)
    #expect(red.lines.map(\.side) == voucher.lines.map(\.side))
    #expect(red.lines.map(\.isRed) == [true, true, false])
    var balances = try Balances()
    try balances.post(voucher)
    #expect(try balances.total(AccountKey(.of2021, "408")).credit.text == "100.00")
    try balances.post(red)
    #expect(!balances.rows.contains { !$0.isEmpty })
  }

  @Test("R-420 vouchers are named by month, word and number")
  func number() {
    let number = VoucherNumber(year: 2026, month: 7, number: 12)
    #expect(number.text == "2026-07 记-12")
    #expect(number < VoucherNumber(year: 2026, month: 10, number: 1))
    #expect(VoucherNumber(year: 2026, month: 7, number: 9) < number)
  }

  @Test("R-420 R-421 who may sign as cashier, review and post, whoever has signed before")
  func hands() {
    typealias Hands = VoucherHands<Int>
    let (bare, paid, reviewed) = (
      Hands(preparer: 1), Hands(preparer: 1, cashier: 5), Hands(preparer: 1, reviewer: 2)
    )
    let whole = Hands(preparer: 1, cashier: 5, reviewer: 2)
    let rows: [(@Sendable () throws -> Void, String?)] = [
      ({ try bare.checkCashier(5, touchesCash: true) }, nil),
      ({ try bare.checkCashier(1, touchesCash: true) }, nil),
      ({ try bare.checkCashier(5, touchesCash: false) }, "voucher.no-cash"),
      ({ try paid.checkCashier(6, touchesCash: true) }, "voucher.signed"),
      ({ try reviewed.checkCashier(2, touchesCash: true) }, "voucher.cashier-acts"),
      ({ try bare.checkReview(2) }, nil), ({ try bare.checkReview(1) }, "voucher.own-review"),
      ({ try paid.checkReview(5) }, "voucher.cashier-acts"),
      ({ try whole.checkPosting(3, touchesCash: true) }, nil), ({ try whole.checkPosting(2, touchesCash: true) }, nil),
      ({ try whole.checkPosting(1, touchesCash: true) }, nil),
      ({ try whole.checkPosting(5, touchesCash: true) }, "voucher.cashier-acts"),
      ({ try reviewed.checkPosting(3, touchesCash: true) }, "voucher.cashier-missing"),
      ({ try reviewed.checkPosting(3, touchesCash: false) }, nil),
    ]
    for (offset, row) in rows.enumerated() { #expect(refusalCode(row.0) == row.1, "row \(offset)") }
  }

  @Test(
    "R-409 a project code is 1 to 40 capital letters, digits and hyphens",
    arguments: [
      ("QLG-2026-0001", true), ("9", true), (String(repeating: "A", count: 40), true), ("", false), ("-A", false),
      ("a", false), ("A B", false), ("工作室", false), (String(repeating: "A", count: 41), false),
    ])
  func projectCode(_ text: String, _ isGood: Bool) {
    #expect(refusalCode { try ProjectCode(text) } == (isGood ? nil : "project.code"))
  }

  @Test(
    "SM-9 a voucher goes from draft to reviewed, posted and reversed, is given up before it is posted, and no other way"
  )
  func states() {
    let ways: Set<[VoucherState]> = [
      [.draft, .reviewed], [.reviewed, .posted], [.posted, .reversed], [.draft, .void], [.reviewed, .void],
    ]
    for from in VoucherState.allCases {
      for to in VoucherState.allCases {
        #expect(refusalCode { try from.check(to: to) } == (ways.contains([from, to]) ? nil : "voucher.state"))
      }
    }
  }
}
