import Database
import Primitives

/// A unit of the union tree.
public struct UnionUnitRow: Sendable, Hashable {
  /// The identifier.
  public let id: UnionUnitID
  /// The code by which people name it.
  public let code: String
  /// The name.
  public let name: String
  /// The tier's stable name.
  public let tier: String
  /// The unit above; nil for the province.
  public let parent: UnionUnitID?
  /// The region's code.
  public let region: String
  /// The employer of a base union; nil for every other tier.
  public let employer: EmployerID?

  /// Makes a unit.
  public init(
    id: UnionUnitID, code: String, name: String, tier: String, parent: UnionUnitID?, region: String,
    employer: EmployerID?
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.tier = tier
    self.parent = parent
    self.region = region
    self.employer = employer
  }
}

/// The union tree.
public enum UnionUnitStore {
  private static let columns = "id, code, name, tier, parent_id, region, employer_id"

  /// The unit with a code.
  public static func find(code: String, in connection: ReadConnection) throws -> UnionUnitRow? {
    try connection.first("SELECT \(columns) FROM union_unit WHERE code = ?", [code], row)
  }

  /// The unit with an identifier.
  public static func find(_ id: UnionUnitID, in connection: ReadConnection) throws -> UnionUnitRow? {
    try connection.first("SELECT \(columns) FROM union_unit WHERE id = ?", [id], row)
  }

  /// A unit and those above it, the province last.
  public static func line(from id: UnionUnitID, in connection: ReadConnection) throws -> [UnionUnitRow] {
    var line: [UnionUnitRow] = []
    var next: UnionUnitID? = id
    // The tree is four tiers deep; the bound keeps a damaged one from turning in a circle.
    while let id = next, line.count < 8, let unit = try find(id, in: connection) {
      line.append(unit)
      next = unit.parent
    }
    return line
  }

  /// All units by code.
  public static func all(in connection: ReadConnection) throws -> [UnionUnitRow] {
    try connection.query("SELECT \(columns) FROM union_unit ORDER BY code", [], row)
  }

  /// The unit of the province, of which there is one.
  public static func province(in connection: ReadConnection) throws -> UnionUnitRow? {
    try connection.first("SELECT \(columns) FROM union_unit WHERE tier = 'province'", [], row)
  }

  /// Adds a unit.
  public static func insert(_ unit: UnionUnitRow, in connection: WriteConnection) throws {
    try connection.execute(
      "INSERT INTO union_unit (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [unit.id, unit.code, unit.name, unit.tier, unit.parent, unit.region, unit.employer])
  }

  private static func row(_ row: Row) throws -> UnionUnitRow {
    UnionUnitRow(
      id: try row.identifier(0), code: try row.text(1), name: try row.text(2), tier: try row.text(3),
      parent: try row.optionalIdentifier(4), region: try row.text(5), employer: try row.optionalIdentifier(6))
  }
}
