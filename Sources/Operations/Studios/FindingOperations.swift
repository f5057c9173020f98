import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu finding detect`: looks at all grants the actor sees, records what is new, and lets deadlines that have passed
/// show.
struct FindingDetect: WriteOperation {
  struct Input: Codable, Sendable {
    var answerDays: Int?
  }

  struct Output: OperationOutput {
    var looked: Int
    var found: Int
    var new: Int
    var overdue: Int

    var presentation: [Block] {
      [
        .line(
          "检查资助 \(looked) 项，发现问题 \(found) 个，其中新增 \(new) 个；\(overdue) 项转为逾期未配套",
          "\(looked) grants, \(found) findings of which \(new) are new; \(overdue) became overdue")
      ]
    }
  }

  static let name = "finding detect"
  static let summary = Bilingual("排查资助使用问题并登记", "look for what is wrong with grants, and record it")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .option("answerDays", "N", "答复期限（自然日），不写为 15", "days within which it is answered; 15 by default")
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let files = try GrantFinding.all(call)
    let today = try call.environment.today()
    guard let days = Optional(input.answerDays ?? 15), (1...365).contains(days) else { throw FindingFlow.days }
    var overdue = 0
    for file in files where file.state == .baseReceivedLocked {
      if try GrantSteps.askGate(file.row.id, reason: "配套期满", call) { overdue += 1 }
    }
    let rows = try SupervisionRows(files, call)
    let findings = try Supervision(today: today).findings(grants: rows.grants, spends: rows.spends)
    let byCode = Dictionary(uniqueKeysWithValues: files.map { ($0.row.code, $0.row) })
    var new = 0
    for finding in findings {
      guard let row = byCode[finding.grant] else { continue }
      if try FindingFlow.add(finding, row, deadline: today.adding(days: days), call) { new += 1 }
    }
    call.record("grant", "all", ["looked": "\(files.count)", "found": "\(findings.count)", "new": "\(new)"])
    return Output(looked: files.count, found: findings.count, new: new, overdue: overdue)
  }
}

/// The plain rows that the supervision looks at.
struct SupervisionRows {
  var grants: [SupervisedGrant] = []
  var spends: [SupervisedSpend] = []

  /// Reads grants that run or are closed; what was never paid has nothing to look at.
  init(_ files: [GrantFile], _ call: ReadCall) throws {
    for file in files {
      grants.append(try Self.grant(file, call))
      spends += try GrantExpenseStore.all(of: file.row.id, in: call.connection).filter { $0.state == "POSTED" }
        .map { try Self.spend($0, file) }
    }
  }

  private static func grant(_ file: GrantFile, _ call: ReadCall) throws -> SupervisedGrant {
    let books = try GrantMovementStore.books(of: file.row.id, in: call.connection).filter { $0.number != nil }
    func day(_ steps: LedgerStep...) throws -> CalendarDay? {
      try books.first { row in steps.contains { $0.rawValue == row.act.step } }.map { try CalendarDay($0.day) }
    }
    let booking = GrantExpectation(file, try UnitNames(call))
    return SupervisedGrant(
      grant: file.row.code, amount: file.row.amount, gate: file.gate,
      cityReceivedOn: try day(.cityReceives, .cityReceivesNotified), cityPaidOn: try day(.cityPays),
      closedOn: try file.row.closedOn.map { try CalendarDay($0) },
      payments: try books.compactMap { try booking.payment($0) })
  }

  private static func spend(_ row: GrantExpenseRow, _ file: GrantFile) throws -> SupervisedSpend {
    let content = row.content
    return SupervisedSpend(
      id: row.id.text, grant: file.row.code, day: try CalendarDay(content.day), payee: content.payee,
      isPrivatePayee: content.isPrivate, purpose: content.purpose, amount: content.amount,
      category: try StudioNames.value(content.category, "category"),
      source: try StudioNames.value(content.source, "source"), evidence: content.evidence?.mark,
      invoice: content.invoice, cityApproval: content.cityApproval)
  }
}

/// Who should have been paid by a payment from level to level.
struct GrantExpectation {
  let file: GrantFile
  let units: UnitNames

  init(_ file: GrantFile, _ units: UnitNames) {
    self.file = file
    self.units = units
  }

  /// A booked payment with who was paid and who should have been; nil for what is no payment downwards.
  func payment(_ row: GrantBookRow) throws -> GrantPayment? {
    let step: LedgerStep = try StudioNames.value(row.act.step, "step")
    let (from, expected): (GrantParty, String?)
    switch step {
    case .provincePays, .provincePaysNotified:
      (from, expected) = (.province, (units[file.row.cityUnit] ?? units[file.row.baseUnit])?.name)
    case .cityPays: (from, expected) = (.city, units[file.row.baseUnit]?.name)
    default: return nil
    }
    return GrantPayment(
      day: try CalendarDay(row.day), from: from, payee: row.act.payee, expected: expected ?? "", amount: row.amount)
  }
}

/// `qilu finding list [--open]`.
struct FindingList: ReadOperation {
  struct Input: Codable, Sendable {
    var open: Bool?
    var grant: String?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var finding: String
      var kind: FindingKind
      var severity: FindingSeverity
      var rule: String
      var grant: String
      var amount: String
      var day: String
      var detail: Bilingual
      var owner: String
      var deadline: String
      var isOverdue: Bool
      var state: FindingState
      var answer: String?
      var result: String?
    }

    var findings: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("问题", "finding"), TableBlock.text("程度", "severity"), TableBlock.text("依据", "rule"),
        TableBlock.text("资助编号", "grant"), TableBlock.number("金额", "amount"), TableBlock.text("日期", "day"),
        TableBlock.text("情况", "detail"), TableBlock.text("责任单位", "owner"), TableBlock.text("期限", "deadline"),
        TableBlock.text("状态", "state"), TableBlock.text("标识", "id"),
      ]
      func same(_ text: String) -> Bilingual { Bilingual(text, text) }
      let rows = findings.map { item in
        [item.kind.displayName, item.severity.displayName, same(item.rule), same(item.grant), same(item.amount)]
          + [same(item.day), item.detail, same(item.owner), same(item.deadline), item.state.displayName]
          + [same(item.finding)]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "finding list"
  static let summary = Bilingual("列出监督发现的问题及办理情况", "list what the supervision found, and where it stands")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .option("open", "", "只列未办结的", "only what is still to be done"),
    .option("grant", "GRANT", "资助编号", "the grant's code"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let files = Dictionary(uniqueKeysWithValues: try GrantFinding.all(call).map { ($0.row.id, $0.row.code) })
    let (units, today) = (try UnitNames(call), try call.environment.today())
    let items = try FindingStore.all(in: call.connection).compactMap { row -> Output.Item? in
      guard let code = files[row.grant], input.grant.map({ $0 == code }) ?? true else { return nil }
      let item = try item(row, code, units, today)
      return input.open == true && !item.state.isOpen ? nil : item
    }
    return Output(findings: items)
  }

  private static func item(
    _ row: GrantFindingRow, _ code: String, _ units: UnitNames, _ today: CalendarDay
  ) throws -> Output.Item {
    let kind: FindingKind = try StudioNames.value(row.kind, "kind")
    let state: FindingState = try StudioNames.value(row.state, "state")
    return Output.Item(
      finding: row.id, kind: kind, severity: kind.severity, rule: kind.citation.rule, grant: code,
      amount: row.amount.text, day: row.day, detail: row.detail, owner: units[row.owner]?.code ?? "",
      deadline: row.deadline, isOverdue: try state.isOpen && today > CalendarDay(row.deadline), state: state,
      answer: row.answer, result: row.result)
  }
}

/// `qilu finding answer FINDING --words TEXT`: by the unit that it concerns.
struct FindingAnswer: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var finding: String
    var words: String
  }

  static let name = "finding answer"
  static let summary = Bilingual("答复监督发现的问题", "answer a finding")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("finding", "FINDING", "问题标识", "the finding's id"), .option("words", "TEXT", "答复", "the answer"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (row, grant) = try FindingFlow.find(input.finding, call)
    guard try GrantDesk.isOwn(row.owner, call) else { throw UnitScope.otherUnit }
    _ = try FindingFlow.followUp(row).answering(input.words)
    guard try FindingStore.answer(row.id, input.words, from: row.state, by: call.actor.id, in: call.transaction) else {
      throw GrantRefusals.changedMeanwhile
    }
    call.record("grant", grant.id.text, ["code": grant.code, "finding": row.id])
    return DoneOutput(subject: row.id, done: Bilingual("已答复", "answered"))
  }
}

/// `qilu finding judge FINDING --to STATE --words TEXT [--deadline DAY]`.
struct FindingJudge: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var finding: String
    var to: FindingState
    var words: String
    var deadline: String?
  }

  static let name = "finding judge"
  static let summary = Bilingual("审核答复：说明成立、退回、责令整改、转入追回、办结", "judge an answer, or record what followed")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("finding", "FINDING", "问题标识", "the finding's id"),
    .option(
      "to", "STATE",
      "结论：ACCEPTED 说明成立、RETURNED 答复不足、CORRECTION_ORDERED 责令整改、CORRECTED 已整改、RECOVERY_ORDERED 转入追回、RECOVERED 已追回",
      "ACCEPTED, RETURNED, CORRECTION_ORDERED, CORRECTED, RECOVERY_ORDERED or RECOVERED"),
    .option("words", "TEXT", "结论说明", "the judgement in words"),
    .option("deadline", "DAY", "下一步期限", "by when the next step is due"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (row, grant) = try FindingFlow.find(input.finding, call)
    try FindingFlow.checkJudge(row, grant, input.to, call)
    let judged = try FindingFlow.followUp(row).judging(
      input.to, words: input.words, by: call.actor.id.text, deadline: try input.deadline.map { try CalendarDay($0) })
    guard
      try FindingStore.judge(
        row.id, to: judged.state.rawValue, words: input.words, deadline: judged.deadline.text, from: row.state,
        by: call.actor.id, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    call.record("grant", grant.id.text, ["code": grant.code, "finding": row.id, "to": judged.state.rawValue])
    return DoneOutput(subject: row.id, done: judged.state.displayName)
  }
}

/// What the acts on findings share.
enum FindingFlow {
  static func find(_ id: String, _ call: ReadCall) throws -> (row: GrantFindingRow, grant: GrantRow) {
    guard let row = try FindingStore.find(id, in: call.connection),
      let grant = try GrantStore.find(row.grant, in: call.connection), try GrantDesk.isReadable(grant, call)
    else {
      throw Refusal(
        "finding.unknown", kind: .notFound,
        message: Bilingual("没有问题“\(id)”，或您无权查看", "there is no finding “\(id)” that you may see"),
        remedy: Bilingual("finding list 列出问题", "finding list shows the findings"))
    }
    return (row, grant)
  }

  /// Passes if the actor may judge so: nobody judges what his own unit has to answer, and money is said to be recovered
  /// when it was ordered and came back.
  static func checkJudge(
    _ row: GrantFindingRow, _ grant: GrantRow, _ target: FindingState, _ call: ReadCall
  ) throws {
    try GrantDesk.checkAbove(grant, call)
    guard try !GrantDesk.isOwn(row.owner, call) else { throw ownUnit }
    let recoveries = try SupervisionStore.recoveries(of: grant.id, in: call.connection)
    let isBacked =
      switch target {
      case .recoveryOrdered: !recoveries.isEmpty
      case .recovered: recoveries.contains { $0.state == RecoveryState.returnedToProvince.rawValue }
      default: true
      }
    guard isBacked else { throw noRecovery }
  }

  private static let ownUnit = Refusal(
    "finding.own-unit", kind: .notPermitted, citation: Citation("R-312", Citation.studioIncentives, "第九条"),
    message: Bilingual("问题的责任单位不能自己作结论", "the unit that has to answer does not judge the answer"),
    remedy: Bilingual("由省级财务稽核审核", "let the province's reviewer judge it"))

  private static let noRecovery = BookRefusals.make(
    "finding.no-recovery", "R-319", Citation.studioIncentives, "第九条",
    Bilingual("没有相应的责令追回，或款项尚未退回省总工会", "no recovery is ordered, or the money is not back yet"),
    Bilingual("先由检查结论责令追回（grant conclude），并逐级退回", "order it by grant conclude and let the money go back first"))

  /// Records a finding that is new. What rests at a city is the city's to answer, everything else the base union's.
  static func add(
    _ finding: SupervisionFinding, _ row: GrantRow, deadline: CalendarDay, _ call: WriteCall
  ) throws -> Bool {
    let isOfCity = finding.kind == .restingAtCity || finding.kind == .paidToThirdParty
    guard let owner = (isOfCity ? row.cityUnit : nil) ?? row.baseUnit else { return false }
    return try FindingStore.add(
      GrantFindingRow(
        id: call.environment.newIdentifier(), mark: finding.key, kind: finding.kind.rawValue, grant: row.id,
        spends: finding.spends.joined(separator: ","), amount: finding.amount, day: finding.day.text,
        detail: finding.detail, owner: owner, deadline: deadline.text), at: call.environment.instant,
      in: call.transaction)
  }

  /// Who answered is the one who may not judge.
  static func followUp(_ row: GrantFindingRow) throws -> FindingFollowUp {
    FindingFollowUp(
      state: try StudioNames.value(row.state, "state"), owner: row.answeredBy?.text ?? "",
      deadline: try CalendarDay(row.deadline), answer: row.answer, result: row.result)
  }

  static let days = Refusal(
    "finding.days", kind: .wrongUse, citation: Citation("R-317", Citation.houseRules),
    message: Bilingual("答复期限应为 1 至 365 天", "the days of an answer are 1 to 365"),
    remedy: Bilingual("改正天数", "give another number"))
}
