import Database
import LedgerRules
import Primitives
import Store

/// Reads months of books in one state of the database.
struct BookReader {
  private let connection: ReadConnection
  private var accounts: [LedgerID: ChartOfAccounts] = [:]
  private var sums: [TurnoverPlace: TurnoverSums] = [:]
  private var months: Set<LedgerMonth> = []
  private var findings = BookFindings()

  private init(_ connection: ReadConnection) { self.connection = connection }

  /// Reads the months that `next` gives until there is none.
  static func read(
    _ months: some MonthSource, in connection: ReadConnection
  ) throws -> BookFindings {
    var reader = BookReader(connection)
    while let month = months.take() { try reader.read(month) }
    try reader.compareTurnover()
    return reader.findings
  }

  private mutating func read(_ month: PostedVouchers.Month) throws {
    let place = LedgerMonth(ledger: month.ledger, month: month.month)
    months.insert(place)
    guard month.vouchers > 0 else { return }
    let chart = try accounts(of: month.ledger)
    // Only accounts and natures that were met already are quick to judge.
    var judged: [JudgedLine: Judgement] = [:]
    var own: [TurnoverPlace: TurnoverSums] = [:]
    try PostedVouchers.forEach(of: month.ledger, in: month.month, connection) { voucher, lines, isDetached in
      try findings.check(voucher, lines)
      if isDetached { findings.detached.append(voucher.id.text) }
      var judgement = Judgement()
      for line in lines {
        let key = JudgedLine(
          chart: voucher.chart, account: line.account, hasDimension: !(line.nature + line.economicClass).isEmpty)
        let one = try judged[key] ?? Judgement(key, chart)
        judged[key] = one
        judgement.add(one)
        own[TurnoverPlace(place, voucher.chart, line), default: TurnoverSums()].add(line)
      }
      if judgement.isStrange { findings.strange.append(voucher.id.text) }
      if judgement.isMisplaced { findings.misplaced.append(voucher.id.text) }
    }
    sums.merge(own) { first, _ in first }
  }

  private mutating func accounts(of id: LedgerID) throws -> ChartOfAccounts {
    if let known = accounts[id] { return known }
    let chart = try LedgerStore.find(id, in: connection).map { try Charts.accounts(of: $0, in: connection) }
    accounts[id] = chart ?? .standard
    return chart ?? .standard
  }

  /// What is kept of the months that were read is what was found.
  private mutating func compareTurnover() throws {
    guard !months.isEmpty else { return }
    try TurnoverStore.forEach(in: connection) { kept in
      let month = LedgerMonth(ledger: kept.ledger, month: kept.month)
      guard months.contains(month) else { return }
      let place = TurnoverPlace(month, kept.chart, kept.row.account, kept.row.project, kept.row.fund)
      let found = sums.removeValue(forKey: place)
      if found != TurnoverSums(debit: kept.row.debitFen, credit: kept.row.creditFen) {
        findings.turnover.append(place.text)
      }
    }
    findings.turnover += sums.keys.map(\.text).sorted()
  }
}

/// Gives months one after another.
protocol MonthSource {
  /// The next month; nil at the end.
  func take() -> PostedVouchers.Month?
}

extension BookFindings {
  /// What is told by a voucher alone: its content is what was posted, and its sides are its total.
  fileprivate mutating func check(_ voucher: VoucherRow, _ lines: [VoucherLineRow]) throws {
    if !Self.isUnchanged(voucher, lines) { changed.append(voucher.id.text) }
    var sides = TurnoverSums()
    for line in lines { sides.add(line) }
    if sides != TurnoverSums(debit: voucher.total.fen, credit: voucher.total.fen) {
      unbalanced.append(voucher.id.text)
    }
  }

  private static func isUnchanged(_ voucher: VoucherRow, _ lines: [VoucherLineRow]) -> Bool {
    guard let number = voucher.number, let postedBy = voucher.postedBy else { return false }
    return VoucherDigest.of(voucher, lines, number: number, postedBy: postedBy) == voucher.digest
  }
}

private struct LedgerMonth: Hashable {
  let ledger: LedgerID
  let month: String
}

private struct TurnoverPlace: Hashable {
  let month: LedgerMonth
  let chart: String
  let account: String
  let project: String
  let fund: String

  init(_ month: LedgerMonth, _ chart: String, _ line: VoucherLineRow) {
    self.init(month, chart, line.account, line.project, line.fund)
  }

  init(_ month: LedgerMonth, _ chart: String, _ account: String, _ project: String, _ fund: String) {
    (self.month, self.chart, self.account, self.project, self.fund) = (month, chart, account, project, fund)
  }

  var text: String { "\(month.ledger.text) \(account) \(month.month)" }
}

/// Sums that wrap instead of trapping: what overflows was refused when it was posted, and differs.
private struct TurnoverSums: Hashable {
  var debit: Int64 = 0
  var credit: Int64 = 0

  mutating func add(_ line: VoucherLineRow) {
    let fen = line.isRed ? 0 &- line.amount.fen : line.amount.fen
    if line.isDebit { debit &+= fen } else { credit &+= fen }
  }
}

/// What decides whether a line stands where it may.
private struct JudgedLine: Hashable {
  let chart: String
  let account: String
  let hasDimension: Bool
}

private struct Judgement {
  var isStrange = false
  var isMisplaced = false

  init() {}

  init(_ line: JudgedLine, _ accounts: ChartOfAccounts) throws {
    let chart = try BookNames.chart(line.chart)
    let account = accounts.find(AccountKey(chart, line.account))
    isStrange = account == nil
    // the standard of 2021 wants it of expenses.
    isMisplaced = line.hasDimension && (chart != .of2021 || account?.kind != .expense)
  }

  mutating func add(_ other: Judgement) {
    isStrange = isStrange || other.isStrange
    isMisplaced = isMisplaced || other.isMisplaced
  }
}
