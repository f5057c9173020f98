import Foundation
import LedgerRules
import Primitives
import SelectionRules
import Synchronization
import Testing

@testable import Operations

/// A bank account of the province with two months of statements, and what is needed to make others.
extension Installation {
  private static let bankHouse = Mutex<Installation?>(nil)

  static let bankMap = """
    field,column
    day,日期
    out,支出
    in,收入
    balance,余额
    text,摘要
    counterparty,对方
    reference,流水号

    """
  static let bankHead = "流水号,日期,摘要,支出,收入,余额,对方\n"

  static let april = ["A1,2026-04-12,结息,,100.00,100.00,"]
  static let may = [
    "A2,2026-05-20,拨款,,50000.00,50100.00,省总工会", "A3,2026-05-22,转账,20000.00,,30100.00,示例市总工会",
    "A4,2026-05-25,零星,,3.00,30103.00,", "A5,2026-05-25,零星,,4.00,30107.00,", "A6,2026-05-28,手续费,15.00,,30092.00,",
  ]

  /// The books of `withBooks` with a bank account of which April and May are matched, one line by hand, the rest explained.
  static func withBank(closed: Bool = false) throws -> Installation {
    let made = try bankHouse.withLock { made in
      if let made { return made }
      let house = try withBooks()
      try house.keepBank()
      made = house
      return house
    }
    let house = try Installation(copyOf: made)
    if closed { try house.closeMonths("37", 1...5) }
    return house
  }

  /// The books behind the statements of April and May, the account, and both months settled.
  func keepBank() throws {
    try bookBank()
    try openBank("37", since: "2026-04")
    try takeStatement("37", Self.april, to: "2026-04-30")
    try takeStatement("37", Self.may, to: "2026-05-31")
    try run(BankMatch.self, BankMatch.Input(unit: "37", month: "2026-05"), as: .provincePreparer)
    try pair(["2/4", "2/5"], ["2026-05/3/1"])
    try explain("2/6", "手续费，下月记账")
    try explain("2026-05/4/1", "月末送存，银行次日入账")
  }

  func bookBank() throws {
    try posted("37", ["102,100,", "408,,100"], day: "2026-04-10")
    try posted("37", ["102,50000,", "40302,,50000"], day: "2026-05-20")
    try posted("37", ["50802,20000,", "102,,20000"], day: "2026-05-21")
    try posted("37", ["102,7,", "408,,7"], day: "2026-05-25")
    try posted("37", ["102,1,", "408,,1"], day: "2026-05-31")
  }

  func bankOpening(
    _ unit: String, account: String = "102", since: String? = nil, outstanding: String? = nil, map: String = bankMap
  ) throws -> BankOpen.Input {
    BankOpen.Input(
      unit: unit, account: account, bank: "样例银行", tail: "1234", map: try write("map.csv", map), since: since,
      outstanding: try outstanding.map { try write("outstanding.csv", "side,day,amount,words\n" + $0) })
  }

  func openBank(
    _ unit: String, account: String = "102", since: String? = nil, outstanding: String? = nil, map: String = bankMap
  ) throws {
    let input = try bankOpening(unit, account: account, since: since, outstanding: outstanding, map: map)
    try run(BankOpen.self, input, as: Self.preparer(of: unit))
  }

  func statement(
    _ unit: String, _ rows: [String], to: String, from: String? = nil, closing: String? = nil, account: String = "102",
    head: String = bankHead
  ) throws -> BankImport.Input {
    let file = try write("statement.csv", head + rows.map { $0 + "\n" }.joined())
    return BankImport.Input(unit: unit, file: file, to: to, from: from, closing: closing, account: account)
  }

  @discardableResult
  func takeStatement(
    _ unit: String, _ rows: [String], to: String, closing: String? = nil, account: String = "102"
  ) throws -> BankImport.Output {
    try run(
      BankImport.self, statement(unit, rows, to: to, closing: closing, account: account), as: Self.cashier(of: unit))
  }

  func pairing(_ bank: [String], _ books: [String], reason: String = "样例") -> BankPair.Input {
    BankPair.Input(unit: "37", bankLine: bank, bookLine: books, reason: reason)
  }

  @discardableResult
  func pair(_ bank: [String], _ books: [String]) throws -> Int {
    try run(BankPair.self, pairing(bank, books), as: .provinceReviewer).match
  }

  func explain(_ line: String, _ words: String) throws {
    try run(BankExplain.self, BankExplain.Input(unit: "37", line: line, words: words), as: .provincePreparer)
  }

  func unmatched(_ month: String = "2026-05") throws -> BankUnmatched.Output {
    try run(BankUnmatched.self, BankMatch.Input(unit: "37", month: month), as: .auditor)
  }

  func matched(_ month: String) throws -> [BankMatchItem] {
    try run(BankMatched.self, BankMatch.Input(unit: "37", month: month), as: .auditor).matches
  }

  func reconciliation(_ month: String = "2026-05") throws -> BankReconciling.Output {
    try run(BankReconciling.self, BankMatch.Input(unit: "37", month: month), as: .auditor)
  }
}
