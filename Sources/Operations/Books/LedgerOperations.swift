import LedgerRules
import Primitives
import Store

/// `qilu ledger open UNIT --head NAME --first-month MONTH [--profile PROFILE --document NUMBER] [--word WORD]`.
struct LedgerOpen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var head: String
    var firstMonth: String
    var profile: PostingProfile?
    var document: String?
    var word: String?
  }

  static let name = "ledger open"
  static let summary = Bilingual("为工会建账", "open the books of a union")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("head", "NAME", "会计主管", "the accounting head"),
    .option("firstMonth", "MONTH", "建账月份，如 2026-01", "the first month, such as 2026-01"),
    .option(
      "profile", "PROFILE", "核算方式，不写为 LOCAL_2018", "the posting profile; LOCAL_2018 where none is named"),
    .option("document", "NUMBER", "省总工会批准 STD_2021 的文号", "the document by which the province approved STD_2021"),
    .option("word", "WORD", "凭证字，不写为“记”", "the word before a voucher's number"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let unit = try LedgerDesk.unit(input.unit, call)
    guard let tier = LedgerTier(unionTier: unit.tier) else { throw BookRefusals.noBooks }
    guard try LedgerStore.find(unit: unit.code, in: call.connection) == nil else { throw BookRefusals.opened }
    let ledger = LedgerRow(
      id: call.newIdentifier(), unit: unit.id, unitCode: unit.code, unitName: unit.name, tier: tier.rawValue,
      profile: (input.profile ?? .local2018).rawValue, profileDocument: try Self.document(input, tier),
      word: try LedgerWords.word(input.word ?? "记"), head: try LedgerWords.head(input.head),
      firstMonth: try BookMonth(input.firstMonth).text)
    try LedgerDesk.check(ledger, [.reviews], call)
    try LedgerStore.insert(ledger, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record("ledger", ledger.id.text, ["unit": unit.code, "profile": ledger.profile])
    return DoneOutput(
      subject: ledger.id.text, done: Bilingual("已为\(unit.name)建账", "the books of \(unit.code) are open"))
  }

  /// OP-09: only the base union's default has another profile beside it, which the province approves.
  private static func document(_ input: Input, _ tier: LedgerTier) throws -> String? {
    guard let text = input.document else {
      guard tier != .base || input.profile != .standard2021 else { throw BookRefusals.profileNeedsDocument }
      return nil
    }
    return try DocumentNumber(text).text
  }
}

/// `qilu ledger change UNIT [--profile PROFILE --document NUMBER] [--head NAME]`.
struct LedgerChange: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var profile: PostingProfile?
    var document: String?
    var head: String?
  }

  static let name = "ledger change"
  static let summary = Bilingual("变更账套的核算方式或会计主管", "change a ledger's posting profile or accounting head")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("profile", "PROFILE", "核算方式", "the posting profile"),
    .option("document", "NUMBER", "省总工会批准的文号", "the document by which the province approved it"),
    .option("head", "NAME", "会计主管", "the accounting head"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    guard let ledger = try LedgerStore.find(unit: input.unit, in: call.connection) else {
      throw BookRefusals.unknownLedger(input.unit)
    }
    let document = try input.document.map { try DocumentNumber($0).text }
    if input.profile == .standard2021, try LedgerDesk.tier(ledger) == .base, document == nil {
      throw BookRefusals.profileNeedsDocument
    }
    let profile = input.profile?.rawValue ?? ledger.profile
    if profile != ledger.profile, try GrantDesk.holdsGrants(ledger.unit, call) { throw BookRefusals.profileInUse }
    try LedgerStore.change(
      ledger.id, profile: profile, document: document ?? ledger.profileDocument,
      head: try input.head.map(LedgerWords.head) ?? ledger.head, in: call.transaction)
    call.record(
      "ledger", ledger.id.text,
      ["unit": ledger.unitCode, "profile": profile].merging(
        document.map { ["document": $0] } ?? [:]
      ) { first, _ in first })
    return DoneOutput(subject: ledger.id.text, done: Bilingual("账套已变更", "the ledger is changed"))
  }
}

/// The words of a ledger that people give.
enum LedgerWords {
  static func word(_ text: String) throws -> String {
    guard (1...4).contains(text.unicodeScalars.count), !text.contains(where: \.isWhitespace) else {
      throw Refusal(
        "ledger.word", kind: .wrongUse, citation: Citation("R-420", Citation.accountingBasics),
        message: Bilingual("凭证字应为 1 到 4 个字", "the word before a voucher's number has 1 to 4 characters"),
        remedy: Bilingual("例如“记”", "such as 记"))
    }
    return text
  }

  static func head(_ text: String) throws -> String {
    guard !text.allSatisfy(\.isWhitespace), text.count <= 40 else {
      throw Refusal(
        "ledger.head", kind: .wrongUse, citation: Citation("R-420", Citation.accountingBasics, "第五十一条"),
        message: Bilingual("须写明会计主管", "the accounting head must be named"),
        remedy: Bilingual("用 --head 写明姓名", "name the person with --head"))
    }
    return text
  }
}

/// `qilu ledger list`.
struct LedgerList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var unit: String
      var name: String
      var tier: LedgerTier
      var profile: PostingProfile
      var firstMonth: String
      var head: String
    }

    var ledgers: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("单位", "unit"), TableBlock.text("名称", "name"), TableBlock.text("层级", "tier"),
        TableBlock.text("核算方式", "profile"), TableBlock.text("建账月份", "first month"), TableBlock.text("会计主管", "head"),
      ]
      let rows = ledgers.map { item in
        [Bilingual(item.unit, item.unit), Bilingual(item.name, item.name), item.tier.displayName]
          + [item.profile.rawValue, item.firstMonth, item.head].map { Bilingual($0, $0) }
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "ledger list"
  static let summary = Bilingual("列出账套", "list the ledgers")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      ledgers: try LedgerStore.all(in: call.connection).filter { try LedgerDesk.isReadable($0, call) }.map {
        Output.Item(
          unit: $0.unitCode, name: $0.unitName, tier: try LedgerDesk.tier($0),
          profile: try BookNames.profile($0.profile), firstMonth: $0.firstMonth, head: $0.head)
      })
  }
}
