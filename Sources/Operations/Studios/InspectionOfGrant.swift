import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu grant inspect GRANT --reason TEXT`: begins an inspection; spending halts (R-317, SM-6).
struct GrantInspect: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var reason: String
  }

  static let name = "grant inspect"
  static let summary = Bilingual("开始监督检查（暂停列支）", "begin an inspection of a grant; spending halts")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"), .option("reason", "TEXT", "缘由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-317")
    let file = try GrantDesk.readable(input.grant, call)
    try InspectionFlow.begin(file, reason: input.reason, call)
    call.record("grant", file.row.id.text, ["code": file.row.code])
    return DoneOutput(subject: file.row.code, done: Bilingual("检查已开始，列支暂停", "the inspection has begun; spending halts"))
  }
}

/// `qilu grant conclude GRANT --on DAY --inspectors TEXT --findings TEXT --result RESULT [--misused A] [--deadline DAY]
/// [--document NUMBER]`: ends an inspection; RECOVER orders the money back (R-317, R-319).
struct GrantConclude: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var on: String
    var inspectors: String
    var findings: String
    var result: StudioRules.InspectionResult
    var misused: String?
    var deadline: String?
    var document: String?
    var unspentToo: Bool?
  }

  static let name = "grant conclude"
  static let summary = Bilingual("登记检查结论：符合规定、限期整改或追回", "end an inspection with its record")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"), .option("on", "DAY", "检查日期", "the day of the inspection"),
    .option("inspectors", "TEXT", "检查人员，用顿号分开", "who inspected, separated by commas"),
    .option("findings", "TEXT", "检查情况", "what was found"),
    .option("result", "RESULT", "IN_ORDER 符合规定、CORRECT 限期整改、RECOVER 追回", "IN_ORDER, CORRECT or RECOVER"),
    .option("misused", "AMOUNT", "违规使用的省资金", "provincial money found to be misused"),
    .option("deadline", "DAY", "整改或退回期限", "by when it is put right or paid back"),
    .option("document", "NUMBER", "追回决定文号（追回时必填）", "the document that orders the recovery"),
    .option("unspentToo", "", "未用的省资金一并收回", "unspent provincial money goes back too"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.readable(input.grant, call)
    let running = try SupervisionStore.inspections(of: file.row.id, in: call.connection).last { $0.result == nil }
    guard let running else { throw InspectionFlow.none }
    let inspection = try record(input, file, call)
    try SupervisionStore.conclude(
      GrantInspectionRow(
        id: running.id, reason: running.reason, heldOn: inspection.day.text,
        inspectors: inspection.inspectors.joined(separator: "、"), findings: inspection.findings,
        misused: inspection.misused, deadline: inspection.correctionDeadline?.text, result: inspection.result.rawValue),
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    if inspection.result == .recover { try order(input, inspection, file, call) }
    try GrantSteps.move(file, by: inspection.result.trigger, reason: inspection.result.displayName.zh, call)
    if inspection.result != .recover {
      // The day may have passed the gate's deadline, or the match have been withdrawn, while the inspection ran.
      try GrantSteps.askGate(file.row.id, reason: "检查结束", call)
    }
    call.record(
      "grant", file.row.id.text,
      ["code": file.row.code, "result": inspection.result.rawValue, "misused": inspection.misused.text])
    return DoneOutput(
      subject: file.row.code,
      done: Bilingual("检查结论：\(inspection.result.displayName.zh)", "concluded: \(inspection.result.displayName.en)"))
  }

  private static func record(_ input: Input, _ file: GrantFile, _ call: ReadCall) throws -> Inspection {
    let inspectors = input.inspectors.split(whereSeparator: { "、,，;；".contains($0) }).map {
      String($0).trimmingPrefix(while: \.isWhitespace)
    }
    return try Inspection(
      day: GrantInput.day(input.on, call), inspectors: inspectors.map(String.init), findings: input.findings,
      misused: try input.misused.map { try Money($0) } ?? .zero,
      correctionDeadline: try input.deadline.map { try CalendarDay($0) }, result: input.result, standing: file.standing)
  }

  private static func order(
    _ input: Input, _ inspection: Inspection, _ file: GrantFile, _ call: WriteCall
  ) throws {
    guard let text = input.document else { throw InspectionFlow.noDocument }
    let unspent = input.unspentToo == true ? file.standing.left : .zero
    _ = try RecoveryOrder(
      misused: inspection.misused, unspent: unspent, hasCity: file.row.cityUnit != nil, standing: file.standing)
    try SupervisionStore.order(
      GrantRecoveryRow(
        id: call.environment.newIdentifier(), grant: file.row.id, misused: inspection.misused, unspent: unspent,
        state: RecoveryState.ordered.rawValue, document: try DocumentNumber(text).text,
        dueOn: inspection.correctionDeadline?.text), by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
  }
}

/// What inspections share with the revocation of a naming.
enum InspectionFlow {
  /// Begins an inspection.
  static func begin(_ file: GrantFile, reason: String, _ call: WriteCall) throws {
    try GrantSteps.move(file, by: .inspect, reason: reason, call)
    try SupervisionStore.begin(
      call.environment.newIdentifier(), of: file.row.id, reason: reason, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
  }

  /// What the revocation of a naming does to its grant (R-237, SM-6): an entitlement lapses, money on its way is
  /// recovered, money at the base union is inspected.
  static func revoke(_ edition: EditionID, _ nomination: ByteText, document: String, _ call: WriteCall) throws {
    guard let row = try GrantStore.find(nomination: nomination, of: edition, in: call.connection) else { return }
    let file = try GrantFile(row, call)
    let effect = StudioEvent.namingRevoked.effect(on: file.state)
    switch effect {
    case .lapses: try GrantSteps.move(file, by: .revokeNaming, reason: document, call)
    case .inspects where file.state != .underInspection: try begin(file, reason: "命名撤销 \(document)", call)
    case .recovers where file.state != .recovery: try recover(file, document: document, call)
    default: break
    }
    guard let studio = row.studio else { return }
    try StudioPartStore.add(
      StudioEventRow(
        id: call.environment.newIdentifier(), kind: StudioEvent.namingRevoked.rawValue,
        day: call.environment.today().text, document: document, reason: "命名撤销", leader: nil, baseUnit: nil,
        effect: effect.rawValue, state: "DONE", recordedBy: call.actor.id),
      to: studio, at: call.environment.instant, in: call.transaction)
  }

  private static func recover(_ file: GrantFile, document: String, _ call: WriteCall) throws {
    try SupervisionStore.order(
      GrantRecoveryRow(
        id: call.environment.newIdentifier(), grant: file.row.id, misused: .zero, unspent: file.row.amount,
        state: RecoveryState.ordered.rawValue, document: document, dueOn: nil),
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try GrantSteps.move(file, by: .orderRecovery, reason: document, call)
  }

  static let none = BookRefusals.make(
    "inspection.none-running", "R-317", Citation.studioIncentives, "第九条",
    Bilingual("该资助没有进行中的检查", "no inspection of the grant is running"),
    Bilingual("先用 grant inspect 开始检查", "begin one by grant inspect"))

  static let noDocument = BookRefusals.make(
    "recovery.document-missing", "R-319", Citation.studioIncentives, "第九条",
    Bilingual("追回须写明决定文号", "a recovery needs the document that orders it"),
    Bilingual("用 --document 写明", "give it by --document"))
}

/// `qilu grant publish GRANT --from DAY --through DAY --place TEXT --photo FILE` (R-316).
struct GrantPublish: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var from: String
    var through: String
    var place: String
    var photo: FilePath
  }

  static let name = "grant publish"
  static let summary = Bilingual("登记向本单位职工公开资金使用情况", "record that the use of a grant was shown to the workers")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"), .option("from", "DAY", "公开起始日", "the first day"),
    .option("through", "DAY", "公开截止日", "the last day"), .option("place", "TEXT", "地点", "where"),
    .option("photo", "FILE", "现场照片", "the photo"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.ofBase(input.grant, call)
    guard file.row.receivedOn != nil else { throw MatchingFlow.notReceived }
    let photo = try GrantInput.keep(input.photo, call)
    let shown = try PublicationOfUse(
      from: CalendarDay(input.from), through: CalendarDay(input.through), place: input.place, photo: photo.digest,
      today: call.environment.today())
    try SupervisionStore.publish(
      GrantPublicationRow(from: shown.from.text, through: shown.through.text, place: shown.place, photo: shown.photo),
      call.environment.newIdentifier(), of: file.row.id, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("grant", file.row.id.text, ["code": file.row.code, "photo": photo.digest])
    return DoneOutput(subject: file.row.code, done: Bilingual("公开情况已登记", "the publication is recorded"))
  }
}

/// `qilu grant close GRANT --results FILE`: weighs the goals against the results (SM-6).
struct GrantClose: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var results: FilePath
  }

  static let name = "grant close"
  static let summary = Bilingual("结项：逐项对照目标填报结果", "close a grant: each goal is weighed against its result")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option(
      "results", "FILE", "结果（CSV）：goal,outcome,words；outcome 为 REACHED、PARTLY、NOT_REACHED",
      "the results as CSV: goal,outcome,words; outcome is REACHED, PARTLY or NOT_REACHED"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.readable(input.grant, call)
    try GrantDesk.checkAbove(file.row, call)
    try ClosingReport.checkClosing(state: file.state, standing: file.standing)
    // A grant of an earlier year came without plan and goals.
    let plan = try file.row.edition == nil ? nil : file.plan(call)
    let results = try PlanSheet.results(input.results)
    let report = try plan.map { try ClosingReport(plan: $0, results: results) }
    for result in report?.results ?? [] {
      try GrantPartStore.weigh(
        result.goal, outcome: result.outcome.rawValue, result: result.words, of: file.row.id, in: call.transaction)
    }
    let counts = GoalOutcome.allCases.map { outcome in (outcome, results.count { $0.outcome == outcome }) }
    let zh = counts.map { "\($0.0.displayName.zh) \($0.1) 项" }.joined(separator: "，")
    try GrantSteps.move(file, by: .close, reason: zh, call)
    call.record(
      "grant", file.row.id.text,
      ["code": file.row.code, "goals": "\(results.count)"])
    return DoneOutput(
      subject: file.row.code,
      done: Bilingual("已结项：\(zh)", "closed: \(counts.map { "\($0.1) \($0.0.displayName.en)" }.joined(separator: ", "))")
    )
  }
}

extension MatchingFlow {
  static let notReceived = BookRefusals.make(
    "grant.not-received", "R-316", Citation.studioIncentives, "第六条",
    Bilingual("资助资金尚未到达基层工会", "the grant has not reached the base union"),
    Bilingual("到账之后登记", "record it after the receipt"))
}
