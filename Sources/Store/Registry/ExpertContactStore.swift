import Database
import Primitives
import Sealing

/// The sealed contacts of experts; no operation shows one whole.
public enum ExpertContactStore {
  /// Stores the contact of an expert who has none yet.
  public static func insert(
    _ contact: SealedValue, of expert: Identifier<ExpertSubject>, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO expert_contact (expert_id, content_sealed, content_algorithm, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?)
      """, [expert, contact.serialised, contact.algorithm, actor, instant])
  }

  /// The contacts by the expert's code, with the expert's identifier.
  public static func all(
    in connection: ReadConnection
  ) throws -> [ByteText: (expert: Identifier<ExpertSubject>, content: SealedValue)] {
    let rows = try connection.query(
      """
      SELECT expert.code, expert.id, content_sealed FROM expert_contact
      JOIN expert ON expert.id = expert_contact.expert_id ORDER BY expert.code
      """, []
    ) { row in
      (
        try row.byteText(0),
        (expert: try row.identifier(1) as Identifier<ExpertSubject>, content: try SealedValue(serialised: row.bytes(2)))
      )
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}
