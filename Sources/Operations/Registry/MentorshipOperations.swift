import Primitives
import SelectionRules
import Store
import Tables

/// `qilu mentorship import FILE`: masters and apprentices, by name and employer.
struct MentorshipImport: WriteOperation {
  typealias Input = RegistryImportInput
  typealias Output = ImportOutput

  static let name = "mentorship import"
  static let summary = Bilingual("导入师徒关系（用于回避核查）", "import masters and apprentices, from whom conflicts are detected")
  static let reach = Reach.everywhere
  static let notes = RegistryImportInput.notes(
    columns, values: Bilingual("师徒以姓名和单位代码认定；source 为依据，如协议", "a person is name and employer; source is what tells it"))

  static let columns = [
    "master_name", "master_credit_code", "apprentice_name", "apprentice_credit_code", "source",
  ]

  static func run(_ input: RegistryImportInput, _ call: WriteCall) throws -> ImportOutput {
    let batch = RegistryImport(table: "mentorships", columns: columns, input: input, call: call)
    return try batch.run { row in
      let mentorship = MentorshipRow(
        masterName: try row.required(0), masterCreditCode: try row.checked(1) { try CreditCode($0) }.text,
        apprenticeName: try row.required(2), apprenticeCreditCode: try row.checked(3) { try CreditCode($0) }.text,
        source: try row.required(4))
      guard
        mentorship.masterName != mentorship.apprenticeName
          || mentorship.masterCreditCode != mentorship.apprenticeCreditCode
      else { throw same.at(row.location(2)) }
      try MentorshipStore.insert(
        mentorship, id: call.environment.newIdentifier(), by: call.actor.id, at: call.environment.instant,
        in: call.transaction)
      return nil
    }
  }

  private static let same = Refusal(
    "mentorship.same", citation: Citation("R-227", Citation.houseRules),
    message: Bilingual("师傅和徒弟是同一人", "master and apprentice are the same person"),
    remedy: Bilingual("改正姓名或单位代码", "correct a name or an employer"))
}

/// `qilu mentorship list`.
struct MentorshipList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var masterName: String
      var masterCreditCode: String
      var apprenticeName: String
      var apprenticeCreditCode: String
      var source: String
    }

    var mentorships: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("师傅", "master"), TableBlock.text("单位代码", "employer"),
        TableBlock.text("徒弟", "apprentice"), TableBlock.text("单位代码", "employer"), TableBlock.text("来源", "source"),
      ]
      let rows = mentorships.map {
        [$0.masterName, $0.masterCreditCode, $0.apprenticeName, $0.apprenticeCreditCode, $0.source]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "mentorship list"
  static let summary = Bilingual("列出师徒关系", "list masters and apprentices")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      mentorships: try MentorshipStore.all(in: call.connection).map {
        Output.Item(
          masterName: $0.masterName, masterCreditCode: $0.masterCreditCode, apprenticeName: $0.apprenticeName,
          apprenticeCreditCode: $0.apprenticeCreditCode, source: $0.source)
      })
  }
}
