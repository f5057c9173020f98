import Primitives

/// What is possible in which state of an edition (SM-1, SM-19), as pure verdicts.
public enum EditionFlow {
  /// What an advance needs to know.
  public struct Situation: Sendable {
    /// The edition's state.
    public var state: EditionState
    /// Whether the edition has a public vote.
    public var hasVote: Bool
    /// The state of the current list of each stage that has one.
    public var lists: [Stage: ListState]
    /// How many of the named lack their certificate.
    public var uncertified = 0
    /// How far the experts' sheets are.
    public var sheets = SheetSituation()
    /// The nominees, those struck out left aside, whose deeds are not published and approved.
    public var undisplayed: [ByteText] = []
    /// Those proposed who have no result of inspection.
    public var uninspected: [ByteText] = []
    /// Decisions to void a voter that the last count of the raw ballots does not know (SM-4).
    public var uncountedDecisions = 0
    /// Whether raw ballots were counted by nobody but the one who brought them in (SM-1: votes audited).
    public var isVoteUnaudited = false

    /// Describes a situation.
    public init(state: EditionState, hasVote: Bool, lists: [Stage: ListState]) {
      self.state = state
      self.hasVote = hasVote
      self.lists = lists
    }
  }

  /// Passes if the edition may advance to a state; opening and naming are acts of their own.
  ///
  /// - Throws: a ``Refusal`` that names what is missing.
  public static func checkAdvance(_ situation: Situation, to target: EditionState) throws {
    guard situation.state.successors.contains(target), target != .nominating, target != .named else {
      throw FlowRefusals.noSuchStep(situation.state, target)
    }
    switch target {
    case .expertReview: try require(situation, .candidate, [.confirmed])
    case .display:
      try checkSheetsLocked(.nominee, situation.sheets)
      try require(situation, .nominee, [.confirmed])
    case .voting where !situation.hasVote: throw FlowRefusals.noVote
    case .composite where situation.state == .display && situation.hasVote: throw FlowRefusals.voteFirst
    case .composite where situation.uncountedDecisions > 0:
      throw FlowRefusals.recountFirst(situation.uncountedDecisions)
    case .composite where situation.isVoteUnaudited: throw FlowRefusals.auditFirst
    case .publicity:
      try require(situation, .named, [.submitted, .confirmed])
      try require(situation, .great, [.submitted, .confirmed])
    case .closed where situation.uncertified > 0: throw FlowRefusals.uncertified(situation.uncertified)
    default: break
    }
    try checkShown(situation, to: target)
  }

  /// What the state that is left must have brought: deeds in the media, with and without a vote after them (R-208,
  /// OP-25), and results of the inspection.
  private static func checkShown(_ situation: Situation, to target: EditionState) throws {
    guard target != .cancelled else { return }
    if situation.state == .display, !situation.undisplayed.isEmpty {
      throw PublicityRefusals.deedsMissing(situation.undisplayed)
    }
    if situation.state == .inspection, !situation.uninspected.isEmpty {
      throw PublicityRefusals.inspectionMissing(situation.uninspected)
    }
  }

  /// Passes if the edition can be named: both lists confirmed, in publicity.
  public static func checkNaming(_ situation: Situation) throws {
    guard situation.state == .publicity else { throw FlowRefusals.noSuchStep(situation.state, .named) }
    try require(situation, .named, [.confirmed])
    try require(situation, .great, [.confirmed])
  }

  private static func require(_ situation: Situation, _ stage: Stage, _ states: [ListState]) throws {
    if let state = situation.lists[stage], states.contains(state) { return }
    throw FlowRefusals.listMissing(stage, states)
  }

  /// The states in which a table may be imported.
  public static func states(for table: PackageTable) -> [EditionState] {
    switch table {
    case .nominations: [.nominating, .preliminaryReview]
    case .preliminary: [.preliminaryReview]
    case .experts: [.nominating, .preliminaryReview, .expertReview]
    case .recusals, .scores: [.expertReview]
    case .votes: [.voting, .composite]
    case .decisions:
      [.preliminaryReview, .expertReview, .display, .voting, .composite, .inspection, .publicity]
    }
  }

