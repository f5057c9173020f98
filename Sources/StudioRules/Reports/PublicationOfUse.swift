import Primitives

/// That the use of a grant was shown to the unit's workers: a yearly act with period, place and photo.
public struct PublicationOfUse: Sendable, Hashable {
  /// Months within which the next publication follows.
  public static let everyMonths = 12

  /// The first day on which it was shown.
  public let from: CalendarDay
  /// The last day on which it was shown.
  public let through: CalendarDay
  /// Where it was shown.
  public let place: String
  /// The digest of the photo.
  public let photo: String

  /// Records a publication. Throws `publication.incomplete` without place or photo, `publication.period` where the last
  /// day is before the first or after today.
  public init(from: CalendarDay, through: CalendarDay, place: String, photo: String, today: CalendarDay) throws {
    guard from <= through, through <= today else {
      throw Self.refusal(
        "publication.period", Bilingual("公开期间不成立，或尚未结束", "the period is reversed or not over"),
        Bilingual("公开结束后填写起止日期", "give first and last day when it is over"))
    }
    guard !place.allSatisfy(\.isWhitespace), !photo.allSatisfy(\.isWhitespace) else {
      throw Self.refusal(
        "publication.incomplete", Bilingual("缺少公开地点或照片", "place or photo is missing"),
        Bilingual("填写地点并附现场照片", "give the place and attach a photo"))
    }
    self.from = from
    self.through = through
    self.place = place
    self.photo = photo
  }

  /// By when the next publication has to begin: twelve months after the receipt, or after the last one began.
  ///
  /// Throws `calendar-day.range` past the year 9999.
  public static func nextDue(receivedOn: CalendarDay, published: [PublicationOfUse]) throws -> CalendarDay {
    let last = published.map(\.from).filter { $0 >= receivedOn }.max() ?? receivedOn
    return try last.adding(months: everyMonths)
  }

  /// Whether a publication is late on a day. Throws `calendar-day.range` past the year 9999.
  ///
  /// - Parameter closedOn: after the closing nothing is due that was not due before it; nil while the grant runs.
  public static func isOverdue(
    receivedOn: CalendarDay, published: [PublicationOfUse], closedOn: CalendarDay?, on day: CalendarDay
  ) throws -> Bool {
    let due = try nextDue(receivedOn: receivedOn, published: published)
    return day > due && closedOn.map { $0 > due } ?? true
  }

  private static func refusal(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    StudioRefusals.byArticle(code, "R-316", "第六条", message, remedy)
  }
}
