import Primitives
import SelectionRules
import Store

/// The published deeds of one nominee as a person gives them.
struct DeedEntry {
  let nomination: String
  let medium: String
  let date: String
  let link: String
  let content: String?
  let post: String?

  /// Checks and stores it.
  func store(_ edition: EditionContext, _ standing: DeedStanding, _ call: WriteCall) throws {
    let key = ByteText(nomination)
    guard standing[key] != nil else { throw DeedRefusals.notNominee(nomination) }
    try Self.require(medium, "medium")
    try Self.require(link, "link")
    let day = try CalendarDay(date)
    guard try day <= call.environment.today() else { throw DeedRefusals.future(day) }
    let form = try FormReading(key, edition.id, call)
    try DeedStore.record(
      DeedRow(
        nomination: key, medium: medium, publishedOn: day.text, link: link,
        content: content.flatMap { $0.isEmpty ? nil : $0 } ?? form[.deeds] ?? "", post: post ?? "",
        recordedBy: call.actor.id),
      edition: edition.id, id: call.environment.newIdentifier(), at: call.environment.instant, in: call.transaction)
  }

  private static func require(_ text: String, _ field: String) throws {
    guard text.allSatisfy(\.isWhitespace) else { return }
    throw DeedRefusals.empty(field)
  }
}

/// What is refused about deeds.
enum DeedRefusals {
  static func notNominee(_ nomination: String) -> Refusal {
    make(
      "deed.not-a-nominee", "R-208",
      Bilingual(
        "\(nomination) 不在已确认的提名人选名单上，或已被取消", "\(nomination) is not on the confirmed list of nominees, or struck out"),
      Bilingual("list show 查看名单", "list show tells the list"))
  }

  static func empty(_ field: String) -> Refusal {
    make(
      "deed.empty", "R-208",
      Bilingual("发布的事迹须有媒体、日期和链接；缺 \(field)", "deeds need medium, date and link; the \(field) is missing"),
      Bilingual("补充后再登记", "fill it in"))
  }

  static func future(_ day: CalendarDay) -> Refusal {
    make(
      "deed.in-future", "R-208",
      Bilingual("发布日期 \(day.text) 晚于今天", "the day of publication \(day.text) is after today"),
      Bilingual("发布之后再登记", "record it when it is published"))
  }

  static let repeated = make(
    "deed.repeated", "R-208",
    Bilingual("同一推荐在文件中重复出现", "the nomination stands twice in the file"),
    Bilingual("每名提名人选保留一行", "keep one line for each nominee"))

  static let nothing = make(
    "deed.nothing-to-approve", "R-208",
    Bilingual("没有待核准的事迹", "there are no deeds to approve"),
    Bilingual("deed list 列出各人的情况", "deed list tells where each one stands"))

  static func samePerson(_ nomination: ByteText) -> Refusal {
    Refusal(
      "deed.same-person", kind: .notPermitted, citation: Citation("R-208", Citation.houseRules),
      message: Bilingual(
        "\(nomination) 的事迹由本人登记，不能由本人核准", "who recorded the deeds of \(nomination) cannot approve them"),
      remedy: Bilingual("由另一位复核确认人核准", "let another second confirmer do it"))
  }

  static func noConsent(_ nomination: ByteText) -> Refusal {
    make(
      "deed.no-consent", "R-819",
      Bilingual("\(nomination) 没有有效的公开发布同意书", "\(nomination) has no consent to publication in force"),
      Bilingual("取得本人单独同意后再核准；不同意的不得发布", "obtain the separate consent first; without it nothing is published"))
  }

  static func consentUnseen(_ nomination: ByteText) -> Refusal {
    make(
      "deed.consent-unseen", "R-819",
      Bilingual("\(nomination) 没有推荐表，须确认已见其书面同意", "\(nomination) came without a form; say that the consent was seen"),
      Bilingual("核对书面同意后加 --consent-seen", "look at the consent on paper, then give --consent-seen"))
  }

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