  /// The states in which decisions about a stage are recorded: while its list is worked on, and for the named from the
  /// display on, since who is struck out or withdraws there needs neither deeds nor votes (SM-2).
  public static func decisionStates(for stage: Stage) -> [EditionState] {
    stage == .named ? [.display, .voting] + states(for: stage) : states(for: stage)
  }

  /// Passes if a decision about a stage may be recorded now.
  public static func checkDecision(_ stage: Stage, _ state: EditionState) throws {
    guard decisionStates(for: stage).contains(state) else {
      throw FlowRefusals.wrongState(state, decisionStates(for: stage))
    }
  }

  /// The states in which a stage's list is computed, submitted and confirmed.
  public static func states(for stage: Stage) -> [EditionState] {
    switch stage {
    case .candidate: [.preliminaryReview]
    case .nominee: [.expertReview]
    case .named, .great: [.composite, .inspection, .publicity]
    }
  }

  /// Passes if the edition is in one of some states.
  public static func check(_ state: EditionState, isOneOf states: [EditionState]) throws {
    guard states.contains(state) else { throw FlowRefusals.wrongState(state, states) }
  }

  /// Passes if a table may be imported now.
  public static func checkImport(_ table: PackageTable, _ state: EditionState) throws {
    guard states(for: table).contains(state) else { throw FlowRefusals.wrongState(state, states(for: table)) }
  }

  /// Passes if a stage's list may be worked on now.
  public static func checkList(_ stage: Stage, _ state: EditionState) throws {
    guard states(for: stage).contains(state) else { throw FlowRefusals.wrongState(state, states(for: stage)) }
  }

  /// Passes if nomination forms may be filled in and handed up now.
  public static func checkNominating(_ state: EditionState) throws {
    guard state == .nominating else { throw FlowRefusals.wrongState(state, [.nominating]) }
  }

  /// every qualified nomination has its reviews before the candidates are computed.
  ///
  /// - Parameter minimum: reviews that each nomination needs.
  public static func checkReviews(_ inputs: EditionInputs, minimum: Int = 2) throws {
    var counts = [Int](repeating: 0, count: inputs.nominations.count)
    for score in inputs.preliminary { counts[score.nomination] += 1 }
    let lacking = inputs.nominations.indices.filter {
      inputs.nominations[$0].disqualification == nil && counts[$0] < minimum
    }
    guard let first = lacking.first else { return }
    throw FlowRefusals.reviewsMissing(lacking.count, minimum: minimum, first: inputs.nominations[first].key)
  }

  /// The caps that the Opinion sets for the province's edition.
  public static let provincialCaps = EditionRules.Caps(candidate: 150, nominee: 100, named: 50, great: 10)
  /// The largest public weight with which an edition is opened.
  public static let largestPublicWeight = ExactDecimal(scaled: 300_000_000_000) ?? .zero

  /// Passes if an edition may be opened with these rules.
  public static func checkOpening(_ rules: EditionRules, isProvincial: Bool) throws {
    guard rules.composite.publicVote <= largestPublicWeight || !rules.vote.enabled else {
      throw FlowRefusals.publicWeight(rules.composite.publicVote)
    }
    guard isProvincial else { return }
    for stage in Stage.allCases where rules.caps[stage] > provincialCaps[stage] {
      throw FlowRefusals.capTooLarge(stage, provincialCaps[stage])
    }
  }

  /// The four-eyes rule of SM-19: the confirmer is not the submitter.
  public static func checkSecondPerson(isSubmitter: Bool) throws {
    if isSubmitter { throw FlowRefusals.samePerson }
  }
}

/// What the flow refuses.
enum FlowRefusals {
  static func noSuchStep(_ from: EditionState, _ to: EditionState) -> Refusal {
    let next = from.successors.map(\.rawValue).joined(separator: ", ")
    return make(
      "edition.no-such-step", "SM-1", "",
      Bilingual(
        "本届处于“\(from.displayName.zh)”，不能转入“\(to.displayName.zh)”",
        "the edition is in \(from.rawValue) and cannot go to \(to.rawValue)"),
      Bilingual(
        "可转入：\(next)；开启用 edition open，命名用 edition name",
        "next: \(next); opening is edition open, naming is edition name"))
  }

