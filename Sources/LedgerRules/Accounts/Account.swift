import Primitives

/// What names an account: the chart and the code in it, never the code alone.
public struct AccountKey: Sendable, Hashable, Comparable {
  /// The chart.
  public let chart: Chart
  /// The code in that chart: three digits for a first-level account, two more for each level below it.
  public let code: String

  /// Names an account.
  public init(_ chart: Chart, _ code: String) {
    self.chart = chart
    self.code = code
  }

  /// The key of the first-level account to which the account belongs.
  public var firstLevel: AccountKey { AccountKey(chart, String(code.prefix(3))) }

  /// The older chart first, then by code, a parent before its details.
  public static func < (left: AccountKey, right: AccountKey) -> Bool {
    if left.chart != right.chart { return left.chart.rawValue < right.chart.rawValue }
    return left.code.utf8.lexicographicallyPrecedes(right.code.utf8)
  }
}

/// An account of a chart, prescribed or added by a ledger under a prescribed one.
public struct Account: Sendable, Hashable {
  /// Chart and code.
  public let key: AccountKey
  /// The account's own name: `专项业务支出`.
  public let name: String
  /// The name with those of its parents, as vouchers show it: `业务支出—专项业务支出`.
  public let fullName: String
  /// Its kind.
  public let kind: AccountKind
  /// The side on which it grows: 163 累计折旧 is an asset that grows on the credit side.
  public let normalSide: Side
  /// The account above it; nil for a first-level account.
  public let parent: AccountKey?
  /// Whether the chart of base unions has it.
  public let isForBase: Bool
  /// Whether the chart of county level and above has it.
  public let isForCounty: Bool
  /// Its name in the other chart, where it differs or the rule of 2018 uses it (OP-09); nil where there is none.
  public let alias: String?
  /// Whether voucher lines may stand on it although it has details: 银行存款 holds the union's own money itself, and
  /// only custodial money stands in a sub-account.
  public let holdsOwnLines: Bool
  /// Whether a document prescribes it: such a name is not changed.
  public let isPrescribed: Bool

  /// Makes an account of all that is known about it.
  public init(
    key: AccountKey, name: String, fullName: String, kind: AccountKind, normalSide: Side, parent: AccountKey?,
    isForBase: Bool, isForCounty: Bool, alias: String?, holdsOwnLines: Bool, isPrescribed: Bool
  ) {
    self.key = key
    self.name = name
    self.fullName = fullName
    self.kind = kind
    self.normalSide = normalSide
    self.parent = parent
    self.isForBase = isForBase
    self.isForCounty = isForCounty
    self.alias = alias
    self.holdsOwnLines = holdsOwnLines
    self.isPrescribed = isPrescribed
  }

  /// Code and name as books show an account, never the code alone: `50503 业务支出—专项业务支出`.
  public var label: String { "\(key.code) \(fullName)" }
}

/// A detail account that a ledger adds under an existing one.
public struct AddedAccount: Sendable, Hashable {
  /// Chart and code: the parent's code with two digits more.
  public let key: AccountKey
  /// Its own name.
  public let name: String

  /// Names an added account.
  public init(key: AccountKey, name: String) {
    self.key = key
    self.name = name
  }
}
