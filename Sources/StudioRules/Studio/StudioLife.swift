import Primitives

/// What the life of a studio asks for: members, yearly projects, yearly re-confirmation.
public enum StudioLife {
  /// Members that a studio has beside its leader.
  public static let minimumMembers = 2
  /// Projects that a studio takes up in a year, by practice.
  public static let projectsPerYear = 1
  /// Months between two confirmations of a studio, by practice.
  public static let confirmationMonths = 12

  /// Passes if a studio has enough members for its application: two beside the leader, each named once.
  ///
  /// - Parameters:
  ///   - leader: the leader's key.
  ///   - members: the keys of the other members.
  /// - Throws: `studio.leader-among-members`, `studio.member-repeated`, `studio.too-few-members`.
  public static func checkMembers(leader: String, members: [String]) throws {
    guard !members.contains(leader) else {
      throw refusal(
        "studio.leader-among-members", Bilingual("领衔人不计入其他成员", "the leader is listed among the members"),
        Bilingual("从成员中去掉领衔人", "take the leader out of the members"))
    }
    guard Set(members).count == members.count else {
      throw refusal(
        "studio.member-repeated", Bilingual("同一成员重复出现", "a member is listed twice"),
        Bilingual("每名成员只填一次", "list each member once"))
    }
    guard members.count >= minimumMembers else {
      throw refusal(
        "studio.too-few-members",
        Bilingual(
          "除领衔人外只有 \(members.count) 名成员，至少 \(minimumMembers) 名",
          "beside the leader there are \(members.count) members, at least \(minimumMembers) are needed"),
        Bilingual("补充成员后再申请", "add members before the application"))
    }
  }

  /// The advice for a year in which a studio took up too few projects; nil where it has enough. It blocks nothing.
  public static func projectAdvice(year: Int, projects: Int) -> Bilingual? {
    guard projects < projectsPerYear else { return nil }
    return Bilingual(
      "\(year) 年尚无立项项目，建议每年至少 \(projectsPerYear) 项",
      "no project in \(year) yet; at least \(projectsPerYear) a year is advised")
  }

  /// By when a studio is to be confirmed again. Throws `calendar-day.range` past the year 9999.
  ///
  /// - Parameter last: the day of its last confirmation, or of its founding.
  public static func confirmationDue(after last: CalendarDay) throws -> CalendarDay {
    try last.adding(months: confirmationMonths)
  }

  private static func refusal(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    StudioRefusals.byHouse(code, "R-321", message, remedy)
  }
}
