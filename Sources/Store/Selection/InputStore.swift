import Database
import Primitives
import SelectionRules

/// What decides an edition, row by row, read into the values that the rules compute with.
public enum InputStore {
  /// Reads all inputs of an edition.
  public static func inputs(
    of edition: EditionID, rules: EditionRules, in connection: ReadConnection
  ) throws -> EditionInputs {
    var inputs = EditionInputs(rules: rules)
    inputs.nominations = try nominations(edition, connection)
    inputs.experts = try experts(edition, connection)
    let index = KeyIndex(inputs)
    inputs.preliminary = try preliminary(edition, index, connection)
    inputs.recusals = try recusals(edition, index, connection)
    inputs.sheets = try sheets(edition, index, connection)
    inputs.votes = try votes(edition, index, connection)
    inputs.decisions = try decisions(edition, index, connection)
    return inputs
  }

  /// Where each key stands in the inputs.
  private struct KeyIndex {
    private var nominations: [ByteText: Int] = [:]
    private var experts: [ByteText: Int] = [:]

    init(_ inputs: EditionInputs) {
      for (index, entry) in inputs.nominations.enumerated() { nominations[entry.key] = index }
      for (index, entry) in inputs.experts.enumerated() { experts[entry.key] = index }
    }

    func nomination(_ key: ByteText) throws -> Int {
      guard let index = nominations[key] else { throw DatabaseFailure.corrupt("a row names an unknown nomination") }
      return index
    }

    func expert(_ key: ByteText) throws -> Int {
      guard let index = experts[key] else { throw DatabaseFailure.corrupt("a row names an unknown expert") }
      return index
    }
  }

  private static func nominations(_ edition: EditionID, _ connection: ReadConnection) throws -> [NominationEntry] {
    try connection.query(
      """
      SELECT number, name, employer_credit_code, region, channel, qualification, reason
      FROM nomination WHERE edition_id = ? ORDER BY number
      """, [edition]
    ) { row in
      NominationEntry(
        key: try row.byteText(0), name: try row.byteText(1), employerCreditCode: try row.byteText(2),
        region: try row.byteText(3), channel: try choice(row, 4),
        disqualification: try row.text(5) == "unqualified" ? try row.byteText(6) : nil)
    }
  }

  private static func experts(_ edition: EditionID, _ connection: ReadConnection) throws -> [ExpertEntry] {
    try connection.query(
      "SELECT expert, name, employer_credit_code FROM panel_expert WHERE edition_id = ? ORDER BY expert", [edition]
    ) {
      ExpertEntry(key: try $0.byteText(0), name: try $0.byteText(1), employerCreditCode: try $0.byteText(2))
    }
  }

  private static func preliminary(
    _ edition: EditionID, _ index: KeyIndex, _ connection: ReadConnection
  ) throws -> [PreliminaryScore] {
    try connection.query(
      """
      SELECT nomination, reviewer, score_hundredths FROM preliminary_score
      WHERE edition_id = ? ORDER BY nomination, reviewer
      """, [edition]
    ) {
      PreliminaryScore(
        nomination: try index.nomination(try $0.byteText(0)), reviewer: try $0.byteText(1), hundredths: try score($0, 2)
      )
    }
  }

  private static func recusals(
    _ edition: EditionID, _ index: KeyIndex, _ connection: ReadConnection
  ) throws -> [Recusal] {
    try connection.query(
      "SELECT expert, nomination, kind FROM recusal WHERE edition_id = ? ORDER BY expert, nomination", [edition]
    ) {
      Recusal(
        expert: try index.expert(try $0.byteText(0)), nomination: try index.nomination(try $0.byteText(1)),
        kind: try choice($0, 2))
    }
  }

  private static func sheets(
    _ edition: EditionID, _ index: KeyIndex, _ connection: ReadConnection
  ) throws -> [ScoreSheet] {
    try connection.query(
      """
      SELECT expert, nomination, spirit_hundredths, craft_hundredths, leading_hundredths, contribution_hundredths
      FROM score_sheet WHERE edition_id = ? ORDER BY expert, nomination
      """, [edition]
    ) { row in
      ScoreSheet(
        expert: try index.expert(try row.byteText(0)), nomination: try index.nomination(try row.byteText(1)),
        hundredths: try ByDimension { try score(row, 2 + $0.order) })
    }
  }

  private static func votes(
    _ edition: EditionID, _ index: KeyIndex, _ connection: ReadConnection
  ) throws -> [ChannelVotes] {
    try connection.query(
      "SELECT nomination, channel, votes FROM vote_tally WHERE edition_id = ? ORDER BY nomination, channel", [edition]
    ) {
      ChannelVotes(
        nomination: try index.nomination(try $0.byteText(0)), channel: try $0.byteText(1),
        votes: try within(0...999_999_999_999, $0, 2))
    }
  }

  private static func decisions(
    _ edition: EditionID, _ index: KeyIndex, _ connection: ReadConnection
  ) throws -> [Decision] {
    try connection.query(
      """
      SELECT stage, nomination, kind, place, document, reason, sequence FROM decision
      WHERE edition_id = ? ORDER BY sequence
      """, [edition]
    ) { row in
      Decision(
        stage: try choice(row, 0), nomination: try index.nomination(try row.byteText(1)), kind: try choice(row, 2),
        position: try row.optionalInteger(3).map(Int.init), document: try row.byteText(4),
        reason: try row.byteText(5), line: try row.int(6) + 1)
    }
  }

  /// A score in hundredths of a point; the calculation traps on one that no score sheet can have.
  private static func score(_ row: Row, _ column: Int) throws -> Int { Int(try within(0...10_000, row, column)) }

  private static func within(_ range: ClosedRange<Int64>, _ row: Row, _ column: Int) throws -> Int64 {
    let number = try row.integer(column)
    guard range.contains(number) else {
      throw DatabaseFailure.unreadable(column: row.name(column), expected: "\(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func choice<Choice: RawRepresentable>(
    _ row: Row, _ column: Int
  ) throws -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try row.text(column)) else {
      throw DatabaseFailure.unreadable(column: row.name(column), expected: "\(Choice.self)")
    }
    return choice
  }
}
