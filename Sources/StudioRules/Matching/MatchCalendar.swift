import Primitives

/// Who has to match by when: one line for each grant that is not fully matched, the most urgent first.
public struct MatchCalendar: Sendable, Hashable {
  /// What the calendar needs to know of a grant.
  public struct Row: Sendable, Hashable {
    /// The grant's number.
    public let grant: String
    /// The employer that has to match.
    public let employer: String
    /// The gate with all proofs.
    public let gate: MatchingGate

    /// Describes a grant.
    public init(grant: String, employer: String, gate: MatchingGate) {
      self.grant = grant
      self.employer = employer
      self.gate = gate
    }
  }

  /// A line of the calendar.
  public struct Line: Sendable, Hashable {
    /// The grant's number.
    public let grant: String
    /// The employer that has to match.
    public let employer: String
    /// What is missing, above zero.
    public let missing: Money
    /// The last day of the period.
    public let lastDay: CalendarDay
    /// Days to the last one, negative when it is over.
    public let daysLeft: Int
    /// What the gate is.
    public let status: MatchingGate.Status
    /// Years whose holidays were not known.
    public let warnings: [CalendarWarning]

    /// Whether the period is over.
    public var isOverdue: Bool { daysLeft < 0 }
  }

  /// The lines: by last day, then by missing amount from the largest, then by the grant's number.
  public let lines: [Line]

  /// Makes the calendar of a day. Throws `money.overflow`.
  public init(_ rows: [Row], on day: CalendarDay) throws {
    lines = try rows.compactMap { try Self.line($0, on: day) }.sorted(by: Self.precedes)
  }

  /// The lines whose period is over.
  public var overdue: [Line] { lines.filter(\.isOverdue) }

  private static func line(_ row: Row, on day: CalendarDay) throws -> Line? {
    guard let deadline = row.gate.deadline, deadline.receivedOn <= day else { return nil }
    let missing = try row.gate.missing(on: day)
    guard missing > .zero else { return nil }
    return Line(
      grant: row.grant, employer: row.employer, missing: missing, lastDay: deadline.lastDay.value,
      daysLeft: deadline.daysLeft(on: day), status: try row.gate.status(on: day), warnings: deadline.lastDay.warnings)
  }

  private static func precedes(_ left: Line, _ right: Line) -> Bool {
    if left.lastDay != right.lastDay { return left.lastDay < right.lastDay }
    if left.missing != right.missing { return left.missing > right.missing }
    return left.grant < right.grant
  }
}
