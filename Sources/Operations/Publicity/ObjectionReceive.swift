import Primitives
import SelectionRules
import Store

/// `qilu objection receive EDITION NOMINATION --channel letter --objector person --name … --on DAY --content FILE`.
struct ObjectionReceive: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var nomination: String
    var channel: ObjectionChannel
    var objector: Objector.Kind
    var name: String?
    var address: String?
    var phone: String?
    var seal: FilePath?
    var on: String
    var content: FilePath
  }

  struct Output: OperationOutput {
    var receipt: String
    var state: ObjectionState
    /// What is missing for a formal acceptance.
    var missing: [Objector.Particular]
    var answerBy: String?
    var isInsideWindow: Bool
    var warnings: [Bilingual]

    var presentation: [Block] {
      let place =
        isInsideWindow
        ? Bilingual("在公示期内", "inside the publicity") : Bilingual("不在公示期内", "outside the publicity")
      let first = Block.line(
        "受理号 \(receipt)：\(state.displayName.zh)，\(place.zh)", "receipt \(receipt): \(state.displayName.en), \(place.en)"
      )
      let second =
        answerBy.map { Block.line("须不晚于 \($0) 书面答复", "a written answer is due on \($0)") }
        ?? Block.line(
          "已记录，不作正式受理；缺：\(missing.map { ObjectionWords.words($0).zh }.joined(separator: "、"))",
          "recorded, not formally accepted; missing: \(missing.map(\.rawValue).joined(separator: ", "))")
      return [first, second] + warnings.map { .line($0) }
    }
  }

  static let name = "objection receive"
  static let summary = Bilingual("登记收到的异议（异议人加密保存）", "record an objection; who objects is sealed")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("channel", "CHANNEL", "方式：来信、来电、来访、邮件", "how it came"),
    .option(
      "objector", "KIND", "单位（须有名称、盖章、地址、电话）、实名个人（须有姓名和电话或地址）或匿名",
      "a unit with name, seal, address and phone; a person with real name and contact; or nobody who gives a name"),
    .personal("name", "NAME", "单位名称或真实姓名", "the unit's name, or the real name"),
    .personal("address", "TEXT", "地址", "the address"),
    .personal("phone", "PHONE", "电话", "the phone"),
    .option("seal", "FILE", "单位盖章的扫描件", "a scan with the unit's seal"),
    .option("on", "DAY", "收到日期", "the day of receipt"),
    .option("content", "FILE", "异议内容或记录，加密留存", "what was written or noted, kept sealed"),
  ]

  private static let states: [EditionState] = [
    .nominating, .preliminaryReview, .expertReview, .display, .voting, .composite, .inspection, .publicity,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.check(try edition.state(), isOneOf: states)
    try Standing.requireKnown(input.nomination, edition, call)
    let day = try CalendarDay(input.on)
    guard try day <= call.environment.today() else { throw ObjectionRefusals.future(day) }
    let objector = try objector(input)
    let term = try ObjectionRules.answerDay(receivedOn: day)
    let state = objector.acceptance
    let row = try stored(input, edition, objector, day, state == .formal ? term.value : nil, call)
    try step(row.id, from: nil, to: .received, call)
    try step(row.id, from: .received, to: state, call)
    call.record("objection", row.id.text, ["receipt": row.receipt, "nomination": input.nomination])
    let publicities = try PublicityFacts.publicities(of: edition.id, in: call.connection)
    return Output(
      receipt: row.receipt, state: state, missing: objector.missing, answerBy: row.answerBy,
      isInsideWindow: ObjectionRules.isInside(day, of: row.nomination, in: publicities),
      warnings: term.warnings.map(\.message))
  }

  private static func objector(_ input: Input) throws -> Objector {
    let objector = Objector(
      kind: input.objector, name: input.name ?? "", address: input.address ?? "",
      phone: try input.phone.map { try $0.isEmpty ? "" : PhoneNumber($0).text } ?? "", hasSeal: input.seal != nil)
    let isEmpty = objector.name.isEmpty && objector.address.isEmpty && objector.phone.isEmpty && !objector.hasSeal
    guard input.objector != .anonymous || isEmpty else { throw ObjectionRefusals.anonymousNamed }
    return objector
  }

  private static func stored(
    _ input: Input, _ edition: EditionContext, _ objector: Objector, _ day: CalendarDay, _ answerBy: CalendarDay?,
    _ call: WriteCall
  ) throws -> ObjectionRow {
    let number = try ObjectionStore.nextNumber(of: edition.id, in: call.connection)
    let receipt = ObjectionRules.receipt(edition: edition.row.name, number: number)
    let row = ObjectionRow(
      id: call.newIdentifier(), edition: edition.id, number: number, receipt: receipt,
      nomination: ByteText(input.nomination), channel: input.channel.rawValue, state: objector.acceptance.rawValue,
      receivedOn: day.text, answerBy: answerBy?.text,
      objector: try ObjectionSealing.seal(objector, receipt: receipt, call),
      content: try EvidenceFile.keep(input.content, named: "objection", call),
      seal: try input.seal.map { try EvidenceFile.keep($0, named: "objection-seal", call) })
    try ObjectionStore.insert(row, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    return row
  }

  private static func step(
    _ id: ObjectionID, from: ObjectionState?, to: ObjectionState, _ call: WriteCall
  ) throws {
    try from?.checkChange(to: to)
    try ObjectionStore.step(
      id, from: from?.rawValue, to: to.rawValue, reason: "", by: call.actor.id, at: call.environment.instant,
      stepID: call.environment.newIdentifier(), in: call.transaction)
  }
}

/// Words for what an objection may lack.
enum ObjectionWords {
  static func words(_ particular: Objector.Particular) -> Bilingual {
    switch particular {
    case .name: Bilingual("真实名称", "real name")
    case .seal: Bilingual("印章", "seal")
    case .address: Bilingual("地址", "address")
    case .phone: Bilingual("电话", "phone")
    case .contact: Bilingual("联系方式", "contact")
    }
  }
}
