import Ballots
import Evidence
import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu ballots void EDITION VOTER --document TEXT --reason TEXT`: the decision of a named person that a voter's choices do
/// not count (SM-4). A recount brings it into the votes.
struct BallotsVoid: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var voter: String
    var document: String
    var reason: String
  }

  static let name = "ballots void"
  static let summary = Bilingual("记录取消某选民全部选择的决定", "record the decision that a voter's choices do not count")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("voter", "VOTER", "选民标识（voter_hash）", "the voter, as voter_hash writes it"),
    .option("document", "TEXT", "决定的文号", "the document of the decision"),
    .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.check(try edition.state(), isOneOf: [.voting])
    guard BallotRules.VoidedVoter.isVoter(input.voter) else { throw BallotActRefusals.voterForm }
    guard !input.document.allSatisfy(\.isWhitespace) else { throw BallotActRefusals.documentMissing }
    try Reason.require(input.reason, rule: "SM-4")
    let decisions = try BallotStore.decisions(of: edition.id, in: call.connection)
    guard !decisions.contains(where: { $0.voter == input.voter }) else { throw BallotActRefusals.voterVoided }
    let number = (decisions.last?.number ?? 0) + 1
    try BallotStore.void(
      input.voter, number: number, document: input.document, reason: input.reason, edition: edition.id,
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record("edition", edition.id.text, ["decision": "\(number)", "document": input.document])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual(
        "第 \(number) 项取消决定已记录；重新计票后生效", "decision \(number) is recorded; a recount brings it into the votes"))
  }
}

/// `qilu ballots recount EDITION`: counts the kept ballots again with every decision.
struct BallotsRecount: StagedOperation {
  typealias Output = BallotCountOutput

  struct Input: Codable, Sendable {
    var edition: String
    var progress: Bool?
  }

  /// What was counted before the transaction.
  struct Stage: Sendable {
    let basis: BallotBasis
    let counted: CountedBallots
  }

  static let name = "ballots recount"
  static let summary = Bilingual("由留存的选票按全部决定重新计票", "count the kept ballots again with every decision")
  static let reach = Reach.everywhere
  static let length = StageLength.long
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("progress", "", "即使不在终端也显示进度", "tell the progress also where there is no terminal"),
  ]

  static func stage(_ input: Input, _ session: Session) throws -> Stage {
    let (basis, kept) = try session.read(name) { call in
      let edition = try EditionContext(named: input.edition, in: call.connection)
      return (try BallotBasis(edition, in: call.connection), try KeptBallots(edition, call))
    }
    let rules = try kept.rules.voiding(basis.voidedVoters)
    let inputs = try kept.inputs(EvidenceStore(folder: session.paths.evidence))
    let counted = try CountedBallots.keeping(
      inputs, bytes: kept.bytes, rules, keepsFiles: false, session, progress: input.progress == true)
    try kept.prove(counted.result)
    return Stage(basis: basis, counted: counted)
  }

  static func run(_ input: Input, _ stage: Stage, _ call: WriteCall) throws -> BallotCountOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try stage.basis.check(edition, in: call.connection)
    guard let choices = stage.counted.choices else { preconditionFailure("a recount keeps its choices") }
    let (handOver, number) = (stage.basis.handOver, stage.basis.count + 1)
    let votes = ImportInput(
      edition: input.edition, file: FilePath(PackageTable.votes.file), dryRun: nil,
      replace: "count \(number) of hand-over \(handOver)")
    let (imported, facts) = try BallotVotes.write(stage.counted.votes, votes, call)
    try stage.counted.keep(call)
    try BallotStore.insert(
      stage.counted.row(handOver, number, .recount, stage.basis, choices.digest), stage.counted.signals,
      edition: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    let detail = facts.merging(["hand-over": "\(handOver)", "count": "\(number)"]) { $1 }
    call.record("edition", edition.id.text, detail)
    return BallotCountOutput(stage.counted.result, handOver: handOver, isDry: false, voided: imported.voided)
  }
}
