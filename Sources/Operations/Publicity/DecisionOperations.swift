import Primitives
import SelectionRules
import Store

/// `qilu decision record EDITION STAGE NOMINATION --kind remove|order|substitute --document NUMBER --reason TEXT`.
struct DecisionRecord: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var stage: Stage
    var nomination: String
    var kind: DecisionKind
    var position: Int?
    var document: String
    var reason: String
    var proof: FilePath?
  }

  struct Output: OperationOutput {
    var nomination: String
    var stage: Stage
    var kind: DecisionKind
    /// The lists that became void.
    var voided: [VoidedList]

    var presentation: [Block] {
      let words = DecisionWords.words(kind)
      return [
        .line(
          "已记录对 \(nomination) 的决定：\(stage.chinese)，\(words.zh)",
          "decided about \(nomination): \(stage.rawValue), \(words.en)")
      ]
        + voided.map {
          .line(
            "“\($0.stage.chinese)”第 \($0.number) 份名单已因此失效，须重新计算。",
            "list \($0.number) of stage \($0.stage.rawValue) became void; compute it anew.")
        }
    }
  }

  static let name = "decision record"
  static let summary = Bilingual("记录一项有文号的决定（取消、排定、递补）", "record one decision: a removal, an order, a substitute")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("stage", "STAGE", "阶段", "the stage"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("kind", "KIND", "决定的种类", "what is decided"),
    .option("position", "N", "并列中的名次（仅排定时）", "the position in a tied group, for an order"),
    .option("document", "NUMBER", "决定的文号", "the number of the document that decides"),
    .option("reason", "TEXT", "理由", "why"),
    .option("proof", "FILE", "决定的扫描件，加密留存", "a scan of the document, kept sealed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkDecision(input.stage, try edition.state())
    try Standing.require(input.nomination, input.stage, edition, call)
    var facts = ["stage": input.stage.rawValue, "nomination": input.nomination, "kind": input.kind.rawValue]
    if let file = input.proof {
      facts["document-evidence"] = try EvidenceFile.keep(file, named: "decision-document", call)
    }
    let entry = DecisionEntry(
      stage: input.stage, nomination: input.nomination, kind: input.kind, position: input.position,
      document: input.document, reason: input.reason)
    let output = try entry.record(edition, facts: facts, call)
    return Output(nomination: input.nomination, stage: input.stage, kind: input.kind, voided: output.voided)
  }
}

/// `qilu decision list EDITION`.
struct DecisionList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var stage: Stage
      var nomination: ByteText
      var kind: DecisionKind
      var position: Int?
      var document: ByteText
      var reason: ByteText
    }

    var decisions: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("阶段", "stage"), TableBlock.text("推荐编号", "nomination"), TableBlock.text("决定", "decision"),
        TableBlock.number("名次", "position"), TableBlock.text("文号", "document"), TableBlock.text("理由", "reason"),
      ]
      let rows = decisions.map { item in
        [
          Bilingual(item.stage.chinese, item.stage.rawValue), Bilingual(item.nomination.string, item.nomination.string),
          DecisionWords.words(item.kind),
        ]
          + [item.position.map(String.init) ?? "", item.document.string, item.reason.string].map { Bilingual($0, $0) }
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "decision list"
  static let summary = Bilingual("列出一届的决定", "list an edition's decisions")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let inputs = try edition.inputs(in: call.connection)
    return Output(
      decisions: inputs.decisions.map {
        Output.Item(
          stage: $0.stage, nomination: inputs.nominations[$0.nomination].key, kind: $0.kind, position: $0.position,
          document: $0.document, reason: $0.reason)
      })
  }
}

/// Files that acts keep as sealed evidence.
enum EvidenceFile {
  /// The largest file taken: a scan or a letter.
  private static let bytes = 32 << 20

  /// Keeps a file sealed, under a name that tells nothing of what a person called it; answers its digest.
  static func keep(_ file: FilePath, named name: String, _ call: WriteCall) throws -> String {
    try EvidenceKeeping.keep(try FileSource.whole(file.text, limit: bytes), name: name, isPersonal: true, call).hex
  }
}
