import Primitives
import SelectionRules

/// What help says about the file of an import: its columns, from the very arrays that the reader is given.
enum ColumnNote {
  /// - Parameter values: what stands in the columns where their names do not say it.
  static func file(_ columns: [String], optional: [String] = [], values: Bilingual? = nil) -> FieldNote {
    let needed = columns.joined(separator: ", ")
    let other = optional.joined(separator: ", ")
    return .argument(
      "file", "FILE",
      "CSV 文件，列：\(needed)" + (optional.isEmpty ? "" : "；可选：\(other)") + (values.map { "。\($0.zh)" } ?? ""),
      "the CSV file; columns: \(needed)" + (optional.isEmpty ? "" : "; optional: \(other)")
        + (values.map { ". \($0.en)" } ?? ""))
  }

  /// The values of a column that takes one of a list: `tier: province, city`.
  static func choices<Choice: CaseIterable & RawRepresentable>(
    _ column: String, _ type: Choice.Type, name: (Choice) -> Bilingual
  ) -> Bilingual where Choice.RawValue == String {
    Bilingual(
      "\(column)：" + Choice.allCases.map { "\($0.rawValue) \(name($0).zh)" }.joined(separator: "、"),
      "\(column): " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// The columns of a table's import that may be missing.
  static func optional(_ table: PackageTable) -> [String] { table == .nominations ? NominationCheck.optional : [] }
}
