import Ballots
import Evidence
import Primitives
import SelectionRules
import Store

/// `qilu ballots report EDITION --output FOLDER`: the auditors' report, made of the kept ballots, for the two roles that
/// release the tallies.
struct BallotsReport: LocalOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var output: FilePath
    var progress: Bool?
  }

  struct Output: OperationOutput {
    var folder: FilePath
    var files: [String]

    var presentation: [Block] {
      [
        .table(TableBlock([TableBlock.text("文件", "file")], files.map { [$0] })),
        .line("审计报告已写入 \(folder.text)", "the auditors' report was written to \(folder.text)"),
      ]
    }
  }

  static let name = "ballots report"
  static let summary = Bilingual(
    "由留存的选票写出审计报告（每次都记入审计）", "write the auditors' report from the kept ballots; each one is an audit event")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write"),
    .option("progress", "", "即使不在终端也显示进度", "tell the progress also where there is no terminal"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    _ = try session.actorBeforehand(for: name)
    try PackageFolder.checkIsNew(input.output)
    // The event comes first: a look that nobody recorded must not be possible, a recorded one that failed is.
    let (kept, inputs) = try session.write(name) { call in
      let edition = try EditionContext(named: input.edition, in: call.connection)
      let kept = try KeptBallots(edition, call)
      let facts = ["hand-over": "\(kept.handOver.number)", "count": "\(kept.lastCount.number)"]
      call.record("edition", edition.id.text, facts)
      return (kept, try edition.inputs(in: call.connection))
    }
    let result = try CountedBallots.count(
      try kept.inputs(EvidenceStore(folder: session.paths.evidence)), try kept.rules.voiding(kept.counted.map(\.entry)),
      kept.bytes, session, input.progress == true)
    try kept.prove(result)
    try kept.checkEqual(result, votes: inputs.votes, inputs)
    let report = BallotReport(edition: input.edition, kept: kept, result: result, inputs: inputs)
    let others = report.files
    try BallotFolder.write(result, and: others, to: input.output, isPrivate: true)
    let names = (result.resultFiles + others).map(\.name) + ["rejected.csv"]
    return Output(folder: input.output, files: names.sorted())
  }
}
