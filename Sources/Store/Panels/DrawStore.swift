import Database
import Primitives
import Sealing
import SelectionRules

/// A draw of experts: what was committed to and, once it is drawn, the public number.
public struct DrawRow: Sendable {
  /// The public number and what follows from it.
  public struct Performance: Sendable, Hashable {
    /// The number as it was given.
    public let publicNumber: String
    /// The seed, 64 hexadecimal digits.
    public let seed: String
    /// The digest of the panel's file, 64 hexadecimal digits.
    public let resultDigest: String

    /// Describes a performance.
    public init(publicNumber: String, seed: String, resultDigest: String) {
      self.publicNumber = publicNumber
      self.seed = seed
      self.resultDigest = resultDigest
    }
  }

  /// The identifier.
  public let id: String
  /// The edition's draws are numbered from 1.
  public let number: Int
  /// The committed text.
  public let commitment: String
  /// Its SHA-256, 64 hexadecimal digits.
  public let commitmentDigest: String
  /// The pool's list among the evidence.
  public let pool: Digest
  /// Where the public number is found.
  public let publicSource: String
  /// The day of the public number.
  public let publicDay: String
  /// Why there is a further draw; nil for a first one that needs none.
  public let reason: String?
  /// Once it is drawn.
  public let performance: Performance?

  /// Makes a draw.
  public init(
    id: String, number: Int, commitment: String, commitmentDigest: String, pool: Digest, publicSource: String,
    publicDay: String, reason: String?, performance: Performance? = nil
  ) {
    self.id = id
    self.number = number
    self.commitment = commitment
    self.commitmentDigest = commitmentDigest
    self.pool = pool
    self.publicSource = publicSource
    self.publicDay = publicDay
    self.reason = reason
    self.performance = performance
  }
}

/// The draws of editions.
public enum DrawStore {
  /// The draws of an edition by number.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [DrawRow] {
    try connection.query(
      """
      SELECT id, number, commitment, commitment_digest, pool, public_source, public_day, reason, public_number, seed,
        result_digest FROM panel_draw WHERE edition_id = ? ORDER BY number
      """, [edition]
    ) { row in
      guard let pool = Digest(hex: try row.text(4)) else {
        throw DatabaseFailure.unreadable(column: "pool", expected: "hex")
      }
      let number = try row.optionalText(8)
      return DrawRow(
        id: try row.text(0), number: try row.int(1), commitment: try row.text(2), commitmentDigest: try row.text(3),
        pool: pool, publicSource: try row.text(5), publicDay: try row.text(6), reason: try row.optionalText(7),
        performance: try number.map {
          DrawRow.Performance(publicNumber: $0, seed: try row.text(9), resultDigest: try row.text(10))
        })
    }
  }

  /// The places of a draw by field.
  public static func places(of draw: String, in connection: ReadConnection) throws -> [DrawCommitment.Places] {
    try connection.query("SELECT field, places FROM panel_draw_place WHERE draw_id = ? ORDER BY field", [draw]) {
      DrawCommitment.Places(field: try $0.byteText(0), count: try $0.int(1))
    }
  }

  /// Who was drawn, by place.
  public static func drawn(
    of draw: String, in connection: ReadConnection
  ) throws -> [(expert: ByteText, field: ByteText, ticket: String)] {
    try connection.query(
      "SELECT expert, field, ticket FROM panel_draw_expert WHERE draw_id = ? ORDER BY place", [draw]
    ) { (expert: try $0.byteText(0), field: try $0.byteText(1), ticket: try $0.text(2)) }
  }

  /// Records a commitment.
  public static func insert(
    _ draw: DrawRow, places: [DrawCommitment.Places], edition: EditionID, by actor: ActorID, on day: CalendarDay,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO panel_draw (id, edition_id, number, commitment, commitment_digest, pool, public_source, public_day,
        reason, committed_by, committed_on, committed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        draw.id, edition, draw.number, draw.commitment, draw.commitmentDigest, draw.pool.hex, draw.publicSource,
        draw.publicDay, draw.reason, actor, day.text, instant,
      ])
    for place in places {
      try connection.execute(
        "INSERT INTO panel_draw_place (draw_id, field, places) VALUES (?, ?, ?)", [draw.id, place.field, place.count])
    }
  }

  /// Records the draw itself.
  public static func perform(
    _ draw: DrawRow, _ performance: DrawRow.Performance, drawn: [PanelDraw.Drawn], by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE panel_draw SET public_number = ?, seed = ?, result_digest = ?, performed_by = ?, performed_at = ?
      WHERE id = ?
      """, [performance.publicNumber, performance.seed, performance.resultDigest, actor, instant, draw.id])
    for (index, expert) in drawn.enumerated() {
      try connection.execute(
        "INSERT INTO panel_draw_expert (draw_id, place, expert, field, ticket) VALUES (?, ?, ?, ?, ?)",
        [draw.id, index + 1, expert.expert, expert.field, expert.ticket])
    }
  }
}
