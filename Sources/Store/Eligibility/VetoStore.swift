import Database
import Primitives
import SelectionRules

/// A recorded veto fact of an employer.
public struct VetoRow: Sendable {
  /// The employer's credit code.
  public let employer: String
  /// What happened, and when.
  public let fact: VetoFact
  /// The document that says so.
  public let document: String

  /// Makes a row.
  public init(employer: String, fact: VetoFact, document: String) {
    self.employer = employer
    self.fact = fact
    self.document = document
  }
}

/// The veto list of employers.
public enum VetoStore {
  /// The facts, of one employer or of all, the latest first.
  public static func all(of employer: String? = nil, in connection: ReadConnection) throws -> [VetoRow] {
    let condition = employer == nil ? "" : "WHERE employer_credit_code = ?"
    let rows: [VetoRow?] = try connection.query(
      """
      SELECT employer_credit_code, kind, day, document FROM veto_fact \(condition)
      ORDER BY day DESC, employer_credit_code, kind
      """, employer.map { [$0] } ?? []
    ) { row in
      guard let kind = VetoKind(rawValue: try row.text(1)) else { return nil }
      return VetoRow(
        employer: try row.text(0), fact: VetoFact(kind, on: try CalendarDay(try row.text(2))),
        document: try row.text(3))
    }
    return rows.compactMap(\.self)
  }

  /// Adds a fact.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where it stands there already.
  public static func insert(
    _ row: VetoRow, by actor: ActorID, at instant: String, id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO veto_fact (id, employer_credit_code, kind, day, document, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [id, row.employer, row.fact.kind.rawValue, row.fact.day.text, row.document, actor, instant])
  }
}
