import Primitives
import Tables

/// The inputs of an edition as the files of a package: rules.json and the seven tables.
public enum InputFiles {
  /// Writes the files; each table's rows in byte order of its key, so that the same inputs give the same bytes.
  public static func files(of inputs: EditionInputs) -> [PackageFile] {
    [PackageFile(path: "rules.json", bytes: inputs.rules.jsonBytes)]
      + PackageTable.allCases.map { table in
        var writer = TableWriter(columns: table.columns)
        for row in rows(table, inputs) { writer.row(row) }
        return PackageFile(path: table.file, bytes: writer.bytes)
      }
  }

  /// The rows of one table.
  public static func rows(_ table: PackageTable, _ inputs: EditionInputs) -> [[ByteText]] {
    switch table {
    case .nominations: sorted(inputs.nominations.map(nomination))
    case .preliminary: sorted(inputs.preliminary.map { preliminary($0, inputs) })
    case .experts: sorted(inputs.experts.map { [$0.key, $0.name, $0.employerCreditCode] })
    case .recusals: sorted(inputs.recusals.map { recusal($0, inputs) })
    case .scores: sorted(inputs.sheets.map { sheet($0, inputs) })
    case .votes: sorted(inputs.votes.map { votes($0, inputs) })
    // Decisions keep their order: a fault names a decision by its line.
    case .decisions: inputs.decisions.map { decision($0, inputs) }
    }
  }

  private static func sorted(_ rows: [[ByteText]]) -> [[ByteText]] {
    rows.sorted { left, right in left.lexicographicallyPrecedes(right) }
  }

  private static func nomination(_ entry: NominationEntry) -> [ByteText] {
    [
      entry.key, entry.name, entry.employerCreditCode, entry.region, ByteText(entry.channel.rawValue),
      entry.disqualification == nil ? "qualified" : "unqualified", entry.disqualification ?? "",
    ]
  }

  private static func preliminary(_ score: PreliminaryScore, _ inputs: EditionInputs) -> [ByteText] {
    [inputs.nominations[score.nomination].key, score.reviewer, ByteText(pointsText(score.hundredths))]
  }

  private static func recusal(_ recusal: Recusal, _ inputs: EditionInputs) -> [ByteText] {
    [
      inputs.experts[recusal.expert].key, inputs.nominations[recusal.nomination].key,
      ByteText(recusal.kind.rawValue),
    ]
  }

  private static func sheet(_ sheet: ScoreSheet, _ inputs: EditionInputs) -> [ByteText] {
    [inputs.experts[sheet.expert].key, inputs.nominations[sheet.nomination].key]
      + Dimension.allCases.map { ByteText(pointsText(sheet.hundredths[$0])) }
  }

  private static func votes(_ votes: ChannelVotes, _ inputs: EditionInputs) -> [ByteText] {
    [inputs.nominations[votes.nomination].key, votes.channel, ByteText(String(votes.votes))]
  }

  private static func decision(_ decision: Decision, _ inputs: EditionInputs) -> [ByteText] {
    [
      ByteText(decision.stage.rawValue), inputs.nominations[decision.nomination].key,
      ByteText(decision.kind.rawValue), ByteText(decision.position.map(String.init) ?? ""), decision.document,
      decision.reason,
    ]
  }
}
