import LedgerRules
import Primitives
import Sealing
import Store
import StudioRules
import Tables

/// `qilu grant apply GRANT --plan FILE --goals FILE --bank NAME --holder NAME --account NUMBER [--mode M1|M2|M3]`.
struct GrantApply: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var plan: FilePath
    var goals: FilePath
    var bank: String
    var holder: String
    var account: String
    var mode: MatchMode?
  }

  static let name = "grant apply"
  static let summary = Bilingual("申请资助：使用计划、目标和银行账户", "apply for a grant with its plan of use, goals and account")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option(
      "plan", "FILE", "使用计划（CSV）：category,amount；类别：\(categories.zh)",
      "the plan of use as CSV: category,amount; categories: \(categories.en)"),
    .option("goals", "FILE", "使用目标（CSV）：goal,words", "the goals as CSV: goal,words"),
    .option("bank", "NAME", "开户银行", "the bank"),
    .option("holder", "NAME", "户名，应为基层工会", "the account's holder, which is the base union"),
    .personal("account", "NUMBER", "账号，加密保存", "the account's number, which is kept sealed"),
    .option(
      "mode", "MODE", "配套方式：M1 单位自行列支、M2 拨入工会代管、M3 列行政补助收入；不写为 M2",
      "where the match stands: M1, M2 or M3; M2 by default"),
  ]

  private static let categories = Bilingual(
    UseCategory.allCases.map { "\($0.rawValue) \($0.displayName.zh)" }.joined(separator: "、"),
    UseCategory.allCases.map(\.rawValue).joined(separator: ", "))

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.ofBase(input.grant, call)
    guard let studio = try file.row.studio.flatMap({ try StudioStore.find($0, in: call.connection) }) else {
      throw GrantRefusals.noStudio
    }
    _ = try GrantTransition.target(of: .apply, in: file.state)
    let members = try StudioPartStore.members(of: studio.id, in: call.connection).map(\.name)
    try StudioLife.checkMembers(leader: studio.leader, members: members)
    let plan = try PlanOfUse(
      amounts: PlanSheet.amounts(input.plan), goals: PlanSheet.goals(input.goals), grant: file.row.amount)
    try GrantAccount.keep(
      GrantAccount.Given(bank: input.bank, holder: input.holder, number: input.account), mode: input.mode ?? .proposed,
      file, call)
    try GrantPartStore.replacePlan(
      Dictionary(uniqueKeysWithValues: plan.amounts.map { ($0.key.rawValue, $0.value) }),
      goals: plan.goals.map { GrantGoalRow(key: $0.key, words: $0.words) }, of: file.row.id, in: call.transaction)
    try GrantSteps.move(file, by: .apply, reason: studio.code, call)
    call.record("grant", file.row.id.text, ["code": file.row.code, "studio": studio.code])
    return DoneOutput(subject: file.row.code, done: Bilingual("已提交资助申请，待省总工会审批", "applied; the province decides"))
  }
}

/// The account to which a grant is paid.
enum GrantAccount {
  /// An account as a person gives it.
  struct Given {
    var bank: String
    var holder: String
    var number: String
  }

  static func context(_ grant: String) -> String { "grant-account/\(grant)" }

  /// Keeps an account. R-401: the grant is paid to the base union and to nobody else.
  static func keep(_ given: Given, mode: MatchMode, _ file: GrantFile, _ call: WriteCall) throws {
    let number = given.number.filter { !$0.isWhitespace && $0 != "-" }
    guard (8...32).contains(number.count), number.allSatisfy({ $0.isASCII && $0.isNumber }) else { throw form }
    try checkHolder(given.holder, file, call)
    let account = GrantAccountRow(
      bank: try GrantInput.text(given.bank, "开户银行", "bank"), holder: given.holder, tail: String(number.suffix(4)))
    let sealed = try call.keyRing().seal(Array(number.utf8), context: context(file.row.id.text))
    try GrantStore.apply(
      file.row.id, account: account, sealed: sealed, mode: mode.rawValue, by: file.row.appliedBy ?? call.actor.id,
      in: call.transaction)
  }

