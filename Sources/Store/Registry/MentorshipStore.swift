import Database
import Primitives

/// A master and an apprentice as they are recorded.
public struct MentorshipRow: Sendable, Hashable {
  /// The master's name.
  public let masterName: String
  /// The master's employer.
  public let masterCreditCode: String
  /// The apprentice's name.
  public let apprenticeName: String
  /// The apprentice's employer.
  public let apprenticeCreditCode: String
  /// Where it is known from.
  public let source: String

  /// Makes a row.
  public init(
    masterName: String, masterCreditCode: String, apprenticeName: String, apprenticeCreditCode: String, source: String
  ) {
    self.masterName = masterName
    self.masterCreditCode = masterCreditCode
    self.apprenticeName = apprenticeName
    self.apprenticeCreditCode = apprenticeCreditCode
    self.source = source
  }
}

/// Masters and apprentices.
public enum MentorshipStore {
  /// All mentorships by master and apprentice.
  public static func all(in connection: ReadConnection) throws -> [MentorshipRow] {
    try connection.query(
      """
      SELECT master_name, master_credit_code, apprentice_name, apprentice_credit_code, source FROM mentorship
      ORDER BY master_name, master_credit_code, apprentice_name, apprentice_credit_code
      """, []
    ) { row in
      MentorshipRow(
        masterName: try row.text(0), masterCreditCode: try row.text(1), apprenticeName: try row.text(2),
        apprenticeCreditCode: try row.text(3), source: try row.text(4))
    }
  }

  /// Adds a mentorship.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` for one that is there.
  public static func insert(
    _ row: MentorshipRow, id: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO mentorship (id, master_name, master_credit_code, apprentice_name, apprentice_credit_code, source,
        recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, row.masterName, row.masterCreditCode, row.apprenticeName, row.apprenticeCreditCode, row.source, actor,
        instant,
      ])
  }
}
