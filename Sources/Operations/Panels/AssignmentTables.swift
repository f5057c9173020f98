import Primitives
import SelectionRules
import Tables

/// The CSV files of an assignment.
enum AssignmentTables {
  private static let fileBytes = 16 << 20

  /// nomination, and optionally field and employer_credit_code.
  static func nominations(_ file: FilePath) throws -> [AssignmentProblem.Nomination] {
    try rows(file, ["nomination"], optional: ["field", "employer_credit_code"]) { row in
      AssignmentProblem.Nomination(
        key: try key(row, 0), field: row.has(1) ? row.text(1) : "", employerCreditCode: row.has(2) ? row.text(2) : "")
    }.unique(\.key, file, "nomination")
  }

  /// expert, and optionally fields and employer_credit_code: the file of the pool or of a panel.
  static func judges(_ file: FilePath) throws -> [AssignmentProblem.Judge] {
    try rows(file, ["expert"], optional: ["fields", "employer_credit_code"]) { row in
      let fields = row.has(1) ? row.text(1).string.split(whereSeparator: { $0 == ";" || $0 == "；" }) : []
      return AssignmentProblem.Judge(
        key: try key(row, 0), fields: Set(fields.map { ByteText(String($0)) }),
        employerCreditCode: row.has(2) ? row.text(2) : "")
    }.unique(\.key, file, "expert")
  }

  /// expert, nomination: the file of the recusals.
  static func forbidden(_ file: FilePath) throws -> [AssignmentProblem.Forbidden] {
    try rows(file, ["expert", "nomination"]) {
      AssignmentProblem.Forbidden(judge: try key($0, 0), nomination: try key($0, 1))
    }
  }

  /// judge, other: not both of these. Both must be among the judges.
  static func exclusions(_ file: FilePath, among judges: [AssignmentProblem.Judge]) throws
    -> Set<AssignmentProblem.Exclusion>
  {
    let known = Set(judges.map(\.key))
    let pairs = try rows(file, ["judge", "other"]) { row in
      for column in [0, 1] where !known.contains(row.text(column)) {
        throw PanelRefusals.unknownJudge(row.text(column)).at(row.location(column))
      }
      guard row.text(0) != row.text(1) else { throw sameJudge.at(row.location(1)) }
      return AssignmentProblem.Exclusion(row.text(0), row.text(1))
    }
    return Set(pairs)
  }

  /// nomination, field.
  static func fields(_ file: FilePath) throws -> [ByteText: ByteText] {
    let rows = try rows(file, ["nomination", "field"]) { (key: try key($0, 0), field: $0.text(1)) }
    return Dictionary(
      try rows.unique(\.key, file, "nomination").map { ($0.key, $0.field) }, uniquingKeysWith: { first, _ in first })
  }

  /// field, places.
  static func places(_ file: FilePath) throws -> [DrawCommitment.Places] {
    try rows(file, ["field", "places"]) { row in
      guard let count = Int(row.text(1).string), (1...999).contains(count), "\(count)" == row.text(1).string else {
        throw DrawRefusals.places.at(row.location(1))
      }
      return DrawCommitment.Places(field: try key(row, 0), count: count)
    }.unique(\.field, file, "field")
  }

  private static func key(_ row: TableReader.Row, _ column: Int) throws -> ByteText {
    ByteText(try row.required(column))
  }

  private static func rows<Value>(
    _ file: FilePath, _ columns: [String], optional: [String] = [], _ make: (TableReader.Row) throws -> Value
  ) throws -> [Value] {
    let bytes = try FileSource.whole(file.text, limit: fileBytes)
    let reader = try TableReader(file: file.text, source: ByteSource(bytes), columns: columns, optional: optional)
    var values: [Value] = []
    try reader.forEachRow { values.append(try make($0)) }
    return values
  }

  private static let sameJudge = Refusal(
    "assignment.same-judge", message: Bilingual("两列是同一名评委", "both columns name the same judge"),
    remedy: Bilingual("写两名不同的评委", "name two judges"))
}

extension Array {
  /// The rows, refused where two have the same key.
  fileprivate func unique(_ key: (Element) -> ByteText, _ file: FilePath, _ column: String) throws -> [Element] {
    var seen = Set<ByteText>()
    for (index, row) in enumerated() where !seen.insert(key(row)).inserted {
      throw Refusal(
        "assignment.repeated", message: Bilingual("与前面的一行重复", "the row repeats an earlier one"),
        remedy: Bilingual("删除重复的一行", "delete one of the two"),
        location: Refusal.Location(file: file.text, line: index + 2, column: column))
    }
    return self
  }
}
