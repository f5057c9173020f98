import Database
import Primitives

/// A publicity of an edition's list.
public struct PublicityRow: Sendable {
  /// The identifier.
  public let id: PublicityID
  /// Its number in the edition, from 1.
  public let number: Int
  /// The list that was shown.
  public let list: StageListID
  /// The first day, which is not counted.
  public let startsOn: String
  /// The last day.
  public let endsOn: String
  /// How many working days.
  public let workdays: Int
  /// The medium.
  public let medium: String
  /// Where it is read.
  public let link: String
  /// The document that opens it.
  public let document: String
  /// The digest of its evidence.
  public let evidence: String?

  /// Makes a publicity.
  public init(
    id: PublicityID, number: Int, list: StageListID, startsOn: String, endsOn: String, workdays: Int, medium: String,
    link: String, document: String, evidence: String?
  ) {
    self.id = id
    self.number = number
    self.list = list
    self.startsOn = startsOn
    self.endsOn = endsOn
    self.workdays = workdays
    self.medium = medium
    self.link = link
    self.document = document
    self.evidence = evidence
  }
}

/// One who is shown: exactly what may be published.
public struct PublicityEntryRow: Sendable, Hashable {
  /// The nomination; not published.
  public let nomination: ByteText
  /// The name.
  public let name: String
  /// The sex, 男 or 女.
  public let sex: String
  /// The unit.
  public let unit: String
  /// The post.
  public let post: String
  /// The deeds.
  public let deeds: String

  /// Makes an entry.
  public init(nomination: ByteText, name: String, sex: String, unit: String, post: String, deeds: String) {
    self.nomination = nomination
    self.name = name
    self.sex = sex
    self.unit = unit
    self.post = post
    self.deeds = deeds
  }
}

/// The publicities of editions and who was shown in them.
public enum PublicityStore {
  /// The publicities of an edition, by number.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [PublicityRow] {
    try connection.query(
      """
      SELECT id, number, list_id, starts_on, ends_on, workdays, medium, link, document, evidence FROM publicity
      WHERE edition_id = ? ORDER BY number
      """, [edition]
    ) {
      PublicityRow(
        id: try $0.identifier(0), number: try $0.int(1), list: try $0.identifier(2), startsOn: try $0.text(3),
        endsOn: try $0.text(4), workdays: try $0.int(5), medium: try $0.text(6), link: try $0.text(7),
        document: try $0.text(8), evidence: try $0.optionalText(9))
    }
  }

  /// Those who were shown in a publicity, in the order of the list.
  public static func entries(of id: PublicityID, in connection: ReadConnection) throws -> [PublicityEntryRow] {
    try connection.query(
      "SELECT nomination, name, sex, unit, post, deeds FROM publicity_entry WHERE publicity_id = ? ORDER BY place",
      [id]
    ) {
      PublicityEntryRow(
        nomination: try $0.byteText(0), name: try $0.text(1), sex: try $0.text(2), unit: try $0.text(3),
        post: try $0.text(4), deeds: try $0.text(5))
    }
  }

  /// Adds a publicity with those who are shown.
  public static func insert(
    _ row: PublicityRow, _ entries: [PublicityEntryRow], edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO publicity (id, edition_id, number, list_id, starts_on, ends_on, workdays, medium, link, document,
        evidence, opened_by, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.id, edition, row.number, row.list, row.startsOn, row.endsOn, row.workdays, row.medium, row.link,
        row.document, row.evidence, actor, instant,
      ])
    for (index, entry) in entries.enumerated() {
      try connection.execute(
        """
        INSERT INTO publicity_entry (publicity_id, place, edition_id, nomination, name, sex, unit, post, deeds)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          row.id, index + 1, edition, entry.nomination, entry.name, entry.sex, entry.unit, entry.post, entry.deeds,
        ])
    }
  }
}
