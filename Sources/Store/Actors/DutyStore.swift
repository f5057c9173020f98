import Database
import Primitives

/// For which units and as which expert an actor acts.
public enum DutyStore {
  /// The units that an actor acts for.
  public static func units(of actor: ActorID, in connection: ReadConnection) throws -> [UnionUnitID] {
    try connection.query(
      "SELECT unit_id FROM actor_duty WHERE actor_id = ? AND unit_id IS NOT NULL AND revoked_at IS NULL ORDER BY unit_id",
      [actor]
    ) { try $0.identifier(0) }
  }

  /// The codes of the units that an actor acts for.
  public static func unitCodes(of actor: ActorID, in connection: ReadConnection) throws -> [String] {
    try connection.query(
      """
      SELECT union_unit.code FROM actor_duty JOIN union_unit ON union_unit.id = actor_duty.unit_id
      WHERE actor_id = ? AND revoked_at IS NULL ORDER BY union_unit.code
      """, [actor]
    ) { try $0.text(0) }
  }

  /// The codes of the experts that an actor is.
  public static func experts(of actor: ActorID, in connection: ReadConnection) throws -> [ByteText] {
    try connection.query(
      """
      SELECT expert.code FROM actor_duty JOIN expert ON expert.id = actor_duty.expert_id
      WHERE actor_id = ? AND revoked_at IS NULL ORDER BY expert.code
      """, [actor]
    ) { try $0.byteText(0) }
  }

  /// Whether an expert is filled in by somebody already.
  public static func isTaken(_ expert: Identifier<ExpertSubject>, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM actor_duty WHERE expert_id = ? AND revoked_at IS NULL", [expert]
    ) { try $0.int(0) } != nil
  }

  /// Lets an actor act for a unit, or as an expert; one of the two is given.
  public static func grant(
    _ actor: ActorID, unit: UnionUnitID?, expert: Identifier<ExpertSubject>?, id: String, by grantor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO actor_duty (id, actor_id, unit_id, expert_id, granted_by, granted_at) VALUES (?, ?, ?, ?, ?, ?)
      """, [id, actor, unit, expert, grantor, instant])
  }

  /// Takes a duty away; answers whether the actor had it.
  public static func revoke(
    _ actor: ActorID, unit: UnionUnitID?, expert: Identifier<ExpertSubject>?, by revoker: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE actor_duty SET revoked_by = ?, revoked_at = ?
      WHERE actor_id = ? AND revoked_at IS NULL AND (unit_id = ? OR expert_id = ?)
      """, [revoker, instant, actor, unit, expert]) > 0
  }
}
