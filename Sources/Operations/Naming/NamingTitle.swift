import Primitives
import SelectionRules
import Store

extension NamingRow {
  /// The title that the naming gives: a great craftsman holds the title of one and not the other's as well, for the two
  /// groups are disjoint; that the person is one of the year's named is told by the naming itself.
  func title(of edition: EditionContext, by tier: UnionTier) -> TitleRow {
    TitleRow(
      kind: TitleKind(of: tier, isGreat: isGreat).rawValue, level: TitleLevel(of: tier).rawValue,
      year: edition.row.year, document: document)
  }
}

extension TitleKind {
  /// The title that an organiser of a tier gives: the Qilu titles are the province's.
  init(of tier: UnionTier, isGreat: Bool) {
    switch tier {
    case .province: self = isGreat ? .qiluGreatCraftsman : .qiluCraftsman
    case .city, .industrial, .largeEnterprise, .county, .base: self = isGreat ? .greatCraftsman : .craftsman
    }
  }

  /// Whether the title's name tells its level.
  var tellsLevel: Bool { self == .qiluCraftsman || self == .qiluGreatCraftsman }
}

extension TitleLevel {
  /// The level of the titles that an organiser of a tier gives: industrial and large-enterprise unions stand
  /// beside the cities.
  init(of tier: UnionTier) {
    switch tier {
    case .province: self = .provincial
    case .city, .industrial, .largeEnterprise: self = .city
    case .county: self = .county
    case .base: self = .enterprise
    }
  }
}
