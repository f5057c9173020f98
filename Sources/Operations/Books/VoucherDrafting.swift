import Database
import LedgerRules
import Primitives
import Store

/// Making vouchers of a ledger: drafts that another person reviews (SM-9).
///
/// What many drafts of one act are held against is read once: no act changes accounts or months while it drafts.
final class VoucherDrafting {
  let ledger: LedgerRow
  let call: WriteCall
  private var known: ChartOfAccounts?
  private var closed: [String: Bool] = [:]

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
    let content = try content.classified(in: accounts())
    try content.check(in: accounts())
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

  /// The ledger's accounts.
  func accounts() throws -> ChartOfAccounts {
    if let known { return known }
    let accounts = try Charts.accounts(of: ledger, in: call.connection)
    known = accounts
    return accounts
  }

  /// The month that numbers it; what a year is opened with stands before its months.
  func monthKey(_ day: CalendarDay, _ kind: Kind) throws -> String {
    guard try day <= call.environment.today() else { throw BookRefusals.future }
    let month = try BookMonth(of: day)
    let key = kind == .opening || kind == .conversion ? month.openingOfYear : month.text
    guard month.text >= ledger.firstMonth else { throw BookRefusals.beforeFirst(month.text, ledger.firstMonth) }
    if try isClosed(key) { throw BookRefusals.monthClosed(key) }
    return key
  }

  private func isClosed(_ month: String) throws -> Bool {
    if let known = closed[month] { return known }
    let isClosed = try MonthStore.find(month, of: ledger.id, in: call.connection)?.isClosed == true
    closed[month] = isClosed
    return isClosed
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
      fund: fund?.rawValue ?? "", note: note, nature: nature?.rawValue ?? "", economicClass: economicClass?.text ?? "")
  }

  /// A line as it was kept.
  init(_ row: VoucherLineRow, _ chart: Chart) throws {
    self.init(
      row.isDebit ? .debit : .credit, AccountKey(chart, row.account), row.amount, isRed: row.isRed,
      project: try BookNames.project(row.project), fund: try BookNames.fund(row.fund), note: row.note,
      nature: try BookNames.nature(row.nature), economicClass: try BookNames.economicClass(row.economicClass))
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

  static func nature(_ text: String) throws -> ExpenseNature? {
    if text.isEmpty { return nil }
    guard let nature = ExpenseNature(rawValue: text) else { throw BookRefusals.unreadable("nature") }
    return nature
  }

  static func economicClass(_ text: String) throws -> EconomicClass? { text.isEmpty ? nil : try EconomicClass(text) }

  static func fund(_ text: String) throws -> Fund? {
    if text.isEmpty { return nil }
    guard let fund = Fund(rawValue: text) else { throw BookRefusals.unreadable("fund") }
    return fund
  }
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
