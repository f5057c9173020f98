import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu eligibility judge EDITION NUMBER --check KEY --verdict pass|fail --reason TEXT [--proof FILE] [--override]`.
struct EligibilityJudge: WriteOperation {
  typealias Output = DoneOutput

  /// What a person may say.
  enum Judgement: String, Codable, Sendable, CaseIterable {
    case pass, fail
  }

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var check: EligibilityCheck
    var verdict: Judgement
    var reason: String
    var proof: FilePath?
    var override: Bool?
  }

  static let name = "eligibility judge"
  static let summary = Bilingual(
    "对一项资格检查作人工结论（后作的取代先作的）", "judge one check of a nomination; a later verdict supersedes")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("number", "NUMBER", "推荐编号", "the nomination's number"),
    .option("check", "KEY", "哪项检查", "which check"), .option("verdict", "VERDICT", "结论", "the verdict"),
    .option("reason", "TEXT", "理由", "why"), .option("proof", "FILE", "证据文件", "the evidence"),
    .option("override", "", "自动判定不合格，凭证据放行（仅限允许的检查）", "pass a check that fails by the facts, where the rule allows it"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call)
    try EligibilityForms.checkOpen(context)
    let (edition, form) = (context.edition, context.row)
    try Reason.require(input.reason, rule: "R-219")
    let person = PersonVerdict(input.verdict == .pass ? .pass : .fail, isOverride: input.override ?? false)
    if person.verdict == .fail { try RejectionReason.checkText(input.reason) }
    let level = try EligibilityReading.level(of: edition, call)
    let reading = try EligibilityReading(context, level: level, call)
    if let result = reading.results.first(where: { $0.check == input.check }) {
      try EligibilityVerdict.checkJudgement(result, person)
    }
    if person.isOverride, input.proof == nil { throw noEvidence }
    let evidence = try input.proof.map { try FormEvidence.keep(page: $0, "proof", call).hex }
    let row = VerdictRow(
      id: call.environment.newIdentifier(), check: input.check, revision: form.revision, isPerson: true,
      verdict: person.verdict, isOverride: person.isOverride, reason: input.reason, evidence: evidence,
      by: call.actor.id, at: call.environment.instant)
    try EligibilityStore.insert(row, number: form.number, edition: edition.id, in: call.transaction)
    call.record(
      "form", context.subject,
      [
        "check": input.check.rawValue, "verdict": input.verdict.rawValue,
        "override": person.isOverride ? "yes" : "no", "id": row.id, "evidence": evidence ?? "",
      ])
    let (check, verdict) = (input.check.displayName, person.verdict.displayName)
    return DoneOutput(
      subject: row.id,
      done: Bilingual("“\(check.zh)”判为\(verdict.zh)", "the check “\(check.en)” is judged: \(verdict.en)"))
  }

  private static let noEvidence = Refusal(
    "eligibility.override-evidence", kind: .wrongUse, citation: Citation("R-219", Citation.houseRules),
    message: Bilingual("放行必须附证据", "an override needs evidence"),
    remedy: Bilingual("用 --proof 附上文件", "give the file with --proof"))
}

/// `qilu eligibility decide EDITION NUMBER --verdict qualified|unqualified [--reason CODE]`.
struct EligibilityDecide: WriteOperation {
  typealias Output = DoneOutput

  /// The verdict on a nomination.
  enum Decision: String, Codable, Sendable, CaseIterable {
    case qualified, unqualified
  }

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var verdict: Decision
    var reason: RejectionReason?
  }

  static let name = "eligibility decide"
  static let summary = Bilingual("作出资格合格或不合格的结论", "decide whether a nomination is qualified")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("number", "NUMBER", "推荐编号", "the nomination's number"),
    .option("verdict", "VERDICT", "结论", "the verdict"),
    .option("reason", "CODE", "不合格原因，其检查须已判不合格", "the reason of a rejection, whose check failed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call)
    try EligibilityForms.checkOpen(context)
    let (edition, form) = (context.edition, context.row)
    guard try EligibilityForms.primaries(of: edition.id, call).contains(form.number) else { throw substitute }
    let isQualified = input.verdict == .qualified
    // SM-17: whose consent was withdrawn since the forwarding is taken no further.
    if isQualified { try context.checkProcessing(call) }
    let level = try EligibilityReading.level(of: edition, call)
    let reading = try EligibilityReading(context, level: level, call)
    try EligibilityVerdict.checkDecision(isQualified: isQualified, reason: input.reason, verdicts: reading.verdicts)
    try storeFacts(reading, edition.id, call)
    try EligibilityStore.decide(
      form.number, isQualified: isQualified, reason: input.reason, edition: edition.id, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    let target = isQualified ? FormState.qualified : .unqualified
    try context.move(to: target, reason: input.reason?.rawValue ?? "", call)
    call.record(
      "form", context.subject,
      [
        "from": context.state.rawValue, "to": target.rawValue, "verdict": input.verdict.rawValue,
        "reason": input.reason?.rawValue ?? "",
      ])
    return DoneOutput(
      subject: context.subject,
      done: Bilingual("\(input.number)：\(target.displayName.zh)", "\(input.number): \(target.displayName.en)"))
  }

  /// What the facts said is stored beside people's verdicts, so that the decision stays explained when facts change.
  private static func storeFacts(_ reading: EligibilityReading, _ edition: EditionID, _ call: WriteCall) throws {
    for result in reading.results {
      let verdict = reading.verdict(result)
      if let person = reading.person(result.check), person.verdict == verdict { continue }
      guard verdict != .unclear else { continue }
      let row = VerdictRow(
        id: call.environment.newIdentifier(), check: result.check, revision: reading.form.revision, isPerson: false,
        verdict: verdict, isOverride: false, reason: result.finding.zh, evidence: nil, by: call.actor.id,
        at: call.environment.instant)
      try EligibilityStore.insert(row, number: reading.form.number, edition: edition, in: call.transaction)
    }
  }

  private static let substitute = Refusal(
    "eligibility.substitute", citation: Citation("R-234", Citation.houseRules),
    message: Bilingual("该推荐是递补，尚未顶替正选", "the nomination is a substitute that was not promoted"),
    remedy: Bilingual("正选空缺时先用 forward promote 递补", "promote it with forward promote where a primary fell out"))
}

/// `qilu eligibility switch EDITION --posts on|off --reason TEXT`: R-231 is on unless the draft says otherwise.
struct EligibilitySwitch: WriteOperation {
  typealias Output = DoneOutput

  /// On or off.
  enum Position: String, Codable, Sendable, CaseIterable {
    case on, off
  }

  struct Input: Codable, Sendable {
    var edition: String
    var posts: Position
    var reason: String
  }

  static let name = "eligibility switch"
  static let summary = Bilingual(
    "开关岗位与领导干部检查（草稿阶段，默认开）", "switch the check of posts and cadres, in the draft; it is on by default")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("posts", "POSITION", "开（on）或关（off）", "on or off"), .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard try edition.state() == .draft else { throw EditionRefusals.frozen }
    try Reason.require(input.reason, rule: "R-231")
    try EligibilityStore.setChecksPosts(
      input.posts == .on, edition: edition.id, reason: input.reason, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    call.record("edition", edition.id.text, ["checks-posts": input.posts.rawValue])
    return DoneOutput(
      subject: edition.id.text,
      done: input.posts == .on
        ? Bilingual("本届检查岗位与领导干部", "the edition checks posts and cadres")
        : Bilingual("本届不检查岗位与领导干部", "the edition does not check posts and cadres"))
  }
}
