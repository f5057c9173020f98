import Primitives
import SelectionRules
import Testing

@Suite("Assigning judges to nominations")
struct AssignmentTests {
  private func keys(_ prefix: String, _ count: Int) -> [ByteText] {
    (0..<count).map { ByteText("\(prefix)\($0 < 10 ? "0" : "")\($0)") }
  }

  /// An invented instance: fields, colleagues, forbidden pairs and, where wanted, judges who exclude each other.
  private func instance(
    _ random: inout SeededNumbers, nominations: Int, judges: Int, size: Int, exclusions: Int, forbidden percent: Int
  ) -> AssignmentProblem {
    let fields: [ByteText] = ["焊接", "机械", "化工"]
    let employers: [ByteText] = ["", "C1", "C2", "C3", "C4", "C5", "C6"]
    let named = keys("N", nominations).map {
      AssignmentProblem.Nomination(
        key: $0, field: random.chance(80) ? random.pick(fields) : "", employerCreditCode: random.pick(employers))
    }
    let people = keys("E", judges).map {
      AssignmentProblem.Judge(
        key: $0, fields: random.chance(90) ? Set([random.pick(fields), random.pick(fields)]) : [],
        employerCreditCode: random.pick(employers + ["", "", ""]))
    }
    var forbidden = Set<AssignmentProblem.Forbidden>()
    for judge in people {
      for nomination in named where random.chance(percent) {
        forbidden.insert(.init(judge: judge.key, nomination: nomination.key))
      }
    }
    var pairs = Set<AssignmentProblem.Exclusion>()
    for _ in 0..<exclusions where judges > 1 {
      let one = random.pick(people).key
      let other = random.pick(people).key
      if one != other { pairs.insert(.init(one, other)) }
    }
    return AssignmentProblem(
      nominations: named, judges: people, perNomination: size, forbidden: forbidden, exclusions: pairs, seed: "样例")
  }

  // MARK: Hard rules

  @Test("R-227 R-207 OP-24 no hard rule is broken in 400 random instances, and every shortfall is told")
  func hardRules() {
    var random = SeededNumbers(seed: 227)
    for _ in 0..<400 {
      let problem = instance(
        &random, nominations: Int.random(in: 0...24, using: &random), judges: Int.random(in: 0...14, using: &random),
        size: Int.random(in: 1...7, using: &random), exclusions: random.pick([0, 0, 1, 4, 9]),
        forbidden: random.pick([0, 5, 20, 60]))
      let plan = AssignmentPlan(problem)
      #expect(Self.faults(plan, problem) == [])
    }
  }

  /// What a plan breaks, found by counting afresh.
  private static func faults(_ plan: AssignmentPlan, _ problem: AssignmentProblem) -> [String] {
    let judges = Dictionary(uniqueKeysWithValues: problem.judges.map { ($0.key, $0) })
    let gaps = Dictionary(grouping: plan.gaps, by: \.nomination)
    var faults: [String] = []
    if plan.panels.map(\.nomination) != problem.nominations.map(\.key).sorted() { faults.append("nominations") }
    for panel in plan.panels {
      guard let nomination = problem.nominations.first(where: { $0.key == panel.nomination }) else { continue }
      let members = panel.judges.compactMap { judges[$0] }
      if Set(panel.judges).count != panel.judges.count || members.count != panel.judges.count { faults.append("twice") }
      if panel.judges.count > problem.perNomination { faults.append("too many") }
      if !members.allSatisfy({ mayJudge($0, nomination, problem) }) { faults.append("conflict") }
      for pair in problem.exclusions where panel.judges.contains(pair.first) && panel.judges.contains(pair.second) {
        faults.append("excluded")
      }
      let own = gaps[panel.nomination] ?? []
      let missing = own.first { $0.lack == .judges }?.missing ?? 0
      if missing != problem.perNomination - panel.judges.count { faults.append("gap") }
      let lacksField = !nomination.field.isEmpty && !members.contains { $0.fields.contains(nomination.field) }
      if own.contains(where: { $0.lack == .field }) != lacksField { faults.append("field gap") }
    }
    for load in plan.loads where load.nominations != plan.panels.count(where: { $0.judges.contains(load.judge) }) {
      faults.append("load")
    }
    return faults
  }

