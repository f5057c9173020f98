import Database
import Primitives
import SelectionRules
import Store

/// How a detected conflict was ruled on.
enum ConflictRuling: String, Sendable, Codable, CaseIterable {
  case upheld, dismissed

  var displayName: Bilingual {
    switch self {
    case .upheld: Bilingual("应当回避", "upheld")
    case .dismissed: Bilingual("不需回避", "dismissed")
    }
  }
}

extension JudgingContext {
  /// The conflicts that the data shows between the stage's judges and nominees.
  func conflicts() throws -> [Conflict] {
    let contacts = judging == .nominee ? try ExpertContact.all(call) : [:]
    let forms = try forms()
    let nominees = try (entrants() ?? inputs.nominations.filter { $0.disqualification == nil }).map { entry in
      ConflictParty(
        key: entry.key, name: entry.name.string, employerCreditCode: entry.employerCreditCode.string,
        phone: forms[entry.key]?[.mobile] ?? "", address: forms[entry.key]?[.address] ?? "")
    }
    return ConflictDetection(mentorships: try mentorships())
      .conflicts(judges: try parties(contacts), nominees: nominees)
  }

  private func parties(_ contacts: [ByteText: ExpertContact]) throws -> [ConflictParty] {
    guard judging == .nominee else {
      return try ReviewerStore.judges(of: edition.id, in: call.connection).map {
        ConflictParty(key: $0.code, name: $0.name, employerCreditCode: $0.employerCreditCode.string)
      }
    }
    return inputs.experts.map { expert in
      ConflictParty(
        key: expert.key, name: expert.name.string, employerCreditCode: expert.employerCreditCode.string,
        phone: contacts[expert.key]?.phone ?? "", address: contacts[expert.key]?.address ?? "")
    }
  }

  private func mentorships() throws -> [Mentorship] {
    try MentorshipStore.all(in: call.connection).map {
      Mentorship(
        master: MentorshipPerson(name: $0.masterName, employerCreditCode: $0.masterCreditCode),
        apprentice: MentorshipPerson(name: $0.apprenticeName, employerCreditCode: $0.apprenticeCreditCode))
    }
  }

  /// The rulings by pair and kind.
  func rulings() throws -> [PanelStore.Pair: [ConflictKind: ConflictRulingRow]] {
    var rulings: [PanelStore.Pair: [ConflictKind: ConflictRulingRow]] = [:]
    for row in try ConflictStore.rulings(stage, of: edition.id, in: call.connection) {
      guard let kind = ConflictKind(rawValue: row.match) else { continue }
      rulings[row.pair, default: [:]][kind] = row
    }
    return rulings
  }
}

extension Conflict {
  var pair: PanelStore.Pair { PanelStore.Pair(judge: judge, nomination: nomination) }
}

/// `qilu conflict detect EDITION STAGE`: what the data shows, what matched, and how it was ruled on.
struct ConflictDetect: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var stage: JudgingStage
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var judge: ByteText
      var nomination: ByteText
      var kind: ConflictKind
      var matched: Bilingual
      var ruling: ConflictRuling?
      var reason: String?
    }

    var edition: String
    var stage: JudgingStage
    var conflicts: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("评委", "judge"), TableBlock.text("推荐", "nomination"), TableBlock.text("情形", "kind"),
        TableBlock.text("何处相同", "what matched"), TableBlock.text("认定", "ruling"), TableBlock.text("理由", "reason"),
      ]
      let rows = conflicts.map { item in
        [
          Bilingual(item.judge.string, item.judge.string), Bilingual(item.nomination.string, item.nomination.string),
          item.kind.displayName, item.matched, item.ruling?.displayName ?? Bilingual("待认定", "open"),
          Bilingual(item.reason ?? "", item.reason ?? ""),
        ]
      }
      let open = conflicts.count { $0.ruling == nil }
      return [
        .table(TableBlock(columns, bilingual: rows)),
        .line("发现 \(conflicts.count) 处，待认定 \(open) 处。", "\(conflicts.count) found, \(open) not ruled on."),
      ]
    }
  }

  static let name = "conflict detect"
  static let summary = Bilingual(
    "从数据中找出评委应当回避的情形，并说明何处相同", "find in the data which judges should step back, and say what matched")
  static let reach = Reach.everywhere
  static let notes = JudgingNotes.both

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let context = try JudgingContext(input.edition, input.stage, call)
    let rulings = try context.rulings()
    let hidden = try context.hidden()
    return Output(
      edition: input.edition, stage: input.stage,
      conflicts: try context.conflicts().filter { !hidden.contains($0.nomination) }.map { conflict in
        let ruling = rulings[conflict.pair]?[conflict.kind]
        return Output.Item(
          judge: conflict.judge, nomination: conflict.nomination, kind: conflict.kind, matched: conflict.matched,
          ruling: ruling.flatMap { ConflictRuling(rawValue: $0.ruling) }, reason: ruling?.reason)
      })
  }
}

