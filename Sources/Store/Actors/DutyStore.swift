import Database
import Primitives

/// For which units, as which expert and as which person an actor acts.
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

  /// The person that an actor is, if he was bound to one.
  public static func person(of actor: ActorID, in connection: ReadConnection) throws -> PersonID? {
    try connection.first(
      "SELECT person_id FROM actor_duty WHERE actor_id = ? AND person_id IS NOT NULL AND revoked_at IS NULL", [actor]
    ) { try $0.identifier(0) }
  }

  /// Whether a person is somebody already.
  public static func isTaken(_ person: PersonID, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM actor_duty WHERE person_id = ? AND revoked_at IS NULL", [person]
    ) { try $0.int(0) } != nil
  }

  /// Gives an actor a duty.
  public static func grant(
    _ actor: ActorID, _ subject: DutySubject, id: String, by grantor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO actor_duty (id, actor_id, unit_id, expert_id, person_id, granted_by, granted_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [id, actor, subject.unit, subject.expert, subject.person, grantor, instant])
  }

  /// Takes a duty away; answers whether the actor had it.
  public static func revoke(
    _ actor: ActorID, _ subject: DutySubject, by revoker: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE actor_duty SET revoked_by = ?, revoked_at = ?
      WHERE actor_id = ? AND revoked_at IS NULL AND (unit_id = ? OR expert_id = ? OR person_id = ?)
      """, [revoker, instant, actor, subject.unit, subject.expert, subject.person]) > 0
  }
}

/// For whom, or as whom, an actor acts.
public enum DutySubject: Sendable, Hashable {
  /// For a unit of the union tree.
  case unit(UnionUnitID)
  /// As an expert of the pool.
  case expert(Identifier<ExpertSubject>)
  /// As a person of the registry.
  case person(PersonID)

  fileprivate var unit: UnionUnitID? { if case .unit(let id) = self { id } else { nil } }
  fileprivate var expert: Identifier<ExpertSubject>? { if case .expert(let id) = self { id } else { nil } }
  fileprivate var person: PersonID? { if case .person(let id) = self { id } else { nil } }
}
