import Primitives

/// The accounts of both charts as one ledger uses them: the prescribed ones and the details that it added.
public struct ChartOfAccounts: Sendable {
  /// All accounts, the older chart first, by code.
  public let accounts: [Account]
  private let byKey: [AccountKey: Account]
  private let parents: Set<AccountKey>

  /// The accounts that documents prescribe, without additions. A base union may use those of the county level when it
  /// needs them, so that one chart serves all ledgers; ``Account/isForBase`` tells which are its own.
  public static let standard = ChartOfAccounts(PrescribedAccounts.all)

  private init(_ accounts: [Account]) {
    self.accounts = accounts.sorted { $0.key < $1.key }
    byKey = Dictionary(accounts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    parents = Set(accounts.compactMap(\.parent))
  }

  /// The standard accounts of one chart.
  public func accounts(of chart: Chart) -> [Account] { accounts.filter { $0.key.chart == chart } }

  /// The account of a key; nil if the ledger has none.
  public func find(_ key: AccountKey) -> Account? { byKey[key] }

  /// The account of a key. Throws `account.unknown`, which tells what the code means in the other chart.
  public func account(_ key: AccountKey) throws -> Account {
    guard let account = byKey[key] else {
      throw AccountFault.unknown(key, meaningElsewhere: byKey[AccountKey(key.chart.other, key.code)])
    }
    return account
  }

  /// Whether voucher lines may stand on an account: it has no details, or holds lines beside them.
  public func isPostable(_ account: Account) -> Bool { account.holdsOwnLines || !parents.contains(account.key) }

  /// The accounts below one, not the one itself.
  public func details(of key: AccountKey) -> [Account] { accounts.filter { $0.parent == key } }

  /// The accounts from the first level down to one.
  public func lineage(_ key: AccountKey) -> [Account] {
    var (line, next): ([Account], AccountKey?) = ([], key)
    while let current = next, let account = byKey[current] {
      line.insert(account, at: 0)
      next = account.parent
    }
    return line
  }

  /// The same accounts with details that a ledger added, in any order.
  ///
  /// Throws `account.first-level` for an account without a parent's code, `account.name`, `account.code`,
  /// `account.exists`, `account.no-parent`.
  public func adding(_ added: [AddedAccount]) throws -> ChartOfAccounts {
    var known = byKey
    for addition in added.sorted(by: { $0.key < $1.key }) {
      let account = try Self.account(of: addition, among: known)
      known[account.key] = account
    }
    return ChartOfAccounts(Array(known.values))
  }

  /// Passes if an account may take another name: a prescribed one may not. Throws `account.prescribed`,
  /// `account.name`.
  public func checkRenaming(_ key: AccountKey, to name: String) throws {
    let account = try account(key)
    guard !account.isPrescribed || account.name == name else { throw AccountFault.prescribed(account) }
    try Self.checkName(name)
  }

  private static func account(of added: AddedAccount, among known: [AccountKey: Account]) throws -> Account {
    let (key, name) = (added.key, added.name)
    guard key.code.utf8.allSatisfy(ASCII.isDigit), key.code.utf8.count % 2 == 1, (3...11).contains(key.code.utf8.count)
    else { throw AccountFault.code }
    guard key.code.utf8.count > 3 else { throw AccountFault.firstLevel(key) }
    try checkName(name)
    if let present = known[key] { throw AccountFault.exists(present) }
    guard let parent = known[AccountKey(key.chart, String(key.code.dropLast(2)))] else {
      throw AccountFault.noParent(key)
    }
    return Account(
      key: key, name: name, fullName: parent.fullName + "—" + name, kind: parent.kind, normalSide: parent.normalSide,
      parent: parent.key, isForBase: parent.isForBase, isForCounty: parent.isForCounty, alias: nil,
      holdsOwnLines: false, isPrescribed: false)
  }

  /// Names go into vouchers, lists and exported books: one line, without the dash that joins levels.
  private static func checkName(_ name: String) throws {
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "—" && $0.value != 0x7F }
    guard !name.isEmpty, name.count <= 40, isPlain else { throw AccountFault.name }
  }
}
