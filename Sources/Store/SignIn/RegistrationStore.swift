import Database
import Primitives
import Sealing

/// Somebody who asks for an account. Moments are milliseconds since 1970.
public struct RegistrationRow: Sendable {
  /// The identifier.
  public let id: RegistrationID
  /// `individual` or `enterprise`.
  public let kind: String
  /// The sign-in name that is wished.
  public let name: String
  /// The name that people read.
  public let displayName: String
  /// The employer's or enterprise's name.
  public let employer: String
  /// Its credit code, where it was given.
  public let creditCode: String?
  /// The sealed phone number.
  public let phone: SealedValue
  /// The union that is asked.
  public let unit: UnionUnitID
  /// The role that is wished.
  public let role: String
  /// The hash of the password that was chosen.
  public let hash: PasswordHash
  /// When it was submitted.
  public let submitted: Int64
  /// `submitted`, `confirmed` or `refused`.
  public let state: String

  /// Makes a registration that waits.
  public init(
    id: RegistrationID, kind: String, name: String, displayName: String, employer: String, creditCode: String?,
    phone: SealedValue, unit: UnionUnitID, role: String, hash: PasswordHash, submitted: Int64,
    state: String = "submitted"
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.displayName = displayName
    self.employer = employer
    self.creditCode = creditCode
    self.phone = phone
    self.unit = unit
    self.role = role
    self.hash = hash
    self.submitted = submitted
    self.state = state
  }
}

/// The people who ask for an account.
public enum RegistrationStore {
  private static let selection = """
    SELECT id, kind, name, display_name, employer, credit_code, phone_sealed, unit_id, role, hash, submitted_ms, state
    FROM registration
    """

  /// The registration with an identifier.
  public static func find(_ id: RegistrationID, in connection: ReadConnection) throws -> RegistrationRow? {
    try connection.first("\(selection) WHERE id = ?", [id], row)
  }

  /// All registrations, the latest first.
  public static func all(in connection: ReadConnection) throws -> [RegistrationRow] {
    try connection.query("\(selection) ORDER BY submitted_ms DESC, id DESC", [], row)
  }

  /// How many came since a moment: from an address, or from everywhere.
  public static func count(
    from address: [UInt8]?, since moment: Int64, in connection: ReadConnection
  ) throws -> Int {
    let condition = address == nil ? "state = 'submitted'" : "address = ?"
    let parameters: [any SQLBindable] = (address.map { [$0] } ?? []) + [moment]
    return try connection.first(
      "SELECT count(*) FROM registration WHERE \(condition) AND submitted_ms > ?", parameters
    ) { try $0.int(0) } ?? 0
  }

  /// Records a registration.
  public static func insert(
    _ row: RegistrationRow, address: [UInt8], at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO registration (id, kind, name, display_name, employer, credit_code, phone_sealed, phone_algorithm,
        unit_id, role, hash, hash_algorithm, address, submitted_ms, submitted_at, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'submitted')
      """,
      [
        row.id, row.kind, row.name, row.displayName, row.employer, row.creditCode, row.phone.serialised,
        row.phone.algorithm, row.unit, row.role, row.hash.text, PasswordHash.algorithm, address, row.submitted, instant,
      ])
  }

  /// Records that a registration became an actor.
  public static func confirm(
    _ id: RegistrationID, as actor: ActorID, by decider: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE registration SET state = 'confirmed', actor_id = ?, decided_by = ?, decided_at = ? WHERE id = ?",
      [actor, decider, instant, id])
  }

  /// Records that a registration was refused.
  public static func refuse(
    _ id: RegistrationID, reason: String, by decider: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE registration SET state = 'refused', reason = ?, decided_by = ?, decided_at = ? WHERE id = ?",
      [reason, decider, instant, id])
  }

  private static func row(_ row: Row) throws -> RegistrationRow {
    RegistrationRow(
      id: try row.identifier(0), kind: try row.text(1), name: try row.text(2), displayName: try row.text(3),
      employer: try row.text(4), creditCode: try row.optionalText(5),
      phone: try SealedValue(serialised: row.bytes(6)), unit: try row.identifier(7), role: try row.text(8),
      hash: PasswordHash(text: try row.text(9)), submitted: try row.integer(10), state: try row.text(11))
  }
}
