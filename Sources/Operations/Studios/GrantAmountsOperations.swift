import Primitives
import SelectionRules
import Store
import StudioRules

/// `qilu grant amounts EDITION --document NUMBER (--preset 2018|2019 | --craftsman A --great B [--award …])` (OP-08).
struct GrantAmountsSet: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var document: String
    var preset: String?
    var craftsman: String?
    var great: String?
    var award: String?
    var greatAward: String?
  }

  static let name = "grant amounts"
  static let summary = Bilingual("拟定一届的资助和奖金标准", "propose the amounts of an edition's grants and awards")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("document", "NUMBER", "依据文件文号", "the number of the document that sets them"),
    .option(
      "preset", "PRESET", "2018（5 万、30 万）或 2019（5 万、25 万，另发个人奖金），不写为 2018",
      "2018 (50,000 and 300,000) or 2019 (50,000 and 250,000 with personal awards); 2018 by default"),
    .option("craftsman", "AMOUNT", "齐鲁工匠工作室资助（元）", "a craftsman's grant in yuan"),
    .option("great", "AMOUNT", "齐鲁大工匠工作室资助（元）", "a great craftsman's grant in yuan"),
    .option("award", "AMOUNT", "齐鲁工匠个人奖金（税前，元）", "a craftsman's award before tax in yuan"),
    .option("greatAward", "AMOUNT", "齐鲁大工匠个人奖金（税前，元）", "a great craftsman's award before tax in yuan"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard try edition.organiser(in: call.connection).tier == .province else { throw GrantEntitling.notProvincial }
    let document = try DocumentNumber(input.document)
    let amounts = try amounts(input)
    if try GrantPartStore.amounts(of: edition.id, in: call.connection)?.confirmedBy != nil {
      throw GrantEntitling.frozen
    }
    let row = GrantAmountsRow(
      name: amounts.name, craftsman: amounts.craftsman, great: amounts.great, award: amounts.craftsmanAward,
      greatAward: amounts.greatAward, document: document.text, setBy: call.actor.id, confirmedBy: nil)
    try GrantPartStore.set(row, of: edition.id, at: call.environment.instant, in: call.transaction)
    call.record(
      "edition", edition.id.text,
      ["amounts": amounts.name, "craftsman": row.craftsman.text, "great": row.great.text, "document": row.document])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual(
        "标准已拟定：\(row.craftsman.voucherText)、\(row.great.voucherText)，待第二人确认",
        "proposed: \(row.craftsman.text) and \(row.great.text) yuan; a second person confirms them"))
  }

  private static func amounts(_ input: Input) throws -> GrantAmounts {
    let preset = try input.preset.map { try GrantAmounts.preset(named: $0) } ?? .proposed
    let given = [input.craftsman, input.great, input.award, input.greatAward]
    guard given.contains(where: { $0 != nil }) else { return preset }
    return try GrantAmounts(
      name: "\(preset.name)*", craftsman: input.craftsman.map { try Money($0) } ?? preset.craftsman,
      great: input.great.map { try Money($0) } ?? preset.great,
      craftsmanAward: input.award.map { try Money($0) } ?? preset.craftsmanAward,
      greatAward: input.greatAward.map { try Money($0) } ?? preset.greatAward)
  }
}

/// `qilu grant confirm-amounts EDITION`: by another person; those already named are entitled at once.
struct GrantAmountsConfirm: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
  }

  static let name = "grant confirm-amounts"
  static let summary = Bilingual("由第二人确认资助标准", "confirm the amounts of an edition's grants, as a second person")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard let amounts = try GrantPartStore.amounts(of: edition.id, in: call.connection) else {
      throw GrantEntitling.notSet
    }
    guard amounts.confirmedBy == nil else { throw GrantEntitling.frozen }
    guard amounts.setBy != call.actor.id else { throw GrantEntitling.samePerson }
    try GrantPartStore.confirmAmounts(
      of: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    let entitled = try GrantEntitling.entitle(edition, call)
    call.record("edition", edition.id.text, ["amounts": amounts.name, "entitled": "\(entitled)"])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("标准已确认；\(entitled) 人获得资助资格", "the amounts are confirmed; \(entitled) are entitled"))
  }
}

