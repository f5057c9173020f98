import Primitives

/// 支出明细表: what was spent by account, by basic or project, by project and by economic class, in a month and in
/// the year up to its end, closing vouchers left out.
public struct ExpenseReport: Sendable, Hashable {
  /// What expenses are told apart by.
  public struct Key: Sendable, Hashable, Comparable {
    /// The account.
    public let account: AccountKey
    /// Basic or a project's.
    public let nature: ExpenseNature
    /// The project.
    public let project: ProjectCode?
    /// The economic class.
    public let economicClass: EconomicClass?

    /// Names expenses; where nobody said whether they are basic, that follows from the project, as in new vouchers.
    public init(
      _ account: AccountKey, _ nature: ExpenseNature?, _ project: ProjectCode?, _ economicClass: EconomicClass?
    ) {
      self.account = account
      self.nature = nature ?? .assumed(for: project)
      self.project = project
      self.economicClass = economicClass
    }

    /// By account, nature, project and class; what has none first.
    public static func < (left: Key, right: Key) -> Bool {
      if left.account != right.account { return left.account < right.account }
      if left.nature != right.nature { return left.nature < right.nature }
      let (a, b) = (left.project?.text ?? "", right.project?.text ?? "")
      if a != b { return a < b }
      return (left.economicClass?.text ?? "") < (right.economicClass?.text ?? "")
    }
  }

  /// What was spent, red lines and credits taken off.
  public struct Sums: Sendable, Hashable {
    /// In the month.
    public var month: Money
    /// In the year up to the month's end.
    public var year: Money

    /// Makes sums.
    public init(month: Money = .zero, year: Money = .zero) {
      self.month = month
      self.year = year
    }

    fileprivate mutating func add(_ other: Sums) throws {
      month = try month + other.month
      year = try year + other.year
    }
  }

  /// A line of the report.
  public struct Row: Sendable, Hashable {
    /// The account.
    public let account: Account
    /// What its expenses are told apart by.
    public let key: Key
    /// What was spent.
    public let sums: Sums
  }

  /// The lines in the order of printing.
  public let rows: [Row]
  /// The sums of each nature.
  public let totals: [ExpenseNature: Sums]
  /// The sums of all.
  public let total: Sums

  /// Makes the report of what was posted, some keys more than once. Accounts of other kinds are left out.
  ///
  /// Throws `account.unknown`, `money.overflow`.
  public init(_ spent: [(key: Key, sums: Sums)], chart: ChartOfAccounts = .standard) throws {
    var sums: [Key: Sums] = [:]
    var (totals, total) = ([ExpenseNature: Sums](), Sums())
    for (key, amount) in spent where try chart.account(key.account).kind == .expense {
      try sums[key, default: Sums()].add(amount)
      try totals[key.nature, default: Sums()].add(amount)
      try total.add(amount)
    }
    rows = try sums.sorted { $0.key < $1.key }.map {
      Row(account: try chart.account($0.key.account), key: $0.key, sums: $0.value)
    }
    self.totals = totals
    self.total = total
  }
}
