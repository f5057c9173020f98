import Primitives
import SelectionRules
import Store

/// An objection as everybody sees it: nothing of who objects.
struct ObjectionFacts: Codable, Sendable {
  var receipt: String
  var nomination: ByteText
  var channel: ObjectionChannel
  var state: ObjectionState
  var receivedOn: String
  var isInsideWindow: Bool
  var answerBy: String?
  var isOverdue: Bool
  var handler: String?
  var rulingDocument: String?
  var removedAt: Stage?

  init?(_ row: ObjectionRow, _ publicities: [Publicity], _ names: [String: String], today: CalendarDay) throws {
    guard let channel = ObjectionChannel(rawValue: row.channel), let state = ObjectionState(rawValue: row.state) else {
      return nil
    }
    receipt = row.receipt
    nomination = row.nomination
    self.channel = channel
    self.state = state
    receivedOn = row.receivedOn
    isInsideWindow = ObjectionRules.isInside(try CalendarDay(row.receivedOn), of: row.nomination, in: publicities)
    answerBy = row.answerBy
    isOverdue = state.isOpen && row.answerBy.map { $0 < today.text } ?? false
    handler = row.handler.flatMap { names[$0.text] }
    rulingDocument = row.rulingDocument
    removedAt = row.removalStage.flatMap(Stage.init)
  }

  /// The objections of an edition, by receipt.
  static func all(of edition: EditionID, _ call: ReadCall) throws -> [ObjectionFacts] {
    let publicities = try PublicityFacts.publicities(of: edition, in: call.connection)
    let actors = try ActorStore.all(in: call.connection)
    let names = Dictionary(uniqueKeysWithValues: actors.map { ($0.id.text, $0.name) })
    return try ObjectionStore.all(of: edition, in: call.connection).compactMap {
      try ObjectionFacts($0, publicities, names, today: try call.environment.today())
    }
  }

  fileprivate var row: [Bilingual] {
    let answer = answerBy ?? ""
    return [
      Bilingual(receipt, receipt), Bilingual(nomination.string, nomination.string), channel.displayName,
      state.displayName, Bilingual(receivedOn, receivedOn),
      isInsideWindow ? Bilingual("期内", "inside") : Bilingual("期外", "outside"),
      isOverdue ? Bilingual("\(answer)（已逾期）", "\(answer) (overdue)") : Bilingual(answer, answer),
      Bilingual(handler ?? "", handler ?? ""), Bilingual(rulingDocument ?? "", rulingDocument ?? ""),
    ]
  }

  fileprivate static let columns = [
    TableBlock.text("受理号", "receipt"), TableBlock.text("推荐编号", "nomination"), TableBlock.text("方式", "channel"),
    TableBlock.text("状态", "state"), TableBlock.text("收到日期", "received"), TableBlock.text("公示期", "publicity"),
    TableBlock.text("答复期限", "answer by"), TableBlock.text("受理人", "handler"), TableBlock.text("文号", "document"),
  ]
}

/// `qilu objection list EDITION`.
struct ObjectionList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    var objections: [ObjectionFacts]

    var presentation: [Block] {
      [.table(TableBlock(ObjectionFacts.columns, bilingual: objections.map(\.row)))]
    }
  }

  static let name = "objection list"
  static let summary = Bilingual("列出异议（不含异议人）", "list objections, without who objects")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    return Output(objections: try ObjectionFacts.all(of: edition.id, call))
  }
}

/// `qilu objection show RECEIPT`.
struct ObjectionShow: ReadOperation {
  struct Input: Codable, Sendable {
    var receipt: String
  }

  struct Output: OperationOutput {
    struct Step: Codable, Sendable {
      var at: String
      var to: ObjectionState
      var by: String
      var reason: String
    }

    var objection: ObjectionFacts
    var history: [Step]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("时间", "at"), TableBlock.text("状态", "state"), TableBlock.text("操作人", "by"),
        TableBlock.text("理由", "reason"),
      ]
      let rows = history.map { step in
        [Bilingual(step.at, step.at), step.to.displayName] + [step.by, step.reason].map { Bilingual($0, $0) }
      }
      return [
        .table(TableBlock(ObjectionFacts.columns, bilingual: [objection.row])),
        .table(TableBlock(columns, bilingual: rows)),
      ]
    }
  }

  static let name = "objection show"
  static let summary = Bilingual("查看一件异议的处理过程（不含异议人）", "show how an objection was handled, without who objects")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("receipt", "RECEIPT", "受理号", "the receipt number")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let (row, _) = try ObjectionFinding.objection(input.receipt, call)
    guard let facts = try ObjectionFacts.all(of: row.edition, call).first(where: { $0.receipt == row.receipt }) else {
      throw ObjectionRefusals.unknown(input.receipt)
    }
    let history = try ObjectionStore.history(of: row.id, in: call.connection).compactMap { step in
      ObjectionState(rawValue: step.to).map { Output.Step(at: step.at, to: $0, by: step.by, reason: step.reason) }
    }
    return Output(objection: facts, history: history)
  }
}
