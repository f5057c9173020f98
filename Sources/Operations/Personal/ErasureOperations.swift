import Primitives
import SelectionRules
import Store

/// `qilu person erase PERSON --reason TEXT --document NUMBER`: asks for it; a second person does it.
struct PersonErase: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var person: String
    var reason: String
    var document: String
  }

  static let name = "person erase"
  static let summary = Bilingual("提出依法删除一人的个人信息", "ask for a person's values to be erased by law")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"), .option("reason", "TEXT", "理由", "why"),
    .option("document", "NUMBER", "所依据文件的文号", "the number of the document it rests on"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-819")
    let document = try DocumentNumber(input.document)
    let person = try PersonFinding.known(input.person, in: call)
    guard try ErasureStore.inForce(of: person.id, in: call.connection) == nil else { throw ErasureRefusals.requested }
    try Erasure.checkHold(person.id, call)
    let row = ErasureRow(
      id: call.newIdentifier(), person: person.id, reason: input.reason, document: document.text,
      requestedBy: call.actor.id, requestedAt: call.environment.instant)
    try ErasureStore.insert(row, in: call.transaction)
    call.record("person", person.id.text, ["erasure": row.id.text, "document": document.text])
    return DoneOutput(
      subject: person.id.text,
      done: Bilingual("已提出删除，待第二人确认", "the erasure is asked for; a second person has to confirm it"))
  }
}

/// `qilu person confirm-erasure PERSON [--decline]`: the second person erases, or declines.
struct PersonConfirmErasure: WriteOperation {
  struct Input: Codable, Sendable {
    var person: String
    var decline: Bool?
  }

  struct Output: OperationOutput {
    var person: String
    var isErased: Bool
    /// Files that can no longer be read.
    var files: Int
    /// Files that were sealed before files had keys of their own, and stay readable.
    var left: Int

    var presentation: [Block] {
      guard isErased else { return [.line("已退回，未删除。", "declined; nothing was erased.")] }
      let done = Block.line("已依法删除，含 \(files) 份附件。", "erased by law, with \(files) attached files.")
      guard left > 0 else { return [done] }
      return [
        done,
        .line(
          "\(left) 份旧附件以主密钥直接加密，不能单独删除。",
          "\(left) older attachments are sealed with the installation's key and cannot be erased by themselves."),
      ]
    }
  }

  static let name = "person confirm-erasure"
  static let summary = Bilingual(
    "确认删除（第二人），不可恢复", "erase what was asked for, as the second person; it cannot be undone")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"),
    .option("decline", "", "退回，不删除", "decline it instead"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let person = try PersonFinding.known(input.person, in: call)
    guard let erasure = try ErasureStore.inForce(of: person.id, in: call.connection) else {
      throw ErasureRefusals.notRequested
    }
    guard erasure.requestedBy != call.actor.id else { throw ErasureRefusals.onePerson }
    let declines = input.decline ?? false
    if !declines { try Erasure.checkHold(person.id, call) }
    try ErasureStore.settle(
      erasure.id, as: declines ? "DECLINED" : "DONE", by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record(
      "person", person.id.text, ["erasure": erasure.id.text, "to": declines ? "DECLINED" : "DONE"])
    guard !declines else { return Output(person: person.id.text, isErased: false, files: 0, left: 0) }
    let outcome = try Erasure(call: call).erase(person.id)
    return Output(person: person.id.text, isErased: true, files: outcome.files, left: outcome.left)
  }
}

/// `qilu erasure list`.
struct ErasureList: ReadOperation {
  enum State: String, Codable, Sendable, CaseIterable {
    case requested = "REQUESTED"
    case declined = "DECLINED"
    case done = "DONE"

    var displayName: Bilingual {
      switch self {
      case .requested: Bilingual("待确认", "asked for")
      case .declined: Bilingual("已退回", "declined")
      case .done: Bilingual("已删除", "erased")
      }
    }
  }

  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var person: String
      var state: State
      var reason: String
      var document: String
      var requestedAt: String
      var settledAt: String?
      /// Whether it was done again after a backup was restored.
      var isRestored: Bool
    }

    var erasures: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("人员", "person"), TableBlock.text("状态", "state"), TableBlock.text("理由", "reason"),
        TableBlock.text("文号", "document"), TableBlock.text("提出", "asked for"), TableBlock.text("办结", "settled"),
      ]
      let rows = erasures.map { item in
        [Bilingual(item.person, item.person), item.state.displayName]
          + [item.reason, item.document, item.requestedAt, item.settledAt ?? ""].map { Bilingual($0, $0) }
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "erasure list"
  static let summary = Bilingual("列出依法删除及其依据", "list the erasures and what they rest on")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(
      erasures: try ErasureStore.all(in: call.connection).compactMap { row in
        State(rawValue: row.state).map {
          Output.Item(
            person: row.person.text, state: $0, reason: row.reason, document: row.document,
            requestedAt: row.requestedAt, settledAt: row.settledAt, isRestored: row.origin == "restored")
        }
      })
  }
}

/// `qilu erasure reapply`: erases again whom a restored backup brought back.
struct ErasureReapply: LocalOperation {
  struct Output: OperationOutput {
    var erased: [String]
    var held: [String]

    var verdict: Verdict { held.isEmpty ? .done : .different }

    var presentation: [Block] {
      let done = Block.line(
        "备份恢复后重新删除 \(erased.count) 人。", "\(erased.count) people whom the backup brought back are erased again.")
      guard !held.isEmpty else { return [done] }
      let names = held.joined(separator: " ")
      return [
        done,
        .line(
          "以下人员在恢复后的数据中仍属法定档案，未删除：\(names)",
          "these belong to a legal record of the restored state and were not erased: \(names)"),
      ]
    }
  }

  struct Input: Codable, Sendable {}

  static let name = "erasure reapply"
  static let summary = Bilingual("恢复备份后重新执行已完成的删除", "after a backup was restored, erase again who was erased since")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ session: Session) throws -> Output {
    try session.write(name) { call in
      let (erased, held) = try Erasure(call: call).reapply()
      // Nothing to do again is no act.
      if erased.isEmpty { call.leaveNoTrace() }
      call.record("installation", "erasures", ["erased": erased.map(\.text).joined(separator: " ")])
      return Output(erased: erased.map(\.text), held: held.map(\.text))
    }
  }
}
