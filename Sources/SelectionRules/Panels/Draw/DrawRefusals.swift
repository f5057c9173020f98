import Primitives

/// What is refused about drawing experts.
public enum DrawRefusals {
  static func dayNotLater(_ day: CalendarDay) -> Refusal {
    make(
      "draw.day-not-later",
      Bilingual("公开数字的日期 \(day.text) 不晚于今天", "the public number's day \(day.text) is not after today"),
      Bilingual("选一个以后公布、现在无人知道的数字", "choose a number of a later day that nobody knows today"))
  }

  static func tooEarly(_ day: CalendarDay) -> Refusal {
    make(
      "draw.too-early",
      Bilingual("公开数字要到 \(day.text) 才公布", "the public number appears on \(day.text) only"),
      Bilingual("到当日再抽取", "draw on that day"))
  }

  static let number = make(
    "draw.number",
    Bilingual("公开数字只能由 1 至 200 个阿拉伯数字组成", "the public number is 1 to 200 digits"),
    Bilingual("照公布的顺序只填数字，保留开头的 0", "give the digits as published, leading zeros too"))

  /// Fewer experts than places.
  public static func unfillable(_ field: ByteText, _ count: Int) -> Refusal {
    make(
      "draw.unfillable",
      Bilingual("专家库人数不够：“\(field)”还差 \(count) 名", "the pool is too small: “\(field)” lacks \(count)"),
      Bilingual("减少名额或先扩充专家库", "ask for fewer, or enlarge the pool first"))
  }

  /// Places that are no places.
  public static let places = make(
    "draw.places",
    Bilingual("各领域名额应为 1 至 999 的整数，每个领域一行", "places are 1 to 999, one line for each field"),
    Bilingual("列：field, places", "columns: field, places"))

  /// A further draw without a reason.
  public static let reasonMissing = make(
    "draw.reason-missing",
    Bilingual("本届已有抽取或专家名单，再次抽取必须写明理由", "the edition has a draw or a panel already; drawing anew needs a reason"),
    Bilingual("用 --reason 写明理由", "give it with --reason"))

  /// Nothing to draw by.
  public static let nothingCommitted = make(
    "draw.nothing-committed",
    Bilingual("本届没有待抽取的承诺", "the edition has no commitment that waits for its draw"),
    Bilingual("先用 draw commit 固定并记录", "fix and record one with draw commit first"))

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation("R-207", Citation.opinion2018, "三（二）4"), message: message, remedy: remedy)
  }
}
