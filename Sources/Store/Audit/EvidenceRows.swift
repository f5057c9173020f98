import Database
import Primitives
import Sealing

/// A file of evidence as it is recorded.
public struct EvidenceRow: Sendable {
  /// The SHA-256 of the bytes as kept.
  public let digest: Digest
  /// How many bytes are kept.
  public let size: Int64
  /// The name that the person gave.
  public let name: String
  /// Whether the bytes are sealed, because the file holds personal numbers.
  public let isSealed: Bool
  /// When it was recorded.
  public let recordedAt: String
}

/// The rows that name the files of evidence.
public enum EvidenceRows {
  /// Records a file that is kept already; the same file twice is one row.
  public static func record(
    _ digest: Digest, size: Int64, name: String, isSealed: Bool, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO evidence (digest, size, name, is_sealed, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (digest) DO NOTHING
      """, [digest.hex, size, name, isSealed, actor, instant])
  }

  /// Every file that must be there, in the order in which they were recorded.
  public static func all(in connection: ReadConnection) throws -> [EvidenceRow] {
    try connection.query(
      "SELECT digest, size, name, is_sealed, recorded_at FROM evidence ORDER BY recorded_at, digest", []
    ) { row in
      guard let digest = Digest(hex: try row.text(0)) else {
        throw DatabaseFailure.unreadable(column: "digest", expected: "hex")
      }
      return EvidenceRow(
        digest: digest, size: try row.integer(1), name: try row.text(2), isSealed: try row.boolean(3),
        recordedAt: try row.text(4))
    }
  }
}
