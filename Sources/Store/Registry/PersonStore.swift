import Database
import Primitives
import Sealing

/// A natural person, once each. The citizen ID is there sealed and as a keyed hash only.
public struct PersonRow: Sendable {
  /// The identifier.
  public let id: PersonID
  /// The name.
  public let name: String
  /// The keyed hash by which the person is found.
  public let citizenIDHash: KeyedHash
  /// The citizen ID, sealed with the person's own data key.
  public let citizenID: SealedValue
  /// The person's data key, wrapped by the key ring; nil once it is destroyed, which erases what it sealed.
  public let dataKey: SealedValue?
  /// The employer, if known.
  public let employer: EmployerID?

  /// Makes a person.
  public init(
    id: PersonID, name: String, citizenIDHash: KeyedHash, citizenID: SealedValue, dataKey: SealedValue?,
    employer: EmployerID?
  ) {
    self.id = id
    self.name = name
    self.citizenIDHash = citizenIDHash
    self.citizenID = citizenID
    self.dataKey = dataKey
    self.employer = employer
  }
}

/// The people of the registry.
public enum PersonStore {
  private static let columns =
    "id, name, citizen_id_hash, citizen_id_hash_algorithm, citizen_id_sealed, data_key, employer_id"

  /// The person whose citizen ID has a keyed hash.
  public static func find(hash: KeyedHash, in connection: ReadConnection) throws -> PersonRow? {
    try connection.first("SELECT \(columns) FROM person WHERE citizen_id_hash = ?", [hash.bytes], row)
  }

  /// The person with an identifier.
  public static func find(_ id: PersonID, in connection: ReadConnection) throws -> PersonRow? {
    try connection.first("SELECT \(columns) FROM person WHERE id = ?", [id], row)
  }

  /// Stores what a person is found by and the wrapped data key, made with another master key.
  public static func rekey(
    _ id: PersonID, hash: KeyedHash, dataKey: SealedValue, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE person SET citizen_id_hash = ?, citizen_id_hash_algorithm = ?, data_key = ? WHERE id = ?",
      [hash.bytes, hash.algorithm, dataKey.serialised, id])
  }

  /// Destroys the data key of a person and everything that tells who it is; a hash of nothing takes the place of the
  /// one by which the person was found. The open columns of the person's forms, and their contents, go with it.
  public static func erase(
    _ id: PersonID, name: String, hash: [UInt8], in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE person SET name = ?, citizen_id_hash = ?, data_key = ?, employer_id = NULL WHERE id = ?",
      [name, hash, [UInt8](), id])
    try connection.execute(
      "UPDATE nomination_form SET name = ?, employer_credit_code = '', region = '' WHERE person_id = ?", [name, id])
  }

  /// All people by identifier, which is the order in which they were registered.
  public static func all(in connection: ReadConnection) throws -> [PersonRow] {
    try connection.query("SELECT \(columns) FROM person ORDER BY id", [], row)
  }

  /// Adds a person.
  public static func insert(_ person: PersonRow, at instant: String, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO person (id, name, citizen_id_hash, citizen_id_hash_algorithm, citizen_id_sealed,
        citizen_id_algorithm, data_key, employer_id, registered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        person.id, person.name, person.citizenIDHash.bytes, person.citizenIDHash.algorithm,
        person.citizenID.serialised, person.citizenID.algorithm, person.dataKey?.serialised ?? [], person.employer,
        instant,
      ])
  }

  private static func row(_ row: Row) throws -> PersonRow {
    let dataKey = try row.bytes(5)
    return PersonRow(
      id: try row.identifier(0), name: try row.text(1),
      citizenIDHash: KeyedHash(algorithm: try row.text(3), bytes: try row.bytes(2)),
      citizenID: try SealedValue(serialised: try row.bytes(4)),
      dataKey: dataKey.isEmpty ? nil : try SealedValue(serialised: dataKey), employer: try row.optionalIdentifier(6))
  }
}