  private static func mayJudge(
    _ judge: AssignmentProblem.Judge, _ nomination: AssignmentProblem.Nomination, _ problem: AssignmentProblem
  ) -> Bool {
    let isColleague = !judge.employerCreditCode.isEmpty && judge.employerCreditCode == nomination.employerCreditCode
    return !isColleague && !problem.forbidden.contains(.init(judge: judge.key, nomination: nomination.key))
  }

  // MARK: Against all plans

  private struct Worth: Comparable, CustomStringConvertible {
    var missing: Int
    var withoutField: Int
    var squares: Int
    var groups: Int

    var hard: [Int] { [missing, withoutField, squares] }
    var description: String { "\(missing) \(withoutField) \(squares) \(groups)" }

    static func < (left: Worth, right: Worth) -> Bool {
      (left.hard + [left.groups]).lexicographicallyPrecedes(right.hard + [right.groups])
    }
  }

  private func worth(_ panels: [[Int]], _ problem: AssignmentProblem) -> Worth {
    var loads = [Int](repeating: 0, count: problem.judges.count)
    var group = Array(loads.indices)
    for panel in panels {
      for judge in panel { loads[judge] += 1 }
      for judge in panel.dropFirst() {
        let (old, new) = (group[judge], group[panel[0]])
        group = group.map { $0 == old ? new : $0 }
      }
    }
    let lacking = zip(panels, problem.nominations).count { panel, nomination in
      !nomination.field.isEmpty && !panel.contains { problem.judges[$0].fields.contains(nomination.field) }
    }
    return Worth(
      missing: panels.count * problem.perNomination - loads.reduce(0, +), withoutField: lacking,
      squares: loads.reduce(0) { $0 + $1 * $1 },
      groups: Set(group.indices.filter { loads[$0] > 0 }.map { group[$0] }).count)
  }

  /// The best worth of all plans there are.
  private func best(_ problem: AssignmentProblem) -> Worth {
    let choices = problem.nominations.map { nomination -> [[Int]] in
      (0..<(1 << problem.judges.count)).map { set in problem.judges.indices.filter { set >> $0 & 1 == 1 } }.filter {
        panel in
        panel.count <= problem.perNomination
          && panel.allSatisfy { Self.mayJudge(problem.judges[$0], nomination, problem) }
          && problem.exclusions.allSatisfy { pair in
            !(panel.contains { problem.judges[$0].key == pair.first }
              && panel.contains { problem.judges[$0].key == pair.second })
          }
      }
    }
    // Only the fullest panels of a nomination can be in the best plan.
    let fullest = choices.map { sets in
      let size = sets.map(\.count).max() ?? 0
      return sets.filter { $0.count == size }
    }
    var best: Worth?
    func visit(_ panels: [[Int]]) {
      guard panels.count < fullest.count else {
        let found = worth(panels, problem)
        if best.map({ found < $0 }) ?? true { best = found }
        return
      }
      for panel in fullest[panels.count] { visit(panels + [panel]) }
    }
    visit([])
    return best ?? Worth(missing: 0, withoutField: 0, squares: 0, groups: 0)
  }

  private func achieved(_ problem: AssignmentProblem) -> Worth {
    let places = Dictionary(uniqueKeysWithValues: zip(problem.judges.map(\.key), problem.judges.indices))
    return worth(AssignmentPlan(problem).panels.map { $0.judges.compactMap { places[$0] } }, problem)
  }

  @Test("R-207 OP-24 coverage, fields, loads and connected judges are those of the best of all plans in small cases")
  func bruteForce() {
    var random = SeededNumbers(seed: 207)
    for _ in 0..<300 {
      let size = Int.random(in: 1...3, using: &random)
      let problem = instance(
        &random, nominations: Int.random(in: 1...4, using: &random), judges: Int.random(in: 1...5, using: &random),
        size: size, exclusions: 0, forbidden: random.pick([0, 10, 30]))
      let (found, best) = (achieved(problem), best(problem))
      #expect(found.hard == best.hard)
      #expect(found.groups == best.groups, "\(found) \(best)")
    }
  }

  @Test("R-207 OP-24 with judges who exclude each other, coverage and fields are those of the best of all plans")
  func bruteForceWithExclusions() {
    var random = SeededNumbers(seed: 24)
    var even = 0
    for _ in 0..<300 {
      let problem = instance(
        &random, nominations: Int.random(in: 1...4, using: &random), judges: Int.random(in: 2...6, using: &random),
        size: Int.random(in: 1...3, using: &random), exclusions: Int.random(in: 1...5, using: &random),
        forbidden: random.pick([0, 10, 30]))
      let (found, best) = (achieved(problem), best(problem))
      #expect([found.missing, found.withoutField] == [best.missing, best.withoutField])
      if found.squares == best.squares { even += 1 }
    }
    print("assignment with exclusions: loads as even as the best in \(even) of 300 small cases")
    #expect(even >= 290)
  }

