import Database
import Sealing

/// The key of a file of evidence.
public enum EvidenceKey: Sendable, Hashable {
  /// As it is stored.
  case wrapped(SealedValue)
  /// Destroyed: the file cannot be read any more.
  case destroyed
}

/// The keys of single files of evidence.
public enum EvidenceKeyStore {
  /// The key of a file; nil for one that was sealed with the installation's key itself.
  public static func find(_ digest: Digest, in connection: ReadConnection) throws -> EvidenceKey? {
    try connection.first("SELECT data_key FROM evidence_key WHERE digest = ?", [digest.hex]) { row in
      let bytes = try row.bytes(0)
      return bytes.isEmpty ? .destroyed : .wrapped(try SealedValue(serialised: bytes))
    }
  }

  /// The digests of the files whose key is destroyed.
  public static func destroyed(in connection: ReadConnection) throws -> Set<String> {
    Set(try connection.query("SELECT digest FROM evidence_key WHERE length(data_key) = 0") { try $0.text(0) })
  }

  /// The sealed files that have no key of their own, in the order of their digests.
  public static func filesWithout(in connection: ReadConnection) throws -> [Digest] {
    try connection.query(
      """
      SELECT digest FROM evidence WHERE is_sealed = 1
      AND NOT EXISTS (SELECT 1 FROM evidence_key k WHERE k.digest = evidence.digest) ORDER BY digest
      """
    ) { try FormPartStore.digest($0, 0) }
  }

  /// Records the key of a file that is recorded already.
  public static func insert(_ key: SealedValue, of digest: Digest, in connection: WriteConnection) throws {
    try connection.execute(
      "INSERT INTO evidence_key (digest, data_key) VALUES (?, ?)", [digest.hex, key.serialised])
  }

  /// Destroys the keys of everything that was attached to a person's forms; answers how many there were.
  public static func destroyAttachments(of person: PersonID, in connection: WriteConnection) throws -> Int {
    try connection.execute(
      """
      UPDATE evidence_key SET data_key = ? WHERE length(data_key) > 0 AND digest IN (
        SELECT a.evidence FROM form_attachment a
        JOIN nomination_form f ON f.edition_id = a.edition_id AND f.number = a.number WHERE f.person_id = ?)
      """, [[UInt8](), person])
  }

  /// How many sealed attachments of a person's forms have no key of their own, so that nothing can be destroyed.
  public static func attachmentsWithout(of person: PersonID, in connection: ReadConnection) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM form_attachment a
      JOIN nomination_form f ON f.edition_id = a.edition_id AND f.number = a.number
      JOIN evidence e ON e.digest = a.evidence
      WHERE f.person_id = ? AND e.is_sealed = 1
      AND NOT EXISTS (SELECT 1 FROM evidence_key k WHERE k.digest = a.evidence)
      """, [person]
    ) { try $0.int(0) } ?? 0
  }
}
