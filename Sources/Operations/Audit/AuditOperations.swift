import Primitives
import Sealing
import Store

/// `qilu audit list`.
struct AuditList: ReadOperation {
  struct Input: Codable, Sendable {
    var last: Int?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var sequence: Int64
      var at: String
      var actor: String
      var operation: String
      var subjectKind: String
      var subjectID: String
      var detail: String
    }

    var events: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.number("序号", "sequence"), TableBlock.text("时间", "at"), TableBlock.text("操作人", "actor"),
        TableBlock.text("操作", "operation"), TableBlock.text("对象", "subject"), TableBlock.text("详情", "detail"),
      ]
      let rows = events.map {
        ["\($0.sequence)", $0.at, $0.actor, $0.operation, "\($0.subjectKind) \($0.subjectID)", $0.detail]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "audit list"
  static let summary = Bilingual("列出最近的审计记录", "list the last audit events")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.option("last", "COUNT", "条数，默认 50", "how many, 50 unless told")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let count = input.last ?? 50
    guard (1...100_000).contains(count) else { throw outOfRange }
    let events = try AuditStore.last(count, in: call.connection)
    return Output(
      events: events.reversed().map { sequence, event in
        Output.Item(
          sequence: sequence, at: event.at, actor: event.actorName, operation: event.operation,
          subjectKind: event.subjectKind, subjectID: event.subjectID, detail: event.detail)
      })
  }
}

extension AuditList {
  private static let outOfRange = Refusal(
    "audit.count", kind: .wrongUse,
    message: Bilingual("条数须在 1 至 100000 之间", "the count is 1 to 100000"),
    remedy: Bilingual("改正 --last", "correct --last"))
}

/// `qilu audit anchor`: the head of the chain, to be kept elsewhere.
struct AuditAnchor: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    var anchor: String

    var presentation: [Block] { [.line(anchor, anchor)] }
  }

  static let name = "audit anchor"
  static let summary = Bilingual("输出审计链的当前锚点，请另处保存", "print the head of the audit chain, to be kept elsewhere")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let head = try AuditStore.head(in: call.connection)
    return Output(anchor: Anchor(sequence: head.sequence, chain: head.chain).text)
  }
}

/// The head of the chain at a moment: `SEQUENCE:DIGEST`.
struct Anchor {
  let sequence: Int64
  let chain: Digest

  init(sequence: Int64, chain: Digest) {
    self.sequence = sequence
    self.chain = chain
  }

  init(_ text: String) throws {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 0, let chain = Digest(hex: String(parts[1]))
    else {
      throw Refusal(
        "audit.anchor-form", kind: .wrongUse,
        message: Bilingual("锚点的写法不对", "the anchor is malformed"),
        remedy: Bilingual("写成 audit anchor 输出的样子：序号:摘要", "give what audit anchor printed: SEQUENCE:DIGEST"))
    }
    self.init(sequence: sequence, chain: chain)
  }

  var text: String { "\(sequence):\(chain.hex)" }
}

/// `qilu audit verify [--anchor ANCHOR]`.
struct AuditVerify: ReadOperation {
  struct Input: Codable, Sendable {
    var anchor: String?
  }

  struct Output: OperationOutput {
    struct Fault: Codable, Sendable {
      var sequence: Int64?
      var event: String?
      var code: String
      var message: Bilingual
    }

    var links: Int
    var head: String
    var anchored: Bool
    var unsealed: [String]
    var faults: [Fault]

    var verdict: Verdict { faults.isEmpty ? .done : .different }

    /// The tail that the sealer has not linked yet, by name.
    private var waiting: [Block] {
      guard !unsealed.isEmpty else { return [] }
      let names = unsealed.joined(separator: " ")
      return [
        .line("末尾 \(unsealed.count) 条尚未入链：\(names)", "\(unsealed.count) events at the end wait to be sealed: \(names)")
      ]
    }

    var presentation: [Block] {
      let found = faults.map { fault in
        let place = fault.sequence.map { "#\($0) " } ?? ""
        return Block.line("\(place)\(fault.message.zh)", "\(place)\(fault.message.en)")
      }
      let tail =
        anchored
        ? Bilingual("锚点之前的记录一条不少。", "nothing up to the anchor is missing.")
        : Bilingual(
          "没有锚点，无法证明末尾没有被截去；请用 audit anchor 另处保存锚点。",
          "without an anchor nobody can prove that the tail was not cut; keep the output of audit anchor elsewhere.")
      let summary = Block.line("共 \(links) 条记录，链尾 \(head)。", "\(links) events, head \(head).")
      return found + [summary] + waiting + (faults.isEmpty ? [.line(tail)] : [])
    }
  }

  static let name = "audit verify"
  static let summary = Bilingual("核验审计链", "verify the audit chain")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .option("anchor", "ANCHOR", "先前保存的锚点", "an anchor that was kept elsewhere")
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let anchor = try input.anchor.map { try Anchor($0) }
    var check = ChainCheck(anchor: anchor, linksAtOnce: call.hasSingleWriter)
    try check.run(in: call.connection)
    return Output(
      links: check.links, head: Anchor(sequence: check.sequence, chain: check.stored).text,
      anchored: anchor != nil, unsealed: check.unsealed, faults: check.faults)
  }
}
