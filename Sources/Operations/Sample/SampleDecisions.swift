import Primitives
import SelectionRules

/// Records what a committee decides, after computing what there is to decide, so that every edition computes.
///
/// A usual year shows each sort of decision once: a tie on the line of the candidates that is put in order, a candidate
/// struck out whose place stays empty, and one of the 提名人选 struck out for whom the next in rank comes in.
struct SampleDecisions {
  private(set) var inputs: EditionInputs
  private var random: SampleRandom

  init(_ inputs: EditionInputs, seed: Int) {
    self.inputs = inputs
    random = SampleRandom(seed: seed, .decisions)
  }

  /// Adds what became known after the stages before.
  mutating func learn(_ panel: SamplePanel) {
    inputs.sheets = panel.sheets
    inputs.recusals = panel.recusals
  }

  /// Adds the votes.
  mutating func learn(_ votes: [ChannelVotes]) { inputs.votes = votes }

  /// Those who passed a stage, by number.
  func passed(_ stage: Stage) throws -> [Int] { try cut(stage).passed.map(\.nomination).sorted() }

  /// Decides the candidates.
  mutating func decideCandidates() throws {
    try tieTheLine()
    try orderTheLine(.candidate)
    if let struck = try someoneInside(.candidate, fifths: 2) {
      record(.candidate, struck, .remove, reason: "公示期间异议成立（样例）")
    }
  }

  /// Decides the 提名人选.
  mutating func decideNominees() throws {
    try orderTheLine(.nominee)
    guard let struck = try someoneInside(.nominee, fifths: 1), try firstLeft(.nominee) != nil else { return }
    record(.nominee, struck, .remove, reason: "本人申请退出（样例）")
    try orderThoseNext(.nominee)
    if let next = try firstLeft(.nominee)?.members.first {
      record(.nominee, next, .substitute, reason: "依名次递补（样例）")
    }
  }

  /// Orders the ties on the lines of the named and of the great, where there are any.
  mutating func decideNaming() throws {
    try orderTheLine(.named)
    try orderTheLine(.great)
  }

  // MARK: Steps

  /// Gives the first behind the line the scores of the last before it, unless the line splits a tied group anyway.
  private mutating func tieTheLine() throws {
    let cut = try cut(.candidate)
    let ranking = cut.groups.flatMap(\.members)
    guard cut.cap >= 1, ranking.count > cut.cap, splitGroup(of: cut) == nil else { return }
    let (last, next) = (ranking[cut.cap - 1], ranking[cut.cap])
    inputs.preliminary.removeAll { $0.nomination == next }
    for var score in inputs.preliminary where score.nomination == last {
      score.nomination = next
      inputs.preliminary.append(score)
    }
  }

  private mutating func orderTheLine(_ stage: Stage) throws {
    guard let group = splitGroup(of: try cut(stage)), !group.isOrdered else { return }
    order(stage, group.members)
  }

  /// A substitute out of a tied group needs the group's order.
  private mutating func orderThoseNext(_ stage: Stage) throws {
    guard let group = try firstLeft(stage)?.group, !group.isOrdered else { return }
    order(stage, group.members)
  }

  private mutating func order(_ stage: Stage, _ members: [Int]) {
    var pool = members
    for (index, nomination) in random.draw(pool.count, from: &pool).enumerated() {
      record(stage, nomination, .order, position: index + 1, reason: "委员会表决排定并列先后（样例）")
    }
  }

  private mutating func record(
    _ stage: Stage, _ nomination: Int, _ kind: DecisionKind, position: Int? = nil, reason: ByteText
  ) {
    let number = inputs.decisions.count + 1
    inputs.decisions.append(
      Decision(
        stage: stage, nomination: nomination, kind: kind, position: position,
        document: ByteText("样例〔\(inputs.rules.edition)〕\(number)号"), reason: reason, line: number + 1))
  }

  // MARK: Computing

  private func cut(_ stage: Stage) throws -> Cut {
    let outcome = try EditionCalculation(inputs).outcome(through: stage)
    guard let stage = outcome[stage] else { preconditionFailure("an outcome through a stage has that stage") }
    return stage.cut
  }

  private func splitGroup(of cut: Cut) -> TiedGroup? {
    cut.groups.first { $0.start < cut.cap && cut.cap < $0.end }
  }

  /// Someone who stands safely inside, so many fifths from the top; nobody in a stage of fewer than five.
  private func someoneInside(_ stage: Stage, fifths: Int) throws -> Int? {
    let passed = try cut(stage).passed
    return passed.count < 5 ? nil : passed[passed.count * fifths / 5].nomination
  }

  /// The first group of which someone is left behind the line, with those who are.
  private func firstLeft(_ stage: Stage) throws -> (group: TiedGroup, members: [Int])? {
    let cut = try cut(stage)
    for group in cut.groups {
      let left = group.members.filter { cut.fates[$0] == .belowLine || cut.fates[$0] == .unresolvedTie }
      if !left.isEmpty { return (group, left) }
    }
    return nil
  }
}
