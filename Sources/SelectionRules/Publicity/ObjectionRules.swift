import Primitives

/// How an objection came (R-229).
public enum ObjectionChannel: String, Sendable, Hashable, Codable, CaseIterable {
  /// 来信.
  case letter
  /// 来电.
  case call
  /// 来访.
  case visit
  /// 电子邮件.
  case mail

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .letter: Bilingual("来信", "letter")
    case .call: Bilingual("来电", "call")
    case .visit: Bilingual("来访", "visit")
    case .mail: Bilingual("电子邮件", "mail")
    }
  }
}

/// Who objects (R-229); sealed wherever it is stored.
public struct Objector: Sendable, Hashable {
  /// The three kinds of objector.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A unit, which stamps its seal.
    case unit
    /// A person by real name.
    case person
    /// Nobody who gives a name.
    case anonymous
  }

  /// What a formal objection must have.
  public enum Particular: String, Sendable, Hashable, Codable, CaseIterable {
    case name, seal, address, phone, contact
  }

  /// What it is.
  public var kind: Kind
  /// The name, empty where none is given.
  public var name: String
  /// The address, empty where none is given.
  public var address: String
  /// The phone, empty where none is given.
  public var phone: String
  /// Whether the objection bears a seal.
  public var hasSeal: Bool

  /// Describes an objector.
  public init(kind: Kind, name: String, address: String, phone: String, hasSeal: Bool) {
    self.kind = kind
    self.name = name
    self.address = address
    self.phone = phone
    self.hasSeal = hasSeal
  }

  /// What it lacks to be formally accepted: a unit needs its seal, address and phone, a person a real name and a
  /// contact; whoever gives no name lacks it (R-229).
  public var missing: [Particular] {
    var missing: [Particular] = isBlank(name) || kind == .anonymous ? [.name] : []
    switch kind {
    case .unit:
      if !hasSeal { missing.append(.seal) }
      if isBlank(address) { missing.append(.address) }
      if isBlank(phone) { missing.append(.phone) }
    case .person, .anonymous:
      if isBlank(address), isBlank(phone) { missing.append(.contact) }
    }
    return missing
  }

  /// The state in which the objection goes on (SM-5).
  public var acceptance: ObjectionState { missing.isEmpty ? .formal : .informal }

  private func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}

/// Receipts, terms and effect of objections (R-229).
public enum ObjectionRules {
  /// `objection.answer.workdays` (PROPOSED): working days to the written answer, the day of receipt not counted.
  public static let answerWorkdays = 15

  /// The last day for the written answer, with a warning for each year without holiday data.
  public static func answerDay(
    receivedOn day: CalendarDay, calendar: WorkingCalendar = .national
  ) throws -> CalendarAnswer<CalendarDay> {
    try calendar.adding(workingDays: answerWorkdays, to: day)
  }

  /// `2026-YY-001`: the edition, the sort of record (异议), the number without a gap.
  public static func receipt(edition: String, number: Int) -> String {
    let digits = String(number)
    return "\(edition)-YY-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
  }

  /// Whether an objection came inside a publicity in which its nomination was shown.
  public static func isInside(_ day: CalendarDay, of nomination: ByteText, in publicities: [Publicity]) -> Bool {
    publicities.contains { $0.shown.contains(nomination) && $0.window.contains(day) }
  }

  /// Whether an objection blocks the naming: formally accepted, received inside the window, not decided.
  public static func blocks(
    _ state: ObjectionState, receivedOn day: CalendarDay, of nomination: ByteText, in publicities: [Publicity]
  ) -> Bool {
    state.isOpen && isInside(day, of: nomination, in: publicities)
  }
}
