import LedgerRules
import Primitives
import Tables

/// Hand-made lines as clerks write them in a sheet.
enum VoucherSheet {
  static let columns = ["account", "debit", "credit"]
  static let optional = ["project", "note", "nature", "economic_class"]

  /// The line of a row whose columns of lines begin at a place.
  ///
  /// - Parameter first: where `account` is; `others` where the optional columns begin.
  static func line(
    _ row: TableReader.Row, first: Int = 0, others: Int = 3, _ chart: Chart
  ) throws -> VoucherLine {
    func text(_ place: Int) -> String { row.has(place) ? row.text(place).string : "" }
    func reading<Value>(_ place: Int, _ read: (String) throws -> Value) throws -> Value {
      do { return try read(text(place)) } catch let refusal as Refusal { throw refusal.at(row.location(place)) }
    }
    let (debit, credit) = (text(first + 1), text(first + 2))
    guard debit.isEmpty != credit.isEmpty else { throw oneAmount.at(row.location(first + 1)) }
    let amount = try reading(debit.isEmpty ? first + 2 : first + 1) { try Money($0) }
    return VoucherLine(
      debit.isEmpty ? .credit : .debit, AccountKey(chart, text(first)), amount.isNegative ? try .zero - amount : amount,
      isRed: amount.isNegative, project: try reading(others, BookNames.project), note: text(others + 1),
      nature: try reading(others + 2, nature), economicClass: try reading(others + 3, BookNames.economicClass))
  }

  private static func nature(_ text: String) throws -> ExpenseNature? {
    guard text.isEmpty || ExpenseNature(rawValue: text) != nil else { throw natureForm }
    return try BookNames.nature(text)
  }

  private static let oneAmount = Refusal(
    "voucher.one-amount", citation: Citation("R-421", Citation.accountingLaw),
    message: Bilingual("每条分录只填借方或贷方金额中的一个", "a line has either a debit or a credit"),
    remedy: Bilingual("红字写成负数", "write a red amount as a negative one"))

  private static let natureForm = Refusal(
    "expense.nature", citation: Citation("R-425", Citation.unionAccounting2021, "附录1 第一部分 一（二）"),
    message: Bilingual("支出性质只有 BASIC（基本支出）和 PROJECT（项目支出）", "the nature of an expense is BASIC or PROJECT"),
    remedy: Bilingual(
      "写其中之一，或留空：有项目的为项目支出，其余为基本支出", "write one of them, or nothing: PROJECT where a project is named, else BASIC"))
}
