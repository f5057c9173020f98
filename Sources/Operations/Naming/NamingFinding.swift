import Primitives
import SelectionRules
import Store

/// Finding namings, and checking what is done to them.
enum NamingFinding {
  /// The naming of a nomination.
  ///
  /// - Throws: a ``Refusal`` of kind not found.
  static func naming(_ nomination: ByteText, _ edition: EditionContext, _ call: ReadCall) throws -> NamingRow {
    let namings = try NamingStore.all(of: edition.id, in: call.connection)
    guard let naming = namings.first(where: { $0.nomination == nomination }) else {
      throw Refusal(
        "naming.unknown", kind: .notFound,
        message: Bilingual("推荐 \(nomination) 未在本届命名", "the nomination \(nomination) was not named in the edition"),
        remedy: Bilingual("naming list 列出本届命名的人", "naming list shows the named"))
    }
    return naming
  }

  /// The revocation of a naming, if it is revoked.
  static func revocation(_ nomination: ByteText, _ edition: EditionContext, _ call: ReadCall) throws -> RevocationRow? {
    try RevocationStore.all(of: edition.id, in: call.connection).first { $0.nomination == nomination }
  }

  /// Reads a day that lies neither before the naming nor behind today.
  static func day(_ text: String, notBefore naming: NamingRow, _ call: ReadCall) throws -> CalendarDay {
    let day = try CalendarDay(text)
    let today = try call.environment.today()
    guard day <= today else {
      throw Refusal(
        "naming.day-after", citation: Citation("SM-2", Citation.houseRules),
        message: Bilingual("日期 \(day.text) 晚于今天 \(today.text)", "\(day.text) lies behind today \(today.text)"),
        remedy: Bilingual("事情发生后再登记", "record it when it has happened"))
    }
    guard day >= (try CalendarDay(naming.namedOn)) else {
      throw Refusal(
        "naming.day-before", citation: Citation("SM-2", Citation.houseRules),
        message: Bilingual(
          "日期 \(day.text) 早于命名日期 \(naming.namedOn)", "\(day.text) lies before the naming on \(naming.namedOn)"),
        remedy: Bilingual("核对日期", "check the day"))
    }
    return day
  }

  /// The names of the nominees by nomination.
  static func names(_ edition: EditionContext, _ call: ReadCall) throws -> [ByteText: ByteText] {
    let nominations = try edition.inputs(in: call.connection).nominations
    return Dictionary(uniqueKeysWithValues: nominations.map { ($0.key, $0.name) })
  }

  /// The namings in the order of the confirmed list.
  static func inListOrder(_ edition: EditionContext, _ call: ReadCall) throws -> [NamingRow] {
    guard let list = try StageListStore.current(.named, of: edition.id, in: call.connection) else { return [] }
    let places = try StageListStore.entries(of: list.id, in: call.connection).enumerated().map {
      ($0.element.nomination, $0.offset)
    }
    let order = Dictionary(uniqueKeysWithValues: places)
    return try NamingStore.all(of: edition.id, in: call.connection).sorted {
      order[$0.nomination, default: .max] < order[$1.nomination, default: .max]
    }
  }
}
