import Primitives
import SelectionRules
import Store

/// `qilu nomination show EDITION NOMINATION`: where it stands (SM-2) and how it came there.
struct NominationShow: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
  }

  struct Output: OperationOutput {
    var nomination: ByteText
    var name: String
    var edition: EditionState
    var state: NominationState
    /// The stage at which it was removed.
    var removedAt: Stage?
    /// Whether it came on the last list as a substitute.
    var isSubstitute: Bool
    var timeline: [TimelineEvent]
  }

  static let name = "nomination show"
  static let summary = Bilingual("查看一个推荐现在的状态和经过", "show where a nomination stands and how it came there")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let form = try FormStore.find(input.nomination, of: edition.id, in: call.connection)
    let entry = try StandingStore.entry(input.nomination, of: edition.id, in: call.connection)
    var facts = try facts(input.nomination, edition, call)
    facts.form = form.flatMap { FormState(rawValue: $0.state) }
    facts.isQualified = entry?.isQualified
    guard let standing = NominationStanding(facts) else { throw NominationRefusals.unknown(input.nomination) }
    return Output(
      nomination: input.nomination, name: entry?.name ?? form?.name ?? "", edition: facts.edition,
      state: standing.state, removedAt: standing.removedAt, isSubstitute: standing.isSubstitute,
      timeline: try Timeline.events(of: input.nomination, in: edition, call))
  }

  /// What the lists, the decisions and the namings say.
  private static func facts(
    _ nomination: ByteText, _ edition: EditionContext, _ call: ReadCall
  ) throws -> NominationFacts {
    var facts = NominationFacts(
      edition: try edition.state(),
      listings: try StandingStore.listings(nomination, of: edition.id, in: call.connection),
      removals: try StandingStore.removals(nomination, of: edition.id, in: call.connection))
    let namings = try NamingStore.all(of: edition.id, in: call.connection)
    if let naming = namings.first(where: { $0.nomination == nomination }) {
      facts.isNamed = true
      facts.isGreat = naming.isGreat
      facts.isRevoked = try NamingFinding.revocation(nomination, edition, call) != nil
    }
    return facts
  }
}

extension NominationShow.Output {
  var presentation: [Block] {
    let columns = [
      TableBlock.text("时间", "at"), TableBlock.text("事项", "what"), TableBlock.text("日期", "day"),
      TableBlock.text("操作人", "by"), TableBlock.text("文号", "document"), TableBlock.text("理由", "reason"),
    ]
    return [
      .heading("\(nomination) \(name)", "\(nomination) \(Erased.shown(name).en)"),
      .facts([
        Block.Fact("状态", "state", standing), Block.Fact("届次阶段", "edition", edition.displayName),
      ]),
      .table(TableBlock(columns, bilingual: timeline.map(\.row))),
    ]
  }

  private var standing: Bilingual {
    let name = state.displayName
    if let stage = removedAt {
      return Bilingual("\(name.zh)（“\(stage.chinese)”阶段）", "\(name.en) at stage \(stage.rawValue)")
    }
    return isSubstitute ? Bilingual("\(name.zh)（递补）", "\(name.en), as a substitute") : name
  }
}
