import Database
import Primitives

/// The published deeds of a nominee.
public struct DeedRow: Sendable {
  /// The nomination.
  public let nomination: ByteText
  /// The medium.
  public let medium: String
  /// The day of publication, `YYYY-MM-DD`.
  public let publishedOn: String
  /// Where it is read.
  public let link: String
  /// The deeds themselves; empty where only the link tells them.
  public let content: String
  /// The nominee's post, where no form tells it.
  public let post: String
  /// Who recorded it.
  public let recordedBy: ActorID
  /// Who approved it.
  public var approvedBy: ActorID?
  /// Whether the approver said that the consent was seen.
  public var isConsentSeen: Bool

  /// Makes a record.
  public init(
    nomination: ByteText, medium: String, publishedOn: String, link: String, content: String, post: String,
    recordedBy: ActorID, approvedBy: ActorID? = nil, isConsentSeen: Bool = false
  ) {
    self.nomination = nomination
    self.medium = medium
    self.publishedOn = publishedOn
    self.link = link
    self.content = content
    self.post = post
    self.recordedBy = recordedBy
    self.approvedBy = approvedBy
    self.isConsentSeen = isConsentSeen
  }
}

/// The published deeds of editions, and the consents to publish them.
public enum DeedStore {
  /// The deeds in force, by nomination.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [DeedRow] {
    try connection.query(
      """
      SELECT nomination, medium, published_on, link, content, post, recorded_by, approved_by, consent_seen FROM deed
      WHERE edition_id = ? AND superseded_at IS NULL ORDER BY nomination
      """, [edition]
    ) {
      DeedRow(
        nomination: try $0.byteText(0), medium: try $0.text(1), publishedOn: try $0.text(2), link: try $0.text(3),
        content: try $0.text(4), post: try $0.text(5), recordedBy: try $0.identifier(6),
        approvedBy: try $0.optionalIdentifier(7), isConsentSeen: try $0.boolean(8))
    }
  }

  /// Records a nominee's deeds and supersedes what was recorded before.
  public static func record(
    _ deed: DeedRow, edition: EditionID, id: String, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE deed SET superseded_at = ? WHERE edition_id = ? AND nomination = ? AND superseded_at IS NULL",
      [instant, edition, deed.nomination])
    try connection.execute(
      """
      INSERT INTO deed (id, edition_id, nomination, medium, published_on, link, content, post, recorded_by, recorded_at,
        consent_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """,
      [
        id, edition, deed.nomination, deed.medium, deed.publishedOn, deed.link, deed.content, deed.post,
        deed.recordedBy, instant,
      ])
  }

  /// Approves a nominee's deeds.
  public static func approve(
    _ nomination: ByteText, edition: EditionID, consentSeen: Bool, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE deed SET approved_by = ?, approved_at = ?, consent_seen = ?
      WHERE edition_id = ? AND nomination = ? AND superseded_at IS NULL AND approved_by IS NULL
      """, [actor, instant, consentSeen, edition, nomination])
  }

  /// The nominations that came by a form, with whether the consent to publication is in force (SM-17).
  public static func consents(
    of edition: EditionID, in connection: ReadConnection
  ) throws -> [ByteText: Bool] {
    let pairs: [(ByteText, Bool)] = try connection.query(
      """
      SELECT number, CASE WHEN EXISTS (SELECT 1 FROM consent c WHERE c.edition_id = nomination_form.edition_id
        AND c.number = nomination_form.number AND c.purpose = 'publication' AND c.withdrawn_at IS NULL)
        THEN 1 ELSE 0 END
      FROM nomination_form WHERE edition_id = ?
      """, [edition]
    ) { (try $0.byteText(0), try $0.boolean(1)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
