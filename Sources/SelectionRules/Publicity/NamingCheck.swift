import Primitives

/// The guard of PUBLICITY → NAMED (SM-1): everyone was shown long enough, and no objection is open.
public struct NamingCheck: Sendable {
  /// Those to be named, in the order of the list.
  public var named: [ByteText]
  /// The publicities of the edition.
  public var publicities: [Publicity]
  /// The receipts of the objections that still block (``ObjectionRules/blocks(_:receivedOn:of:in:)``).
  public var openObjections: [String]
  /// Those of an inspected edition who lack a passed inspection.
  public var uninspected: [ByteText]

  /// Describes what stands before a naming.
  public init(named: [ByteText], publicities: [Publicity], openObjections: [String], uninspected: [ByteText]) {
    self.named = named
    self.publicities = publicities
    self.openObjections = openObjections
    self.uninspected = uninspected
  }

  /// Passes if they may be named on a day.
  ///
  /// Each needs a publicity of at least 5 working days that ended before the day, and none that still runs: a name that
  /// came onto the list later has its own window, those who were shown before keep theirs.
  public func check(on day: CalendarDay, today: CalendarDay, calendar: WorkingCalendar = .national) throws {
    guard day <= today else { throw PublicityRefusals.future(day, today: today) }
    let unseen = named.filter { name in !publicities.contains { $0.shown.contains(name) } }
    guard unseen.isEmpty else { throw PublicityRefusals.notShown(unseen) }
    for name in named {
      let windows = publicities.filter { $0.shown.contains(name) }.map(\.window)
      guard windows.contains(where: { $0.isFinished(before: day, calendar) }),
        !windows.contains(where: { $0.through >= day })
      else {
        throw PublicityRefusals.notOver(name, through: windows.map(\.through).max() ?? day, day: day)
      }
    }
    guard uninspected.isEmpty else { throw PublicityRefusals.inspectionMissing(uninspected) }
    guard openObjections.isEmpty else { throw PublicityRefusals.unanswered(openObjections) }
  }
}
