import Database
import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu award record EDITION NOMINATION --on DAY --tax AMOUNT --basis TEXT` (R-322, OP-22).
struct AwardRecord: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var on: String
    var tax: String
    var basis: String
  }

  static let name = "award record"
  static let summary = Bilingual("登记发给个人的奖金及财务核定的税额", "record a personal award with the tax that finance entered")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("on", "DAY", "发放日期", "the day of the payment"),
    .option("tax", "AMOUNT", "财务核定的代扣税额（系统不自动计算）", "the tax withheld, as finance entered it; it is never computed"),
    .option("basis", "TEXT", "适用税目和税率的依据", "on what category and rate the tax rests"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let naming = try NamingFinding.naming(input.nomination, edition, call)
    guard try NamingFinding.revocation(input.nomination, edition, call) == nil else { throw AwardFlow.revoked }
    guard let row = try GrantPartStore.amounts(of: edition.id, in: call.connection), row.confirmedBy != nil else {
      throw GrantEntitling.notSet
    }
    let gross = naming.isGreat ? row.greatAward : row.award
    guard gross > .zero else { throw AwardFlow.none }
    let award = try PersonalAward(gross: gross, taxByFinance: Money(input.tax))
    // What nobody has confirmed is put right by recording it anew.
    guard try AwardStore.find(naming.nomination, of: edition.id, in: call.connection)?.confirmedBy == nil else {
      throw AwardFlow.twice
    }
    let basis = try GrantInput.text(input.basis, "税目税率依据", "basis of the tax")
    try AwardStore.insert(
      AwardRow(
        nomination: naming.nomination, gross: award.gross, tax: award.tax,
        paidOn: try GrantInput.day(input.on, call).text, basis: basis, recordedBy: call.actor.id, confirmedBy: nil),
      of: edition.id, at: call.environment.instant, in: call.transaction)
    call.record("edition", edition.id.text, ["nomination": input.nomination.string, "gross": gross.text])
    return DoneOutput(
      subject: input.nomination.string,
      done: Bilingual(
        "税前 \(gross.voucherText)，实发 \(try award.net().voucherText)，待第二人确认",
        "gross \(gross.text), net \(try award.net().text); a second person confirms it"))
  }
}

/// `qilu award confirm EDITION NOMINATION`.
struct AwardConfirm: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
  }

  static let name = "award confirm"
  static let summary = Bilingual("由第二人确认个人奖金", "confirm a personal award, as a second person")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard let award = try AwardStore.find(input.nomination, of: edition.id, in: call.connection),
      award.confirmedBy == nil
    else { throw AwardFlow.nothing }
    guard award.recordedBy != call.actor.id else { throw AwardFlow.samePerson }
    guard try NamingFinding.revocation(input.nomination, edition, call) == nil else { throw AwardFlow.revoked }
    try AwardStore.confirm(
      input.nomination, of: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record("edition", edition.id.text, ["nomination": input.nomination.string])
    return DoneOutput(subject: input.nomination.string, done: Bilingual("奖金已确认", "the award is confirmed"))
  }
}

/// `qilu award list EDITION`.
struct AwardList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var nomination: ByteText
      var person: String
      var gross: String
      var tax: String
      var net: String
      var paidOn: String
      var basis: String
      var isConfirmed: Bool
    }

    var awards: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "person"), TableBlock.number("税前", "gross"),
        TableBlock.number("税额", "tax"), TableBlock.number("实发", "net"), TableBlock.text("日期", "paid on"),
        TableBlock.text("依据", "basis"), TableBlock.text("确认", "confirmed"),
      ]
      let rows = awards.map { item in
        [item.nomination.string, item.person, item.gross, item.tax, item.net, item.paidOn, item.basis].map {
          Bilingual($0, $0)
        } + [item.isConfirmed ? Bilingual("是", "yes") : Bilingual("否", "no")]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "award list"
  static let summary = Bilingual("列出个人奖金", "list the personal awards of an edition")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    return Output(
      awards: try AwardStore.all(of: edition.id, in: call.connection).map {
        Output.Item(
          nomination: $0.nomination,
          person: try NamingStore.name(of: $0.nomination, edition: edition.id, in: call.connection) ?? "",
          gross: $0.gross.text, tax: $0.tax.text, net: try ($0.gross - $0.tax).text, paidOn: $0.paidOn, basis: $0.basis,
          isConfirmed: $0.confirmedBy != nil)
      })
  }
}

/// What is refused about awards.
enum AwardFlow {
  static let none = make(
    "award.none", Bilingual("该届没有个人奖金", "the edition has no personal awards"),
    Bilingual("2018 年标准只有工作室资助", "the amounts of 2018 have grants only"))
  static let twice = make(
    "award.twice", Bilingual("该奖金已登记", "the award is recorded already"),
    Bilingual("award list 查看", "award list shows it"))
  static let revoked = make(
    "award.revoked", Bilingual("命名已撤销，不发奖金", "the naming is revoked; no award is paid"),
    Bilingual("naming list 查看", "naming list tells it"))
  static let nothing = make(
    "award.nothing", Bilingual("没有待确认的奖金", "no award waits to be confirmed"),
    Bilingual("award list 查看", "award list shows them"))
  static let samePerson = Refusal(
    "award.same-person", kind: .notPermitted, citation: Citation("R-322", Citation.houseRules),
    message: Bilingual("登记人不能自己确认", "who recorded the award cannot confirm it"),
    remedy: Bilingual("由另一位省级财务稽核确认", "let a provincial reviewer do it"))

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    BookRefusals.make(code, "R-322", Citation.houseRules, "", message, remedy)
  }
}
