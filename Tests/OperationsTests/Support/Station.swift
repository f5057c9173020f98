import Primitives
import SelectionRules
import Synchronization
import Testing

@testable import Operations

/// How far the sample edition has come; each station is made once from the one before and copied for each test.
enum Station: Int, CaseIterable, Comparable, Sendable {
  /// Initialised, with the people who act.
  case founded
  /// With employers, units and experts.
  case registered
  /// The edition is a draft.
  case draft
  /// The edition is open.
  case nominating
  /// In the preliminary review, with nominations, reviews, panel and decisions.
  case reviewing
  /// In the expert review, with the candidates confirmed, scores, recusals and decisions.
  case judging
  /// In the composite, with the nominees confirmed, votes and decisions.
  case composing
  /// In publicity, both lists confirmed.
  case published
  /// Named.
  case named

  static func < (left: Station, right: Station) -> Bool { left.rawValue < right.rawValue }

  private static let made = Mutex<[Station: Installation]>([:])

  /// An installation of its own at this station.
  func installation() throws -> Installation {
    let template = try Self.made.withLock { made in
      var last: Installation?
      for station in Self.allCases where station <= self {
        if let known = made[station] {
          last = known
          continue
        }
        let fresh = try last.map { try Installation(copyOf: $0) } ?? Installation()
        try station.reach(fresh)
        made[station] = fresh
        last = fresh
      }
      return try #require(last)
    }
    return try Installation(copyOf: template)
  }

  /// Goes from the station before to this one.
  private func reach(_ house: Installation) throws {
    switch self {
    case .founded: try house.found()
    case .registered: try house.register()
    case .draft: try house.create()
    case .nominating: try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    case .reviewing: try house.review()
    case .judging: try house.judge()
    case .composing: try house.compose()
    case .published: try house.publish()
    case .named: try house.name()
    }
  }
}
