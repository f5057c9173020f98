import LedgerRules
import Primitives
import Testing

@testable import Operations

/// Each act of the books, for the tests that hold every act to one event.
enum BookActs {
  static let all = ledgers + vouchers + months

  private static let house: @Sendable (Installation) throws -> Void = { try $0.openBooks() }

  private static let ledgers = [
    Act(name: "ledger open", station: .registered, prepare: { try $0.bindKeepers() }) { try $0.openLedger("37") },
    Act(name: "ledger change", station: .registered, prepare: house) {
      let input = LedgerChange.Input(unit: "37", head: "样本·新主管")
      try $0.run(LedgerChange.self, input, as: .provinceReviewer)
    },
    Act(name: "account add", station: .registered, prepare: house) {
      let input = AccountAdd.Input(unit: "37", code: "10203", name: "专户")
      try $0.run(AccountAdd.self, input, as: .provincePreparer)
    },
    Act(name: "opening import", station: .registered, prepare: house) {
      let file = try $0.write("o.csv", "account,debit,credit\n102,7,\n32205,,7\n")
      try $0.run(OpeningImport.self, OpeningImport.Input(unit: "37", file: file), as: .provincePreparer)
    },
    Act(name: "opening convert", station: .registered, prepare: { try $0.reachConversion() }) {
      try $0.run(OpeningConvert.self, OpeningConvert.Input(unit: "37"), as: .provincePreparer)
    },
  ]

  /// An act on a voucher that is there, of which the summary is known.
  private static func acting(
    _ name: String, prepare: @escaping @Sendable (Installation, String) throws -> Void = { _, _ in },
    _ run: @escaping @Sendable (Installation, VoucherInput) throws -> Void
  ) -> Act {
    Act(
      name: name, station: .registered,
      prepare: { house in
        try house.openBooks()
        try prepare(house, try house.entered("37", ["102,1,", "408,,1"]))
      },
      run: { house in
        let id = try #require(try house.texts("SELECT id FROM voucher WHERE kind = 'hand'").first)
        try run(house, VoucherInput(voucher: id))
      })
  }

  private static let reviewed: @Sendable (Installation, String) throws -> Void = { house, id in
    try house.run(VoucherCash.self, VoucherInput(voucher: id), as: .provinceCashier)
    try house.run(VoucherReview.self, VoucherInput(voucher: id), as: .provinceReviewer)
  }

  private static let vouchers = [
    Act(name: "voucher enter", station: .registered, prepare: house) {
      _ = try $0.entered("37", ["102,1,", "408,,1"])
    },
    Act(name: "voucher import", station: .registered, prepare: house) {
      try $0.imported(
        "37", "voucher,day,summary,attachments,account,debit,credit\n1,2026-05-20,样例,0,102,1,\n1,,,,408,,1\n")
    },
    acting("voucher cash-listed") {
      try $0.run(VoucherCashListed.self, $0.list("37", ["\($1.voucher),1"]), as: .provinceCashier)
    },
    acting("voucher review-listed") {
      try $0.run(VoucherReviewListed.self, $0.list("37", ["\($1.voucher),1"]), as: .provinceReviewer)
    },
    acting("voucher post-all", prepare: reviewed) { house, _ in
      try house.run(VoucherPostAll.self, VoucherPostAll.Input(unit: "37", month: "2026-05"), as: .provincePreparer)
    },
    acting("voucher cash") { try $0.run(VoucherCash.self, $1, as: .provinceCashier) },
    acting("voucher review") { try $0.run(VoucherReview.self, $1, as: .provinceReviewer) },
    acting("voucher post", prepare: reviewed) { try $0.run(VoucherPost.self, $1, as: .provincePreparer) },
    acting("voucher void") { house, input in
      try house.run(VoucherVoid.self, VoucherVoid.Input(voucher: input.voucher, reason: "样例"), as: .provincePreparer)
    },
    acting("voucher reverse", prepare: { try $0.settle($1, "37") }) { house, input in
      let reverse = VoucherReverse.Input(voucher: input.voucher, reason: "样例")
      try house.run(VoucherReverse.self, reverse, as: .provincePreparer)
    },
  ]

  private static let closed: @Sendable (Installation) throws -> Void = { house in
    try house.openBooks()
    try house.closeMonths("37", 1...1)
  }
  private static let january = MonthInput(unit: "37", month: "2026-01")
  private static let asking = MonthReopen.Input(unit: "37", month: "2026-01", reason: "样例")

  private static let months = [
    Act(name: "month close", station: .registered, prepare: house) { try $0.closeMonths("37", 1...1) },
    Act(name: "month reopen", station: .registered, prepare: closed) {
      try $0.run(MonthReopen.self, asking, as: .provincePreparer)
    },
    Act(
      name: "month confirm-reopening", station: .registered,
      prepare: { house in
        try closed(house)
        try house.run(MonthReopen.self, asking, as: .provincePreparer)
      }, run: { try $0.run(MonthConfirmReopening.self, january, as: .provinceReviewer) }),
    Act(name: "year close", station: .registered, prepare: { try $0.reachYearEnd() }) {
      try $0.run(YearClose.self, YearClose.Input(unit: "37", year: 2025), as: .provincePreparer)
    },
  ]
}
