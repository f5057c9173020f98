import Primitives
import SelectionRules
import Store

/// `qilu unit import FILE`.
struct UnitImport: WriteOperation {
  typealias Input = RegistryImportInput
  typealias Output = ImportOutput

  static let name = "unit import"
  static let summary = Bilingual("导入工会组织树（上级在前）", "import the union tree, the unit above first")
  static let reach = Reach.everywhere
  static let notes = RegistryImportInput.notes(columns, values: values)
  private static let values = Bilingual(
    tiers.zh + "；parent 为上级编码，省总工会留空；region 为 2、4 或 6 位地区代码；employer_credit_code 只有基层工会填写",
    tiers.en
      + "; parent is the code of the unit above, empty for the province; region has 2, 4 or 6 digits; a base union"
      + " alone has an employer_credit_code")
  private static let tiers = ColumnNote.choices("tier", UnionTier.self, name: \.displayName)

  static let columns = ["code", "name", "tier", "parent", "region", "employer_credit_code"]

  static func run(_ input: RegistryImportInput, _ call: WriteCall) throws -> ImportOutput {
    let batch = RegistryImport(table: "units", columns: columns, input: input, call: call)
    return try batch.run { row in
      let code = try row.required(0)
      let name = try row.required(1)
      let tier = try row.checked(2, Self.tier)
      let parent = try row.checked(3) { try Self.parent($0, of: tier, call) }
      let region = try row.checked(4) { try Region(historic: $0) }
      let employer = try row.checked(5) { try Self.employer($0, of: tier, call) }
      guard try UnionUnitStore.find(code: code, in: call.connection) == nil else {
        throw RegistryRefusals.exists.at(row.location(0))
      }
      if tier == .province, try UnionUnitStore.province(in: call.connection) != nil {
        throw RegistryRefusals.exists.at(row.location(2))
      }
      try UnionUnitStore.insert(
        UnionUnitRow(
          id: call.newIdentifier(), code: code, name: name, tier: tier.rawValue, parent: parent, region: region.code,
          employer: employer), in: call.transaction)
      return nil
    }
  }

  private static func tier(_ text: String) throws -> UnionTier {
    if let tier = UnionTier(rawValue: text) { return tier }
    let choices = UnionTier.allCases.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "unit.tier", citation: Citation("R-001", Citation.opinion2018, "四（三）"),
      message: Bilingual("工会层级只能取规定的值", "the tier is none of the listed ones"),
      remedy: Bilingual("可取：\(choices)", "one of: \(choices)"))
  }

  private static func parent(_ code: String, of tier: UnionTier, _ call: WriteCall) throws -> UnionUnitID? {
    guard !code.isEmpty else {
      try UnionTree.checkParent(tier, parent: nil)
      return nil
    }
    guard let parent = try UnionUnitStore.find(code: code, in: call.connection) else {
      throw RegistryRefusals.unknownUnit(code)
    }
    try UnionTree.checkParent(tier, parent: UnionTier(rawValue: parent.tier))
    return parent.id
  }

  private static func employer(_ code: String, of tier: UnionTier, _ call: WriteCall) throws -> EmployerID? {
    try UnionTree.checkEmployer(tier, hasEmployer: !code.isEmpty)
    guard !code.isEmpty else { return nil }
    guard let employer = try EmployerStore.find(creditCode: code, in: call.connection) else {
      throw RegistryRefusals.unknownEmployer(code)
    }
    return employer.id
  }
}

/// `qilu unit list`.
struct UnitList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var code: String
      var name: String
      var tier: UnionTier
      var parent: String?
      var region: String
    }

    var units: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编码", "code"), TableBlock.text("名称", "name"), TableBlock.text("层级", "tier"),
        TableBlock.text("上级", "above"), TableBlock.text("地区", "region"),
      ]
      return [
        .table(
          TableBlock(
            columns,
            bilingual: units.map { unit in
              let parent = unit.parent ?? ""
              return [
                Bilingual(unit.code, unit.code), Bilingual(unit.name, unit.name), unit.tier.displayName,
                Bilingual(parent, parent), Bilingual(unit.region, unit.region),
              ]
            }))
      ]
    }
  }

  static let name = "unit list"
  static let summary = Bilingual("列出工会组织", "list the union tree's units")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let rows = try UnionUnitStore.all(in: call.connection)
    let codes = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.code) })
    return Output(
      units: rows.compactMap { row in
        UnionTier(rawValue: row.tier).map {
          Output.Item(
            code: row.code, name: row.name, tier: $0, parent: row.parent.flatMap { codes[$0] }, region: row.region)
        }
      })
  }
}
