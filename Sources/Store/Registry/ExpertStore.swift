import Database
import Primitives

/// An expert of the pool.
public struct ExpertRow: Sendable, Hashable {
  /// The identifier.
  public let id: Identifier<ExpertSubject>
  /// The code by which panels name the expert.
  public let code: String
  /// The name.
  public let name: String
  /// The employer's credit code; may be empty.
  public let employerCreditCode: String
  /// The fields.
  public var fields: [String]
  /// The trades.
  public var trades: [String]

  /// Makes an expert.
  public init(
    id: Identifier<ExpertSubject>, code: String, name: String, employerCreditCode: String, fields: [String],
    trades: [String]
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.employerCreditCode = employerCreditCode
    self.fields = fields
    self.trades = trades
  }
}

/// The pool of experts with their fields and trades.
public enum ExpertStore {
  /// Whether a code is taken.
  public static func exists(code: String, in connection: ReadConnection) throws -> Bool {
    try connection.first("SELECT 1 FROM expert WHERE code = ?", [code]) { try $0.int(0) } != nil
  }

  /// The identifier of the expert with a code.
  public static func find(code: String, in connection: ReadConnection) throws -> Identifier<ExpertSubject>? {
    try connection.first("SELECT id FROM expert WHERE code = ?", [code]) { try $0.identifier(0) }
  }

  /// All experts by code.
  public static func all(in connection: ReadConnection) throws -> [ExpertRow] {
    var specialties: [String: (fields: [String], trades: [String])] = [:]
    try connection.forEach("SELECT expert_id, kind, name FROM expert_specialty ORDER BY name", []) { row in
      let name = try row.text(2)
      if try row.text(1) == "field" {
        specialties[try row.text(0), default: ([], [])].fields.append(name)
      } else {
        specialties[try row.text(0), default: ([], [])].trades.append(name)
      }
    }
    return try connection.query("SELECT id, code, name, employer_credit_code FROM expert ORDER BY code", []) { row in
      let own = specialties[try row.text(0)]
      return ExpertRow(
        id: try row.identifier(0), code: try row.text(1), name: try row.text(2),
        employerCreditCode: try row.text(3), fields: own?.fields ?? [], trades: own?.trades ?? [])
    }
  }

  /// Adds an expert.
  public static func insert(_ expert: ExpertRow, in connection: WriteConnection) throws {
    try connection.execute(
      "INSERT INTO expert (id, code, name, employer_credit_code) VALUES (?, ?, ?, ?)",
      [expert.id, expert.code, expert.name, expert.employerCreditCode])
    let specialties = expert.fields.map { ("field", $0) } + expert.trades.map { ("trade", $0) }
    for (kind, name) in specialties {
      try connection.execute(
        "INSERT INTO expert_specialty (expert_id, kind, name) VALUES (?, ?, ?)", [expert.id, kind, name])
    }
  }
}
