import Primitives
import Store
import Tables

/// `qilu expert import FILE`.
struct ExpertImport: WriteOperation {
  typealias Input = RegistryImportInput
  typealias Output = ImportOutput

  static let name = "expert import"
  static let summary = Bilingual(
    "导入专家库（领域、工种以分号隔开；电话、地址加密保存，只用于回避核查）",
    "import experts into the pool; fields and trades parted by ;, phone and address sealed and used for conflicts alone"
  )
  static let reach = Reach.everywhere
  static let notes = RegistryImportInput.notes(
    columns, optional: optional,
    values: Bilingual(
      "fields 的名称用于抽取名额和评委分配，各文件写法须一致", "the fields are those of draw places and of panel assign: spell them alike"))

  static let columns = ["expert", "name", "employer_credit_code"]
  static let optional = ["fields", "trades", "phone", "address"]

  static func run(_ input: RegistryImportInput, _ call: WriteCall) throws -> ImportOutput {
    let batch = RegistryImport(
      table: "experts", columns: columns, optional: optional, input: input, call: call)
    return try batch.run { row in
      let code = try row.required(0)
      let name = try row.required(1)
      let employer = row.text(2).string
      let credit = employer.isEmpty ? nil : try row.checked(2) { try CreditCode($0) }
      guard try !ExpertStore.exists(code: code, in: call.connection) else {
        throw RegistryRefusals.exists.at(row.location(0))
      }
      let expert = ExpertRow(
        id: call.newIdentifier(), code: code, name: name, employerCreditCode: employer, fields: parts(row, 3),
        trades: parts(row, 4))
      try ExpertStore.insert(expert, in: call.transaction)
      try ExpertContact(row, phone: 5, address: 6).store(of: expert.id, call)
      return credit?.checkDigitWarning
    }
  }

  private static func parts(_ row: TableReader.Row, _ column: Int) -> [String] {
    row.has(column) ? parts(row.text(column)) : []
  }

  /// The parts of a column that holds several, each once and in order.
  static func parts(_ text: ByteText) -> [String] {
    let texts = text.string.split(whereSeparator: { $0 == ";" || $0 == "；" }).map(String.init)
    return Array(Set(texts.map { ByteText($0) })).sorted().map(\.string)
  }
}

/// `qilu expert list`.
struct ExpertList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var code: String
      var name: String
      var employerCreditCode: String
      var fields: [String]
      var trades: [String]
    }

    var experts: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "expert"), TableBlock.text("姓名", "name"), TableBlock.text("单位代码", "employer"),
        TableBlock.text("领域", "fields"), TableBlock.text("工种", "trades"),
      ]
      let rows = experts.map {
        [$0.code, $0.name, $0.employerCreditCode, $0.fields.joined(separator: "；"), $0.trades.joined(separator: "；")]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "expert list"
  static let summary = Bilingual("列出专家库", "list the pool of experts")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      experts: try ExpertStore.all(in: call.connection).map {
        Output.Item(
          code: $0.code, name: $0.name, employerCreditCode: $0.employerCreditCode, fields: $0.fields,
          trades: $0.trades)
      })
  }
}
