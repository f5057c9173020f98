import Database
import Primitives
import Sealing
import SelectionRules

/// An entry of a ranked list that was forwarded.
public struct ForwardingEntryRow: Sendable {
  /// The identifier.
  public let id: String
  /// The union that forwarded it.
  public let unit: UnionUnitID
  /// The form's number.
  public let number: ByteText
  /// The nominee's name.
  public let name: String
  /// The state of the form.
  public let state: String
  /// The place in the ranking.
  public let rank: Int
  /// How it was forwarded.
  public let kind: String
  /// The number of the form whose place it took; nil where it was not promoted.
  public let replaces: String?
  /// Whether the entry is over.
  public let isEnded: Bool
  /// The number of the document that forwarded it.
  public let document: String

  /// Whether it is in the running: a primary, or a substitute that was promoted.
  public var isPrimary: Bool { kind == Forwarding.Kind.primary.rawValue || replaces != nil }
}

/// A ranked list as it is recorded.
public struct ForwardingRow: Sendable {
  /// The identifier.
  public let id: String
  /// The union.
  public let unit: UnionUnitID
  /// The number of the document.
  public let document: String
  /// The ranked list, as kept.
  public let ranking: Digest
  /// The sealed opinion, as kept.
  public let opinion: Digest
  /// Who forwarded it.
  public let by: ActorID
  /// When.
  public let at: String

  /// Makes a row.
  public init(
    id: String, unit: UnionUnitID, document: String, ranking: Digest, opinion: Digest, by: ActorID, at: String
  ) {
    self.id = id
    self.unit = unit
    self.document = document
    self.ranking = ranking
    self.opinion = opinion
    self.by = by
    self.at = at
  }
}

/// What unions forwarded.
public enum ForwardingStore {
  /// The entries of an edition, by union and rank.
  public static func entries(of edition: EditionID, in connection: ReadConnection) throws -> [ForwardingEntryRow] {
    try connection.query(
      """
      SELECT e.id, w.unit_id, e.number, f.name, f.state, e.rank, e.kind, e.replaces, e.ended_at, w.document
      FROM forwarding_entry e JOIN forwarding w ON w.id = e.forwarding_id
      JOIN nomination_form f ON f.edition_id = e.edition_id AND f.number = e.number
      JOIN union_unit u ON u.id = w.unit_id WHERE e.edition_id = ? ORDER BY u.code, e.rank, e.id
      """, [edition]
    ) { row in
      ForwardingEntryRow(
        id: try row.text(0), unit: try row.identifier(1), number: try row.byteText(2), name: try row.text(3),
        state: try row.text(4), rank: try row.int(5), kind: try row.text(6), replaces: try row.optionalText(7),
        isEnded: try row.optionalText(8) != nil, document: try row.text(9))
    }
  }

  /// Records a ranked list.
  public static func insert(_ row: ForwardingRow, edition: EditionID, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO forwarding (id, edition_id, unit_id, document, ranking, opinion, forwarded_by, forwarded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [row.id, edition, row.unit, row.document, row.ranking.hex, row.opinion.hex, row.by, row.at])
  }

  /// Records an entry of a ranked list; an earlier entry of the form is over then.
  public static func insertEntry(
    _ number: ByteText, rank: Int, kind: Forwarding.Kind, forwarding: String, edition: EditionID, at instant: String,
    id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE forwarding_entry SET ended_at = ?, end_reason = 'forwarded anew'
      WHERE edition_id = ? AND number = ? AND ended_at IS NULL
      """, [instant, edition, number])
    try connection.execute(
      """
      INSERT INTO forwarding_entry (id, forwarding_id, edition_id, number, rank, kind) VALUES (?, ?, ?, ?, ?, ?)
      """, [id, forwarding, edition, number, rank, kind.rawValue])
  }

  /// Lets a substitute take the place of an entry that fell out.
  public static func promote(
    _ substitute: ForwardingEntryRow, into vacancy: ForwardingEntryRow, document: String, reason: String,
    by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE forwarding_entry SET ended_at = ?, end_reason = ? WHERE id = ?", [instant, reason, vacancy.id])
    try connection.execute(
      """
      UPDATE forwarding_entry SET replaces = ?, promotion_document = ?, promotion_reason = ?, promoted_by = ?,
        promoted_at = ? WHERE id = ?
      """, [vacancy.number, document, reason, actor, instant, substitute.id])
  }
}
