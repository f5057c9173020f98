import Primitives

/// How far panels overlap, so that judges can be compared over the nominations they share.
public struct AssignmentOverlap: Sendable, Hashable, Codable {
  /// How many groups of judges there are that share no nomination with one another; judges without work do not count.
  public var groups: Int
  /// The pairs of judges with work.
  public var pairs: Int
  /// The pairs that share a nomination.
  public var sharingPairs: Int
  /// The least number of nominations that a pair shares.
  public var least: Int
  /// The greatest number of nominations that a pair shares.
  public var greatest: Int

  /// Counts over panels of judges.
  public init(panels: [[ByteText]]) {
    let judges = Set(panels.joined()).sorted()
    let places = Dictionary(zip(judges, judges.indices), uniquingKeysWith: { first, _ in first })
    let members = panels.map { $0.compactMap { places[$0] } }
    let shared = Self.shared(members, judges: judges.count)
    let numbers = judges.indices.flatMap { one in (0..<one).map { shared[one * judges.count + $0] } }
    groups = Set(Self.groups(members, judges: judges.count)).count
    pairs = numbers.count
    sharingPairs = numbers.count { $0 > 0 }
    least = numbers.min() ?? 0
    greatest = numbers.max() ?? 0
  }

  /// How many nominations two judges share, by judge and judge.
  static func shared(_ panels: [[Int]], judges count: Int) -> [Int] {
    var shared = [Int](repeating: 0, count: count * count)
    for panel in panels {
      for (index, one) in panel.enumerated() {
        for other in panel[..<index] {
          shared[one * count + other] += 1
          shared[other * count + one] += 1
        }
      }
    }
    return shared
  }

  /// Groups of judges who are connected by nominations that they share: each judge's, named by one of its judges.
  static func groups(_ panels: [[Int]], judges count: Int) -> [Int] {
    var parent = Array(0..<count)
    func root(_ judge: Int) -> Int {
      var judge = judge
      while parent[judge] != judge { judge = parent[judge] }
      return judge
    }
    for panel in panels {
      guard let first = panel.first else { continue }
      for judge in panel.dropFirst() { parent[root(judge)] = root(first) }
    }
    return parent.indices.map { root($0) }
  }
}
