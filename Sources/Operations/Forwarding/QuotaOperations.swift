import Primitives
import SelectionRules
import Store
import Tables

/// `qilu quota import EDITION FILE`: whole or nothing, while the edition is a draft (OP-24).
struct QuotaImport: WriteOperation {
  typealias Output = ImportOutput

  struct Input: Codable, Sendable {
    var edition: String
    var file: FilePath
    var dryRun: Bool?
  }

  static let name = "quota import"
  static let summary = Bilingual("导入各推荐工会的名额（草稿阶段）", "import the quotas of the unions, while the edition is a draft")
  static let reach = Reach.everywhere
  static let columns = ["unit", "places", "substitutes"]
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    ColumnNote.file(
      columns,
      values: Bilingual(
        "unit 为上报工会（市总工会、产业工会、大企业工会）的编码，places 正选、substitutes 递补的名额",
        "unit is the code of a city's, industrial or large-enterprise union; places are those of primaries")),
    .option("dryRun", "", "只检查，不写入", "check only, change nothing"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> ImportOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard try edition.state() == .draft else { throw frozen }
    var units: Set<UnionUnitID> = []
    let batch = RegistryImport(
      table: "quotas", columns: columns, input: RegistryImportInput(file: input.file, dryRun: input.dryRun),
      call: call)
    return try batch.run { row in
      let unit = try row.checked(0) { try Self.unit($0, call) }
      guard units.insert(unit).inserted else { throw RegistryRefusals.exists.at(row.location(0)) }
      let places = try row.checked(1, Self.count)
      let substitutes = try row.checked(2, Self.count)
      try QuotaStore.set(
        unit, places: places, substitutes: substitutes, edition: edition.id, by: call.actor.id,
        at: call.environment.instant, id: call.environment.newIdentifier(), in: call.transaction)
      return nil
    }
  }

  private static func unit(_ code: String, _ call: WriteCall) throws -> UnionUnitID {
    guard let unit = try UnionUnitStore.find(code: code, in: call.connection) else {
      throw RegistryRefusals.unknownUnit(code)
    }
    if let tier = UnionTier(rawValue: unit.tier) { try Forwarding.checkTier(tier) }
    return unit.id
  }

  private static func count(_ text: String) throws -> Int {
    if (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) {
      return number
    }
    throw Refusal(
      "quota.count", citation: Citation("R-234", Citation.houseRules),
      message: Bilingual("名额须为 0 至 9999 的整数", "a quota is a whole number from 0 to 9999"),
      remedy: Bilingual("改正该数", "correct the number"))
  }

  private static let frozen = Refusal(
    "quota.frozen", citation: Citation("OP-24", Citation.houseRules),
    message: Bilingual("本届已开启，名额不能再改", "the edition is open; its quotas stand"),
    remedy: Bilingual(
      "名额须在草稿阶段确定；没有推荐表的推荐可由评选办公室用 nomination import 导入",
      "quotas are set while the edition is a draft; nominations that have no form may come by nomination import"
    ))
}

/// `qilu quota list EDITION`.
struct QuotaList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var unit: String
      var name: String
      var places: Int
      var substitutes: Int
    }

    var quotas: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编码", "unit"), TableBlock.text("工会", "union"), TableBlock.number("正选", "primaries"),
        TableBlock.number("递补", "substitutes"),
      ]
      return [.table(TableBlock(columns, quotas.map { [$0.unit, $0.name, "\($0.places)", "\($0.substitutes)"] }))]
    }
  }

  static let name = "quota list"
  static let summary = Bilingual("列出各推荐工会的名额", "list the quotas of the unions")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let quotas = try QuotaStore.all(of: edition.id, in: call.connection).filter {
      try UnitScope.covers($0.unit, call)
    }
    return Output(
      quotas: quotas.map {
        Output.Item(unit: $0.code, name: $0.name, places: $0.places, substitutes: $0.substitutes)
      })
  }
}
