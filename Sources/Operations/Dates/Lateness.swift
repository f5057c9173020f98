import Primitives
import SelectionRules
import Store

/// An act that came after a date of the edition: it is recorded and not done (SM-1, R-217).
struct LateAct: Codable, Sendable {
  var date: EditionDateName
  /// The day that it had.
  var day: String
  /// The day of the attempt.
  var attemptedOn: String

  /// What the person is told.
  var told: Bilingual {
    Bilingual(
      "已过\(date.displayName.zh) \(day)，未予办理，迟到已记录在案（R-217）",
      "the \(date.displayName.en) was \(day); nothing was done, and the lateness is recorded (R-217)")
  }
}

/// Holds acts against the dates of an edition.
///
/// An operation asks first thing, and answers with what it is given instead of acting:
/// `if let late = try Lateness.record(.filingDeadline, …) { return DoneOutput(late: late) }`.
enum Lateness {
  /// Records an act that comes too late, with the audit event of the act; nil where it is in time or no date is set.
  static func record(
    _ name: EditionDateName, of edition: EditionID, operation: String, subject: String, _ call: WriteCall
  ) throws -> LateAct? {
    guard let day = try EditionDateStore.inForce(of: edition, in: call.connection)[name] else { return nil }
    let today = try call.environment.today()
    guard EditionDates.isLate(today, against: day) else { return nil }
    try EditionDateStore.insertLate(
      name, day: day, operation: operation, subject: subject, on: today, edition: edition, by: call.actor.id,
      at: call.environment.instant, id: call.environment.newIdentifier(), in: call.transaction)
    call.record(
      "edition", edition.text,
      ["late": name.rawValue, "day": day.text, "attempted": today.text, "attempted-on": subject])
    return LateAct(date: name, day: day.text, attemptedOn: today.text)
  }
}

extension DoneOutput {
  /// Tells that an act came too late.
  init(late: LateAct) {
    self.init(subject: late.date.rawValue, done: late.told, late: late)
  }
}
