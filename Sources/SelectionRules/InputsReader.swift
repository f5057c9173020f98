import Primitives
import Tables

/// Reads the tables of a package, row by row, into ``EditionInputs``, proving every key and reference.
///
/// The same reader serves a package on plain folders and an import into the database: there the nominations and
/// experts that are stored already are made known first. Keys are compared byte for byte.
public struct InputsReader {
  /// Receives the faults of rows, so that a person sees all of them at once; without it the first is thrown.
  public typealias OnFault = (Refusal) throws -> Void

  /// What was read so far.
  public private(set) var inputs: EditionInputs

  private var nominationIndex: [ByteText: Int] = [:]
  private var expertIndex: [ByteText: Int] = [:]
  private var pairs: Set<Pair> = []
  private var texts: Set<PairWithText> = []
  private var decisionKeys: Set<DecisionKey> = []

  private struct PairWithText: Hashable {
    let first: Int
    let text: ByteText
  }

  private struct DecisionKey: Hashable {
    let stage: Stage
    let nomination: Int
    let kind: DecisionKind
  }

  /// Begins with rules and nothing else.
  public init(rules: EditionRules) { self.init(known: EditionInputs(rules: rules)) }

  /// Begins with inputs that are known before any table is read; what is read is added to them.
  public init(known: EditionInputs) {
    inputs = known
    for (index, entry) in known.nominations.enumerated() { nominationIndex[entry.key] = index }
    for (index, entry) in known.experts.enumerated() { expertIndex[entry.key] = index }
  }

  /// Reads one table.
  ///
  /// - Parameters:
  ///   - file: the name that faults bear.
  ///   - onRow: called with the line of each row that was taken.
  /// - Throws: a ``Refusal`` for the first fault, or, with `onFault`, only for one after which nothing can be read.
  public mutating func read(
    _ table: PackageTable, from source: ByteSource, file: String, limits: TableLimits = .package,
    onFault: OnFault? = nil, onRow: (Int) throws -> Void = { _ in }
  ) throws {
    let reader = try TableReader(file: file, source: source, columns: table.columns, limits: limits)
    remember(table)
    try reader.forEachRow(onFault: onFault) { row in
      do {
        try take(row, of: table)
        try onRow(row.line)
      } catch let refusal as Refusal {
        guard let onFault else { throw refusal }
        try onFault(refusal)
      }
    }
  }

  /// Makes the keys of the table's known rows known.
  private mutating func remember(_ table: PackageTable) {
    pairs.removeAll()
    texts.removeAll()
    switch table {
    case .nominations, .experts: break
    case .preliminary:
      texts = Set(inputs.preliminary.map { PairWithText(first: $0.nomination, text: $0.reviewer) })
    case .recusals: pairs = Set(inputs.recusals.map { Pair($0.expert, $0.nomination) })
    case .scores: pairs = Set(inputs.sheets.map { Pair($0.expert, $0.nomination) })
    case .votes: texts = Set(inputs.votes.map { PairWithText(first: $0.nomination, text: $0.channel) })
    case .decisions:
      decisionKeys = Set(
        inputs.decisions.map { DecisionKey(stage: $0.stage, nomination: $0.nomination, kind: $0.kind) })
    }
  }

  private mutating func take(_ row: TableReader.Row, of table: PackageTable) throws {
    switch table {
    case .nominations: try takeNomination(row)
    case .preliminary: try takePreliminary(row)
    case .experts: try takeExpert(row)
    case .recusals: try takeRecusal(row)
    case .scores: try takeSheet(row)
    case .votes: try takeVotes(row)
    case .decisions: try takeDecision(row)
    }
  }

  // MARK: Rows

  private mutating func takeNomination(_ row: TableReader.Row) throws {
    let key = try self.key(row, 0)
    guard nominationIndex[key] == nil else { throw ValueFault.duplicateKey(row.location(0)) }
    let channel: NominationChannel = try choice(row, 4)
    let qualification: Qualification = try choice(row, 5)
    let reason = row.text(6)
    if qualification == .unqualified, reason.isEmpty { throw ValueFault.missingReason(row.location(6)) }
    nominationIndex[key] = inputs.nominations.count
    inputs.nominations.append(
      NominationEntry(
        key: key, name: row.text(1), employerCreditCode: row.text(2), region: row.text(3), channel: channel,
        disqualification: qualification == .unqualified ? reason : nil))
  }

  private mutating func takePreliminary(_ row: TableReader.Row) throws {
    let nomination = try self.nomination(row, 0)
    let reviewer = try key(row, 1)
    let score = try score(row, 2)
    guard texts.insert(PairWithText(first: nomination, text: reviewer)).inserted else {
      throw ValueFault.duplicateKey(row.location(1))
    }
    inputs.preliminary.append(PreliminaryScore(nomination: nomination, reviewer: reviewer, hundredths: score))
  }

