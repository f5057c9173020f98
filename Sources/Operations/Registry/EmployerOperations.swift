import Primitives
import Store

/// `qilu employer import FILE`.
struct EmployerImport: WriteOperation {
  typealias Input = RegistryImportInput
  typealias Output = ImportOutput

  static let name = "employer import"
  static let summary = Bilingual("导入用人单位", "import employers")
  static let reach = Reach.everywhere
  static let notes = RegistryImportInput.notes(columns, optional: optional)

  static let columns = ["name", "credit_code", "region"]
  static let optional = ["check_digit_override"]

  static func run(_ input: RegistryImportInput, _ call: WriteCall) throws -> ImportOutput {
    let batch = RegistryImport(
      table: "employers", columns: columns, optional: optional, input: input, call: call)
    return try batch.run { row in
      let name = try row.required(0)
      let code = try row.checked(1) { try CreditCode($0) }
      let region = try row.checked(2) { try Region(historic: $0) }
      // a wrong check digit is accepted with a recorded reason only.
      let reason = row.has(3) ? row.text(3).string : ""
      if let warning = code.checkDigitWarning, reason.isEmpty {
        throw RegistryRefusals.override(warning).at(row.location(1))
      }
      guard try EmployerStore.find(creditCode: code.text, in: call.connection) == nil else {
        throw RegistryRefusals.exists.at(row.location(1))
      }
      try EmployerStore.insert(
        EmployerRow(
          id: call.newIdentifier(), name: name, creditCode: code.text,
          checkDigitOverride: code.checkDigitWarning == nil ? nil : reason, region: region.code),
        in: call.transaction)
      return code.checkDigitWarning
    }
  }
}

/// `qilu employer list`.
struct EmployerList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var name: String
      var creditCode: String
      var region: String
      var checkDigitOverride: String?
    }

    var employers: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("统一社会信用代码", "credit code"), TableBlock.text("单位", "employer"),
        TableBlock.text("地区", "region"), TableBlock.text("校验位说明", "check digit"),
      ]
      return [
        .table(
          TableBlock(columns, employers.map { [$0.creditCode, $0.name, $0.region, $0.checkDigitOverride ?? ""] }))
      ]
    }
  }

  static let name = "employer list"
  static let summary = Bilingual("列出用人单位", "list the employers")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      employers: try EmployerStore.all(in: call.connection).map {
        Output.Item(
          name: $0.name, creditCode: $0.creditCode, region: $0.region, checkDigitOverride: $0.checkDigitOverride)
      })
  }
}

/// What is refused about the registry.
enum RegistryRefusals {
  static let exists = Refusal(
    "registry.exists", message: Bilingual("该代码已登记", "the code is registered already"),
    remedy: Bilingual("删除这一行，或改正代码", "take the line out or correct the code"))

  static let otherName = Refusal(
    "person.other-name", citation: Citation("R-113", Citation.houseRules),
    message: Bilingual("该身份号码已以另一姓名登记", "the citizen ID is registered under another name"),
    remedy: Bilingual("核对身份证件；person list 列出已登记人员", "compare the identity card; person list shows who is registered"))

  static func override(_ warning: Refusal) -> Refusal {
    Refusal(
      warning.code, citation: warning.citation, message: warning.message,
      remedy: Bilingual(
        "核对营业执照；确实如此的，在 check_digit_override 列写明依据",
        "compare with the licence; if it is so, write the ground in the column check_digit_override"))
  }

  static func unknownUnit(_ code: String) -> Refusal {
    Refusal(
      "unit.unknown", kind: .notFound,
      message: Bilingual("没有编码为“\(code)”的工会", "there is no union unit “\(code)”"),
      remedy: Bilingual("unit list 列出工会", "unit list shows them"))
  }

  static func unknownEmployer(_ code: String) -> Refusal {
    Refusal(
      "employer.unknown", citation: Citation("R-004", Citation.houseRules),
      message: Bilingual("没有统一社会信用代码为 \(code) 的用人单位", "no employer has the credit code \(code)"),
      remedy: Bilingual("先用 employer import 登记用人单位", "register the employer first, with employer import"))
  }

  /// What was given is not repeated: it may be the person's citizen number, put where the identifier belongs.
  static let unknownPerson = Refusal(
    "person.unknown", kind: .notFound,
    message: Bilingual("没有这个标识的人员", "there is no person of this identifier"),
    remedy: Bilingual("person list 列出人员及其标识", "person list shows people and their identifiers"))
}
