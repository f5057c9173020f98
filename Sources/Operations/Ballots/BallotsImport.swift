import Ballots
import Evidence
import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu ballots import EDITION FILES… --rules RULES.json`: a hand-over as one act, whole or not at all.
struct BallotsImport: StagedOperation {
  typealias Output = BallotCountOutput

  struct Input: Codable, Sendable {
    var edition: String
    var files: [FilePath]
    var rules: FilePath
    var replace: String?
    var dryRun: Bool?
    var progress: Bool?
  }

  /// The rules bear one name in every message, whatever file they were read from.
  private static let rulesFile = "rules.json"

  /// What was counted before the transaction.
  struct Stage: Sendable {
    let basis: BallotBasis
    let rules: [UInt8]
    let counted: CountedBallots
  }

  static let name = "ballots import"
  static let summary = Bilingual(
    "导入平台移交的原始选票并计票（截止之后）", "import the raw ballots of platforms and count them, once the vote is closed")
  static let reach = Reach.everywhere
  static let length = StageLength.long
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument(
      "files", "FILES", "选票 CSV，按此顺序读取；可为 gzip 或 zstd", "CSV files of ballots, read in this order; also gzip or zstd"),
    .option(
      "rules", "FILE", "计票规则，JSON；nominations 为全部提名人选", "the rules of the count, JSON; its nominations are all nominees"
    ),
    .option("replace", "REASON", "整体替换先前的选票或票数，写明理由", "replace earlier ballots or votes as a whole, and say why"),
    .option("dryRun", "", "只检查和计数，不写入", "check and count only, change nothing"),
    .option("progress", "", "即使不在终端也显示进度", "tell the progress also where there is no terminal"),
  ]

  static func stage(_ input: Input, _ session: Session) throws -> Stage {
    let basis = try session.read(name) { call in
      try BallotBasis(EditionContext(named: input.edition, in: call.connection), in: call.connection)
    }
    if let reason = input.replace { try Reason.require(reason) }
    let bytes = try FileSource.whole(input.rules.text, limit: JSONLimits.bytes)
    let rules = try BallotRules(json: bytes, file: rulesFile)
    try basis.check(rules, file: rulesFile, now: session.environment.now())
    if basis.hasVotes || basis.handOver > 0, input.replace == nil { throw BallotActRefusals.replaceNeeded }
    let files = try BallotFiles(input.files)
    let voiding = try rules.voiding(basis.voidedVoters)
    let progress = input.progress == true
    let counted =
      input.dryRun == true
      ? try CountedBallots.counting(files, voiding, session, progress: progress)
      : try CountedBallots.keeping(
        files.inputs, bytes: files.bytes, voiding, keepsFiles: true, session, progress: progress)
    return Stage(basis: basis, rules: bytes, counted: counted)
  }

  static func run(_ input: Input, _ stage: Stage, _ call: WriteCall) throws -> BallotCountOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try stage.basis.check(edition, in: call.connection)
    let isDry = input.dryRun == true
    let votes = ImportInput(
      edition: input.edition, file: FilePath(PackageTable.votes.file), dryRun: isDry, replace: input.replace)
    let (imported, facts) = try BallotVotes.write(stage.counted.votes, votes, call)
    let number = stage.basis.handOver + 1
    if !isDry { try store(input, stage, edition, number, facts, call) }
    return BallotCountOutput(stage.counted.result, handOver: number, isDry: isDry, voided: imported.voided)
  }

  private static func store(
    _ input: Input, _ stage: Stage, _ edition: EditionContext, _ number: Int, _ facts: [String: String],
    _ call: WriteCall
  ) throws {
    guard let choices = stage.counted.choices else { preconditionFailure("an import keeps its choices") }
    try stage.counted.keep(call)
    let rules = try EvidenceKeeping.keep(
      stage.rules, name: PathText(input.rules.text).name, isPersonal: false, call)
    let files = stage.counted.result.files.enumerated().map { index, file in
      BallotFileRow(
        place: index + 1, name: PathText(file.name).name, digest: file.digest, content: file.content,
        bytes: file.bytes, rows: file.rows)
    }
    try BallotStore.insert(
      number, rules: rules, reason: input.replace ?? "", files, edition: edition.id, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    try BallotStore.insert(
      stage.counted.row(number, 1, .import, stage.basis, choices.digest), stage.counted.signals, edition: edition.id,
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    var detail = facts
    detail["hand-over"] = "\(number)"
    detail["ballot-rules"] = rules.hex
    for file in files { detail["file-\(file.place)"] = file.digest.hex }
    call.record("edition", edition.id.text, detail)
  }
}

/// The vote totals of a count, as an import of the package's table.
enum BallotVotes {
  static func write(
    _ votes: [UInt8], _ input: ImportInput, _ call: WriteCall
  ) throws -> (output: ImportOutput, facts: [String: String]) {
    let written = try TableImport(table: .votes, input: input, call: call, content: votes).runPart()
    if let refusal = written.output.lines.lazy.compactMap(\.refusals.first).first { throw refusal }
    return written
  }
}

/// What an import or a recount of ballots answers: how many rows of each class, and nothing of who was chosen.
struct BallotCountOutput: OperationOutput {
  struct File: Codable, Sendable {
    var name: String
    var bytes: Int
    var rows: Int
    var sha256: String
  }

  var handOver: Int
  var isApplied: Bool
  var isDryRun: Bool
  var read: Int
  var classes: [BallotsCount.Output.ClassRows]
  var voters: Int
  var signals: Int
  var files: [File]
  /// The lists that became void, in a dry run those that would.
  var voided: [VoidedList]

  init(_ result: BallotResult, handOver: Int, isDry: Bool, voided: [VoidedList]) {
    self.handOver = handOver
    (isApplied, isDryRun) = (!isDry, isDry)
    read = result.read
    classes = BallotClass.allCases.map { .init(code: $0.code, rows: result.classes[$0] ?? 0) }
    voters = result.voters
    signals = result.signals.count
    files = result.files.map {
      File(name: PathText($0.name).name, bytes: $0.bytes, rows: $0.rows, sha256: $0.digest.hex)
    }
    self.voided = voided
  }

  var presentation: [Block] {
    [
      BallotBlocks.classes(classes, read: read),
      BallotBlocks.files(files.map { ($0.name, $0.bytes, $0.rows, $0.sha256) }),
      .facts([
        Block.Fact("有票计入的选民", "voters with a counted choice", "\(voters)"),
        Block.Fact("供审计查看的信号", "signals for auditors", "\(signals)"),
      ]),
    ] + voided.map { $0.block(isDryRun: isDryRun) } + [last]
  }

  private var last: Block {
    isDryRun
      ? .line("试运行，未写入。", "A dry run; nothing was changed.")
      : .line("第 \(handOver) 次移交的选票已计入本届。", "The ballots of hand-over \(handOver) are counted for the edition.")
  }
}

/// Tables about ballots that several answers share.
enum BallotBlocks {
  static func classes(_ classes: [BallotsCount.Output.ClassRows], read: Int) -> Block {
    let columns = [TableBlock.text("类别", "class"), TableBlock.number("行数", "rows")]
    let rows = classes.compactMap { row in
      BallotClass.allCases.first { $0.code == row.code }.map { ballotClass in
        [BallotWords.words(ballotClass), Bilingual("\(row.rows)", "\(row.rows)")]
      }
    }
    return .table(TableBlock(columns, bilingual: rows + [[Bilingual("合计", "read"), Bilingual("\(read)", "\(read)")]]))
  }

  static func files(_ files: [(name: String, bytes: Int, rows: Int, digest: String)]) -> Block {
    let columns = [
      TableBlock.text("文件", "file"), TableBlock.number("字节", "bytes"), TableBlock.number("行数", "rows"),
      TableBlock.text("SHA-256", "SHA-256"),
    ]
    return .table(TableBlock(columns, files.map { [$0.name, "\($0.bytes)", "\($0.rows)", $0.digest] }))
  }
}
