import Database
import Primitives
import Sealing

/// Consents of nominees, and confirmations of co-nominators.
public enum ConsentStore {
  /// The consents of a form in the order in which they were given, those that were withdrawn too.
  public static func consents(
    of number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> [ConsentRow] {
    try connection.query(
      """
      SELECT purpose, evidence, given_on, withdrawn_on FROM consent WHERE edition_id = ? AND number = ? ORDER BY id
      """, [edition, number]
    ) {
      ConsentRow(
        purpose: try $0.text(0), evidence: try FormPartStore.digest($0, 1), givenOn: try $0.text(2),
        withdrawnOn: try $0.optionalText(3))
    }
  }

  /// The numbers of an edition's forms whose nominee consents to a purpose.
  public static func forms(
    consenting purpose: String, _ edition: EditionID, in connection: ReadConnection
  ) throws -> Set<ByteText> {
    Set(
      try connection.query(
        "SELECT number FROM consent WHERE edition_id = ? AND purpose = ? AND withdrawn_at IS NULL", [edition, purpose]
      ) { try $0.byteText(0) })
  }

  /// Records a consent.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where one of the purpose is in force.
  public static func give(
    _ purpose: String, evidence: Digest, on day: String, id: String, _ number: ByteText, _ edition: EditionID,
    by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO consent (id, edition_id, number, purpose, evidence, given_on, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, [id, edition, number, purpose, evidence.hex, day, actor, instant])
  }

  /// Withdraws the consent in force; answers whether there was one.
  public static func withdraw(
    _ purpose: String, evidence: Digest?, on day: String, _ number: ByteText, _ edition: EditionID,
    by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE consent SET withdrawn_on = ?, withdrawn_by = ?, withdrawn_at = ?, withdrawal_evidence = ?
      WHERE edition_id = ? AND number = ? AND purpose = ? AND withdrawn_at IS NULL
      """, [day, actor, instant, evidence?.hex, edition, number, purpose]) > 0
  }

  /// The confirmations of a form that hold.
  public static func confirmations(
    of number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> [CoNominationRow] {
    try connection.query(
      """
      SELECT id, place, person_hash, person_hash_algorithm, evidence, confirmed_on FROM form_co_nomination
      WHERE edition_id = ? AND number = ? AND revoked_at IS NULL ORDER BY id
      """, [edition, number]
    ) {
      CoNominationRow(
        id: try $0.text(0), place: try $0.int(1),
        person: KeyedHash(algorithm: try $0.text(3), bytes: try $0.bytes(2)),
        evidence: try FormPartStore.digest($0, 4), confirmedOn: try $0.text(5))
    }
  }

  /// Records a confirmation.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where the person confirmed already.
  public static func confirm(
    _ row: CoNominationRow, _ number: ByteText, _ edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO form_co_nomination (id, edition_id, number, place, person_hash, person_hash_algorithm, evidence,
        confirmed_on, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.id, edition, number, row.place, row.person.bytes, row.person.algorithm, row.evidence.hex,
        row.confirmedOn, actor, instant,
      ])
  }

  /// Stores who confirmed as a hash made with another key.
  public static func rehash(
    confirmation id: String, as person: KeyedHash, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE form_co_nomination SET person_hash = ?, person_hash_algorithm = ? WHERE id = ?",
      [person.bytes, person.algorithm, id])
  }

  /// Ends a confirmation, because its co-nominator stands in the form no longer.
  public static func revoke(
    confirmation id: String, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE form_co_nomination SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [instant, id])
  }
}
