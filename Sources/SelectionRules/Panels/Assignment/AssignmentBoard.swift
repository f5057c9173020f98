import Primitives

/// Who sits on which panel while a plan is made. Judges and nominations are positions in byte order of their keys.
struct AssignmentBoard {
  let nominations: [AssignmentProblem.Nomination]
  let judges: [AssignmentProblem.Judge]
  /// Whether a judge may judge a nomination, by nomination and judge.
  private let allowed: [Bool]
  /// Whether a judge is at home in a nomination's field, by nomination and judge.
  private let own: [Bool]
  /// Whether two judges must not sit together, by judge and judge; empty where there is no such pair.
  private let excluded: [Bool]

  /// The judges of each nomination.
  private(set) var panels: [[Int]]
  /// How many nominations each judge has.
  private(set) var loads: [Int]
  private var seats: [Bool]
  private var ownCounts: [Int]

  init(_ problem: AssignmentProblem) {
    nominations = problem.nominations.sorted { $0.key < $1.key }
    judges = problem.judges.sorted { $0.key < $1.key }
    (allowed, own) = Self.relations(nominations, judges, problem.forbidden)
    excluded = Self.exclusions(judges, problem.exclusions)
    panels = Array(repeating: [], count: nominations.count)
    loads = Array(repeating: 0, count: judges.count)
    seats = Array(repeating: false, count: nominations.count * judges.count)
    ownCounts = Array(repeating: 0, count: nominations.count)
  }

  private static func relations(
    _ nominations: [AssignmentProblem.Nomination], _ judges: [AssignmentProblem.Judge],
    _ forbidden: Set<AssignmentProblem.Forbidden>
  ) -> (allowed: [Bool], own: [Bool]) {
    var allowed: [Bool] = []
    var own: [Bool] = []
    for nomination in nominations {
      for judge in judges {
        let isColleague = !judge.employerCreditCode.isEmpty && judge.employerCreditCode == nomination.employerCreditCode
        allowed.append(!isColleague && !forbidden.contains(.init(judge: judge.key, nomination: nomination.key)))
        own.append(!nomination.field.isEmpty && judge.fields.contains(nomination.field))
      }
    }
    return (allowed, own)
  }

  private static func exclusions(
    _ judges: [AssignmentProblem.Judge], _ exclusions: Set<AssignmentProblem.Exclusion>
  ) -> [Bool] {
    let places = Dictionary(zip(judges.map(\.key), judges.indices), uniquingKeysWith: { first, _ in first })
    let pairs = exclusions.compactMap { pair -> (Int, Int)? in
      guard let first = places[pair.first], let second = places[pair.second], first != second else { return nil }
      return (first, second)
    }
    guard !pairs.isEmpty else { return [] }
    var excluded = [Bool](repeating: false, count: judges.count * judges.count)
    for (first, second) in pairs {
      excluded[first * judges.count + second] = true
      excluded[second * judges.count + first] = true
    }
    return excluded
  }

  // MARK: Asking

  /// Whether any two judges must not sit together.
  var hasExclusions: Bool { !excluded.isEmpty }
  /// Whether a judge may judge a nomination.
  func isAllowed(_ judge: Int, _ nomination: Int) -> Bool { allowed[nomination * judges.count + judge] }
  /// Whether a judge is at home in a nomination's field.
  func isOwn(_ judge: Int, _ nomination: Int) -> Bool { own[nomination * judges.count + judge] }
  /// Whether two judges must not sit together.
  func isExcluded(_ one: Int, _ other: Int) -> Bool { hasExclusions && excluded[one * judges.count + other] }
  /// Whether a judge sits on a nomination's panel.
  func sits(_ judge: Int, _ nomination: Int) -> Bool { seats[nomination * judges.count + judge] }
  /// Whether the panel has a judge of the nomination's field.
  func hasOwnJudge(_ nomination: Int) -> Bool { ownCounts[nomination] > 0 }

  /// Whether a judge may take another one's place: allowed, not excluded by those who stay, and the panel keeps a judge
  /// of the nomination's field if it has one.
  func canSwap(_ leaving: Int, _ coming: Int, _ nomination: Int) -> Bool {
    let row = nomination * judges.count
    guard allowed[row + coming], !seats[row + coming] else { return false }
    guard ownCounts[nomination] != 1 || !own[row + leaving] || own[row + coming] else { return false }
    guard hasExclusions else { return true }
    return panels[nomination].allSatisfy { $0 == leaving || !isExcluded($0, coming) }
  }

  /// Whether nobody on a panel excludes another one, and nobody sits twice.
  func isSound(_ nomination: Int) -> Bool {
    let panel = panels[nomination]
    return panel.indices.allSatisfy { index in
      panel[..<index].allSatisfy { $0 != panel[index] && !isExcluded($0, panel[index]) }
    }
  }

  // MARK: Changing

  mutating func seat(_ judge: Int, _ nomination: Int) {
    panels[nomination].append(judge)
    note(judge, nomination, 1)
  }

  mutating func swap(_ leaving: Int, _ coming: Int, _ nomination: Int) {
    guard let place = panels[nomination].firstIndex(of: leaving) else { return }
    panels[nomination][place] = coming
    note(leaving, nomination, -1)
    note(coming, nomination, 1)
  }

  private mutating func note(_ judge: Int, _ nomination: Int, _ change: Int) {
    seats[nomination * judges.count + judge] = change > 0
    loads[judge] += change
    if isOwn(judge, nomination) { ownCounts[nomination] += change }
  }
}
