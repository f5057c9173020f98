import Primitives

/// The recorded decisions of one stage, by nomination.
struct StageDecisions: Sendable {
  var orders: [Int: Int] = [:]
  var removed: Set<Int> = []
  /// Substitutes with the line of their decision, in the order of the lines.
  var substitutes: [(nomination: Int, line: Int)] = []
  /// Every nomination that a decision of the stage concerns, with the line.
  var concerned: [(nomination: Int, line: Int)] = []

  init() {}

  init(_ decisions: [Decision], stage: Stage) {
    for decision in decisions where decision.stage == stage {
      concerned.append((decision.nomination, decision.line))
      switch decision.kind {
      case .order: orders[decision.nomination] = decision.position ?? 0
      case .remove: removed.insert(decision.nomination)
      case .substitute: substitutes.append((decision.nomination, decision.line))
      }
    }
  }
}

/// One entrant of a stage: its nomination and its keys, if it has any.
struct Entrant: Sendable {
  var nomination: Int
  var key: StageKey?
}

/// Makes the cut of one stage.
struct Cutter {
  let stage: Stage
  let cap: Int
  /// The floor on the first key, in 10^-12; nil for none.
  let floor: ExactDecimal?
  let decisions: StageDecisions
  /// The place of each nomination in byte order of the keys.
  let byteOrder: [Int]

  private struct Draft {
    var fates: [Int: Fate] = [:]
    var passed: [[Int]] = []
    var orderedFlags: [Bool] = []
    var emptied = 0
    /// What is left of each group, in rank order.
    var left: [(members: [Int], isOrdered: Bool)] = []
  }

  /// Ranks the entrants, draws the line and applies the stage's decisions.
  ///
  /// - Throws: a ``Refusal`` at the line of a decision that cannot stand.
  func cut(_ entrants: [Entrant]) throws -> Cut {
    try checkConcerned(entrants)
    var draft = Draft()
    draft.fates.reserveCapacity(entrants.count)
    let groups = group(ranked(entrants, &draft))
    for group in groups { draw(group, &draft) }
    let substitutes = try substitute(&draft)
    return finish(groups, draft, substitutes)
  }

  // MARK: Ranking

  private func ranked(_ entrants: [Entrant], _ draft: inout Draft) -> [(key: StageKey, nomination: Int)] {
    var ranked: [(key: StageKey, nomination: Int)] = []
    ranked.reserveCapacity(entrants.count)
    for entrant in entrants {
      guard let key = entrant.key, !isBelowFloor(key) else {
        let fate: Fate = entrant.key == nil ? .tooFewSheets : .belowFloor
        draft.fates[entrant.nomination] = decisions.removed.contains(entrant.nomination) ? .removed : fate
        continue
      }
      ranked.append((key, entrant.nomination))
    }
    ranked.sort { left, right in
      left.key == right.key ? byteOrder[left.nomination] < byteOrder[right.nomination] : left.key > right.key
    }
    return ranked
  }

  private func isBelowFloor(_ key: StageKey) -> Bool {
    guard let floor else { return false }
    return Int128(key.first) * 10_000_000_000 < floor.scaled
  }

  private func group(_ ranked: [(key: StageKey, nomination: Int)]) -> [TiedGroup] {
    var groups: [TiedGroup] = []
    var start = 0
    while start < ranked.count {
      var end = start + 1
      while end < ranked.count, ranked[end].key == ranked[start].key { end += 1 }
      groups.append(tiedGroup(ranked[start..<end].map(\.nomination), key: ranked[start].key, start: start))
      start = end
    }
    return groups
  }

  private func tiedGroup(_ members: [Int], key: StageKey, start: Int) -> TiedGroup {
    if members.count == 1 { return TiedGroup(members: members, key: key, start: start, isOrdered: true) }
    let positions = members.compactMap { decisions.orders[$0] }
    guard positions.count == members.count, Set(positions).count == members.count else {
      return TiedGroup(members: members, key: key, start: start, isOrdered: false)
    }
    let ordered = zip(positions, members).sorted { $0.0 < $1.0 }.map(\.1)
    return TiedGroup(members: ordered, key: key, start: start, isOrdered: true)
  }

  // MARK: The line

  private func draw(_ group: TiedGroup, _ draft: inout Draft) {
    let places = max(0, min(group.members.count, cap - group.start))
    let isSplit = places > 0 && places < group.members.count
    let isUnresolved = isSplit && !group.isOrdered
    let above = isUnresolved ? 0 : places
    var passed: [Int] = []
    var left: [Int] = []
    for (index, nomination) in group.members.enumerated() {
      if decisions.removed.contains(nomination) {
        draft.fates[nomination] = .removed
        if index < above { draft.emptied += 1 }
      } else if index < above {
        draft.fates[nomination] = .passed
        passed.append(nomination)
      } else {
        draft.fates[nomination] = isUnresolved ? .unresolvedTie : .belowLine
        left.append(nomination)
      }
    }
    draft.passed.append(passed)
    draft.orderedFlags.append(group.isOrdered)
    if !left.isEmpty { draft.left.append((left, group.isOrdered)) }
  }

