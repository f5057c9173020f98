import Database
import Primitives
import Sealing

/// An objection; who objects is sealed.
public struct ObjectionRow: Sendable {
  /// The identifier.
  public let id: ObjectionID
  /// The edition.
  public let edition: EditionID
  /// Its number in the edition, from 1 without a gap.
  public let number: Int
  /// The receipt number that the objector is given.
  public let receipt: String
  /// The nomination objected to.
  public let nomination: ByteText
  /// The channel's stable name.
  public let channel: String
  /// The state's stable name (SM-5).
  public var state: String
  /// The day of receipt.
  public let receivedOn: String
  /// The last day for the written answer; nil for one that is not formally accepted.
  public let answerBy: String?
  /// Who objects, sealed.
  public let objector: SealedValue
  /// The digest of what was written or noted, as kept.
  public let content: String
  /// The digest of the seal's scan, as kept.
  public let seal: String?
  /// Who handles it.
  public var handler: ActorID?
  /// The document of the ruling.
  public var rulingDocument: String?
  /// The stage at which the nomination was struck out.
  public var removalStage: String?

  /// Makes an objection that was just received.
  public init(
    id: ObjectionID, edition: EditionID, number: Int, receipt: String, nomination: ByteText, channel: String,
    state: String, receivedOn: String, answerBy: String?, objector: SealedValue, content: String, seal: String?,
    handler: ActorID? = nil, rulingDocument: String? = nil, removalStage: String? = nil
  ) {
    self.id = id
    self.edition = edition
    self.number = number
    self.receipt = receipt
    self.nomination = nomination
    self.channel = channel
    self.state = state
    self.receivedOn = receivedOn
    self.answerBy = answerBy
    self.objector = objector
    self.content = content
    self.seal = seal
    self.handler = handler
    self.rulingDocument = rulingDocument
    self.removalStage = removalStage
  }
}

/// The objections of editions.
public enum ObjectionStore {
  private static let columns = """
    id, edition_id, number, receipt, nomination, channel, state, received_on, answer_by, objector_sealed, content, seal,
    handler_id, ruling_document, removal_stage
    """

  /// The objection with a receipt.
  public static func find(receipt: String, in connection: ReadConnection) throws -> ObjectionRow? {
    try connection.first("SELECT \(columns) FROM objection WHERE receipt = ?", [receipt], row)
  }

  /// The objections of an edition, by number.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [ObjectionRow] {
    try connection.query("SELECT \(columns) FROM objection WHERE edition_id = ? ORDER BY number", [edition], row)
  }

  /// The number of the next objection; none is ever left out.
  public static func nextNumber(of edition: EditionID, in connection: ReadConnection) throws -> Int {
    try connection.first(
      "SELECT COALESCE(max(number), 0) + 1 FROM objection WHERE edition_id = ?", [edition]
    ) { try $0.int(0) } ?? 1
  }

  /// Adds an objection.
  public static func insert(
    _ row: ObjectionRow, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO objection (id, edition_id, number, receipt, nomination, channel, state, received_on, answer_by,
        objector_sealed, objector_algorithm, content, seal, received_by, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.id, row.edition, row.number, row.receipt, row.nomination, row.channel, row.state, row.receivedOn,
        row.answerBy, row.objector.serialised, row.objector.algorithm, row.content, row.seal, actor, instant,
      ])
  }

  /// Gives an objection to a handler.
  public static func assign(_ id: ObjectionID, to handler: ActorID, in connection: WriteConnection) throws {
    try connection.execute("UPDATE objection SET handler_id = ? WHERE id = ?", [handler, id])
  }

  /// Takes an objection to its investigation.
  public static func investigate(_ id: ObjectionID, in connection: WriteConnection) throws {
    try connection.execute("UPDATE objection SET state = 'INVESTIGATING' WHERE id = ?", [id])
  }

  /// Decides an objection.
  public static func decide(
    _ row: ObjectionRow, document: String, reply: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE objection SET state = ?, ruling_document = ?, reply = ?, removal_stage = ?, decided_by = ?, decided_at = ?
      WHERE id = ?
      """, [row.state, document, reply, row.removalStage, actor, instant, row.id])
  }

  /// Adds a step to the history of an objection.
  public static func step(
    _ id: ObjectionID, from: String?, to: String, reason: String, by actor: ActorID, at instant: String,
    stepID: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO objection_state (id, objection_id, from_state, to_state, reason, changed_by, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [stepID, id, from, to, reason, actor, instant])
  }

  /// The history of an objection, in order.
  public static func history(
    of id: ObjectionID, in connection: ReadConnection
  ) throws -> [(to: String, reason: String, by: String, at: String)] {
    try connection.query(
      """
      SELECT to_state, reason, actor.display_name, changed_at FROM objection_state
      JOIN actor ON actor.id = objection_state.changed_by WHERE objection_id = ? ORDER BY objection_state.id
      """, [id]
    ) { (try $0.text(0), try $0.text(1), try $0.text(2), try $0.text(3)) }
  }

  /// The digests of every file that belongs to an objection: none of them is listed or taken out as evidence.
  public static func files(in connection: ReadConnection) throws -> Set<String> {
    Set(
      try connection.query(
        """
        SELECT content FROM objection UNION SELECT seal FROM objection WHERE seal IS NOT NULL
        UNION SELECT reply FROM objection WHERE reply IS NOT NULL
        """
      ) { try $0.text(0) })
  }

  private static func row(_ row: Row) throws -> ObjectionRow {
    ObjectionRow(
      id: try row.identifier(0), edition: try row.identifier(1), number: try row.int(2), receipt: try row.text(3),
      nomination: try row.byteText(4), channel: try row.text(5), state: try row.text(6), receivedOn: try row.text(7),
      answerBy: try row.optionalText(8), objector: try SealedValue(serialised: try row.bytes(9)),
      content: try row.text(10), seal: try row.optionalText(11), handler: try row.optionalIdentifier(12),
      rulingDocument: try row.optionalText(13), removalStage: try row.optionalText(14))
  }
}
