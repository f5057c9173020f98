import Database
import Primitives
import Store
import Tables

/// What an import into the registry takes.
struct RegistryImportInput: Codable, Sendable {
  var file: FilePath
  var dryRun: Bool?

  static func notes(_ columns: [String], optional: [String] = [], values: Bilingual? = nil) -> [FieldNote] {
    [
      ColumnNote.file(columns, optional: optional, values: values),
      .option("dryRun", "", "只检查，不写入", "check only, change nothing"),
    ]
  }
}

/// An import of rows into the registry: a verdict for each line, whole or nothing.
///
/// Each row is stored as it is checked, in the act's transaction, so that a row may refer to an earlier one; a refused
/// line or a dry run rolls all of it back.
struct RegistryImport {
  private static let fileBytes = 64 << 20

  let table: String
  let columns: [String]
  var optional: [String] = []
  let input: RegistryImportInput
  let call: WriteCall
  /// The edition that the rows belong to, where they are not the whole registry's.
  var edition: EditionContext?

  /// Imports the file; `store` checks and stores one row and answers a warning, if there is one.
  func run(_ store: (TableReader.Row) throws -> Refusal?) throws -> ImportOutput {
    let bytes = try FileSource.whole(input.file.text, limit: Self.fileBytes)
    let reader = try TableReader(
      file: input.file.text, source: ByteSource(bytes), columns: columns, optional: optional)
    var verdicts = ImportVerdicts()
    try reader.forEachRow(onFault: { verdicts.refuse($0) }) { row in
      do {
        if let warning = try store(row) { verdicts.warn(row.line, warning) }
        verdicts.accept(row.line)
      } catch let refusal as Refusal {
        verdicts.refuse(refusal.location == nil ? refusal.at(row.location(0)) : refusal)
      } catch DatabaseFailure.unique {
        // What a check of the row did not see: a second base union of one employer.
        verdicts.refuse(RegistryRefusals.exists.at(row.location(0)))
      }
    }
    let isDry = input.dryRun ?? false
    let isApplied = verdicts.refusals.isEmpty && !isDry
    if isApplied {
      record(verdicts.accepted.count)
    } else {
      call.leaveNoTrace()
    }
    return ImportOutput(
      edition: edition?.row.name, table: table, file: input.file, isApplied: isApplied, isDryRun: isDry,
      lines: verdicts.lines)
  }

  private func record(_ rows: Int) {
    if let edition {
      call.record("edition", edition.id.text, ["table": table, "rows": "\(rows)"])
    } else {
      call.record("registry", table, ["rows": "\(rows)"])
    }
  }
}

extension TableReader.Row {
  /// The column's text, refused where it is empty.
  func required(_ column: Int) throws -> String {
    let text = text(column).string
    guard !text.isEmpty else {
      throw Refusal(
        "registry.empty", message: Bilingual("该列不能为空", "the column must not be empty"),
        remedy: Bilingual("填写内容", "fill it in"), location: location(column))
    }
    return text
  }

  /// A refusal's check, told to stand at the column.
  func checked<Value>(_ column: Int, _ check: (String) throws -> Value) throws -> Value {
    do {
      return try check(text(column).string)
    } catch let refusal as Refusal {
      throw refusal.at(location(column))
    }
  }
}