  // MARK: Substitutes

  private func substitute(_ draft: inout Draft) throws -> [(members: [Int], isOrdered: Bool)] {
    guard !decisions.substitutes.isEmpty else { return [] }
    for (nomination, line) in decisions.substitutes { try checkCandidacy(draft.fates[nomination], line: line) }
    guard decisions.substitutes.count <= draft.emptied else {
      throw DecisionFault.tooManySubstitutes(
        stage, line: decisions.substitutes.map(\.line).max() ?? 0, places: draft.emptied)
    }
    let chosen = try firstLeft(draft.left)
    for (members, _) in chosen { for nomination in members { draft.fates[nomination] = .substituted } }
    return chosen
  }

  private func checkCandidacy(_ fate: Fate?, line: Int) throws {
    switch fate {
    case .belowLine, .unresolvedTie: return
    case .passed, .substituted: throw DecisionFault.substitutePassed(stage, line: line)
    case .removed: throw DecisionFault.substituteRemoved(stage, line: line)
    case .belowFloor: throw DecisionFault.substituteBelowFloor(stage, line: line)
    case .tooFewSheets, nil: throw DecisionFault.substituteWithoutKeys(stage, line: line)
    }
  }

  /// The first ones left, as many as there are substitutes; they must be exactly the substitutes.
  private func firstLeft(_ left: [(members: [Int], isOrdered: Bool)]) throws -> [(members: [Int], isOrdered: Bool)] {
    let wanted = Set(decisions.substitutes.map(\.nomination))
    var open = wanted.count
    var chosen: [(members: [Int], isOrdered: Bool)] = []
    for (members, isOrdered) in left where open > 0 {
      let taken = Array(members.prefix(open))
      if taken.count < members.count, !isOrdered { try refusePartOfGroup(members) }
      chosen.append((taken, isOrdered))
      open -= taken.count
    }
    let first = Set(chosen.flatMap(\.members))
    if let stray = decisions.substitutes.first(where: { !first.contains($0.nomination) }) {
      throw DecisionFault.substituteNotNext(stage, line: stray.line)
    }
    return chosen
  }

  /// Only some of an unordered group's left members can be given a place, which only an order could decide.
  private func refusePartOfGroup(_ members: [Int]) throws {
    let inside = decisions.substitutes.last { members.contains($0.nomination) }
    guard let line = (inside ?? decisions.substitutes.last)?.line else { return }
    throw inside == nil
      ? DecisionFault.substituteNotNext(stage, line: line) : DecisionFault.substituteOfUnorderedGroup(stage, line: line)
  }

  private func checkConcerned(_ entrants: [Entrant]) throws {
    guard !decisions.concerned.isEmpty else { return }
    let known = Set(entrants.map(\.nomination))
    for (nomination, line) in decisions.concerned where !known.contains(nomination) {
      throw DecisionFault.notAnEntrant(stage, line: line)
    }
  }

  // MARK: Results

  private func finish(
    _ groups: [TiedGroup], _ draft: Draft, _ substitutes: [(members: [Int], isOrdered: Bool)]
  ) -> Cut {
    var passed: [Cut.Place] = []
    for (members, isOrdered) in zip(draft.passed, draft.orderedFlags) {
      append(members, isOrdered, isSubstitute: false, to: &passed)
    }
    for (members, isOrdered) in substitutes { append(members, isOrdered, isSubstitute: true, to: &passed) }
    let unresolved = draft.fates.filter { $0.value == .unresolvedTie }.map(\.key)
    return Cut(
      cap: cap, groups: groups, passed: passed, fates: draft.fates, emptied: draft.emptied,
      substitutes: decisions.substitutes.count, unresolved: unresolved.sorted { byteOrder[$0] < byteOrder[$1] })
  }

  /// Members of an ordered group bear the number of their own row, others that of the first of them in the file.
  private func append(_ members: [Int], _ isOrdered: Bool, isSubstitute: Bool, to passed: inout [Cut.Place]) {
    let first = passed.count + 1
    for nomination in members {
      let rank = isOrdered ? passed.count + 1 : first
      passed.append(Cut.Place(nomination: nomination, rank: rank, isSubstitute: isSubstitute))
    }
  }
}
