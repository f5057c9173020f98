import Primitives
import SelectionRules
import Store
import Tables

/// One decision, brought into the edition package as an import of one row.
struct DecisionEntry {
  let stage: Stage
  let nomination: String
  let kind: DecisionKind
  var position: Int?
  let document: String
  let reason: String

  /// Records it; the import checks it, keeps the row as evidence, voids lists and is the act's audit event.
  func record(_ edition: EditionContext, facts: [String: String], _ call: WriteCall) throws -> ImportOutput {
    try Reason.require(reason, rule: "SM-2")
    let number = try DocumentNumber(document)
    var writer = TableWriter(columns: PackageTable.decisions.columns)
    writer.row(
      [stage.rawValue, nomination, kind.rawValue, position.map(String.init) ?? "", number.text, reason].map {
        ByteText($0)
      })
    let input = ImportInput(
      edition: edition.row.name, file: FilePath(PackageTable.decisions.file), dryRun: nil, replace: nil)
    let output = try TableImport(table: .decisions, input: input, call: call, content: writer.bytes, facts: facts).run()
    if let refusal = output.lines.flatMap(\.refusals).first { throw Self.entered(refusal) }
    return output
  }

  /// The refusal of a row that nobody wrote into a file: where it would stand tells the person nothing.
  private static func entered(_ refusal: Refusal) -> Refusal {
    Refusal(
      refusal.code, kind: refusal.kind, citation: refusal.citation, message: refusal.message, remedy: refusal.remedy)
  }
}

/// Whether a nomination stands at a stage, so that something can be decided about it there (SM-2).
enum Standing {
  static func contains(
    _ nomination: String, _ stage: Stage, _ edition: EditionContext, _ call: ReadCall
  ) throws -> Bool {
    let key = ByteText(nomination)
    guard let earlier = Stage.allCases.last(where: { $0 < stage }) else {
      let inputs = try edition.inputs(in: call.connection)
      return inputs.nominations.contains { $0.key == key && $0.disqualification == nil }
    }
    guard let list = try StageListStore.current(earlier, of: edition.id, in: call.connection) else { return false }
    return try StageListStore.entries(of: list.id, in: call.connection).contains { $0.nomination == key }
  }

  static func require(
    _ nomination: String, _ stage: Stage, _ edition: EditionContext, _ call: ReadCall
  ) throws {
    try requireKnown(nomination, edition, call)
    guard try !contains(nomination, stage, edition, call) else { return }
    throw Refusal(
      "decision.not-an-entrant", citation: Citation("SM-2", Citation.houseRules),
      message: Bilingual(
        "\(nomination) 不在“\(stage.chinese)”阶段的参评范围内", "\(nomination) is not an entrant of stage \(stage.rawValue)"),
      remedy: Bilingual("核对阶段和推荐编号；list show 查看名单", "check the stage and the number; list show tells the lists"))
  }

  /// Passes if the edition has the nomination.
  static func requireKnown(_ nomination: String, _ edition: EditionContext, _ call: ReadCall) throws {
    let key = ByteText(nomination)
    guard try edition.inputs(in: call.connection).nominations.contains(where: { $0.key == key }) else {
      throw Refusal(
        "nomination.unknown", kind: .notFound,
        message: Bilingual("本届没有推荐 \(nomination)", "the edition has no nomination \(nomination)"),
        remedy: Bilingual("nomination list 列出推荐", "nomination list shows them"))
    }
  }
}

/// Striking a nomination out at the stage where it stands (SM-2, SM-5, R-216).
struct Removal {
  let nomination: String
  let document: String
  let reason: String

  /// Strikes it out and records the act; nil where it does not stand any more.
  ///
  /// - Parameter otherwise: the subject of the audit event where there is no new decision to record.
  func record(
    _ edition: EditionContext, facts: [String: String], otherwise subject: (kind: String, id: String), _ call: WriteCall
  ) throws -> Stage? {
    let found = try RemovalStage(try edition.situation(in: call.connection))
    let stands = try Standing.contains(nomination, found.stage, edition, call)
    let removed = try DecisionStore.removed(found.stage, of: edition.id, in: call.connection)
    guard stands, !removed.contains(ByteText(nomination)) else {
      call.record(subject.kind, subject.id, facts)
      return stands ? found.stage : nil
    }
    var facts = facts
    if found.reopensLists {
      let lists = try StageListStore.reopen(of: edition.id, reason: reason, in: call.transaction)
      facts["reopened"] = lists.map { "\($0.stage.rawValue) \($0.number)" }.joined(separator: ", ")
    }
    let entry = DecisionEntry(
      stage: found.stage, nomination: nomination, kind: .remove, document: document, reason: reason)
    facts["removed"] = found.stage.rawValue
    _ = try entry.record(edition, facts: facts, call)
    return found.stage
  }
}
