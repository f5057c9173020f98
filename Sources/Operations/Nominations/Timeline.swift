import Primitives
import SelectionRules
import Store

/// One thing that happened to a nomination.
struct TimelineEvent: Codable, Sendable {
  /// When it was recorded.
  var at: String
  /// What happened.
  var what: Bilingual
  /// Who recorded it.
  var by: String
  /// The day that its document gives it.
  var day: String?
  /// The document.
  var document: String?
  /// The reason.
  var reason: String?

  /// An event as its row tells it.
  init(_ row: TimelineRow, _ what: Bilingual) {
    at = row.at
    self.what = what
    by = row.by
    day = row.day
    document = row.document
    reason = row.reason.flatMap { $0.isEmpty ? nil : $0 }
  }

  var row: [Bilingual] {
    func plain(_ text: String?) -> Bilingual { Bilingual(text ?? "", text ?? "") }
    return [plain(at), what, plain(day), plain(by), plain(document), plain(reason)]
  }
}

/// What happened to a nomination, in the order in which it was recorded.
enum Timeline {
  /// Reads the events of one table.
  typealias Source = @Sendable (ByteText, EditionID, ReadCall) throws -> [TimelineEvent]

  /// Where events come from; what else is recorded of a nomination is one more line.
  static let sources: [Source] =
    [form] + findings + [entry, decisions, confirmations] + shown
    + [naming, certificates, voidings, revocation, taishan]

  /// The events of all sources; what was recorded in one moment stands in the order of the sources.
  static func events(
    of nomination: ByteText, in edition: EditionContext, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    let events = try sources.flatMap { try $0(nomination, edition.id, call) }
    return events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  @Sendable private static func form(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.formChanges(nomination, of: edition, in: call.connection).map { row in
      let state = FormState(rawValue: row.subject)?.displayName ?? Bilingual(row.subject, row.subject)
      return TimelineEvent(row, Bilingual("推荐表：\(state.zh)", "form: \(state.en)"))
    }
  }

  @Sendable private static func entry(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.entry(nomination, of: edition, in: call.connection).map { row in
      let isQualified = row.subject == "qualified"
      return TimelineEvent(
        row,
        isQualified
          ? Bilingual("列入本届推荐，资格合格", "entered the edition, qualified")
          : Bilingual("列入本届推荐，资格不合格", "entered the edition, unqualified"))
    }
  }

  @Sendable private static func decisions(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.decisions(nomination, of: edition, in: call.connection).compactMap { row in
      guard let stage = row.mark.flatMap(Stage.init) else { return nil }
      let kind = TimelineWords.decision(row.subject)
      return TimelineEvent(
        row, Bilingual("决定（\(stage.chinese)）：\(kind.zh)", "decision at stage \(stage.rawValue): \(kind.en)"))
    }
  }

  /// The lists that the nomination entered: behind the first one that it is not on there is none.
  @Sendable private static func confirmations(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    var isEntrant = try StandingStore.entry(nomination, of: edition, in: call.connection)?.isQualified ?? false
    let lists = try TimelineStore.confirmations(nomination, of: edition, in: call.connection)
    return Stage.allCases.compactMap { stage in
      guard isEntrant, let row = lists.first(where: { $0.subject == stage.rawValue }) else { return nil }
      isEntrant = row.mark != nil
      return TimelineEvent(row, TimelineWords.list(stage, passed: isEntrant))
    }
  }

  @Sendable private static func naming(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.naming(nomination, of: edition, in: call.connection).map { row in
      let state = row.subject == "great" ? NominationState.greatNamed : .named
      return TimelineEvent(row, state.displayName)
    }
  }

  @Sendable private static func certificates(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.certificates(nomination, of: edition, in: call.connection).map { row in
      let kind = TimelineWords.certificate(row.subject)
      return TimelineEvent(row, Bilingual("颁发\(kind.zh)", "\(kind.en) issued"))
    }
  }

  @Sendable private static func voidings(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.voidings(nomination, of: edition, in: call.connection).map { row in
      let kind = TimelineWords.certificate(row.subject)
      return TimelineEvent(row, Bilingual("\(kind.zh)作废", "\(kind.en) void"))
    }
  }

  @Sendable private static func revocation(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.revocation(nomination, of: edition, in: call.connection).map { row in
      let cause = RevocationCause(rawValue: row.subject)?.displayName ?? Bilingual(row.subject, row.subject)
      return TimelineEvent(row, Bilingual("撤销命名：\(cause.zh)", "naming revoked: \(cause.en)"))
    }
  }

  @Sendable private static func taishan(
    _ nomination: ByteText, _ edition: EditionID, _ call: ReadCall
  ) throws -> [TimelineEvent] {
    try TimelineStore.taishan(nomination, of: edition, in: call.connection).map { row in
      let outcome = TaishanOutcome(rawValue: row.subject)?.displayName ?? Bilingual(row.subject, row.subject)
      return TimelineEvent(
        row, Bilingual("泰山产业领军人才产业技能类：\(outcome.zh)", "industrial-skill talents: \(outcome.en)"))
    }
  }
}

/// Words for what the timeline tells.
enum TimelineWords {
  static func decision(_ kind: String) -> Bilingual {
    switch kind {
    case "remove": Bilingual("取消", "removed")
    case "order": Bilingual("排定并列名次", "order of a tied group")
    case "substitute": Bilingual("递补", "substitute")
    default: Bilingual(kind, kind)
    }
  }

  static func list(_ stage: Stage, passed: Bool) -> Bilingual {
    passed
      ? Bilingual("“\(stage.chinese)”名单确认：入选", "list of \(stage.rawValue) confirmed: on it")
      : Bilingual("“\(stage.chinese)”名单确认：未入选", "list of \(stage.rawValue) confirmed: not on it")
  }

  static func certificate(_ kind: String) -> Bilingual {
    CertificateKind(rawValue: kind)?.displayName ?? Bilingual(kind, kind)
  }
}
