import Primitives
import SelectionRules
import Tables

/// The keys of a table's stored rows: a row that repeats one of them came with an earlier import, which asks for
/// another remedy than a row that stands twice in the file.
struct StoredRows {
  private let table: PackageTable
  private let known: EditionInputs

  init(_ table: PackageTable, _ known: EditionInputs) {
    self.table = table
    self.known = known
  }

  /// How many leading columns of a table are its key.
  private var keyLength: Int {
    switch table {
    case .nominations, .experts: 1
    case .preliminary, .recusals, .scores, .votes: 2
    case .decisions: 3
    }
  }

  /// Makes the verdict on each row that repeats a stored one say so.
  func tellApart(_ bytes: [UInt8], file: String, _ verdicts: inout ImportVerdicts) throws {
    let repeated = verdicts.lines(refused: "edition.duplicate-key")
    guard !repeated.isEmpty else { return }
    let keys = Set(InputFiles.rows(table, known).map { Array($0.prefix(keyLength)) })
    let columns = Array(table.columns.prefix(keyLength))
    let reader = try TableReader(file: file, source: ByteSource(bytes), columns: columns)
    var stored: [Int] = []
    try reader.forEachRow(onFault: { _ in }) { row in
      guard repeated.contains(row.line) else { return }
      if keys.contains(columns.indices.map(row.text)) { stored.append(row.line) }
    }
    for line in stored { verdicts.replace("edition.duplicate-key", of: line, by: ImportRefusals.exists) }
  }
}