  static func wrongState(_ state: EditionState, _ allowed: [EditionState]) -> Refusal {
    let zh = allowed.map(\.displayName.zh).joined(separator: "、")
    let en = allowed.map(\.rawValue).joined(separator: ", ")
    return make(
      "edition.wrong-state", "SM-1", "",
      Bilingual("本届处于“\(state.displayName.zh)”，此时不能做这件事", "the edition is in \(state.rawValue)"),
      Bilingual("该操作只能在以下阶段进行：\(zh)", "this is done in \(en)"))
  }

  static func listMissing(_ stage: Stage, _ states: [ListState]) -> Refusal {
    let zh = states.map(\.displayName.zh).joined(separator: "”或“")
    let en = states.map(\.rawValue).joined(separator: " or ")
    return make(
      "edition.list-missing", "SM-1", "三（二）4–5",
      Bilingual("“\(stage.chinese)”名单不是“\(zh)”状态", "the list of stage \(stage.rawValue) is not \(en)"),
      Bilingual("先计算、提交并由第二人确认该名单", "compute, submit and confirm the list first"))
  }

  static let noVote = make(
    "edition.no-vote", "OP-25", "",
    Bilingual("本届不设公众投票", "the edition has no public vote"),
    Bilingual("直接转入 COMPOSITE", "go on to COMPOSITE"))

  static let voteFirst = make(
    "edition.vote-first", "R-208", "三（二）5",
    Bilingual("本届设公众投票，须先开放投票", "the edition has a public vote, which comes first"),
    Bilingual("先转入 VOTING", "go on to VOTING first"))

  static let auditFirst = make(
    "ballots.audit-first", "SM-1", "",
    Bilingual("原始选票导入后尚无人审计复算", "nobody but the one who brought the raw ballots in has counted them"),
    Bilingual("先由投票审计员 ballots recount 复算", "let a vote auditor count them again first, with ballots recount"))

  static func recountFirst(_ count: Int) -> Refusal {
    make(
      "ballots.recount-first", "SM-4", "",
      Bilingual("有 \(count) 项取消选民的决定尚未计入", "\(count) decisions to void a voter are not counted yet"),
      Bilingual("先用 ballots recount 重新计票", "count again first, with ballots recount"))
  }

  static func uncertified(_ count: Int) -> Refusal {
    make(
      "edition.certificates-missing", "SM-1", "",
      Bilingual("还有 \(count) 名已命名的人没有证书", "\(count) of the named have no certificate yet"),
      Bilingual("先用 certificate issue 颁发证书", "issue them first, with certificate issue"))
  }

  static func reviewsMissing(_ count: Int, minimum: Int, first: ByteText) -> Refusal {
    make(
      "list.reviews-missing", "R-219", "",
      Bilingual(
        "有 \(count) 个合格推荐的初审评分不足 \(minimum) 份，第一个是 \(first)",
        "\(count) qualified nominations have fewer than \(minimum) reviews, the first is \(first)"),
      Bilingual("补齐初审评分后再计算", "complete the reviews, then compute"))
  }

  static func publicWeight(_ weight: ExactDecimal) -> Refusal {
    make(
      "edition.public-weight", "R-221", "",
      Bilingual("公众投票权重 \(weight.text) 超过 0.30", "the public weight \(weight.text) is above 0.30"),
      Bilingual("把 composite.public 改为不超过 0.30", "set composite.public to at most 0.30"))
  }

  static func capTooLarge(_ stage: Stage, _ cap: Int) -> Refusal {
    make(
      "edition.cap-too-large", "R-202", "三（二）4–5",
      Bilingual(
        "省级“\(stage.chinese)”至多 \(cap) 名", "a provincial edition has at most \(cap) at stage \(stage.rawValue)"),
      Bilingual("把 caps.\(stage.rawValue) 改为不超过 \(cap)", "set caps.\(stage.rawValue) to at most \(cap)"))
  }

  static let samePerson = Refusal(
    "list.same-person", kind: .notPermitted, citation: Citation("SM-19", Citation.houseRules),
    message: Bilingual("提交人不能确认自己提交的名单", "who submitted a list cannot confirm it"),
    remedy: Bilingual("由另一位复核确认人确认", "let another second confirmer do it"))

  private static func make(
    _ code: String, _ rule: String, _ article: String, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    let document = article.isEmpty ? Citation.houseRules : Citation.opinion2018
    return Refusal(code, citation: Citation(rule, document, article), message: message, remedy: remedy)
  }
}
