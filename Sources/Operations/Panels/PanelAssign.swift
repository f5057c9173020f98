import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu panel assign EDITION STAGE --per-nomination K`: assigns judges to nominations.
struct PanelAssign: WriteOperation {
  typealias Output = AssignmentOutput

  struct Input: Codable, Sendable {
    var edition: String
    var stage: JudgingStage
    var perNomination: Int
    var seed: String?
    var exclusions: FilePath?
    var fields: FilePath?
    var dryRun: Bool?
    var replace: String?
  }

  static let name = "panel assign"
  static let summary = Bilingual(
    "给推荐分配评委：足额、含本领域、工作量均衡、不与回避冲突",
    "assign judges: enough, one of the field, even loads, nobody in conflict")
  static let reach = Reach.everywhere
  static let notes =
    JudgingNotes.both + [
      AssignmentNotes.perNomination, AssignmentNotes.seed, AssignmentNotes.exclusions,
      .option(
        "fields", "FILE", "推荐的领域，CSV，列：nomination, field，写法同专家库、评审员的 fields；未列的取推荐表的所属行业（国标门类）",
        "the nominations' fields, CSV with nomination, field, spelled as the judges' fields; others have their form's"
          + " industry, a section of the national standard"),
      .option("dryRun", "", "只试排，不写入", "plan only, change nothing"),
      .option("replace", "REASON", "重新分配的理由", "why it is assigned anew"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> AssignmentOutput {
    if let reason = input.replace { try Reason.require(reason) }
    let context = try JudgingContext(input.edition, input.stage, call)
    try context.checkState()
    try checkCount(input, context)
    let current = try checkCurrent(input, context, call)
    let number = try AssignmentStore.nextNumber(context.stage, of: context.edition.id, in: call.connection)
    let problem = try problem(input, context, number: number)
    let plan = AssignmentPlan(problem)
    let digest = Digest.sha256(of: Array(problem.canonicalText.utf8)).hex
    guard input.dryRun != true else {
      call.leaveNoTrace()
      return AssignmentOutput(plan, problem, digest: digest, run: nil)
    }
    if let current, let reason = input.replace {
      try AssignmentStore.supersede(current, reason: reason, at: call.environment.instant, in: call.transaction)
    }
    try store(plan, problem, digest, number, context, call)
    return AssignmentOutput(plan, problem, digest: digest, run: number)
  }

  /// two reviews at least; R-220: as many sheets as a result needs.
  private static func checkCount(_ input: Input, _ context: JudgingContext) throws {
    let minimum = input.stage == .candidate ? 2 : context.inputs.rules.panel.minimumSheets
    guard (minimum...99).contains(input.perNomination) else {
      throw PanelRefusals.tooFew(minimum, input.stage == .candidate ? "R-219" : "R-220")
    }
  }

  private static func checkCurrent(
    _ input: Input, _ context: JudgingContext, _ call: ReadCall
  ) throws -> AssignmentRunRow? {
    let current = try AssignmentStore.current(context.stage, of: context.edition.id, in: call.connection)
    guard current != nil, input.dryRun != true else { return current }
    guard input.replace != nil else { throw PanelRefusals.exists }
    guard try !AssignmentStore.hasSheets(context.stage, of: context.edition.id, in: call.connection) else {
      throw PanelRefusals.begun
    }
    return current
  }

  private static func problem(
    _ input: Input, _ context: JudgingContext, number: Int
  ) throws -> AssignmentProblem {
    guard let entrants = try context.entrants() else { throw PanelRefusals.noCandidates }
    let judges = try context.judges()
    guard !judges.isEmpty else { throw PanelRefusals.noJudges }
    let given = try input.fields.map(AssignmentTables.fields) ?? [:]
    let forms = try context.forms()
    return AssignmentProblem(
      nominations: entrants.map { entry in
        AssignmentProblem.Nomination(
          key: entry.key, field: given[entry.key] ?? ByteText(forms[entry.key]?[.industry] ?? ""),
          employerCreditCode: entry.employerCreditCode)
      }, judges: judges, perNomination: input.perNomination, forbidden: try forbidden(context),
      exclusions: try input.exclusions.map { try AssignmentTables.exclusions($0, among: judges) } ?? [],
      seed: ByteText(input.seed ?? "\(input.edition)/\(input.stage.rawValue)/\(number)"))
  }

  /// Recusals, and conflicts that nobody dismissed.
  static func forbidden(_ context: JudgingContext) throws -> Set<AssignmentProblem.Forbidden> {
    let rulings = try context.rulings()
    let conflicts = try context.conflicts().filter { conflict in
      rulings[conflict.pair]?[conflict.kind]?.ruling != ConflictRuling.dismissed.rawValue
    }
    let pairs = try context.recused().union(conflicts.map(\.pair))
    return Set(pairs.map { AssignmentProblem.Forbidden(judge: $0.judge, nomination: $0.nomination) })
  }

  private static func store(
    _ plan: AssignmentPlan, _ problem: AssignmentProblem, _ digest: String, _ number: Int, _ context: JudgingContext,
    _ call: WriteCall
  ) throws {
    let run = AssignmentRunRow(
      id: call.environment.newIdentifier(), number: number, perNomination: problem.perNomination,
      seed: problem.seed.string, inputDigest: digest)
    let pairs = plan.panels.flatMap { panel in
      panel.judges.map { PanelStore.Pair(judge: $0, nomination: panel.nomination) }
    }
    let gaps = plan.gaps.map {
      AssignmentGapRow(
        nomination: $0.nomination, lack: $0.lack.rawValue, missing: $0.missing, reason: $0.reason.rawValue)
    }
    try AssignmentStore.insert(
      run, context.stage, pairs: pairs, exclusions: Array(problem.exclusions), gaps: gaps, edition: context.edition.id,
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record(
      "edition", context.edition.id.text,
      [
        "stage": context.judging.rawValue, "run": "\(number)", "per-nomination": "\(problem.perNomination)",
        "input": digest, "pairs": "\(pairs.count)", "gaps": "\(gaps.count)",
      ])
  }
}

/// `qilu panel show EDITION STAGE`.
struct PanelShow: ReadOperation {
  typealias Input = ConflictDetect.Input
  typealias Output = AssignmentOutput

  static let name = "panel show"
  static let summary = Bilingual("查看评委分配、工作量和缺额", "show who judges what, the loads and what is not covered")
  static let reach = Reach.everywhere
  static let notes = JudgingNotes.both

  static func run(_ input: Input, _ call: ReadCall) throws -> AssignmentOutput {
    let context = try JudgingContext(input.edition, input.stage, call)
    guard let run = try AssignmentStore.current(context.stage, of: context.edition.id, in: call.connection) else {
      return .unassigned
    }
    let hidden = try context.hidden()
    let pairs = try PanelStore.assignments(context.stage, of: context.edition.id, in: call.connection)
      .filter { !hidden.contains($0.nomination) }
    let byNomination = Dictionary(grouping: pairs, by: \.nomination)
    let gaps = try AssignmentStore.gaps(of: run.id, in: call.connection)
      .filter { !hidden.contains($0.nomination) }
    let nominations = Set(pairs.map(\.nomination)).union(gaps.map(\.nomination)).sorted()
    let loads = Dictionary(grouping: pairs, by: \.judge)
    let judges = Set(pairs.map(\.judge)).union(try context.judges().map(\.key)).sorted()
    return AssignmentOutput(
      perNomination: run.perNomination, seed: run.seed, inputDigest: run.inputDigest, run: run.number,
      panels: nominations.map { nomination in
        AssignmentOutput.Panel(nomination: nomination, judges: (byNomination[nomination] ?? []).map(\.judge).sorted())
      },
      loads: judges.map { AssignmentOutput.Load(judge: $0, nominations: loads[$0]?.count ?? 0) },
      gaps: gaps.compactMap { gap in
        guard let lack = AssignmentGap.Lack(rawValue: gap.lack), let reason = AssignmentGap.Reason(rawValue: gap.reason)
        else { return nil }
        return AssignmentOutput.Gap(nomination: gap.nomination, lack: lack, missing: gap.missing, reason: reason)
      })
  }
}