/// `qilu conflict rule EDITION STAGE JUDGE NOMINATION --match KIND --ruling upheld|dismissed --reason TEXT`.
struct ConflictRule: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var stage: JudgingStage
    var judge: ByteText
    var nomination: ByteText
    var match: ConflictKind
    var ruling: ConflictRuling
    var reason: String
  }

  static let name = "conflict rule"
  static let summary = Bilingual("认定发现的情形是否应当回避", "rule on a conflict that was detected")
  static let reach = Reach.everywhere
  static let notes =
    JudgingNotes.pair + [
      .option("match", "KIND", "情形（conflict detect 所列）", "the kind that conflict detect shows"),
      .option("ruling", "RULING", "upheld 应当回避，dismissed 不需回避", "upheld or dismissed"),
      .option("reason", "TEXT", "理由", "why"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-227")
    let context = try JudgingContext(input.edition, input.stage, call)
    try context.checkState()
    let pair = PanelStore.Pair(judge: input.judge, nomination: input.nomination)
    guard try !SheetDesk.judges(context.stage, context.edition.id, call).contains(input.judge) else {
      throw PanelRefusals.ownConflict
    }
    guard try context.conflicts().contains(where: { $0.pair == pair && $0.kind == input.match }) else {
      throw PanelRefusals.notDetected
    }
    guard input.match != .employer || input.ruling == .upheld else { throw PanelRefusals.employerStands }
    try store(input, pair, context, call)
    call.record(
      "edition", context.edition.id.text,
      [
        "stage": input.stage.rawValue, "judge": input.judge.string, "nomination": input.nomination.string,
        "match": input.match.rawValue, "ruling": input.ruling.rawValue,
      ])
    return DoneOutput(
      subject: "\(input.judge) \(input.nomination)",
      done: Bilingual(
        "已认定：\(input.judge) 对 \(input.nomination) \(input.ruling.displayName.zh)",
        "\(input.ruling.rawValue): \(input.judge) on \(input.nomination)"))
  }

  private static func store(
    _ input: Input, _ pair: PanelStore.Pair, _ context: JudgingContext, _ call: WriteCall
  ) throws {
    do {
      try ConflictStore.insert(
        ConflictRulingRow(
          pair: pair, match: input.match.rawValue, ruling: input.ruling.rawValue, reason: input.reason),
        context.stage, edition: context.edition.id, id: call.environment.newIdentifier(), by: call.actor.id,
        at: call.environment.instant, in: call.transaction)
    } catch DatabaseFailure.unique {
      throw PanelRefusals.ruled
    }
    let declared = try PanelStore.recusals(context.stage, of: context.edition.id, in: call.connection).map(\.pair)
    guard input.ruling == .upheld, !declared.contains(pair) else { return }
    try ConflictStore.declare(
      pair, kind: input.match.recusal, reason: input.reason, context.stage, edition: context.edition.id,
      id: call.environment.newIdentifier(), by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }
}