  /// Passes if an account is the base union's own.
  static func checkHolder(_ holder: String, _ file: GrantFile, _ call: ReadCall) throws {
    let base = try file.row.baseUnit.flatMap { try UnionUnitStore.find($0, in: call.connection) }
    guard let base, base.name == holder else { throw holderDiffers(base?.name ?? "") }
  }

  private static let form = Refusal(
    "grant.account-form", kind: .wrongUse, citation: Citation("R-401", Citation.studioIncentives, "第七条"),
    message: Bilingual("银行账号应为 8 至 32 位数字", "the account's number has 8 to 32 digits"),
    remedy: Bilingual("核对账号", "check the number"))

  private static func holderDiffers(_ name: String) -> Refusal {
    BookRefusals.make(
      "grant.holder-differs", "R-401", Citation.studioIncentives, "第七条",
      Bilingual("户名应为所在单位工会“\(name)”", "the account's holder must be the base union “\(name)”"),
      Bilingual(
        "资助由工会统一管理、集中核算；用 grant account 填写工会账户", "grants are managed by the union; give its account by grant account"))
  }
}

/// The two sheets of a plan of use.
enum PlanSheet {
  private static let bytes = 1 << 20

  static func amounts(_ file: FilePath) throws -> [UseCategory: Money] {
    var amounts: [UseCategory: Money] = [:]
    try read(file, ["category", "amount"]) { row in
      guard let category = UseCategory(rawValue: row.text(0).string) else { throw unknown(row.text(0).string) }
      guard amounts.updateValue(try Money(row.text(1).string), forKey: category) == nil else {
        throw repeated(category)
      }
    }
    return amounts
  }

  static func goals(_ file: FilePath) throws -> [PlanGoal] {
    var goals: [PlanGoal] = []
    try read(file, ["goal", "words"]) {
      goals.append(PlanGoal(key: $0.text(0).string, words: $0.text(1).string))
    }
    return goals
  }

  static func results(_ file: FilePath) throws -> [GoalResult] {
    var results: [GoalResult] = []
    try read(file, ["goal", "outcome", "words"]) {
      guard let outcome = GoalOutcome(rawValue: $0.text(1).string) else { throw unknown($0.text(1).string) }
      results.append(GoalResult(goal: $0.text(0).string, outcome: outcome, words: $0.text(2).string))
    }
    return results
  }

  static func members(_ file: FilePath) throws -> [StudioMemberRow] {
    var members: [StudioMemberRow] = []
    try read(file, ["name", "post"]) {
      members.append(StudioMemberRow(name: $0.text(0).string, post: $0.text(1).string))
    }
    return members
  }

  private static func read(_ file: FilePath, _ columns: [String], _ body: (TableReader.Row) throws -> Void) throws {
    let reader = try TableReader(
      file: file.text, source: ByteSource(try FileSource.whole(file.text, limit: bytes)), columns: columns)
    try reader.forEachRow { row in
      do { try body(row) } catch let refusal as Refusal { throw refusal.at(row.location(0)) }
    }
  }

  private static func unknown(_ text: String) -> Refusal {
    Refusal(
      "plan.value-unknown", kind: .wrongUse, citation: Citation("R-311", Citation.studioIncentives, "第八条"),
      message: Bilingual("“\(text)”不是规定的值", "“\(text)” is none of the values"),
      remedy: Bilingual(
        "类别：\(UseCategory.allCases.map(\.rawValue).joined(separator: "、"))；结果：\(GoalOutcome.allCases.map(\.rawValue).joined(separator: "、"))",
        "categories: \(UseCategory.allCases.map(\.rawValue).joined(separator: ", ")); outcomes: "
          + GoalOutcome.allCases.map(\.rawValue).joined(separator: ", ")))
  }

