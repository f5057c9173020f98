import Database
import Primitives

/// An employer (单位行政), the party that owes the matching money.
public struct EmployerRow: Sendable, Hashable {
  /// The identifier.
  public let id: EmployerID
  /// The registered name.
  public let name: String
  /// The unified social credit code.
  public let creditCode: String
  /// Why a wrong check digit was accepted; nil where it is right.
  public let checkDigitOverride: String?
  /// The region's code.
  public let region: String

  /// Makes an employer.
  public init(id: EmployerID, name: String, creditCode: String, checkDigitOverride: String?, region: String) {
    self.id = id
    self.name = name
    self.creditCode = creditCode
    self.checkDigitOverride = checkDigitOverride
    self.region = region
  }
}

/// The employers.
public enum EmployerStore {
  private static let columns = "id, name, credit_code, check_digit_override, region"

  /// The employer with a credit code.
  public static func find(creditCode: String, in connection: ReadConnection) throws -> EmployerRow? {
    try connection.first("SELECT \(columns) FROM employer WHERE credit_code = ?", [creditCode], row)
  }

  /// All employers by credit code.
  public static func all(in connection: ReadConnection) throws -> [EmployerRow] {
    try connection.query("SELECT \(columns) FROM employer ORDER BY credit_code", [], row)
  }

  /// Adds an employer.
  public static func insert(_ employer: EmployerRow, in connection: WriteConnection) throws {
    try connection.execute(
      "INSERT INTO employer (\(columns)) VALUES (?, ?, ?, ?, ?)",
      [employer.id, employer.name, employer.creditCode, employer.checkDigitOverride, employer.region])
  }

  private static func row(_ row: Row) throws -> EmployerRow {
    EmployerRow(
      id: try row.identifier(0), name: try row.text(1), creditCode: try row.text(2),
      checkDigitOverride: try row.optionalText(3), region: try row.text(4))
  }
}
