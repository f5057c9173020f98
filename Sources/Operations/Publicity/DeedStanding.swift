import Database
import Primitives
import SelectionRules
import Store

/// Where the nominees stand with their published deeds.
struct DeedStanding {
  /// Whether the consent to publication is there.
  enum Consent: String, Codable, Sendable, CaseIterable {
    /// The form's consent is in force.
    case given
    /// There is a form, and no consent in force.
    case missing
    /// The approver saw it on paper; the nomination came without a form.
    case seen
    /// The nomination came without a form; the approver has to say that it was seen.
    case unseen

    var displayName: Bilingual {
      switch self {
      case .given: Bilingual("已同意", "given")
      case .missing: Bilingual("未同意", "missing")
      case .seen: Bilingual("已见书面同意", "seen on paper")
      case .unseen: Bilingual("待核对", "to be seen")
      }
    }
  }

  /// One nominee.
  struct Nominee {
    let nomination: ByteText
    let deed: DeedRow?
    let consent: Consent

    /// Whether the deeds may stand before the public.
    var isPublished: Bool { deed?.approvedBy != nil && consent != .missing }
  }

  /// The nominees of the confirmed list who are not struck out, in the order of the list.
  let nominees: [Nominee]

  /// The nominees whose deeds are not there or not approved.
  var lacking: [ByteText] { nominees.filter { !$0.isPublished }.map(\.nomination) }

  init(_ edition: EditionID, in connection: ReadConnection) throws {
    guard let list = try StageListStore.current(.nominee, of: edition, in: connection),
      list.state == ListState.confirmed.rawValue
    else {
      nominees = []
      return
    }
    let removed = try DecisionStore.removed(.named, of: edition, in: connection)
    let deeds = Dictionary(
      uniqueKeysWithValues: try DeedStore.all(of: edition, in: connection).map { ($0.nomination, $0) })
    let consents = try DeedStore.consents(of: edition, in: connection)
    nominees = try StageListStore.entries(of: list.id, in: connection).map(\.nomination)
      .filter { !removed.contains($0) }
      .map { Nominee(nomination: $0, deed: deeds[$0], consent: Self.consent(consents[$0], deeds[$0])) }
  }

  subscript(nomination: ByteText) -> Nominee? { nominees.first { $0.nomination == nomination } }

  private static func consent(_ form: Bool?, _ deed: DeedRow?) -> Consent {
    if let form { return form ? .given : .missing }
    return deed?.isConsentSeen == true ? .seen : .unseen
  }
}
