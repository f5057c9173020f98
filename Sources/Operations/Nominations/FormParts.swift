import Database
import Primitives
import SelectionRules
import Store

/// `qilu form attach EDITION NUMBER FILE --kind KIND`.
struct FormAttach: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var file: FilePath
    var kind: AttachmentKind
  }

  struct Output: OperationOutput {
    var attachment: String
    var digest: String
    var done: Bilingual

    var presentation: [Block] { [.line(done)] }
  }

  static let name = "form attach"
  static let summary = Bilingual("附上一份材料", "attach a file to a form")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .argument(
        "file", "FILE", "文件；照片为 JPG 或 PNG，至多 2 MB，视频至多 64 MB，其他至多 16 MB",
        "the file; a photo is JPEG or PNG of at most 2 MB, a video has at most 64 MB, anything else 16 MB"),
      .option(
        "kind", "KIND", "材料类别；照片和身份证复印件必附，填了技能等级、职称、荣誉、成果的附其证明，合同、岗位和单位合规证明供资格审查",
        "what it is; photo and id_copy always, a certificate for each grade, title, honour and result that is claimed;"
          + " contract, post_statement and compliance_statement for the eligibility checks"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrSelf)
    try context.checkEditable(call)
    // One byte more than the limit is read, so that the refusal can name the kind's own limit.
    let bytes = try FileSource.whole(input.file.text, limit: AttachmentKind.video.limitBytes + 1)
    try input.kind.check(bytes)
    let name = FormEvidence.fileName(input.kind.rawValue, input.file)
    let row = FormAttachmentRow(
      id: call.environment.newIdentifier(), kind: input.kind.rawValue,
      evidence: try FormEvidence.keep(bytes, name, call), fileName: name, addedAt: call.environment.instant)
    try FormPartStore.insert(row, to: input.number, context.edition.id, by: call.actor.id, in: call.transaction)
    try context.touch(call)
    call.record(
      "form", context.subject, ["attachment": row.id, "kind": row.kind, "evidence": row.evidence.hex])
    return Output(
      attachment: row.id, digest: row.evidence.hex,
      done: Bilingual(
        "已附上\(input.kind.displayName.zh)（\(row.id)）", "the \(input.kind.displayName.en) is attached as \(row.id)"))
  }
}

/// `qilu form detach EDITION NUMBER ATTACHMENT`: the file stays as evidence, and belongs to the form no longer.
struct FormDetach: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var attachment: String
  }

  static let name = "form detach"
  static let summary = Bilingual("取消一份附件（原件留存）", "take an attachment from a form; the file itself is kept")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [.argument("attachment", "ID", "附件标识", "the attachment's id")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrSelf)
    try context.checkEditable(call)
    let rows = try FormPartStore.attachments(of: input.number, context.edition.id, in: call.connection)
    guard let row = rows.first(where: { $0.id == input.attachment && $0.removedAt == nil }) else {
      throw FormFlowRefusals.noAttachment
    }
    try FormPartStore.remove(
      attachment: row.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try context.touch(call)
    call.record("form", context.subject, ["removed": row.id, "kind": row.kind])
    return DoneOutput(subject: row.id, done: Bilingual("附件已取消", "the attachment is taken away"))
  }
}

/// `qilu form confirm EDITION NUMBER --place N --paper FILE --on DAY`.
struct FormConfirm: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var place: Int
    var paper: FilePath
    var on: String
  }

  static let name = "form confirm"
  static let summary = Bilingual("登记一位联名推荐人的签字确认", "record the signed confirmation of a co-nominator")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .option("place", "N", "联名推荐人的序号，从 1 起", "the co-nominator's place, from 1"),
      .option("paper", "FILE", "签字页", "the signed page"), .option("on", "DAY", "签字日期", "the day of the signature"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrCoNominator)
    try context.checkEditable(call)
    // Whoever is there as a co-nominator confirms for himself alone.
    guard try UnitScope.actsFor(context.row.unit, call) || context.nearness.places.contains(input.place) else {
      throw FormFlowRefusals.noCoNominator
    }
    guard (1...max(1, context.form.coNominators.count)).contains(input.place), !context.form.coNominators.isEmpty else {
      throw FormFlowRefusals.noCoNominator
    }
    let identity = context.form.coNominators[input.place - 1].identity
    let row = CoNominationRow(
      id: call.environment.newIdentifier(), place: input.place,
      person: FormContext.hash(identity, try call.keyRing()),
      evidence: try FormEvidence.keep(page: input.paper, "co-nomination", call),
      confirmedOn: try FormDay.past(input.on, call).text)
    do {
      try ConsentStore.confirm(
        row, input.number, context.edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    } catch DatabaseFailure.unique {
      throw FormFlowRefusals.confirmedTwice
    }
    if context.state == .returned { try context.touch(call) }
    call.record("form", context.subject, ["place": "\(input.place)", "evidence": row.evidence.hex])
    return DoneOutput(
      subject: context.subject,
      done: Bilingual("第 \(input.place) 位联名推荐人已确认", "co-nominator \(input.place) has confirmed"))
  }
}
