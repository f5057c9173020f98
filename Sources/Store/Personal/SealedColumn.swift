import Database
import Sealing

/// A column whose values are sealed, or wrapped, by a key of the installation: what a rotation has to go through.
///
/// No bytes stand for a value that was erased; they are passed over.
public struct SealedColumn: Sendable, Hashable {
  /// One value with the key of its row.
  public struct Cell: Sendable {
    /// The columns of the row's key, in order.
    public let key: [String]
    /// The value.
    public let value: SealedValue
  }

  /// The table.
  public let table: String
  /// The columns that identify a row.
  public let keyColumns: [String]
  /// The column.
  public let column: String

  /// The persons' data keys, wrapped.
  public static let personKeys = SealedColumn("person", ["id"], "data_key")
  /// The keys of single files of evidence, wrapped.
  public static let evidenceKeys = SealedColumn("evidence_key", ["digest"], "data_key")
  /// The contents of nomination forms; sealed under the person's own key once the person is known.
  public static let forms = SealedColumn("nomination_form", ["edition_id", "number"], "content_sealed")
  /// Who objects.
  public static let objectors = SealedColumn("objection", ["receipt"], "objector_sealed")
  /// The contacts of experts.
  public static let expertContacts = SealedColumn("expert_contact", ["expert_id"], "content_sealed")

  /// The secrets of second factors.
  public static let secondFactors = SealedColumn("second_factor", ["actor_id"], "secret_sealed")
  /// The phone numbers of those who ask for an account.
  public static let registrationPhones = SealedColumn("registration", ["id"], "phone_sealed")
  /// Answers that are kept for retries.
  public static let keptAnswers = SealedColumn("idempotency_record", ["actor_id", "key"], "answer_sealed")
  /// The accounts to which grants are paid.
  public static let grantAccounts = SealedColumn("studio_grant", ["id"], "account_sealed")
  /// The inputs of jobs.
  public static let jobInputs = SealedColumn("job", ["id"], "input_sealed")
  /// The answers of jobs.
  public static let jobAnswers = SealedColumn("job", ["id"], "answer_sealed")

  init(_ table: String, _ keyColumns: [String], _ column: String) {
    self.table = table
    self.keyColumns = keyColumns
    self.column = column
  }

  /// Every value by the key of its row.
  public func cells(in connection: ReadConnection) throws -> [Cell] {
    let keys = keyColumns.joined(separator: ", ")
    return try connection.query(
      "SELECT \(column), \(keys) FROM \(table) WHERE length(\(column)) > 0 ORDER BY \(keys)"
    ) { row in
      Cell(
        key: try (1...keyColumns.count).map { try row.text($0) }, value: try SealedValue(serialised: try row.bytes(0)))
    }
  }

  /// Puts another value in the place of one. Its algorithm is the one that the row names: there is one only.
  public func replace(_ cell: Cell, with value: SealedValue, in connection: WriteConnection) throws {
    let condition = keyColumns.map { "\($0) = ?" }.joined(separator: " AND ")
    let values: [any SQLBindable] = [value.serialised] + cell.key
    try connection.execute("UPDATE \(table) SET \(column) = ? WHERE \(condition)", values)
  }
}
