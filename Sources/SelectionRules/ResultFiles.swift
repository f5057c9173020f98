import Primitives
import Tables

/// One file of a package: its path inside the folder and its bytes.
public struct PackageFile: Sendable, Hashable {
  /// The path inside the package's folder, with `/`.
  public let path: String
  /// The content.
  public let bytes: [UInt8]

  /// Makes a file.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// The results of a computed edition as the files of results/ (source: the edition package, "Results").
public struct ResultFiles {
  private let inputs: EditionInputs
  private let outcome: EditionOutcome
  private let byteOrder: [Int]

  /// Renders an outcome of all four stages.
  public init(_ calculation: EditionCalculation, _ outcome: EditionOutcome) {
    inputs = calculation.inputs
    byteOrder = calculation.byteOrder
    self.outcome = outcome
  }

  /// The columns of each result table, by path.
  static let columns: [(path: String, columns: [String])] = [
    ("results/candidates.csv", ["rank", "nomination", "preliminary"]),
    (
      "results/nominees.csv",
      ["rank", "nomination", "sheets", "expert", "spirit", "craft", "leading", "contribution"]
    ),
    ("results/named.csv", ["rank", "nomination", "expert", "votes", "public", "composite", "great"]),
    ("results/not_passed.csv", ["stage", "nomination", "reason"]),
  ]

  /// The path of the summary.
  static let summaryPath = "results/summary.json"

  /// The five files, in the order of their listing in the specification.
  public var files: [PackageFile] {
    let rows = [candidateRows, nomineeRows, namedRows, notPassedRows]
    var files = zip(Self.columns, rows).map { table, rows in
      var writer = TableWriter(columns: table.columns)
      for row in rows { writer.row(row) }
      return PackageFile(path: table.path, bytes: writer.bytes)
    }
    files.append(PackageFile(path: Self.summaryPath, bytes: summary.pythonBytes))
    return files
  }

  // MARK: Tables

  private var candidateRows: [[ByteText]] {
    places(.candidate).map { place in
      [rank(place), key(place), points(outcome.preliminary[place.nomination])]
    }
  }

  private var nomineeRows: [[ByteText]] {
    places(.nominee).map { place in
      guard let panel = outcome.panel[place.nomination] else { return [] }
      return [rank(place), key(place), ByteText(String(panel.sheets)), points(panel.expert)]
        + Dimension.allCases.map { points(panel.dimensions[$0]) }
    }
  }

  private var namedRows: [[ByteText]] {
    let great = Set(outcome.passed(.great))
    return places(.named).map { place in
      let nomination = place.nomination
      guard let panel = outcome.panel[nomination], let result = outcome.composites[nomination] else { return [] }
      return [
        rank(place), key(place), points(panel.expert), ByteText(ExactDecimal.text(scaled: result.weightedVotes)),
        points(result.publicScore), points(result.composite), great.contains(nomination) ? "yes" : "no",
      ]
    }
  }

  private var notPassedRows: [[ByteText]] {
    Stage.allCases.flatMap { stage in
      notPassed(stage).sorted { byteOrder[$0.nomination] < byteOrder[$1.nomination] }.map {
        [ByteText(stage.rawValue), inputs.nominations[$0.nomination].key, ByteText($0.reason)]
      }
    }
  }

  private func notPassed(_ stage: Stage) -> [(nomination: Int, reason: String)] {
    let fates = (outcome[stage]?.cut.fates ?? [:]).filter { !$0.value.passes }
    var rows = fates.map { (nomination: $0.key, reason: $0.value.rawValue) }
    if stage == .candidate {
      for (index, entry) in inputs.nominations.enumerated() where entry.disqualification != nil {
        rows.append((index, "unqualified"))
      }
    }
    // Behind the line at stage great is nobody's loss: all the others stay named.
    return stage == .great ? rows.filter { $0.reason != Fate.belowLine.rawValue } : rows
  }

  // MARK: Summary

  private var summary: JSONValue {
    .object(
      outcome.stages.map { JSONValue.Member(ByteText($0.stage.rawValue), summary(of: $0)) })
  }

  private func summary(of stage: StageOutcome) -> JSONValue {
    let cut = stage.cut
    let numbers = [
      ("entrants", stage.entrants.count), ("cap", cut.cap), ("passed", cut.passed.count),
      ("empty", cut.cap - cut.passed.count), ("removed", cut.emptied - cut.substitutes),
    ]
    let unresolved = JSONValue.array(cut.unresolved.map { .string(inputs.nominations[$0].key.string) })
    return .object(
      numbers.map { JSONValue.Member(ByteText($0.0), .integer($0.1)) }
        + [JSONValue.Member("unresolved", unresolved)])
  }

  // MARK: Values

  private func places(_ stage: Stage) -> [Cut.Place] { outcome[stage]?.cut.passed ?? [] }

  private func rank(_ place: Cut.Place) -> ByteText { ByteText(String(place.rank)) }

  private func key(_ place: Cut.Place) -> ByteText { inputs.nominations[place.nomination].key }

  private func points(_ hundredths: Int) -> ByteText { ByteText(pointsText(hundredths)) }
}

/// A score in hundredths as text with exactly two decimals: `90.06`; a negative difference bears its sign.
public func pointsText(_ hundredths: Int) -> String {
  let magnitude = hundredths.magnitude
  let fraction = magnitude % 100
  return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
