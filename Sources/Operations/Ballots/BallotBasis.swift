import Ballots
import Database
import Primitives
import SelectionRules
import Store

/// What a count of an edition's ballots rests on. It is read before the count and again inside the transaction: where it
/// changed meanwhile, the act is refused.
struct BallotBasis: Sendable, Equatable {
  let edition: EditionID
  let state: EditionState
  /// The nominees of the confirmed list, in byte order.
  let nominees: [ByteText]
  let decisions: [BallotVoidRow]
  /// The hand-over in force and its last count; 0 for none.
  let handOver: Int
  let count: Int
  let voteFrom: CalendarDay?
  let voteTo: CalendarDay?
  let channels: Set<ByteText>
  let hasVotes: Bool

  /// Reads it, if votes may be brought into the edition now.
  init(_ edition: EditionContext, in connection: ReadConnection) throws {
    let state = try edition.state()
    try EditionFlow.checkImport(.votes, state)
    let list = try StageListStore.current(.nominee, of: edition.id, in: connection)
    guard let list, list.state == ListState.confirmed.rawValue else { throw BallotActRefusals.noNominees }
    self.edition = edition.id
    self.state = state
    nominees = try StageListStore.entries(of: list.id, in: connection).map(\.nomination).sorted()
    decisions = try BallotStore.decisions(of: edition.id, in: connection)
    let last = try BallotStore.lastCount(of: edition.id, in: connection)
    (handOver, count) = (last?.handOver ?? 0, last?.number ?? 0)
    let dates = try EditionDateStore.inForce(of: edition.id, in: connection)
    (voteFrom, voteTo) = (dates[.voteFrom], dates[.voteTo])
    channels = Set(edition.rules.vote.channelWeights.keys)
    hasVotes = try BallotStore.hasVotes(edition.id, in: connection)
  }

  /// Passes where it is still the same.
  func check(_ edition: EditionContext, in connection: ReadConnection) throws {
    guard try BallotBasis(edition, in: connection) == self else { throw BallotActRefusals.changed }
  }

  /// The number of the last decision.
  var lastDecision: Int { decisions.last?.number ?? 0 }

  /// The decisions as the rules of a count name them.
  var voidedVoters: [BallotRules.VoidedVoter] { decisions.map(\.entry) }

  /// Passes if rules that a platform's hand-over brings are those of the edition.
  func check(_ rules: BallotRules, file: String, now: Int64) throws {
    func at(_ column: String, _ refusal: Refusal) -> Refusal {
      refusal.at(Refusal.Location(file: file, column: column))
    }
    guard let nominations = rules.nominations else { throw at("nominations", BallotActRefusals.nominationsMissing) }
    let differing = Set(nominations).symmetricDifference(nominees).sorted()
    if let first = differing.first {
      throw at("nominations", BallotActRefusals.nomineesDiffer(first, isNominee: nominees.contains(first)))
    }
    if let unknown = channels.isEmpty ? nil : rules.channels.first(where: { !channels.contains($0) }) {
      throw at("channels", BallotActRefusals.channelUnknown(unknown))
    }
    guard rules.voidedVoters.isEmpty else { throw at("voidedVoters", BallotActRefusals.decisionsElsewhere) }
    // before the window is closed nothing is counted, not even to try it.
    guard rules.closes * 1000 <= now else { throw at("closes", BallotActRefusals.windowOpen) }
    if let days = rules.days {
      if let voteFrom, voteFrom != days.first { throw at("opens", BallotActRefusals.otherDay(.voteFrom, voteFrom)) }
      if let voteTo, voteTo != days.last { throw at("closes", BallotActRefusals.otherDay(.voteTo, voteTo)) }
    }
  }
}

extension BallotVoidRow {
  /// As the rules of a count name it.
  var entry: BallotRules.VoidedVoter {
    BallotRules.VoidedVoter(voter: ByteText(voter), document: ByteText(document), reason: ByteText(reason))
  }
}
