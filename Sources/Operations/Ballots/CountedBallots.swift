import Ballots
import Evidence
import Foundation
import Primitives
import Sealing
import Store

/// A finished count, with what it keeps: on the disk, and without a lasting name until the act's transaction.
struct CountedBallots: Sendable {
  /// As in a plain count; one that reads does not count among them.
  private static let threads = 2

  let result: BallotResult
  private let intakes: [EvidenceIntake]
  private let records: EvidenceRecords?
  /// The counted choices as kept; nil where nothing is kept.
  let choices: EvidenceRecord?

  /// Counts a hand-over of which nothing is kept.
  static func counting(_ files: BallotFiles, _ rules: BallotRules, _ session: Session, progress: Bool) throws
    -> CountedBallots
  {
    let result = try count(files.inputs, rules, files.bytes, session, progress)
    return CountedBallots(result: result, intakes: [], records: nil, choices: nil)
  }

  /// Counts, keeping every counted choice, and in the same pass the bytes as handed over where they are new.
  static func keeping(
    _ inputs: [BallotInput], bytes: Int?, _ rules: BallotRules, keepsFiles: Bool, _ session: Session, progress: Bool
  ) throws -> CountedBallots {
    let store = EvidenceStore(folder: session.paths.evidence)
    // Where files cannot do without a name, an import that was killed left its own; these are the largest there are.
    try store.sweepTemporary()
    let records = try EvidenceRecords(into: store)
    let intakes = keepsFiles ? try inputs.map { _ in try EvidenceIntake(into: store) } : []
    let taken = keepsFiles ? zip(inputs, intakes).map(through) : inputs
    let result = try count(taken, rules, bytes, session, progress) { choices in
      var cursor = records.cursor()
      for choice in choices { ChoiceRecord.write(choice, at: try cursor.place(choice.row)) }
    }
    for (intake, file) in zip(intakes, result.files) { _ = try intake.finish(file.digest) }
    let choices = try records.finish(count: result.read)
    return CountedBallots(result: result, intakes: intakes, records: records, choices: choices)
  }

  /// The bytes of an input, which an intake gets as they are read.
  private static func through(_ input: BallotInput, _ intake: EvidenceIntake) -> BallotInput {
    BallotInput(name: input.name) { buffer in
      let count = try input.read(buffer)
      if count > 0 { try intake.write(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      return count
    }
  }

  /// A count for an edition, with its scratch beside the evidence.
  static func count(
    _ inputs: [BallotInput], _ rules: BallotRules, _ bytes: Int?, _ session: Session, _ isAsked: Bool,
    onCounted: CountedChoices? = nil
  ) throws -> BallotResult {
    var count = BallotCount(rules: rules)
    count.threads = threads
    count.onCounted = onCounted
    let scratch = ScratchFile(beside: FilePath(session.paths.evidence))
    let pace = BallotPace(session.environment, bytes: bytes, isAsked: isAsked)
    return try count.count(inputs, scratch: scratch.scratch) { pace.tell($0) }
  }

  /// Gives what was kept its names and records them, so that rows may name them.
  func keep(_ call: WriteCall) throws {
    for intake in intakes { try intake.keep() }
    for file in result.files where !intakes.isEmpty {
      try record(file.digest, Int64(file.bytes), PathText(file.name).name, call)
    }
    try records?.keep()
    if let choices { try record(choices.digest, choices.size, ChoiceRecord.fileName, call) }
  }

  private func record(_ digest: Digest, _ size: Int64, _ name: String, _ call: WriteCall) throws {
    try EvidenceRows.record(
      digest, size: size, name: name, isSealed: false, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
  }

  /// The vote totals as the package has them.
  var votes: [UInt8] { result.resultFiles.first { $0.name == "votes.csv" }?.bytes ?? [] }

  /// The count as it is stored.
  func row(_ handOver: Int, _ number: Int, _ cause: BallotCountCause, _ basis: BallotBasis, _ choices: Digest)
    -> BallotCountRow
  {
    let classes = result.classes.map { ($0.key.code, $0.value) }
    let exclusions = zip(basis.decisions, result.excluded).map { ($0.number, $1.rows) }
    return BallotCountRow(
      handOver: handOver, number: number, cause: cause, decisions: basis.lastDecision, choices: choices,
      read: result.read, voters: result.voters, classes: Dictionary(uniqueKeysWithValues: classes),
      exclusions: Dictionary(uniqueKeysWithValues: exclusions))
  }

  /// The signals as they are stored.
  var signals: [BallotSignalRow] {
    let nominations = result.rules.nominations ?? []
    return result.signals.map {
      BallotSignalRow(
        kind: $0.kind.rawValue, nomination: nominations[$0.candidate - 1], subject: $0.subject, value: $0.value,
        threshold: $0.threshold)
    }
  }
}

/// A counted choice in 32 bytes, at 32 × its row among all rows of the hand-over; a row that was not counted is zero.
///
/// The 16 bytes of the voter's hash; then, lowest byte first, eight with the ballot's number above 30 bits with the
/// nominee's, four with the channel's place in the byte order of the rules' channels, four with the day's number since 1970
/// in UTC+8.
enum ChoiceRecord {
  static let fileName = "counted-choices.bin"

  static func write(_ choice: CountedChoice, at place: UnsafeMutableRawPointer) {
    place.storeBytes(of: choice.voterHigh.bigEndian, as: UInt64.self)
    place.storeBytes(of: choice.voterLow.bigEndian, toByteOffset: 8, as: UInt64.self)
    let ballot = choice.ballot << 30 | UInt64(truncatingIfNeeded: choice.candidate)
    place.storeBytes(of: ballot.littleEndian, toByteOffset: 16, as: UInt64.self)
    place.storeBytes(
      of: UInt32(truncatingIfNeeded: choice.channel).littleEndian, toByteOffset: 24, as: UInt32.self)
    place.storeBytes(of: Int32(truncatingIfNeeded: choice.day).littleEndian, toByteOffset: 28, as: Int32.self)
  }
}
