import Database
import Primitives
import Sealing

/// A version of an edition's rubric.
public struct RubricRow: Sendable {
  /// An item as it is stored.
  public struct Item: Sendable, Hashable {
    /// The code.
    public let code: ByteText
    /// What is scored.
    public let label: String
    /// The most that it can be given, in hundredths of a point.
    public let maximumHundredths: Int

    /// Makes an item.
    public init(code: ByteText, label: String, maximumHundredths: Int) {
      self.code = code
      self.label = label
      self.maximumHundredths = maximumHundredths
    }
  }

  /// 1 for the first, then one more for each.
  public let version: Int
  /// The items in the order of the file.
  public let items: [Item]
}

/// The rubrics of editions.
public enum RubricStore {
  /// The version in force, which is the last.
  public static func current(of edition: EditionID, in connection: ReadConnection) throws -> RubricRow? {
    let last = try connection.first(
      "SELECT version FROM rubric WHERE edition_id = ? ORDER BY version DESC LIMIT 1", [edition]
    ) { try $0.int(0) }
    guard let last else { return nil }
    let items = try connection.query(
      """
      SELECT code, label, maximum_hundredths FROM rubric_item WHERE edition_id = ? AND version = ? ORDER BY place
      """, [edition, last]
    ) {
      RubricRow.Item(code: try $0.byteText(0), label: try $0.text(1), maximumHundredths: try $0.int(2))
    }
    return RubricRow(version: last, items: items)
  }

  /// Adds a version.
  public static func insert(
    _ items: [RubricRow.Item], version: Int, evidence: Digest, edition: EditionID, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO rubric (edition_id, version, evidence, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?)",
      [edition, version, evidence.hex, actor, instant])
    for (index, item) in items.enumerated() {
      try connection.execute(
        """
        INSERT INTO rubric_item (edition_id, version, code, place, label, maximum_hundredths)
        VALUES (?, ?, ?, ?, ?, ?)
        """, [edition, version, item.code, index + 1, item.label, item.maximumHundredths])
    }
  }
}
