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
    var pages = MonthReading(place, try accounts(of: month.ledger))
    try PostedVouchers.forEachProof(of: month.ledger, in: month.month, connection) { try pages.read($0) }
    pages.endVoucher()
    for id in pages.unordered { try pages.findings.check(VoucherID(id), in: connection) }
    findings.add(pages.findings)
    sums.merge(pages.sums) { first, _ in first }
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

/// Reading one month, line by line.
private struct MonthReading {
  private let month: LedgerMonth
  private let accounts: ChartOfAccounts
  var findings = BookFindings()
  var sums: [TurnoverPlace: TurnoverSums] = [:]
  /// Vouchers whose lines came in another order than that of their digest.
  var unordered: [String] = []
  private var judged: [JudgedLine: Judgement] = [:]
  private var current: OpenVoucher?
  private var content = LengthText()

  init(_ month: LedgerMonth, _ accounts: ChartOfAccounts) {
    self.month = month
    self.accounts = accounts
  }

  mutating func read(_ row: PostedProofRow) throws {
    if try current?.number != row.number { try begin(row) }
    guard let place = try row.place else { return }
    try row.addLine(to: &content)
    let line = try ProofLine(row)
    let chart = current?.chart ?? ""
    let key = JudgedLine(chart: chart, account: line.account, hasDimension: try row.hasDimension)
    let judgement = try judged[key] ?? Judgement(key, accounts)
    judged[key] = judgement
    current?.add(line, judgement, place: place, isDetached: try row.isDetached)
    sums[TurnoverPlace(month, chart, line), default: TurnoverSums()].add(line)
  }

  private mutating func begin(_ row: PostedProofRow) throws {
    endVoucher()
    content.removeAll()
    try row.addHead(to: &content)
    current = try OpenVoucher(row)
  }

  /// Judges the voucher whose lines were all read.
  mutating func endVoucher() {
    guard let voucher = current else { return }
    if !voucher.isOrdered {
      unordered.append(voucher.id)
    } else if VoucherDigest.of(content) != voucher.digest {
      findings.changed.append(voucher.id)
    }
    if voucher.sides != voucher.total { findings.unbalanced.append(voucher.id) }
    if voucher.isDetached { findings.detached.append(voucher.id) }
    if voucher.judgement.isStrange { findings.strange.append(voucher.id) }
    if voucher.judgement.isMisplaced { findings.misplaced.append(voucher.id) }
    current = nil
  }
}

/// A voucher of which lines are being read.
private struct OpenVoucher {
  let id: String
  let number: Int64
  let chart: String
  let digest: String
  let total: TurnoverSums
  var sides = TurnoverSums()
  var judgement = Judgement()
  var isDetached = false
  var isOrdered = true
  private var lastPlace: Int64 = 0

  init(_ row: PostedProofRow) throws {
    id = try row.voucher
    number = try row.number
    chart = try row.chart
    digest = try row.digest
    total = TurnoverSums(debit: try row.totalFen, credit: try row.totalFen)
  }

  mutating func add(_ line: ProofLine, _ judgement: Judgement, place: Int64, isDetached: Bool) {
    if place <= lastPlace { isOrdered = false }
    lastPlace = place
    if isDetached { self.isDetached = true }
    self.judgement.add(judgement)
    sides.add(line)
  }
}

private struct ProofLine {
  let account: String
  let project: String
  let fund: String
  let isDebit: Bool
  let fen: Int64

  init(_ row: PostedProofRow) throws {
    account = try row.account
    project = try row.project
    fund = try row.fund
    isDebit = try row.isDebit
    fen = try row.turnoverFen
  }
}

extension BookFindings {
  /// Looks at a voucher by itself, its lines in their order.
  fileprivate mutating func check(_ id: VoucherID, in connection: ReadConnection) throws {
    guard let voucher = try VoucherStore.find(id, in: connection), let number = voucher.number,
      let postedBy = voucher.postedBy
    else { return }
    let lines = try VoucherStore.lines(of: id, in: connection)
    let digest = VoucherDigest.of(voucher, lines, number: number, postedBy: postedBy)
    if digest != voucher.digest { changed.append(id.text) }
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

  init(_ month: LedgerMonth, _ chart: String, _ line: ProofLine) {
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

  mutating func add(_ line: ProofLine) {
    if line.isDebit { debit &+= line.fen } else { credit &+= line.fen }
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
