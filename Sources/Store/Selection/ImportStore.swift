import Database
import Primitives
import Sealing
import SelectionRules

/// An import of one file into an edition.
public struct ImportRow: Sendable {
  /// The identifier.
  public let id: ImportID
  /// Which table.
  public let kind: PackageTable
  /// The file's name as the person gave it.
  public let fileName: String
  /// The digest of the file as it was handed over.
  public let fileDigest: Digest
  /// The digest of the file as it is kept as evidence: another one where it is sealed.
  public let evidence: Digest
  /// How many rows it brought.
  public let rowCount: Int
  /// Who imported it.
  public let by: ActorID
  /// When.
  public let at: String

  /// Makes an import.
  public init(
    id: ImportID, kind: PackageTable, fileName: String, fileDigest: Digest, evidence: Digest, rowCount: Int,
    by: ActorID, at: String
  ) {
    self.id = id
    self.kind = kind
    self.fileName = fileName
    self.fileDigest = fileDigest
    self.evidence = evidence
    self.rowCount = rowCount
    self.by = by
    self.at = at
  }
}

/// What was imported into editions, and what replaced it.
public enum ImportStore {
  /// Adds an import.
  public static func insert(_ row: ImportRow, edition: EditionID, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO input_import (id, edition_id, kind, file_name, file_digest, evidence, row_count, imported_by,
        imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.id, edition, row.kind.rawValue, row.fileName, row.fileDigest.hex, row.evidence.hex, row.rowCount, row.by,
        row.at,
      ])
  }

  /// The digests, in hexadecimal, of the files that were ever imported into a table of an edition, as they are kept.
  public static func evidence(
    of kind: PackageTable, edition: EditionID, in connection: ReadConnection
  ) throws -> Set<String> {
    Set(
      try connection.query(
        "SELECT evidence FROM input_import WHERE edition_id = ? AND kind = ?", [edition, kind.rawValue]
      ) { try $0.text(0) })
  }

  /// Marks the imports of a table that are in force as superseded by another one.
  public static func supersede(
    _ kind: PackageTable, edition: EditionID, by successor: ImportID, reason: String, in connection: WriteConnection
  ) throws -> Int {
    try connection.execute(
      """
      UPDATE input_import SET superseded_by = ?, supersede_reason = ?
      WHERE edition_id = ? AND kind = ? AND superseded_by IS NULL AND id <> ?
      """, [successor, reason, edition, kind.rawValue, successor])
  }
}
