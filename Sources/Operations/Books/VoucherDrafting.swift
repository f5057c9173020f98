import Database
import LedgerRules
import Primitives
import Store

/// Making a voucher of a ledger: a draft that another person reviews (SM-9).
struct VoucherDrafting {
  let ledger: LedgerRow
  let call: WriteCall

  init(_ ledger: LedgerRow, _ call: WriteCall) {
    self.ledger = ledger
    self.call = call
  }

  /// Where a voucher comes from.
  enum Kind: String {
    case hand, act, opening, closing, conversion, reversal
  }

  /// Adds a draft.
  ///
  /// - Parameter preparer: whose act the voucher comes from; the actor where nobody else is named.
  /// - Throws: a ``Refusal`` where the content is no voucher, its day is in the future or in a closed month.
  @discardableResult
  func draft(
    _ content: VoucherContent, _ kind: Kind, reverses: VoucherID? = nil, by preparer: ActorID? = nil
  ) throws -> VoucherRow {
    try content.check(in: Charts.accounts(of: ledger, in: call.connection))
    let month = try monthKey(content.day, kind)
    let voucher = VoucherRow(
      id: call.newIdentifier(), ledger: ledger.id, chart: Chart.on(content.day).rawValue, kind: kind.rawValue,
      day: content.day.text, month: month, word: ledger.word, summary: content.summary,
      attachments: content.attachments, head: ledger.head, total: try content.total(.debit),
      movesCash: content.movesCash, reverses: reverses, preparedBy: preparer ?? call.actor.id,
      preparedAt: call.environment.instant)
    try VoucherStore.insert(voucher, lines: content.lines.map(\.row), in: call.transaction)
    return voucher
  }

  /// The month that numbers it; what a year is opened with stands before its months.
  private func monthKey(_ day: CalendarDay, _ kind: Kind) throws -> String {
    guard try day <= call.environment.today() else { throw BookRefusals.future }
    let month = try BookMonth(of: day)
    let key = kind == .opening || kind == .conversion ? month.openingOfYear : month.text
    guard month.text >= ledger.firstMonth else { throw BookRefusals.beforeFirst(month.text, ledger.firstMonth) }
    if try MonthStore.find(key, of: ledger.id, in: call.connection)?.isClosed == true {
      throw BookRefusals.monthClosed(key)
    }
    return key
  }
}

/// The charts of ledgers.
enum Charts {
  /// The accounts of both charts with what a ledger added to them.
  static func accounts(of ledger: LedgerRow, in connection: ReadConnection) throws -> ChartOfAccounts {
    let added = try LedgerStore.accounts(of: ledger.id, in: connection).map {
      AddedAccount(key: AccountKey(try BookNames.chart($0.chart), $0.code), name: $0.name)
    }
    return added.isEmpty ? .standard : try ChartOfAccounts.standard.adding(added)
  }
}

extension VoucherLine {
  /// The line as it is kept.
  var row: VoucherLineRow {
    VoucherLineRow(
      account: account.code, isDebit: side == .debit, isRed: isRed, amount: amount, project: project?.text ?? "",
      fund: fund?.rawValue ?? "", note: note)
  }

  /// A line as it was kept.
  init(_ row: VoucherLineRow, _ chart: Chart) throws {
    self.init(
      row.isDebit ? .debit : .credit, AccountKey(chart, row.account), row.amount, isRed: row.isRed,
      project: try BookNames.project(row.project), fund: try BookNames.fund(row.fund), note: row.note)
  }
}

/// Stable names as the database has them, as the rules' values.
enum BookNames {
  static func profile(_ text: String) throws -> PostingProfile {
    guard let profile = PostingProfile(rawValue: text) else { throw BookRefusals.unreadable("profile") }
    return profile
  }

  static func chart(_ text: String) throws -> Chart {
    guard let chart = Chart(rawValue: text) else { throw BookRefusals.unreadable("chart") }
    return chart
  }

  static func state(_ voucher: VoucherRow) throws -> VoucherState {
    guard let state = VoucherState(rawValue: voucher.state) else { throw BookRefusals.unreadable("state") }
    return state
  }

  static func project(_ text: String) throws -> ProjectCode? { text.isEmpty ? nil : try ProjectCode(text) }

  static func fund(_ text: String) throws -> Fund? {
    if text.isEmpty { return nil }
    guard let fund = Fund(rawValue: text) else { throw BookRefusals.unreadable("fund") }
    return fund
  }
}

/// Hand-made lines as clerks write them in a sheet.
enum VoucherSheet {
  static let columns = ["account", "debit", "credit"]
  static let optional = ["project", "note"]

  /// A line of its fields: one of the two amounts, a negative one is red.
  static func line(
    account: AccountKey, debit: String, credit: String, project: String, note: String,
    at place: (Int) -> Refusal.Location
  ) throws -> VoucherLine {
    guard debit.isEmpty != credit.isEmpty else { throw oneAmount.at(place(1)) }
    let amount: Money
    do { amount = try Money(debit.isEmpty ? credit : debit) } catch let refusal as Refusal {
      throw refusal.at(place(debit.isEmpty ? 2 : 1))
    }
    return VoucherLine(
      debit.isEmpty ? .credit : .debit, account, amount.isNegative ? try .zero - amount : amount,
      isRed: amount.isNegative, project: try code(project, place(3)), note: note)
  }

  private static func code(_ text: String, _ place: Refusal.Location) throws -> ProjectCode? {
    do { return try BookNames.project(text) } catch let refusal as Refusal { throw refusal.at(place) }
  }

  private static let oneAmount = Refusal(
    "voucher.one-amount", citation: Citation("R-421", Citation.accountingLaw),
    message: Bilingual("每条分录只填借方或贷方金额中的一个", "a line has either a debit or a credit"),
    remedy: Bilingual("红字写成负数", "write a red amount as a negative one"))
}

extension VoucherContent {
  /// Whether it moves cash or a bank account, so that the cashier signs.
  var movesCash: Bool { lines.contains { ["101", "102"].contains($0.account.firstLevel.code) } }
}

extension Chart {
  /// The chart in force in a year.
  static func inYear(_ year: Int) -> Chart { year < switchDay.year ? .of2009 : .of2021 }
}

extension LedgerTier {
  /// The tier of a unit of the union tree; nil for a county, through which the grants do not pass.
  init?(unionTier: String) {
    switch unionTier {
    case "province": self = .province
    case "city", "industrial", "large_enterprise": self = .city
    case "base": self = .base
    default: return nil
    }
  }
}
