import Primitives

/// Finds what the supervision has to look at, in plain rows of grants and spends.
///
/// The rules refuse most of it at the door; these detectors find what came in by import, by hand or later. They answer
/// the same for the same rows, in the order of grant, day and kind.
public struct Supervision: Sendable {
  /// From where on something is found.
  public let limits: SupervisionLimits
  /// The day of the look.
  public let today: CalendarDay

  /// Looks with limits on a day.
  public init(limits: SupervisionLimits = SupervisionLimits(), today: CalendarDay) {
    self.limits = limits
    self.today = today
  }

  /// All findings. Spends of grants that are not given are compared with the others but not judged alone.
  ///
  /// Throws `money.overflow` and `calendar-day.range`.
  public func findings(grants: [SupervisedGrant], spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    let byGrant = Dictionary(grouping: spends.sorted(by: Self.precedes), by: \.grant)
    var found = try repeats(spends)
    for grant in grants {
      let spends = byGrant[grant.grant] ?? []
      found += try ofMatch(grant, spends) + ofWay(grant) + ofUse(grant, spends) + ofSeries(grant, spends)
      found += try ofRest(grant, spends)
    }
    return found.sorted(by: Self.comesFirst)
  }

  static func precedes(_ left: SupervisedSpend, _ right: SupervisedSpend) -> Bool {
    left.day != right.day ? left.day < right.day : left.id < right.id
  }

  private static func comesFirst(_ left: SupervisionFinding, _ right: SupervisionFinding) -> Bool {
    if left.grant != right.grant { return left.grant < right.grant }
    if left.day != right.day { return left.day < right.day }
    return left.key < right.key
  }

  /// A finding about spends, which are in the order of day and number.
  func finding(
    _ kind: FindingKind, _ grant: String, _ spends: [SupervisedSpend], _ detail: Bilingual
  ) throws -> SupervisionFinding {
    SupervisionFinding(
      kind: kind, grant: grant, spends: spends.map(\.id), amount: try Money.sum(spends.map(\.amount)),
      day: spends.last?.day ?? today, detail: detail)
  }

  /// A finding about a grant as a whole.
  func finding(
    _ kind: FindingKind, _ grant: String, _ amount: Money, _ day: CalendarDay, _ detail: Bilingual
  ) -> SupervisionFinding {
    SupervisionFinding(kind: kind, grant: grant, spends: [], amount: amount, day: day, detail: detail)
  }
}
