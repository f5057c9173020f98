import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu studio event STUDIO --event EVENT --on DAY --reason TEXT [--leader NAME] [--unit UNIT] [--document NUMBER]`.
struct StudioEventRecord: WriteOperation {
  struct Input: Codable, Sendable {
    var studio: String
    var event: StudioEvent
    var on: String
    var reason: String
    var leader: String?
    var unit: String?
    var document: String?
  }

  struct Output: OperationOutput {
    var studio: String
    var effects: [String: GrantEffect]

    var presentation: [Block] {
      [.line("已登记", "recorded")]
        + effects.sorted { $0.key < $1.key }.map {
          .line("资助 \($0.key)：\($0.value.displayName.zh)", "grant \($0.key): \($0.value.displayName.en)")
        }
    }
  }

  static let name = "studio event"
  static let summary = Bilingual(
    "登记工作室变更：领衔人、所在单位、复核、摘牌；说明对资助的影响", "record what happened to a studio, and what it does to its grant")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("studio", "STUDIO", "工作室编号", "the studio's code"),
    .option(
      "event", "EVENT", "事项：\(events.map { "\($0.rawValue) \($0.displayName.zh)" }.joined(separator: "、"))",
      "the event: \(events.map(\.rawValue).joined(separator: ", "))"),
    .option("on", "DAY", "日期", "the day"), .option("reason", "TEXT", "理由", "why"),
    .option("leader", "NAME", "新领衔人（变更领衔人时）", "the new leader, where he changes"),
    .option("unit", "UNIT", "新所在单位工会编码（变更单位时）", "the code of the new base union, where it changes"),
    .option("document", "NUMBER", "文号（摘牌、复核时必填）", "the document; needed for a removal and a confirmation"),
  ]

  /// A revocation is recorded where the naming is revoked.
  static let events = StudioEvent.allCases.filter { $0 != .namingRevoked }

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    try Reason.require(input.reason, rule: "R-318")
    guard input.event != .namingRevoked else { throw StudioEventRefusals.revocation }
    let studio = try StudioFinding.readable(input.studio, call)
    try checkHands(input, studio, call)
    let unit = try input.unit.map { try base($0, call) }
    try checkFields(input, unit)
    guard try !StudioPartStore.events(of: studio.id, in: call.connection).contains(where: { $0.state == "WAITING" })
    else { throw StudioEventRefusals.waiting }
    let grants = try GrantStore.all(of: studio.id, in: call.connection)
    let effects = try grants.map { grant in
      (grant, input.event.effect(on: try StudioNames.value(grant.state, "state")))
    }
    let waits = effects.contains { $0.1 == .waitsForProvince }
    let event = StudioEventRow(
      id: call.environment.newIdentifier(), kind: input.event.rawValue, day: try GrantInput.day(input.on, call).text,
      document: try input.document.map { try DocumentNumber($0).text }, reason: input.reason, leader: input.leader,
      baseUnit: unit?.id, effect: (effects.map(\.1).first { $0 != .none } ?? .none).rawValue,
      state: waits ? "WAITING" : "DONE", recordedBy: call.actor.id)
    try StudioPartStore.add(event, to: studio.id, at: call.environment.instant, in: call.transaction)
    if !waits { try StudioEventFlow.apply(event, studio, call) }
    call.record("studio", studio.id.text, ["code": studio.code, "event": event.kind, "effect": event.effect])
    return Output(
      studio: studio.code, effects: Dictionary(uniqueKeysWithValues: effects.map { ($0.0.code, $0.1) }))
  }

  /// The studio's own union tells what changed; the office and the province confirm and take plaques off.
  private static func checkHands(_ input: Input, _ studio: StudioRow, _ call: ReadCall) throws {
    let isOwn = try GrantDesk.isOwn(studio.baseUnit, call)
    let isAbove = !call.actor.roles.isDisjoint(with: [.officeOperator, .secondConfirmer])
    guard input.event.isTransfer ? isOwn || isAbove : isAbove else { throw UnitScope.otherUnit }
  }

  private static func checkFields(_ input: Input, _ unit: UnionUnitRow?) throws {
    switch input.event {
    case .leaderChanged:
      guard let leader = input.leader, !leader.allSatisfy(\.isWhitespace) else { throw StudioEventRefusals.noLeader }
    case .employerChanged, .employerClosed: if unit == nil { throw StudioEventRefusals.noUnit }
    case .plaqueRemoved, .confirmed: if input.document == nil { throw StudioEventRefusals.noDocument }
    case .confirmationMissed, .namingRevoked: break
    }
  }

  private static func base(_ code: String, _ call: ReadCall) throws -> UnionUnitRow {
    guard let unit = try UnionUnitStore.find(code: code, in: call.connection), unit.tier == "base" else {
      throw RegistryRefusals.unknownUnit(code)
    }
    return unit
  }
}

/// `qilu studio decide STUDIO --approve|--refuse --document NUMBER`: the province decides on a transfer (OP-29).
struct StudioDecide: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var studio: String
    var decision: GrantDecide.Decision
    var document: String
  }

  static let name = "studio decide"
  static let summary = Bilingual("审批待批的工作室变更", "decide on a change of leader or employer that waits")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("studio", "STUDIO", "工作室编号", "the studio's code"),
    .option("decision", "DECISION", "approve 批准，或 reject 不批准", "approve or reject"),
    .option("document", "NUMBER", "批复文号", "the number of the deciding document"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let studio = try StudioFinding.readable(input.studio, call)
    let events = try StudioPartStore.events(of: studio.id, in: call.connection)
    guard let event = events.first(where: { $0.state == "WAITING" }) else { throw StudioEventRefusals.nothing }
    guard event.recordedBy != call.actor.id else { throw StudioEventRefusals.samePerson }
    let document = try DocumentNumber(input.document)
    if input.decision == .approve { try StudioEventFlow.checkVouchers(studio, call) }
    try StudioPartStore.decide(
      event.id, isApproved: input.decision == .approve, document: document.text, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    if input.decision == .approve { try StudioEventFlow.apply(event, studio, call) }
    call.record(
      "studio", studio.id.text,
      ["code": studio.code, "decision": input.decision.rawValue, "document": document.text])
    return DoneOutput(
      subject: studio.code,
      done: input.decision == .approve
        ? Bilingual("变更已批准，资助随工作室转移", "approved; the grant goes with the studio")
        : Bilingual("变更未批准", "the change is refused"))
  }
}

/// What an event does.
enum StudioEventFlow {
  static func apply(_ event: StudioEventRow, _ studio: StudioRow, _ call: WriteCall) throws {
    let kind: StudioEvent = try StudioNames.value(event.kind, "kind")
    switch kind {
    case .leaderChanged, .employerChanged, .employerClosed:
      try StudioStore.transfer(studio.id, leader: event.leader, base: event.baseUnit, in: call.transaction)
      if let base = event.baseUnit { try moveGrants(studio, to: base, call) }
    case .confirmed: try StudioStore.confirm(studio.id, on: event.day, in: call.transaction)
    case .plaqueRemoved: try StudioStore.removePlaque(studio.id, on: event.day, in: call.transaction)
    case .confirmationMissed, .namingRevoked: break
    }
  }

  /// A voucher that is drafted for the old union is posted or given up first.
  static func checkVouchers(_ studio: StudioRow, _ call: ReadCall) throws {
    for grant in try GrantStore.all(of: studio.id, in: call.connection) {
      let books = try GrantMovementStore.books(of: grant.id, in: call.connection)
      guard !books.contains(where: { $0.number == nil }) else { throw StudioEventRefusals.vouchersWaiting(grant.code) }
    }
  }

  /// A grant that no base union has received goes the new way; money that one holds stays in its books until it is
  /// recovered or spent there.
  private static func moveGrants(_ studio: StudioRow, to base: UnionUnitID, _ call: WriteCall) throws {
    let city = try GrantDesk.city(above: base, call)
    for grant in try GrantStore.all(of: studio.id, in: call.connection) {
      let state: GrantState = try StudioNames.value(grant.state, "state")
      let isBeforePayment = [.entitled, .applied, .approved].contains(state)
      // Money that is on its way to the same city, or lies there, is paid to the new union.
      let isAtSameCity = [.provincePaid, .cityReceived].contains(state) && grant.cityUnit == city?.id
      guard isBeforePayment || isAtSameCity else { continue }
      try GrantStore.tie(grant.id, studio: studio.id, base: base, city: city?.id, in: call.transaction)
    }
  }
}

/// What is refused about events of studios.
enum StudioEventRefusals {
  static let revocation = make(
    "studio.revocation", "R-237", Bilingual("命名撤销不在这里登记", "a revocation is not recorded here"),
    Bilingual("用 naming revoke", "use naming revoke"))
  static let waiting = make(
    "studio.event-waiting", "OP-29", Bilingual("还有变更待省总工会批准", "a change waits for the province"),
    Bilingual("先由省总工会 studio decide", "let the province decide by studio decide first"))
  static let noLeader = make(
    "studio.leader-missing", "R-318", Bilingual("没有写明新领衔人", "the new leader is missing"),
    Bilingual("用 --leader 写明", "name him by --leader"))
  static let noUnit = make(
    "studio.unit-missing", "R-318", Bilingual("没有写明新的所在单位工会", "the new base union is missing"),
    Bilingual(
      "用 --unit 写明；没有接收单位的，登记摘牌",
      "name it by --unit; where nobody takes the studio over, record the removal of the plaque"))
  static let noDocument = make(
    "studio.document-missing", "R-318", Bilingual("没有写明文号", "the document is missing"),
    Bilingual("用 --document 写明", "give it by --document"))
  static func vouchersWaiting(_ grant: String) -> Refusal {
    make(
      "studio.vouchers-waiting", "OP-29",
      Bilingual("资助 \(grant) 还有未记账的凭证", "vouchers of the grant \(grant) wait to be posted"),
      Bilingual("先记账或作废", "post them or give them up first"))
  }
  static let nothing = make(
    "studio.nothing-waits", "OP-29", Bilingual("没有待批的变更", "no change waits"),
    Bilingual("studio show 查看变更", "studio show tells the changes"))
  static let samePerson = Refusal(
    "studio.same-person", kind: .notPermitted, citation: Citation("OP-29", Citation.houseRules),
    message: Bilingual("登记人不能自己审批", "who recorded the change cannot decide on it"),
    remedy: Bilingual("由另一位有权人员审批", "let another authorised person decide"))

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    BookRefusals.make(code, rule, Citation.houseRules, "", message, remedy)
  }
}