  private mutating func takeExpert(_ row: TableReader.Row) throws {
    let key = try self.key(row, 0)
    guard expertIndex[key] == nil else { throw ValueFault.duplicateKey(row.location(0)) }
    expertIndex[key] = inputs.experts.count
    inputs.experts.append(ExpertEntry(key: key, name: row.text(1), employerCreditCode: row.text(2)))
  }

  private mutating func takeRecusal(_ row: TableReader.Row) throws {
    let (expert, nomination) = try expertAndNomination(row)
    let kind: RecusalKind = try choice(row, 2)
    try claim(expert, nomination, row)
    inputs.recusals.append(Recusal(expert: expert, nomination: nomination, kind: kind))
  }

  private mutating func takeSheet(_ row: TableReader.Row) throws {
    let (expert, nomination) = try expertAndNomination(row)
    let scores = try ByDimension { try score(row, 2 + $0.order) }
    try claim(expert, nomination, row)
    inputs.sheets.append(ScoreSheet(expert: expert, nomination: nomination, hundredths: scores))
  }

  private mutating func takeVotes(_ row: TableReader.Row) throws {
    guard inputs.rules.vote.enabled else { throw ValueFault.votesWhileOff(row.location(0)) }
    let nomination = try self.nomination(row, 0)
    let channel = try key(row, 1)
    guard let votes = wholeNumber(row[2], digits: 12) else { throw ValueFault.votes(row.location(2)) }
    guard texts.insert(PairWithText(first: nomination, text: channel)).inserted else {
      throw ValueFault.duplicateKey(row.location(1))
    }
    inputs.votes.append(ChannelVotes(nomination: nomination, channel: channel, votes: votes))
  }

  private mutating func takeDecision(_ row: TableReader.Row) throws {
    let stage: Stage = try choice(row, 0)
    let nomination = try self.nomination(row, 1)
    let kind: DecisionKind = try choice(row, 2)
    let position = try position(row, 3, kind: kind)
    if row[4].isEmpty { throw ValueFault.missingDocument(row.location(4)) }
    if row[5].isEmpty { throw ValueFault.missingReason(row.location(5)) }
    guard decisionKeys.insert(DecisionKey(stage: stage, nomination: nomination, kind: kind)).inserted else {
      throw ValueFault.duplicateKey(row.location(1))
    }
    inputs.decisions.append(
      Decision(
        stage: stage, nomination: nomination, kind: kind, position: position, document: row.text(4),
        reason: row.text(5), line: row.line))
  }

  // MARK: Values

  private enum Qualification: String, CaseIterable { case qualified, unqualified }

  private func key(_ row: TableReader.Row, _ column: Int) throws -> ByteText {
    guard !row[column].isEmpty else { throw ValueFault.emptyKey(row.location(column)) }
    return row.text(column)
  }

  private func nomination(_ row: TableReader.Row, _ column: Int) throws -> Int {
    let key = try key(row, column)
    guard let index = nominationIndex[key] else { throw ValueFault.unknownNomination(row.location(column)) }
    return index
  }

  private func expertAndNomination(_ row: TableReader.Row) throws -> (Int, Int) {
    let key = try key(row, 0)
    guard let expert = expertIndex[key] else { throw ValueFault.unknownExpert(row.location(0)) }
    return (expert, try nomination(row, 1))
  }

  private mutating func claim(_ expert: Int, _ nomination: Int, _ row: TableReader.Row) throws {
    guard pairs.insert(Pair(expert, nomination)).inserted else { throw ValueFault.duplicateKey(row.location(1)) }
  }

  private func score(_ row: TableReader.Row, _ column: Int) throws -> Int {
    guard let score = Score(utf8: row[column]) else { throw ValueFault.score(row.location(column)) }
    return score.hundredths
  }

  private func position(_ row: TableReader.Row, _ column: Int, kind: DecisionKind) throws -> Int? {
    let bytes = row[column]
    if kind != .order {
      guard bytes.isEmpty else { throw ValueFault.position(row.location(column)) }
      return nil
    }
    guard let position = wholeNumber(bytes, digits: 9), bytes[0] != UInt8(ascii: "0") else {
      throw ValueFault.position(row.location(column))
    }
    return Int(position)
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ row: TableReader.Row, _ column: Int
  ) throws -> Choice where Choice.RawValue == String {
    let text = row.text(column)
    guard let choice = Choice.allCases.first(where: { ByteText($0.rawValue) == text }) else {
      throw ValueFault.choice(row.location(column), Choice.allCases.map(\.rawValue))
    }
    return choice
  }
}

/// A whole number of 1 to `digits` ASCII digits, or nil.
private func wholeNumber(_ bytes: UnsafeBufferPointer<UInt8>, digits: Int) -> Int64? {
  guard (1...digits).contains(bytes.count) else { return nil }
  var value: Int64 = 0
  for byte in bytes {
    guard byte >= 0x30, byte <= 0x39 else { return nil }
    value = value * 10 + Int64(byte - 0x30)
  }
  return value
}
