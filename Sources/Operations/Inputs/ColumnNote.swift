import Primitives
import SelectionRules

/// What help says about the file of an import: its columns, from the very arrays that the reader is given.
enum ColumnNote {
  static func file(_ columns: [String], optional: [String] = []) -> FieldNote {
    let needed = columns.joined(separator: ", ")
    let other = optional.joined(separator: ", ")
    return .argument(
      "file", "FILE", "CSV 文件，列：\(needed)" + (optional.isEmpty ? "" : "；可选：\(other)"),
      "the CSV file; columns: \(needed)" + (optional.isEmpty ? "" : "; optional: \(other)"))
  }

  /// The columns of a table's import that may be missing.
  static func optional(_ table: PackageTable) -> [String] { table == .nominations ? NominationCheck.optional : [] }
}
