import Database
import Primitives
import SelectionRules

/// Writes imported inputs into the working tables.
public enum InputWriter {
  /// Inserts the rows of one table behind the first `known` ones, which are stored already; the reader proved them all.
  ///
  /// Nominations and experts that are there already are brought up to date, since other rows refer to them; a nomination
  /// loses its person, whom ``link(nomination:to:edition:in:)`` ties to it again.
  public static func insert(
    _ table: PackageTable, _ inputs: EditionInputs, after known: Int, edition: EditionID, batch: ImportID,
    in connection: WriteConnection
  ) throws {
    let writer = Rows(inputs: inputs, edition: edition, batch: batch, connection: connection)
    switch table {
    case .nominations: try inputs.nominations.dropFirst(known).forEach(writer.nomination)
    case .experts: try inputs.experts.dropFirst(known).forEach(writer.expert)
    case .preliminary: try inputs.preliminary.dropFirst(known).forEach(writer.preliminary)
    case .recusals: try inputs.recusals.dropFirst(known).forEach(writer.recusal)
    case .scores: try inputs.sheets.dropFirst(known).forEach(writer.sheet)
    case .votes: try inputs.votes.dropFirst(known).forEach(writer.votes)
    case .decisions: try writer.decisions(after: known)
    }
  }

  /// Takes out the nominations or experts that an import in force did not bring.
  ///
  /// - Throws: ``DatabaseFailure/foreignKey(_:)`` where other rows still refer to one of them.
  public static func removeOthers(
    _ table: PackageTable, than batch: ImportID, edition: EditionID, in connection: WriteConnection
  ) throws {
    let name = table == .nominations ? "nomination" : "panel_expert"
    try connection.execute("DELETE FROM \(name) WHERE edition_id = ? AND import_id <> ?", [edition, batch])
  }

  /// Takes the rows of one table out of the working tables; their files stay as evidence.
  public static func clear(_ table: PackageTable, edition: EditionID, in connection: WriteConnection) throws {
    let name =
      switch table {
      case .nominations: "nomination"
      case .preliminary: "preliminary_score"
      case .experts: "panel_expert"
      case .recusals: "recusal"
      case .scores: "score_sheet"
      case .votes: "vote_tally"
      case .decisions: "decision"
      }
    try connection.execute("DELETE FROM \(name) WHERE edition_id = ?", [edition])
  }

  /// Takes the decisions of some stages out.
  public static func clearDecisions(
    of stages: [Stage], edition: EditionID, in connection: WriteConnection
  ) throws {
    for stage in stages {
      try connection.execute("DELETE FROM decision WHERE edition_id = ? AND stage = ?", [edition, stage.rawValue])
    }
  }

  /// Ties a nomination to its person.
  public static func link(
    nomination: ByteText, to person: PersonID, edition: EditionID, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE nomination SET person_id = ? WHERE edition_id = ? AND number = ?", [person, edition, nomination])
  }

  /// The person of each nomination that has one.
  public static func people(
    of edition: EditionID, in connection: ReadConnection
  ) throws -> [ByteText: PersonID] {
    let pairs: [(ByteText, PersonID)] = try connection.query(
      "SELECT number, person_id FROM nomination WHERE edition_id = ? AND person_id IS NOT NULL", [edition]
    ) { (try $0.byteText(0), try $0.identifier(1)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private struct Rows {
    let inputs: EditionInputs
    let edition: EditionID
    let batch: ImportID
    let connection: WriteConnection

    func nomination(_ entry: NominationEntry) throws {
      try connection.execute(
        """
        INSERT INTO nomination (edition_id, number, name, employer_credit_code, region, channel, qualification,
          reason, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (edition_id, number) DO UPDATE SET name = excluded.name,
          employer_credit_code = excluded.employer_credit_code, region = excluded.region,
          channel = excluded.channel, qualification = excluded.qualification, reason = excluded.reason,
          import_id = excluded.import_id, person_id = NULL
        """,
        [
          edition, entry.key, entry.name, entry.employerCreditCode, entry.region, entry.channel.rawValue,
          entry.disqualification == nil ? "qualified" : "unqualified", entry.disqualification ?? "", batch,
        ])
    }

    func expert(_ entry: ExpertEntry) throws {
      try connection.execute(
        """
        INSERT INTO panel_expert (edition_id, expert, name, employer_credit_code, import_id)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (edition_id, expert) DO UPDATE SET name = excluded.name,
          employer_credit_code = excluded.employer_credit_code, import_id = excluded.import_id
        """, [edition, entry.key, entry.name, entry.employerCreditCode, batch])
    }

    func preliminary(_ score: PreliminaryScore) throws {
      try connection.execute(
        """
        INSERT INTO preliminary_score (edition_id, nomination, reviewer, score_hundredths, import_id)
        VALUES (?, ?, ?, ?, ?)
        """, [edition, nominationKey(score.nomination), score.reviewer, score.hundredths, batch])
    }

    func recusal(_ recusal: Recusal) throws {
      try connection.execute(
        "INSERT INTO recusal (edition_id, expert, nomination, kind, import_id) VALUES (?, ?, ?, ?, ?)",
        [edition, expertKey(recusal.expert), nominationKey(recusal.nomination), recusal.kind.rawValue, batch])
    }

    func sheet(_ sheet: ScoreSheet) throws {
      try connection.execute(
        """
        INSERT INTO score_sheet (edition_id, expert, nomination, spirit_hundredths, craft_hundredths,
          leading_hundredths, contribution_hundredths, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          edition, expertKey(sheet.expert), nominationKey(sheet.nomination), sheet.hundredths.spirit,
          sheet.hundredths.craft, sheet.hundredths.leading, sheet.hundredths.contribution, batch,
        ])
    }

    func votes(_ votes: ChannelVotes) throws {
      try connection.execute(
        "INSERT INTO vote_tally (edition_id, nomination, channel, votes, import_id) VALUES (?, ?, ?, ?, ?)",
        [edition, nominationKey(votes.nomination), votes.channel, votes.votes, batch])
    }

    func decisions(after known: Int) throws {
      let last = try connection.first(
        "SELECT COALESCE(max(sequence), 0) FROM decision WHERE edition_id = ?", [edition]
      ) { try $0.integer(0) }
      for (index, decision) in inputs.decisions.dropFirst(known).enumerated() {
        try connection.execute(
          """
          INSERT INTO decision (edition_id, stage, nomination, kind, place, document, reason, sequence, import_id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            edition, decision.stage.rawValue, nominationKey(decision.nomination), decision.kind.rawValue,
            decision.position, decision.document, decision.reason, (last ?? 0) + Int64(index) + 1, batch,
          ])
      }
    }

    private func nominationKey(_ index: Int) -> ByteText { inputs.nominations[index].key }
    private func expertKey(_ index: Int) -> ByteText { inputs.experts[index].key }
  }
}
