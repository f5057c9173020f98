import Database
import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Synchronization

/// An edition with its rules, as an operation finds it.
struct EditionContext {
  let row: EditionRow
  let rules: EditionRules
  /// rules.json as it was given.
  let rulesContent: String
  let rulesVersion: Int
  let isFrozen: Bool

  var id: EditionID { row.id }

  /// Finds an edition by its name.
  ///
  /// - Throws: a ``Refusal`` of kind not found.
  init(named name: String, in connection: ReadConnection) throws {
    guard let row = try EditionStore.find(name: name, in: connection),
      let stored = try EditionStore.rules(of: row.id, in: connection)
    else { throw EditionRefusals.unknown(name) }
    self.row = row
    rules = try ReadRules.rules(stored.content)
    rulesContent = stored.content
    rulesVersion = stored.version
    isFrozen = stored.frozenAt != nil
  }

  /// The edition's state.
  func state() throws -> EditionState {
    guard let state = EditionState(rawValue: row.state) else {
      throw DatabaseFailure.unreadable(column: "state", expected: "edition state")
    }
    return state
  }

  /// Everything that decides the edition.
  func inputs(in connection: ReadConnection) throws -> EditionInputs {
    try InputStore.inputs(of: row.id, rules: rules, in: connection)
  }

  /// What of it may be read: the tallies of the vote are told once the edition has come to their composite, to nobody
  /// before, so that no interim tally moves a vote.
  func readableInputs(in connection: ReadConnection) throws -> EditionInputs {
    var inputs = try inputs(in: connection)
    if try !hasReleasedVotes(in: connection) { inputs.votes = [] }
    return inputs
  }

  /// Whether the edition has come to its composite, also where it was cancelled since.
  func hasReleasedVotes(in connection: ReadConnection) throws -> Bool {
    try EditionStore.history(of: id, in: connection).contains { $0.to == EditionState.composite.rawValue }
  }

  /// What an advance needs to know.
  func situation(in connection: ReadConnection) throws -> EditionFlow.Situation {
    var lists: [Stage: ListState] = [:]
    for stage in Stage.allCases {
      lists[stage] = try StageListStore.current(stage, of: id, in: connection).flatMap { ListState(rawValue: $0.state) }
    }
    var situation = EditionFlow.Situation(state: try state(), hasVote: rules.vote.enabled, lists: lists)
    situation.sheets = try WorkSheetStore.situation(.nominee, of: id, in: connection)
    if situation.state == .voting {
      situation.uncountedDecisions = try BallotStore.uncounted(of: id, in: connection)
      situation.isVoteUnaudited = try BallotStore.isUnaudited(of: id, in: connection)
    }
    if situation.state == .display { situation.undisplayed = try DeedStanding(id, in: connection).lacking }
    if situation.state == .inspection {
      situation.uninspected = try PublicityFacts.uninspected(id, needsPass: false, in: connection)
    }
    if situation.state == .named {
      situation.uncertified = try CertificateStore.lacking(in: id, in: connection).count
    }
    return situation
  }

  /// The organising unit, which may be of any tier.
  func organiser(in connection: ReadConnection) throws -> EditionOrganiser {
    try EditionOrganiser(row.organiser, in: connection)
  }

  /// Passes if the package has the stage's sheets as they stand: none wait for their lock (SM-1), and nobody was recused
  /// after it.
  func checkSheetsLocked(_ stage: Stage, _ inputs: EditionInputs, in connection: ReadConnection) throws {
    guard stage == .candidate || stage == .nominee else { return }
    let sheets = try WorkSheetStore.situation(stage, of: id, in: connection)
    try EditionFlow.checkSheetsLocked(stage, sheets)
    guard sheets.isLocked else { return }
    let recused = try PanelStore.recusals(stage, of: id, in: connection).map {
      EditionFlow.JudgedPair(judge: $0.pair.judge, nomination: $0.pair.nomination)
    }
    try EditionFlow.checkRecusalsLocked(stage, recused, inputs)
  }

  /// Moves the edition and records it.
  func move(to state: EditionState, reason: String, _ call: WriteCall) throws {
    try EditionStore.move(
      row, to: state.rawValue, reason: reason, by: call.actor.id, at: call.environment.instant,
      id: call.environment.newIdentifier(), in: call.transaction)
  }
}

/// The rules that were last read from what the database holds: every act of an edition asks for the same ones.
private enum ReadRules {
  /// The editions of one installation that people work on at a time, and more.
  private static let limit = 32
  private static let last = Mutex<[String: EditionRules]>([:])

  static func rules(_ content: String) throws -> EditionRules {
    if let known = last.withLock({ $0[content] }) { return known }
    let rules = try EditionRules(json: Array(content.utf8), file: "rules.json")
    last.withLock { last in
      if last.count >= limit { last.removeAll() }
      last[content] = rules
    }
    return rules
  }
}

/// The unit to which an edition belongs.
struct EditionOrganiser: Codable, Sendable {
  let code: String
  let name: String
  let tier: UnionTier

  init(_ id: UnionUnitID, in connection: ReadConnection) throws {
    guard let unit = try UnionUnitStore.find(id, in: connection), let tier = UnionTier(rawValue: unit.tier) else {
      throw DatabaseFailure.unreadable(column: "organiser_id", expected: "unit")
    }
    code = unit.code
    name = unit.name
    self.tier = tier
  }

  /// The name with its tier.
  var words: Bilingual {
    Bilingual("\(name)（\(tier.displayName.zh)）", "\(name) (\(tier.displayName.en))")
  }
}

/// What is refused about editions.
enum EditionRefusals {
  static func unknown(_ name: String) -> Refusal {
    Refusal(
      "edition.unknown", kind: .notFound,
      message: Bilingual("没有名为“\(name)”的届次", "there is no edition “\(name)”"),
      remedy: Bilingual("edition list 列出全部届次", "edition list shows them all"))
  }

  static func exists(_ name: String) -> Refusal {
    Refusal(
      "edition.exists",
      message: Bilingual("已有名为“\(name)”的届次", "there is an edition “\(name)” already"),
      remedy: Bilingual("换一个名称", "choose another name"))
  }

  static func nameDiffers(_ name: String, _ rules: ByteText) -> Refusal {
    Refusal(
      "edition.name-differs",
      message: Bilingual(
        "rules.json 写的是“\(rules)”，届次名称是“\(name)”", "rules.json says “\(rules)”, the edition is called “\(name)”"),
      remedy: Bilingual("改正 rules.json 的 edition，或届次名称", "correct “edition” in rules.json, or the name"),
      location: Refusal.Location(file: "rules.json", column: "edition"))
  }

  static func yearTaken(_ year: Int, _ name: String) -> Refusal {
    Refusal(
      "edition.year-taken", citation: Citation("R-201", Citation.opinion2018, "三"),
      message: Bilingual(
        "主办单位 \(year) 年度已开启届次“\(name)”", "the organiser opened the edition “\(name)” for \(year) already"),
      remedy: Bilingual("一年只选树一届；如需重来，先取消该届", "there is one edition a year; cancel that one first"))
  }

  static let frozen = Refusal(
    "edition.rules-frozen", citation: Citation("SM-1", Citation.houseRules),
    message: Bilingual("本届已开启，规则已冻结，不能再改", "the edition is open and its rules are frozen"),
    remedy: Bilingual(
      "规则只能在草稿阶段修改；必要时取消本届另建", "rules change only in a draft; cancel the edition and make another if you must"))
}
