import Database
import Primitives
import Sealing

/// A token for programs. Moments are milliseconds since 1970.
public struct TokenRow: Sendable, Hashable {
  /// The identifier, which is no secret.
  public let id: String
  /// Whose it is.
  public let actor: ActorID
  /// What its owner calls it.
  public let name: String
  /// The digest of the secret.
  public let digest: [UInt8]
  /// What it is good for.
  public let scopes: [String]
  /// Whether it was made in a session with a second factor.
  public let isStrong: Bool
  /// When it was made, as people read it.
  public let createdAt: String
  /// When it ends.
  public let expires: Int64
  /// Whether it was revoked.
  public let isRevoked: Bool

  /// Makes a token.
  public init(
    id: String, actor: ActorID, name: String, digest: [UInt8], scopes: [String], isStrong: Bool, createdAt: String,
    expires: Int64, isRevoked: Bool = false
  ) {
    self.id = id
    self.actor = actor
    self.name = name
    self.digest = digest
    self.scopes = scopes
    self.isStrong = isStrong
    self.createdAt = createdAt
    self.expires = expires
    self.isRevoked = isRevoked
  }
}

/// The tokens for programs.
public enum TokenStore {
  private static let selection = """
    SELECT id, actor_id, name, secret_digest, scopes, is_strong, created_at, expires_ms,
      CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END
    FROM api_token
    """
  /// No scope holds a comma: it is a word, or the name of an operation.
  private static let separator: Character = ","

  /// The token with an identifier.
  public static func find(_ id: String, in connection: ReadConnection) throws -> TokenRow? {
    try connection.first("\(selection) WHERE id = ?", [id], row)
  }

  /// The token with a secret.
  public static func find(digest: Digest, in connection: ReadConnection) throws -> TokenRow? {
    try connection.first("\(selection) WHERE secret_digest = ?", [digest.bytes], row)
  }

  /// The tokens of an actor, or of all, the latest first.
  public static func all(of actor: ActorID?, in connection: ReadConnection) throws -> [TokenRow] {
    let condition = actor == nil ? "" : "WHERE actor_id = ?"
    return try connection.query(
      "\(selection) \(condition) ORDER BY created_at DESC, id DESC", actor.map { [$0] } ?? [], row)
  }

  /// Records a token.
  public static func insert(_ token: TokenRow, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO api_token (id, actor_id, name, secret_digest, scopes, is_strong, created_at, expires_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        token.id, token.actor, token.name, token.digest, token.scopes.joined(separator: String(separator)),
        token.isStrong, token.createdAt, token.expires,
      ])
  }

  /// Ends one token; answers whether it was in force.
  public static func revoke(
    _ id: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE api_token SET revoked_by = ?, revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [actor, instant, id])
      > 0
  }

  /// Ends all tokens of an actor.
  public static func revokeAll(
    of owner: ActorID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE api_token SET revoked_by = ?, revoked_at = ? WHERE actor_id = ? AND revoked_at IS NULL",
      [actor, instant, owner])
  }

  private static func row(_ row: Row) throws -> TokenRow {
    TokenRow(
      id: try row.text(0), actor: try row.identifier(1), name: try row.text(2), digest: try row.bytes(3),
      scopes: try row.text(4).split(separator: separator).map(String.init), isStrong: try row.boolean(5),
      createdAt: try row.text(6), expires: try row.integer(7), isRevoked: try row.boolean(8))
  }
}
