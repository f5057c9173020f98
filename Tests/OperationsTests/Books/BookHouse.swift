import Foundation
import LedgerRules
import Primitives
import SelectionRules
import Synchronization
import Testing

@testable import Operations

/// Books of a province, a city, and two base unions in different cities, with the people who keep them.
extension Installation {
  private static let bookHouse = Mutex<Installation?>(nil)
  private static let chief = "样本·主管"

  /// An installation with the four ledgers, on 2026-06-01.
  static func withBooks() throws -> Installation {
    let made = try bookHouse.withLock { made in
      if let made { return made }
      let house = try Station.registered.installation()
      try house.openBooks()
      made = house
      return house
    }
    return try Installation(copyOf: made)
  }

  /// Binds who keeps the books, and opens the four ledgers.
  func openBooks() throws {
    try bindKeepers()
    for unit in ["37", "3701", "T1", "T2"] { try openLedger(unit) }
  }

  func bindKeepers() throws {
    try enterBaseUnits()
    for (people, codes) in Self.keepers {
      for person in people {
        for code in codes {
          try run(ActorBind.self, DutyInput(actor: person.rawValue, unit: code), as: .administrator)
        }
      }
    }
  }

  /// Who keeps whose books; the base's three keep two.
  private static let keepers: [([Person], [String])] = [
    ([.provincePreparer, .provinceReviewer, .provinceCashier], ["37"]),
    ([.cityPreparer, .cityReviewer, .cityCashier], ["3701"]),
    ([.basePreparer, .baseReviewer, .baseCashier], ["T1", "T2"]),
  ]

  func openLedger(_ unit: String) throws {
    let input = LedgerOpen.Input(unit: unit, head: Self.chief, firstMonth: "2026-01")
    try run(LedgerOpen.self, input, as: Self.reviewer(of: unit))
  }

  static func preparer(of unit: String) -> Person {
    unit == "37" ? .provincePreparer : unit.hasPrefix("37") ? .cityPreparer : .basePreparer
  }

  static func reviewer(of unit: String) -> Person {
    unit == "37" ? .provinceReviewer : unit.hasPrefix("37") ? .cityReviewer : .baseReviewer
  }

  static func cashier(of unit: String) -> Person {
    unit == "37" ? .provinceCashier : unit.hasPrefix("37") ? .cityCashier : .baseCashier
  }

  /// Three posted vouchers of the province, of which the first is taken back, one of a base union, closed months, and a
  /// draft of the city that came by a file.
  static func withVouchers() throws -> Installation {
    let house = try withBooks()
    let first = try house.posted("37", ["102,50000,", "40302,,50000"])
    try house.posted("37", ["50802,20000,", "102,,20000"])
    try house.posted("37", ["102,1,", "408,,1"])
    try house.posted("T1", ["10201,300,,P-1", "221,,300,P-1"], header: "account,debit,credit,project")
    try house.imported(
      "3701", "voucher,day,summary,attachments,account,debit,credit\n1,2026-05-20,样例,0,506,1,\n1,,,,102,,1\n")
    try house.closeMonths("37", 1...4)
    let reverse = VoucherReverse.Input(voucher: first, reason: "样例")
    try house.settle(try house.run(VoucherReverse.self, reverse, as: .provincePreparer).voucher, "37")
    return house
  }

  /// The province's ledger with a year of 2021 that is closed, before its balances are moved to the accounts of 2021.
  func reachConversion() throws {
    try openBooks()
    try plant("UPDATE ledger SET first_month = '2021-11' WHERE tier = 'province'")
    try posted("37", ["50602,9,", "102,,9"], day: "2021-11-05")
    try posted("37", ["102,20,", "40302,,20"], day: "2021-12-05")
    for draft in try run(YearClose.self, YearClose.Input(unit: "37", year: 2021), as: .provincePreparer).vouchers {
      try settle(draft.voucher, "37")
    }
    try closeMonths("37", 11...12, year: 2021)
  }

  /// The province's ledger at the end of a year in which something was received.
  func reachYearEnd() throws {
    try openBooks()
    try plant("UPDATE ledger SET first_month = '2025-11' WHERE tier = 'province'")
    try posted("37", ["102,50000,", "40302,,50000"], day: "2025-11-05")
  }

  // MARK: Vouchers

  func enter(
    _ unit: String, _ lines: [String], day: String = "2026-05-20", summary: String = "样例", header: String = ""
  ) throws -> VoucherEnter.Input {
    let head = header.isEmpty ? "account,debit,credit" : header
    let file = try write("lines-\(UUID().uuidString).csv", ([head] + lines).joined(separator: "\n") + "\n")
    return VoucherEnter.Input(unit: unit, day: day, summary: summary, lines: file)
  }

  /// Drafts a voucher; answers its id.
  func entered(_ unit: String, _ lines: [String], day: String = "2026-05-20", header: String = "") throws -> String {
    try run(VoucherEnter.self, enter(unit, lines, day: day, header: header), as: Self.preparer(of: unit)).voucher
  }

  /// Has a draft signed, reviewed and posted; answers its number.
  @discardableResult
  func settle(_ voucher: String, _ unit: String) throws -> Int {
    let shown = try run(VoucherShow.self, VoucherInput(voucher: voucher), as: .auditor)
    let moves = shown.lines.contains { $0.account.hasPrefix("101") || $0.account.hasPrefix("102") }
    if moves, shown.cashier == nil {
      try run(VoucherCash.self, VoucherInput(voucher: voucher), as: Self.cashier(of: unit))
    }
    try run(VoucherReview.self, VoucherInput(voucher: voucher), as: Self.reviewer(of: unit))
    return try run(VoucherPost.self, VoucherInput(voucher: voucher), as: Self.reviewer(of: unit)).number
  }

  /// Drafts and posts a voucher; answers its id.
  @discardableResult
  func posted(_ unit: String, _ lines: [String], day: String = "2026-05-20", header: String = "") throws -> String {
    let voucher = try entered(unit, lines, day: day, header: header)
    try settle(voucher, unit)
    return voucher
  }

  /// Closes the months of a ledger up to one.
  func closeMonths(_ unit: String, _ months: ClosedRange<Int>, year: Int = 2026) throws {
    for month in months {
      let text = String(month + 100).dropFirst()
      try run(MonthClose.self, MonthInput(unit: unit, month: "\(year)-\(text)"), as: Self.reviewer(of: unit))
    }
  }

  /// The closing balances of a ledger's accounts that hold something.
  func closings(_ unit: String, _ month: String) throws -> [String: String] {
    let balance = try run(BooksBalance.self, BooksBalance.Input(unit: unit, from: month), as: .auditor)
    return Dictionary(uniqueKeysWithValues: balance.lines.map { ($0.account, $0.closing) })
      .filter { $0.value != "0.00" }
  }
}
