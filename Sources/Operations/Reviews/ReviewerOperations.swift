import Primitives
import SelectionRules
import Store
import Tables

/// `qilu reviewer import EDITION FILE`.
struct ReviewerImport: WriteOperation {
  typealias Output = ImportOutput

  struct Input: Codable, Sendable {
    var edition: String
    var file: FilePath
    var dryRun: Bool?
  }

  static let name = "reviewer import"
  static let summary = Bilingual("导入本届的初审评审员（领域以分号隔开）", "import an edition's reviewers; fields parted by ;")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    [SheetNotes.edition]
    + RegistryImportInput.notes(
      columns, optional: optional,
      values: Bilingual(
        "code 如 R01；actor 为其登录名，须有初审评审员角色，也可以后用 reviewer appoint 指定",
        "code such as R01; actor is the sign-in name of a preliminary reviewer, or comes later with reviewer appoint"))

  static let columns = ["code", "name", "employer_credit_code"]
  static let optional = ["fields", "actor"]

  static func run(_ input: Input, _ call: WriteCall) throws -> ImportOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkImport(.nominations, try edition.state())
    var known = Set(try ReviewerStore.judges(of: edition.id, in: call.connection).map(\.code))
    var batch = RegistryImport(
      table: "reviewers", columns: columns, optional: optional,
      input: RegistryImportInput(file: input.file, dryRun: input.dryRun), call: call)
    batch.edition = edition
    return try batch.run { row in
      let code = ByteText(try row.required(0))
      let name = try row.required(1)
      let employer = row.text(2)
      let credit = employer.isEmpty ? nil : try row.checked(2) { try CreditCode($0) }
      guard known.insert(code).inserted else { throw RegistryRefusals.exists.at(row.location(0)) }
      let actor =
        try row.has(4) && !row.text(4).isEmpty
        ? row.checked(4) { try Appointment.actor($0, edition, call) } : nil
      try ReviewerStore.insert(
        ReviewerRow(
          code: code, name: name, employerCreditCode: employer,
          fields: row.has(3) ? ExpertImport.parts(row.text(3)) : [], actor: actor),
        edition: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
      return credit?.checkDigitWarning
    }
  }
}

/// `qilu reviewer appoint EDITION CODE ACTOR`: who fills in a reviewer's sheets.
struct ReviewerAppoint: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var reviewer: ByteText
    var actor: String
  }

  static let name = "reviewer appoint"
  static let summary = Bilingual("指定填写初审评分的操作人", "say which actor fills in a reviewer's reviews")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    SheetNotes.edition, .argument("reviewer", "REVIEWER", "评审员编号", "the reviewer's code"),
    .argument("actor", "NAME", "登录名", "the sign-in name"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let actor = try Appointment.actor(input.actor, edition, call)
    try Appointment.checkUnbegun(input.reviewer, edition, call)
    guard
      try ReviewerStore.appoint(
        input.reviewer, actor: actor, edition: edition.id, by: call.actor.id, at: call.environment.instant,
        in: call.transaction)
    else { throw Appointment.unknown(input.reviewer) }
    call.record("edition", edition.id.text, ["reviewer": input.reviewer.string, "actor": actor.text])
    return DoneOutput(
      subject: input.reviewer.string,
      done: Bilingual("评审员 \(input.reviewer) 由 \(input.actor) 填写", "\(input.actor) fills in for \(input.reviewer)"))
  }
}

/// Who may be a reviewer's actor.
enum Appointment {
  /// The actor with a name: not the one who appoints, and nobody who is another reviewer already.
  static func actor(_ name: String, _ edition: EditionContext, _ call: ReadCall) throws -> ActorID {
    let actor = try ActorRefusals.find(name, in: call.connection)
    guard actor.id != call.actor.id else { throw ActorRefusals.selfChange }
    guard try ReviewerStore.code(of: actor.id, edition: edition.id, in: call.connection) == nil else { throw taken }
    return actor.id
  }

  /// Passes if nobody began the reviewer's sheets: a successor would see and change another's scores before the lock.
  static func checkUnbegun(_ code: ByteText, _ edition: EditionContext, _ call: ReadCall) throws {
    let sheets = try WorkSheetStore.all(.candidate, of: edition.id, in: call.connection)
    guard sheets.contains(where: { $0.pair.judge == code }) else { return }
    throw Refusal(
      "reviewer.begun", citation: Citation("SM-3", Citation.houseRules),
      message: Bilingual("评审员 \(code) 已开始评分，不能改由他人填写", "the reviewer \(code) began to score and is not replaced"),
      remedy: Bilingual("由原操作人继续，或申明回避", "let the appointed actor go on, or declare a recusal"))
  }

  static func unknown(_ code: ByteText) -> Refusal {
    Refusal(
      "reviewer.unknown", kind: .notFound, citation: Citation("R-219", Citation.houseRules),
      message: Bilingual("本届没有评审员 \(code)", "the edition has no reviewer \(code)"),
      remedy: Bilingual("reviewer list 列出评审员", "reviewer list shows them"))
  }

  private static let taken = Refusal(
    "reviewer.actor-taken", citation: Citation("R-219", Citation.houseRules),
    message: Bilingual("该操作人已是本届的评审员", "the actor is a reviewer of the edition already"),
    remedy: Bilingual("一人只对应一位评审员，评分才各自独立", "one person is one reviewer, so that reviews are independent"))
}

/// `qilu reviewer list EDITION`.
struct ReviewerList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var code: ByteText
      var name: String
      var employerCreditCode: ByteText
      var fields: [String]
      var hasActor: Bool
    }

    var reviewers: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "code"), TableBlock.text("姓名", "name"), TableBlock.text("单位代码", "employer"),
        TableBlock.text("领域", "fields"), TableBlock.text("操作人", "actor"),
      ]
      return [.table(TableBlock(columns, bilingual: reviewers.map(row)))]
    }

    private func row(_ item: Item) -> [Bilingual] {
      let texts = [item.code.string, item.name, item.employerCreditCode.string, item.fields.joined(separator: "；")]
      return texts.map { Bilingual($0, $0) }
        + [item.hasActor ? Bilingual("已指定", "appointed") : Bilingual("未指定", "none")]
    }
  }

  static let name = "reviewer list"
  static let summary = Bilingual("列出本届的初审评审员", "list an edition's reviewers")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    return Output(
      reviewers: try ReviewerStore.judges(of: edition.id, in: call.connection).map {
        Output.Item(
          code: $0.code, name: $0.name, employerCreditCode: $0.employerCreditCode, fields: $0.fields,
          hasActor: $0.actor != nil)
      })
  }
}