  private static func repeated(_ category: UseCategory) -> Refusal {
    BookRefusals.make(
      "plan.category-repeated", "R-311", Citation.studioIncentives, "第八条",
      Bilingual("类别“\(category.displayName.zh)”出现两次", "the category \(category.rawValue) stands twice"),
      Bilingual("每类合并为一行", "give each category one line"))
  }
}

/// `qilu grant decide GRANT --decision approve|reject --document NUMBER [--reason TEXT]`.
struct GrantDecide: WriteOperation {
  typealias Output = DoneOutput

  /// What the province decides.
  enum Decision: String, Codable, Sendable, CaseIterable {
    case approve, reject
  }

  struct Input: Codable, Sendable {
    var grant: String
    var decision: Decision
    var document: String
    var reason: String?
  }

  static let name = "grant decide"
  static let summary = Bilingual("审批资助申请", "decide on an application for a grant")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option("decision", "DECISION", "approve 批准，或 reject 不批准", "approve or reject"),
    .option("document", "NUMBER", "批复文号", "the number of the deciding document"),
    .option("reason", "TEXT", "不批准的理由", "why it is rejected"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.readable(input.grant, call)
    let document = try DocumentNumber(input.document)
    if input.decision == .reject { try Reason.require(input.reason ?? "", rule: "SM-6") }
    guard file.row.appliedBy != call.actor.id else { throw samePerson }
    let trigger: GrantTrigger = input.decision == .approve ? .approve : .reject
    let words = [document.text, input.reason].compactMap(\.self).joined(separator: " ")
    try GrantSteps.move(file, by: trigger, reason: words, call)
    call.record(
      "grant", file.row.id.text,
      ["code": file.row.code, "decision": input.decision.rawValue, "document": document.text])
    return DoneOutput(
      subject: file.row.code,
      done: input.decision == .approve
        ? Bilingual("已批准，可由省级财务拨付", "approved; the province's finance can pay it")
        : Bilingual("未批准", "rejected"))
  }

  private static let samePerson = Refusal(
    "grant.same-person", kind: .notPermitted, citation: Citation("SM-6", Citation.houseRules),
    message: Bilingual("申请人不能自己审批", "who applied cannot decide"),
    remedy: Bilingual("由另一位有权人员审批", "let another authorised person decide"))
}

/// `qilu grant reveal GRANT --reason TEXT`: the whole number of the account; the view is an event of its own.
struct GrantReveal: WriteOperation {
  struct Input: Codable, Sendable {
    var grant: String
    var reason: String
  }

  struct Output: OperationOutput {
    var grant: String
    var bank: String
    var holder: String
    var account: String

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("开户银行", "bank", bank), Block.Fact("户名", "holder", holder),
          Block.Fact("账号", "account", account),
        ])
      ]
    }
  }

  static let name = "grant reveal"
  static let summary = Bilingual("查看收款账号全文（留痕）", "show the whole number of a grant's account; the view is recorded")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"), .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    try Reason.require(input.reason, rule: "R-822")
    let file = try GrantDesk.readable(input.grant, call)
    guard let account = file.row.account, let sealed = try GrantStore.account(of: file.row.id, in: call.connection)
    else { throw GrantRefusals.noAccount }
    let number = try call.keyRing().open(sealed, context: GrantAccount.context(file.row.id.text))
    call.record("grant", file.row.id.text, ["code": file.row.code, "reason": input.reason])
    return Output(
      grant: file.row.code, bank: account.bank, holder: account.holder,
      account: String(bytes: number, encoding: .utf8) ?? "")
  }
}

extension GrantRefusals {
  static let noAccount = BookRefusals.make(
    "grant.no-account", "R-401", Citation.studioIncentives, "第七条",
    Bilingual("该资助尚未填写收款账户", "the grant has no account yet"),
    Bilingual("账户在 grant apply 时填写", "the account is given by grant apply"))
}