/// The entitlement that a naming creates: whichever of naming and confirmed amounts comes last makes it.
enum GrantEntitling {
  /// Entitles all named ones of an edition that are not; answers how many. None while its amounts are not confirmed.
  @discardableResult
  static func entitle(_ edition: EditionContext, _ call: WriteCall) throws -> Int {
    guard let row = try GrantPartStore.amounts(of: edition.id, in: call.connection), row.confirmedBy != nil else {
      return 0
    }
    let amounts = try GrantAmounts(
      name: row.name, craftsman: row.craftsman, great: row.great, craftsmanAward: row.award, greatAward: row.greatAward)
    let revoked = Set(try RevocationStore.all(of: edition.id, in: call.connection).map(\.nomination))
    var serial = try GrantStore.count(year: edition.row.year, in: call.connection)
    var entitled = 0
    for naming in try NamingFinding.inListOrder(edition, call) where !revoked.contains(naming.nomination) {
      if try GrantStore.find(nomination: naming.nomination, of: edition.id, in: call.connection) != nil { continue }
      // A code may have come in with a grant of an earlier year.
      repeat { serial += 1 } while try GrantStore.find(code: code(serial, edition), in: call.connection) != nil
      entitled += 1
      try enter(naming, serial, amounts.entitlement(isGreat: naming.isGreat).grant, edition, call)
    }
    return entitled
  }

  private static func code(_ serial: Int, _ edition: EditionContext) -> String {
    let digits = String(serial)
    let number = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return "\(HandMade.grantPrefix)\(edition.row.year)-\(number)"
  }

  private static func enter(
    _ naming: NamingRow, _ serial: Int, _ amount: Money, _ edition: EditionContext, _ call: WriteCall
  ) throws {
    let entry = GrantEntry(
      id: call.newIdentifier(), code: code(serial, edition), edition: edition.id,
      nomination: naming.nomination,
      person: try NamingStore.name(of: naming.nomination, edition: edition.id, in: call.connection) ?? "",
      isGreat: naming.isGreat, year: edition.row.year, amount: amount, state: GrantState.entitled.rawValue)
    try GrantStore.insert(entry, at: call.environment.instant, in: call.transaction)
    try GrantPartStore.addStep(
      call.environment.newIdentifier(), of: entry.id, from: nil, to: entry.state, reason: naming.document,
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }

  static let notProvincial = BookRefusals.make(
    "grant.not-provincial", "R-301", Citation.studioIncentives, "第二条",
    Bilingual("只有省总工会组织的届次有工作室资助", "only editions of the province carry studio grants"),
    Bilingual("选择省级届次", "name an edition of the province"))

  static let notSet = BookRefusals.make(
    "grant.amounts-missing", "OP-08", Citation.houseRules, "",
    Bilingual("该届尚未拟定资助标准", "the edition's amounts are not proposed yet"),
    Bilingual("先用 grant amounts 拟定", "propose them by grant amounts first"))

  static let frozen = BookRefusals.make(
    "grant.amounts-frozen", "R-304", Citation.studioIncentives, "第三条、第四条",
    Bilingual("资助标准已确认，不再变更", "the amounts are confirmed and change no more"),
    Bilingual("grant list 查看资助", "grant list shows the grants"))

  static let samePerson = Refusal(
    "grant.amounts-same-person", kind: .notPermitted, citation: Citation("OP-08", Citation.houseRules),
    message: Bilingual("拟定人不能自己确认标准", "who proposed the amounts cannot confirm them"),
    remedy: Bilingual("由另一位复核确认人确认", "let another second confirmer do it"))
}
