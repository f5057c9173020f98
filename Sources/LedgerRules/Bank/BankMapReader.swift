import Primitives
import Tables

/// Reads the column map of a bank as people write it: a table of `field` and `column`.
public enum BankMapReader {
  /// What a map may name, in the order in which help shows it.
  public enum Field: String, Sendable, CaseIterable {
    /// The column of the day.
    case day
    /// The form of days, one of `BankDayForm`.
    case dayForm = "day_form"
    /// One column for both directions.
    case amount
    /// The column of what went out.
    case out
    /// The column of what came in.
    case inward = "in"
    /// The column of the balance.
    case balance
    /// A column of texts; may be named several times.
    case text
    /// The column of the other party.
    case counterparty
    /// The column of the reference.
    case reference
  }

  /// The columns of the table.
  public static let columns = ["field", "column"]

  /// The map.
  ///
  /// - Throws: the faults of `TableReader`, and `bank.map-field`, `bank.map-twice`, `bank.map-day-form`, `bank.map-empty`
  ///   with line and column, `bank.map-incomplete`.
  public static func map(file: String, source: ByteSource) throws -> BankColumnMap {
    let reader = try TableReader(file: file, source: source, columns: columns)
    var (single, texts, form): ([Field: String], [String], BankDayForm) = ([:], [], .hyphens)
    try reader.forEachRow { row in
      let (name, column) = (row.text(0).string, row.text(1).string)
      guard let field = Field(rawValue: name) else { throw BankMapFault.field.at(row.location(0)) }
      guard !column.isEmpty else { throw BankMapFault.empty.at(row.location(1)) }
      if field == .text { return texts.append(column) }
      guard single.updateValue(column, forKey: field) == nil else { throw BankMapFault.twice.at(row.location(0)) }
      guard field == .dayForm else { return }
      guard let named = BankDayForm(rawValue: column) else { throw BankMapFault.dayForm.at(row.location(1)) }
      form = named
    }
    return BankColumnMap(
      day: try needed(single[.day], file), dayForm: form, amount: try amount(single, file), balance: single[.balance],
      texts: texts, counterparty: single[.counterparty], reference: single[.reference])
  }

  private static func amount(_ single: [Field: String], _ file: String) throws -> BankAmountColumns {
    switch (single[.amount], single[.out], single[.inward]) {
    case (let column?, nil, nil): return .signed(column)
    case (nil, let out?, let inward?): return .divided(out: out, in: inward)
    default: throw BankMapFault.incomplete.at(Refusal.Location(file: file))
    }
  }

  private static func needed(_ column: String?, _ file: String) throws -> String {
    guard let column else { throw BankMapFault.incomplete.at(Refusal.Location(file: file)) }
    return column
  }
}

/// The faults of column maps as refusals.
private enum BankMapFault {
  private static let names = BankMapReader.Field.allCases.map(\.rawValue).joined(separator: ", ")
  private static let forms = BankDayForm.allCases.map(\.rawValue).joined(separator: ", ")

  private static func refusal(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, kind: .wrongUse, citation: BankFault.rule, message: message, remedy: remedy)
  }

  static let field = refusal(
    "bank.map-field", Bilingual("列设置中没有这一项。", "A column map has no such field."),
    Bilingual("可用的项：\(names)", "The fields are: \(names)."))
  static let empty = refusal(
    "bank.map-empty", Bilingual("没有写明列名。", "The column is not named."),
    Bilingual("照抄对账单表头中的列名；没有的项不写。", "Copy the name from the statement's header; leave out what it has not."))
  static let twice = refusal(
    "bank.map-twice", Bilingual("同一项写了两次。", "The field is named twice."),
    Bilingual("只有 text 可以写多次。", "Only text may be named several times."))
  static let dayForm = refusal(
    "bank.map-day-form", Bilingual("日期格式不正确。", "This is no form of days."),
    Bilingual("可用的格式：\(forms)", "The forms are: \(forms)."))
  static let incomplete = refusal(
    "bank.map-incomplete",
    Bilingual("列设置须有 day，并有 amount 或 out 和 in。", "A column map names day, and either amount or both out and in."),
    Bilingual("补上缺少的项。", "Add what is missing."))
}
