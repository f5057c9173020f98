import Database
import Primitives

/// A reviewer of the preliminary review.
public struct ReviewerRow: Sendable, Hashable {
  /// The code, by which preliminary.csv names the reviewer.
  public let code: ByteText
  /// The name.
  public let name: String
  /// The employer's credit code; may be empty.
  public let employerCreditCode: ByteText
  /// The fields.
  public let fields: [String]
  /// The actor who fills in the reviewer's sheets; nil as long as nobody does.
  public let actor: ActorID?

  /// Makes a reviewer.
  public init(code: ByteText, name: String, employerCreditCode: ByteText, fields: [String], actor: ActorID?) {
    self.code = code
    self.name = name
    self.employerCreditCode = employerCreditCode
    self.fields = fields
    self.actor = actor
  }
}

/// The reviewers of editions.
public enum ReviewerStore {
  /// The reviewers of an edition by code.
  public static func judges(of edition: EditionID, in connection: ReadConnection) throws -> [ReviewerRow] {
    var fields: [ByteText: [String]] = [:]
    try connection.forEach("SELECT reviewer, field FROM reviewer_field WHERE edition_id = ? ORDER BY field", [edition])
    {
      fields[try $0.byteText(0), default: []].append(try $0.text(1))
    }
    return try connection.query(
      "SELECT code, name, employer_credit_code, actor_id FROM reviewer WHERE edition_id = ? ORDER BY code", [edition]
    ) { row in
      let code = try row.byteText(0)
      return ReviewerRow(
        code: code, name: try row.text(1), employerCreditCode: try row.byteText(2), fields: fields[code] ?? [],
        actor: try row.optionalIdentifier(3))
    }
  }

  /// The code of the reviewer that an actor is in an edition.
  public static func code(
    of actor: ActorID, edition: EditionID, in connection: ReadConnection
  ) throws -> ByteText? {
    try connection.first("SELECT code FROM reviewer WHERE edition_id = ? AND actor_id = ?", [edition, actor]) {
      try $0.byteText(0)
    }
  }

  /// Adds a reviewer.
  public static func insert(
    _ reviewer: ReviewerRow, edition: EditionID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO reviewer (edition_id, code, name, employer_credit_code, actor_id, appointed_by, appointed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        edition, reviewer.code, reviewer.name, reviewer.employerCreditCode, reviewer.actor, actor, instant,
      ])
    for field in reviewer.fields {
      try connection.execute(
        "INSERT INTO reviewer_field (edition_id, reviewer, field) VALUES (?, ?, ?)", [edition, reviewer.code, field])
    }
  }

  /// Says which actor fills in a reviewer's sheets; answers whether there is such a reviewer.
  public static func appoint(
    _ code: ByteText, actor: ActorID, edition: EditionID, by appointer: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE reviewer SET actor_id = ?, appointed_by = ?, appointed_at = ? WHERE edition_id = ? AND code = ?
      """, [actor, appointer, instant, edition, code]) > 0
  }
}
