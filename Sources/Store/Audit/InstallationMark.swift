import Database
import Sealing

extension AuditStore {
  /// The digest of the first link, which tells one installation from another: it stays for as long as the trail does,
  /// in every copy, and no two initialisations make the same. Nil for an empty trail.
  public static func firstLink(in connection: ReadConnection) throws -> Digest? {
    try connection.first("SELECT chain FROM audit_link ORDER BY sequence LIMIT 1", []) {
      Digest(bytes: try $0.bytes(0))
    } ?? nil
  }
}
