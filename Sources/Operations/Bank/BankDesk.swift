import Database
import Foundation
import LedgerRules
import Primitives
import Store

/// Who works on a bank account, and which one is meant.
enum BankDesk {
  /// The ledger of a unit for somebody who settles its bank accounts: who keeps or reviews the books, never the cashier,
  /// who would examine his own hands.
  ///
  /// - Throws: what ``LedgerDesk/ledger(of:for:_:)`` throws, and `bank.cashier-acts`.
  static func settling(_ unit: String, _ call: ReadCall) throws -> LedgerRow {
    let ledger = try LedgerDesk.ledger(of: unit, for: [.prepares, .reviews], call)
    // The role table keeps the two apart; a grant behind its back must not be enough.
    let cashier = LedgerDesk.role(.pays, try LedgerDesk.tier(ledger))
    guard !call.actor.roles.contains(cashier) else { throw BankRefusals.cashierActs }
    return ledger
  }

  /// The bank account that stands for an account of the books; the only one where none is named.
  static func account(_ code: String?, of ledger: LedgerRow, _ call: ReadCall) throws -> BankAccountRow {
    let accounts = try BankAccountStore.all(of: ledger.id, in: call.connection)
    guard !accounts.isEmpty else { throw BankRefusals.none }
    guard let code else {
      guard accounts.count == 1 else { throw BankRefusals.which(accounts) }
      return accounts[0]
    }
    guard let account = accounts.first(where: { $0.account == code }) else { throw BankRefusals.unknown(code) }
    return account
  }

  /// The first day of a ledger that is not in a closed month: what was reconciled up to it stays as it was.
  static func firstOpenDay(_ ledger: LedgerRow, _ call: ReadCall) throws -> String {
    try firstOpenMonth(ledger, call) + "-01"
  }

  /// The first month of a ledger that is not closed.
  static func firstOpenMonth(_ ledger: LedgerRow, _ call: ReadCall) throws -> String {
    let closed = try MonthStore.all(of: ledger.id, in: call.connection).last {
      $0.isClosed && !$0.month.hasSuffix("-00")
    }
    return try closed.map { try BookMonth($0.month).adding(1).text } ?? ledger.firstMonth
  }

  /// What every operation takes that may mean one of several accounts.
  static let accountNote = FieldNote.option(
    "account", "ACCOUNT", "银行账户对应的科目编码，如 102、10201；只有一个账户时可不写",
    "the account of the books that the bank account stands for, such as 102 or 10201; may be left out where there is one"
  )

  /// What every operation takes that is about a unit's bank accounts.
  static let unitNote = FieldNote.argument("unit", "UNIT", "工会单位编码", "the code of the union unit")

  /// The month of the operations on matches.
  static let monthNote = FieldNote.option("month", "MONTH", "月份，如 2026-07", "the month, such as 2026-07")
}

/// A column map as it is kept.
struct BankMapText: Codable, Sendable {
  var day: String
  var dayForm: BankDayForm
  var amount: String?
  var out: String?
  var inward: String?
  var balance: String?
  var texts: [String]
  var counterparty: String?
  var reference: String?

  init(_ map: BankColumnMap) {
    (day, dayForm, texts) = (map.day, map.dayForm, map.texts)
    (balance, counterparty, reference) = (map.balance, map.counterparty, map.reference)
    switch map.amount {
    case .signed(let column): amount = column
    case .divided(let out, let inward): (self.out, self.inward) = (out, inward)
    }
  }

  /// The map as text.
  func text() throws -> String { String(decoding: try OutputJSON.bytes(of: self), as: UTF8.self) }

  /// The map of an account.
  static func map(of account: BankAccountRow) throws -> BankColumnMap {
    let decoder = JSONDecoder()
    guard let kept = try? decoder.decode(BankMapText.self, from: Data(account.columnMap.utf8)),
      let amount = kept.amountColumns
    else { throw BookRefusals.unreadable("column_map") }
    return BankColumnMap(
      day: kept.day, dayForm: kept.dayForm, amount: amount, balance: kept.balance, texts: kept.texts,
      counterparty: kept.counterparty, reference: kept.reference)
  }

  private var amountColumns: BankAmountColumns? {
    if let amount { return .signed(amount) }
    guard let out, let inward else { return nil }
    return .divided(out: out, in: inward)
  }
}
