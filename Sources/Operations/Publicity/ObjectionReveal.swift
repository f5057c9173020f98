import Primitives
import SelectionRules
import Store

/// `qilu objection reveal RECEIPT --reason TEXT`: who objects, for the handler alone; each view is an audit event.
struct ObjectionReveal: WriteOperation {
  struct Input: Codable, Sendable {
    var receipt: String
    var reason: String
  }

  struct Output: OperationOutput {
    var receipt: String
    var kind: Objector.Kind
    var name: String
    var address: String
    var phone: String

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("受理号", "receipt", receipt), Block.Fact("异议人", "objector", kind.rawValue),
          Block.Fact("名称", "name", name), Block.Fact("地址", "address", address), Block.Fact("电话", "phone", phone),
        ])
      ]
    }
  }

  static let name = "objection reveal"
  static let summary = Bilingual("受理人查看异议人（每次查看都记入审计）", "show the handler who objects; each view is an audit event")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("receipt", "RECEIPT", "受理号", "the receipt number"),
    .option("reason", "TEXT", "查看理由", "why it is needed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let (row, _) = try ObjectionFinding.handled(input.receipt, call)
    try Reason.require(input.reason, rule: "R-229")
    let objector = try ObjectionSealing.open(row, call)
    call.record("objection", row.id.text, ["receipt": row.receipt, "field": "objector", "reason": input.reason])
    return Output(
      receipt: row.receipt, kind: objector.kind, name: objector.name, address: objector.address,
      phone: objector.phone)
  }
}

/// `qilu objection extract RECEIPT --output FOLDER --reason TEXT`: the letter and the seal, for the handler alone.
struct ObjectionExtract: LocalOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var receipt: String
    var output: FilePath
    var reason: String
  }

  static let name = "objection extract"
  static let summary = Bilingual(
    "受理人取出异议的材料（每次都记入审计）", "take an objection's papers out, for its handler; each time is an audit event")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("receipt", "RECEIPT", "受理号", "the receipt number"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write into"),
    .option("reason", "TEXT", "理由", "why it is needed"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> DoneOutput {
    // The event comes first, as with every file of evidence.
    let files = try session.write(name) { try taken(input, $0) }
    try PackageFolder.write(files, to: input.output, isPrivate: true)
    return DoneOutput(
      subject: input.receipt, done: Bilingual("已写入 \(input.output.text)", "written to \(input.output.text)"))
  }

  private static func taken(_ input: Input, _ call: WriteCall) throws -> [PackageFile] {
    let (row, _) = try ObjectionFinding.handled(input.receipt, call)
    try Reason.require(input.reason, rule: "R-229")
    let names = [(row.content, "content"), (row.seal, "seal")]
    let evidence = try EvidenceRows.all(in: call.connection)
    call.record("objection", row.id.text, ["receipt": row.receipt, "field": "files", "reason": input.reason])
    return try names.compactMap { digest, name in
      try evidence.first { $0.digest.hex == digest }.map {
        PackageFile(path: name, bytes: try EvidenceKeeping.content($0, call))
      }
    }
  }
}
