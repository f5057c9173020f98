import Ballots
import Evidence
import Primitives
import Sealing
import SelectionRules
import Store

/// The hand-over in force as it is kept, so that it can be counted again.
struct KeptBallots: Sendable {
  let handOver: HandOverRow
  let files: [BallotFileRow]
  /// The rules as they were handed over.
  let rulesBytes: [UInt8]
  let rules: BallotRules
  let lastCount: BallotCountRow
  /// Every decision, also those after the last count.
  let decisions: [BallotVoidRow]

  /// Finds it.
  ///
  /// - Throws: a ``Refusal`` `ballots.none` where the edition has none.
  init(_ edition: EditionContext, _ call: ReadCall) throws {
    guard let handOver = try BallotStore.inForce(of: edition.id, in: call.connection),
      let lastCount = try BallotStore.lastCount(of: edition.id, in: call.connection)
    else { throw BallotActRefusals.none }
    self.handOver = handOver
    self.lastCount = lastCount
    files = try BallotStore.files(of: handOver.number, edition: edition.id, in: call.connection)
    decisions = try BallotStore.decisions(of: edition.id, in: call.connection)
    rulesBytes = try call.evidence.read(handOver.rules)
    rules = try BallotRules(json: rulesBytes, file: "rules.json")
  }

  /// The decisions that the last count knew.
  var counted: [BallotVoidRow] { decisions.filter { $0.number <= lastCount.decisions } }

  var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

  /// The kept files as inputs of a count, under the names that they were handed over with.
  func inputs(_ store: EvidenceStore) throws -> [BallotInput] {
    try files.map { file in
      let reader = try store.reader(of: file.digest)
      return BallotInput(name: file.name) { try reader.read(into: $0) }
    }
  }

  /// Passes where every file was read as it was handed over.
  func prove(_ result: BallotResult) throws {
    for (kept, found) in zip(files, result.files) where kept.digest != found.digest {
      throw Refusal.damagedEvidence(kept.digest)
    }
  }

  /// Passes where a count gives what the last one gave, as far as it is recorded.
  func checkEqual(_ result: BallotResult, votes: [ChannelVotes], _ inputs: EditionInputs) throws {
    let classes = Dictionary(uniqueKeysWithValues: result.classes.map { ($0.key.code, $0.value) })
    let excluded = zip(counted, result.excluded).map { ($0.number, $1.rows) }
    let nominations = result.rules.nominations ?? []
    let found = result.votesByChannel.map { sum in
      [nominations[sum.candidate - 1], result.rules.channels[sum.channel], ByteText("\(sum.votes)")]
    }
    let recorded = votes.filter { $0.votes > 0 }.map {
      [inputs.nominations[$0.nomination].key, $0.channel, ByteText("\($0.votes)")]
    }
    guard classes == lastCount.classes, result.voters == lastCount.voters,
      Dictionary(uniqueKeysWithValues: excluded) == lastCount.exclusions, Set(found) == Set(recorded)
    else { throw BallotActRefusals.notRepeated }
  }
}
