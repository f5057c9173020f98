import Primitives

/// An account of a chart.
public struct Account: Sendable, Hashable {
  /// The chart.
  public let chart: Chart
  /// The code inside the chart, digits.
  public let code: String
  /// The full name with those above it: 银行存款—代管经费.
  public let name: String
  /// What it tells.
  public let kind: AccountKind
  /// The side on which its balance normally stands.
  public let normalSide: Side
  /// The account above; nil for a first-level account.
  public let parent: String?
  /// Whether the chart of base unions has it.
  public let isForBase: Bool
  /// The account of the other chart that takes its place, where one does (OP-09).
  public let twin: String?
  /// Whether the ledger itself added it below a prescribed one.
  public let isAdded: Bool

  /// The first three digits: the first-level account.
  public var firstLevel: String { String(code.prefix(3)) }

  /// How a voucher names it: code and name, never the code alone.
  public var voucherText: String { "\(code) \(name)" }
}

/// The accounts of one chart, with what a ledger added to them.
public struct ChartOfAccounts: Sendable {
  /// The chart.
  public let chart: Chart
  /// The accounts by code.
  public private(set) var all: [Account]
  private var byCode: [String: Account]

  /// The prescribed accounts of a chart (5.2, 5.9).
  public static func standard(_ chart: Chart) -> ChartOfAccounts {
    switch chart {
    case .of2009: standard2009
    case .of2021: standard2021
    }
  }

  private static let standard2009 = ChartOfAccounts(.of2009, AccountData.accounts(.of2009))
  private static let standard2021 = ChartOfAccounts(.of2021, AccountData.accounts(.of2021))

  init(_ chart: Chart, _ accounts: [Account]) {
    self.chart = chart
    all = accounts.sorted { $0.code < $1.code }
    byCode = Dictionary(accounts.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The account with a code, nil if the chart has none.
  public func find(_ code: String) -> Account? { byCode[code] }

  /// The account with a code.
  ///
  /// - Throws: a ``Refusal`` `account.unknown` that names what the code means in the other chart, where it means something.
  public func account(_ code: String) throws -> Account {
    guard let account = byCode[code] else { throw LedgerRefusals.unknownAccount(code, chart) }
    return account
  }

  /// An account and those above it, the first level last.
  public func line(from code: String) -> [Account] {
    var line: [Account] = []
    var next = byCode[code]
    while let account = next {
      line.append(account)
      next = account.parent.flatMap { byCode[$0] }
    }
    return line
  }

  /// The same chart with a detail account of a ledger below one that is there.
  ///
  /// - Throws: a ``Refusal`` where it stands on the first level, its code is taken or no child of the other's, or it has
  ///   no name.
  public func adding(code: String, name: String) throws -> ChartOfAccounts {
    let account = try added(code: code, name: name)
    return ChartOfAccounts(chart, all + [account])
  }

  /// The detail account that a ledger would add.
  public func added(code: String, name: String) throws -> Account {
    guard code.utf8.allSatisfy(ASCII.isDigit), code.utf8.count <= 12 else { throw LedgerRefusals.accountForm(code) }
    guard code.utf8.count > 3 else { throw LedgerRefusals.firstLevel(code) }
    if let existing = byCode[code] { throw LedgerRefusals.accountTaken(existing) }
    guard !name.allSatisfy(\.isWhitespace), !name.contains("—") else { throw LedgerRefusals.accountName }
    let parent = (3..<code.count).reversed().lazy.compactMap { self.byCode[String(code.prefix($0))] }.first
    guard let parent else { throw LedgerRefusals.unknownAccount(String(code.prefix(3)), chart) }
    return Account(
      chart: chart, code: code, name: "\(parent.name)—\(name)", kind: parent.kind, normalSide: parent.normalSide,
      parent: parent.code, isForBase: parent.isForBase, twin: nil, isAdded: true)
  }
}

extension Account {
  /// Whether it is cash or a bank account, so that a voucher that moves it bears the cashier's signature.
  public var isCash: Bool { firstLevel == "101" || firstLevel == "102" }
}
