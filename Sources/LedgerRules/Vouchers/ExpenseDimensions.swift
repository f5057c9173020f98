import Primitives

/// Whether an expense keeps the union running or belongs to a project.
public enum ExpenseNature: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// 基本支出.
  case basic = "BASIC"
  /// 项目支出.
  case project = "PROJECT"

  /// The name that people read.
  public var displayName: Bilingual {
    self == .basic ? Bilingual("基本支出", "basic") : Bilingual("项目支出", "project")
  }

  /// What an expense is of which nobody said it: a project's where it names one.
  public static func assumed(for project: ProjectCode?) -> ExpenseNature { project == nil ? .basic : .project }

  /// The basic ones first.
  public static func < (left: ExpenseNature, right: ExpenseNature) -> Bool { left == .basic && right == .project }
}

/// A code of 部门预算支出经济分类科目: three digits for a class (类, `302`), five for an item below it (款, `30201`). The list
/// changes with the budgets of years, so that only the form is held.
public struct EconomicClass: Sendable, Hashable, Comparable, CanonicalText {
  /// The code.
  public let text: String

  /// Reads a code. Throws `expense.class`.
  public init(_ text: String) throws {
    let bytes = text.utf8
    guard bytes.count == 3 || bytes.count == 5, bytes.allSatisfy(ASCII.isDigit) else { throw ExpenseFault.form }
    self.text = text
  }

  /// By the digits, a class before its items.
  public static func < (left: EconomicClass, right: EconomicClass) -> Bool { left.text < right.text }
}

extension VoucherLine {
  /// The line with what R-425 wants of an expense: where nobody said whether it is basic, that follows from its project.
  ///
  /// The standard of 2021 wants it; lines of the older chart, and of other accounts, carry none. Throws `expense.only`
  /// where they do, `account.unknown`.
  public func classified(in chart: ChartOfAccounts) throws -> VoucherLine {
    let isExpense = try account.chart == .of2021 && chart.account(account).kind == .expense
    guard isExpense else {
      guard nature == nil, economicClass == nil else { throw ExpenseFault.only }
      return self
    }
    var line = self
    line.nature = nature ?? .assumed(for: project)
    return line
  }
}

extension VoucherContent {
  /// The content with what R-425 wants of its expenses. A red voucher carries what its original does, and one that closes
  /// a year moves sums in which many expenses are one.
  public func classified(in chart: ChartOfAccounts) throws -> VoucherContent {
    guard nature == .ordinary else { return self }
    var content = self
    content.lines = try lines.map { try $0.classified(in: chart) }
    return content
  }
}

/// The faults of expenses' dimensions as refusals.
enum ExpenseFault {
  private static let rule = Citation("R-425", Citation.unionAccounting2021, "附录1 第一部分 一（二）")

  static let form = Refusal(
    "expense.class", citation: rule,
    message: Bilingual("支出经济分类编码格式不正确。", "This is no code of an economic class."),
    remedy: Bilingual("请填写三位（类）或五位（款）数字，或留空。", "Give three digits (class) or five (item), or nothing."))

  static let only = Refusal(
    "expense.only", citation: rule,
    message: Bilingual(
      "只有2021年制度的支出类科目登记支出性质和经济分类。", "Only expense accounts of the chart of 2021 carry nature and economic class."),
    remedy: Bilingual("请将该分录的支出性质和经济分类留空。", "Leave both empty on this line."))
}
