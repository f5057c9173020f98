import Database
import Primitives
import SelectionRules
import Store

/// The kinds of title that the registry keeps.
enum TitleKind: String, Sendable, Codable, CaseIterable {
  case qiluCraftsman = "qilu_craftsman"
  case qiluGreatCraftsman = "qilu_great_craftsman"
  case modelWorker = "model_worker"
  case mayDayMedal = "may_day_medal"
  case craftsman
  case greatCraftsman = "great_craftsman"

  var displayName: Bilingual {
    switch self {
    case .qiluCraftsman: Bilingual("齐鲁工匠", "Qilu Craftsman")
    case .qiluGreatCraftsman: Bilingual("齐鲁大工匠", "Qilu Grand Craftsman")
    case .modelWorker: Bilingual("劳动模范", "model worker")
    case .mayDayMedal: Bilingual("五一劳动奖章", "May-1 medal")
    case .craftsman: Bilingual("工匠", "craftsman")
    case .greatCraftsman: Bilingual("大工匠", "great craftsman")
    }
  }
}

/// The levels of titles, and that of the base unions' own selections.
enum TitleLevel: String, Sendable, Codable, CaseIterable {
  case national = "NATIONAL"
  case provincial = "PROVINCIAL"
  case city = "CITY"
  case county = "COUNTY"
  case enterprise = "ENTERPRISE"

  var displayName: Bilingual {
    switch self {
    case .national: Bilingual("全国", "national")
    case .provincial: Bilingual("省级", "provincial")
    case .city: Bilingual("市级", "city")
    case .county: Bilingual("县级", "county")
    case .enterprise: Bilingual("企业级", "enterprise")
    }
  }
}

/// Entering craftsmen and their titles.
enum CraftsmanEntry {
  /// Enters a person as a craftsman, if not entered yet.
  static func enter(_ person: PersonID, reason: String, _ call: WriteCall) throws {
    guard try CraftsmanStore.state(of: person, in: call.connection) == nil else { return }
    try change(person, from: nil, to: .active, reason: reason, call)
  }

  static func change(
    _ person: PersonID, from: CraftsmanState?, to: CraftsmanState, reason: String, _ call: WriteCall
  ) throws {
    try CraftsmanStore.change(
      CraftsmanStateChange(
        person: person, from: from?.rawValue, to: to.rawValue, reason: reason, by: call.actor.id,
        at: call.environment.instant), id: call.environment.newIdentifier(), in: call.transaction)
  }

  /// The years whose Qilu titles come from the naming of a provincial edition that is kept here: what a city
  /// or a county selects in a year has nothing to do with them.
  static func yearsOfNaming(_ call: ReadCall) throws -> Set<Int> {
    guard let province = try UnionUnitStore.province(in: call.connection) else { return [] }
    return Set(
      try EditionStore.all(in: call.connection).filter { $0.organiser == province.id }.map(\.year))
  }

  /// Registers a title that was given outside the system: one of a kind, level and year.
  static func addTitle(_ title: TitleRow, to person: PersonID, _ call: WriteCall) throws {
    let held = try CraftsmanStore.titles(of: person, in: call.connection)
    guard !held.contains(where: { ($0.kind, $0.level, $0.year) == (title.kind, title.level, title.year) }) else {
      throw titleExists
    }
    try enterTitle(title, of: person, call)
  }

  /// Enters a title that an edition gives; two organisers of one level may name the same person in a year.
  static func enterTitle(_ title: TitleRow, of person: PersonID, _ call: WriteCall) throws {
    do {
      try CraftsmanStore.insert(title, of: person, id: call.environment.newIdentifier(), in: call.transaction)
    } catch DatabaseFailure.unique {
      throw titleExists
    }
  }

  private static let titleExists = Refusal(
    "title.exists", citation: Citation("R-113", Citation.houseRules),
    message: Bilingual("该称号已登记", "the title is registered already"),
    remedy: Bilingual("同一人同一年同级的称号只登记一次", "a title of one kind, level and year is registered once"))
}
