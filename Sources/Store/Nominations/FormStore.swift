import Database
import Primitives
import Sealing

/// A nomination form as it is stored: its content sealed, a few columns open for lists.
public struct FormRow: Sendable {
  /// The number, which becomes the nomination's.
  public let number: ByteText
  /// The unit that entered it.
  public let unit: UnionUnitID
  /// The channel's stable name.
  public let channel: String
  /// The state's stable name.
  public var state: String
  /// Counts the saves, from 1; an opinion holds for one revision.
  public var revision: Int
  /// The nominee's name, empty until it is given.
  public var name: String
  /// The employer's credit code, empty until it is given.
  public var employerCreditCode: String
  /// The region's code, empty until it is given.
  public var region: String
  /// The person, once the citizen ID is given.
  public var person: PersonID?
  /// The whole form, sealed.
  public var content: SealedValue

  /// Makes a form's row.
  public init(
    number: ByteText, unit: UnionUnitID, channel: String, state: String, revision: Int, name: String,
    employerCreditCode: String, region: String, person: PersonID?, content: SealedValue
  ) {
    self.number = number
    self.unit = unit
    self.channel = channel
    self.state = state
    self.revision = revision
    self.name = name
    self.employerCreditCode = employerCreditCode
    self.region = region
    self.person = person
    self.content = content
  }
}

/// The nomination forms of editions.
public enum FormStore {
  private static let columns =
    "number, unit_id, channel, state, revision, name, employer_credit_code, region, person_id, content_sealed"

  /// The form with a number.
  public static func find(
    _ number: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> FormRow? {
    try connection.first(
      "SELECT \(columns) FROM nomination_form WHERE edition_id = ? AND number = ?", [edition, number], row)
  }

  /// All forms of an edition by number.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [FormRow] {
    try connection.query(
      "SELECT \(columns) FROM nomination_form WHERE edition_id = ? ORDER BY number", [edition], row)
  }

  /// Every number that is taken in an edition, by a form or by an imported nomination.
  public static func numbers(of edition: EditionID, in connection: ReadConnection) throws -> [ByteText] {
    try connection.query(
      "SELECT number FROM nomination_form WHERE edition_id = ? UNION SELECT number FROM nomination WHERE edition_id = ?",
      [edition, edition]
    ) { try $0.byteText(0) }
  }

  /// The other forms of a person in an edition, by number.
  public static func others(
    of person: PersonID, than number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> [FormRow] {
    try connection.query(
      "SELECT \(columns) FROM nomination_form WHERE edition_id = ? AND person_id = ? AND number <> ? ORDER BY number",
      [edition, person, number], row)
  }

  /// Whether a person has a form in an edition, under another number, that is submitted and not withdrawn.
  public static func hasLive(
    of person: PersonID, than number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM nomination_form WHERE edition_id = ? AND person_id = ? AND number <> ?
      AND state NOT IN ('DRAFT', 'RETURNED', 'WITHDRAWN')
      """, [edition, person, number]
    ) { try $0.int(0) } != nil
  }

  /// The nomination of the edition's package that is tied to a person, under another number.
  public static func nomination(
    of person: PersonID, than number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> ByteText? {
    try connection.first(
      "SELECT number FROM nomination WHERE edition_id = ? AND person_id = ? AND number <> ?",
      [edition, person, number]
    ) { try $0.byteText(0) }
  }

  /// Whether the edition's package holds a nomination as qualified.
  public static func isQualified(
    _ number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM nomination WHERE edition_id = ? AND number = ? AND qualification = 'qualified'",
      [edition, number]
    ) { try $0.int(0) } != nil
  }

  /// Adds a draft, with the first line of its history.
  public static func insert(
    _ form: FormRow, edition: EditionID, by actor: ActorID, at instant: String, historyID: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO nomination_form (edition_id, number, unit_id, channel, state, revision, name,
        employer_credit_code, region, person_id, content_sealed, content_algorithm, created_by, created_at, saved_by,
        saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        edition, form.number, form.unit, form.channel, form.state, form.revision, form.name,
        form.employerCreditCode, form.region, form.person, form.content.serialised, form.content.algorithm, actor,
        instant, actor, instant,
      ])
    try record(form.number, edition, from: nil, to: form.state, reason: "", actor, instant, historyID, connection)
  }

  /// Saves what changed of a form; its revision is the one that is stored then.
  public static func save(
    _ form: FormRow, edition: EditionID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE nomination_form SET revision = ?, name = ?, employer_credit_code = ?, region = ?, person_id = ?,
        content_sealed = ?, content_algorithm = ?, saved_by = ?, saved_at = ? WHERE edition_id = ? AND number = ?
      """,
      [
        form.revision, form.name, form.employerCreditCode, form.region, form.person, form.content.serialised,
        form.content.algorithm, actor, instant, edition, form.number,
      ])
  }

  /// The forms of a person in all editions, each with its edition.
  public static func all(
    of person: PersonID, in connection: ReadConnection
  ) throws -> [(edition: EditionID, form: FormRow)] {
    try connection.query(
      "SELECT \(columns), edition_id FROM nomination_form WHERE person_id = ? ORDER BY edition_id, number", [person]
    ) { (edition: try $0.identifier(10), form: try row($0)) }
  }

  /// Stores the content of a form sealed anew; the form itself is not changed by it.
  public static func reseal(
    _ number: ByteText, of edition: EditionID, as content: SealedValue, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE nomination_form SET content_sealed = ?, content_algorithm = ? WHERE edition_id = ? AND number = ?",
      [content.serialised, content.algorithm, edition, number])
  }

  /// Moves a form to another state and records it (SM-2).
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where the person has another live form in the edition.
  public static func move(
    _ form: FormRow, edition: EditionID, to state: String, reason: String, by actor: ActorID, at instant: String,
    historyID: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE nomination_form SET state = ? WHERE edition_id = ? AND number = ?", [state, edition, form.number])
    try record(
      form.number, edition, from: form.state, to: state, reason: reason, actor, instant, historyID, connection)
  }

  private static func record(
    _ number: ByteText, _ edition: EditionID, from: String?, to: String, reason: String, _ actor: ActorID,
    _ instant: String, _ id: String, _ connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO nomination_form_state (id, edition_id, number, from_state, to_state, reason, changed_by, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, [id, edition, number, from, to, reason, actor, instant])
  }

  private static func row(_ row: Row) throws -> FormRow {
    FormRow(
      number: try row.byteText(0), unit: try row.identifier(1), channel: try row.text(2), state: try row.text(3),
      revision: try row.int(4), name: try row.text(5), employerCreditCode: try row.text(6),
      region: try row.text(7), person: try row.optionalIdentifier(8),
      content: try SealedValue(serialised: try row.bytes(9)))
  }
}