  // MARK: What it promises

  @Test("R-207 loads differ by at most one where nothing prevents it, and all judges can be compared")
  func balanced() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<20 {
      let problem = instance(
        &random, nominations: 60, judges: 17, size: 5, exclusions: 3, forbidden: 4)
      let plan = AssignmentPlan(problem)
      let loads = plan.loads.map(\.nominations)
      #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1)
      #expect(plan.overlap.groups == 1)
      #expect(plan.overlap.sharingPairs >= plan.overlap.pairs - 3)
    }
  }

  @Test("The same problem gives the same plan in whatever order it is given, and another seed may give another")
  func reproducible() {
    var random = SeededNumbers(seed: 11)
    let problem = instance(&random, nominations: 30, judges: 12, size: 4, exclusions: 2, forbidden: 5)
    var shuffled = problem
    shuffled.nominations.shuffle(using: &random)
    shuffled.judges.shuffle(using: &random)
    #expect(AssignmentPlan(problem).panels == AssignmentPlan(shuffled).panels)
    #expect(problem.canonicalText == shuffled.canonicalText)
    var other = problem
    other.seed = "另一个"
    #expect(AssignmentPlan(problem).panels != AssignmentPlan(other).panels)
    #expect(problem.canonicalText != other.canonicalText)
  }

  @Test("R-207 what cannot be covered is told with its reason")
  func reasons() {
    let nominations = [
      AssignmentProblem.Nomination(key: "N1", field: "焊接"),
      AssignmentProblem.Nomination(key: "N2", field: "航天"),
      AssignmentProblem.Nomination(key: "N3", field: "机械", employerCreditCode: "C1"),
      AssignmentProblem.Nomination(key: "N4"),
    ]
    let judges = [
      AssignmentProblem.Judge(key: "E1", fields: ["焊接"]), AssignmentProblem.Judge(key: "E2"),
      AssignmentProblem.Judge(key: "E3", fields: ["机械"], employerCreditCode: "C1"),
    ]
    func gaps(_ size: Int, _ exclusions: Set<AssignmentProblem.Exclusion> = []) -> [String] {
      let problem = AssignmentProblem(
        nominations: nominations, judges: judges, perNomination: size,
        forbidden: [.init(judge: "E1", nomination: "N1")], exclusions: exclusions, seed: "样例")
      return AssignmentPlan(problem).gaps.map { "\($0.nomination) \($0.lack) \($0.missing) \($0.reason.rawValue)" }
    }
    #expect(gaps(2) == ["N1 field 1 conflicts", "N2 field 1 no-judge-of-field", "N3 field 1 conflicts"])
    #expect(
      gaps(4).filter { $0.contains("judges") } == [
        "N1 judges 2 too-few-judges", "N2 judges 1 too-few-judges", "N3 judges 2 too-few-judges",
        "N4 judges 1 too-few-judges",
      ])
    #expect(
      gaps(3, [.init("E2", "E1")]).filter { $0.contains("judges") } == [
        "N1 judges 1 conflicts", "N2 judges 1 exclusions", "N3 judges 2 conflicts", "N4 judges 1 exclusions",
      ])
    #expect(AssignmentGap.Reason.allCases.allSatisfy { !$0.displayName.zh.isEmpty && !$0.displayName.en.isEmpty })
  }

  @Test("R-227 two excluding judges leave room for a third where the order of choosing would have wasted a seat")
  func exclusionsCostNoSeat() {
    let judges = ["E1", "E2", "E3"].map { AssignmentProblem.Judge(key: ByteText($0), fields: ["焊接"]) }
    let problem = AssignmentProblem(
      nominations: [AssignmentProblem.Nomination(key: "N1", field: "焊接")], judges: judges, perNomination: 2,
      exclusions: [.init("E1", "E2"), .init("E1", "E3")], seed: "样例")
    for seed in ["a", "b", "c", "d", "e", "f"] {
      var seeded = problem
      seeded.seed = ByteText(seed)
      #expect(AssignmentPlan(seeded).panels.map(\.judges) == [["E2", "E3"]])
    }
  }
}
