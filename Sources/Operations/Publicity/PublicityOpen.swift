import Primitives
import SelectionRules
import Store

/// `qilu publicity open EDITION --from DAY --days N --medium TEXT --link TEXT --document NUMBER`.
///
/// It may be recorded afterwards: the days are those of the publicity, the moment of the record stands in the trail.
struct PublicityOpen: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var from: String
    var days: Int
    var medium: String
    var link: String
    var document: String
    var proof: FilePath?
  }

  struct Output: OperationOutput {
    var number: Int
    var from: String
    var through: String
    var workdays: Int
    var shown: Int
    /// Those who were not shown in a publicity before.
    var new: Int
    var warnings: [Bilingual]

    var presentation: [Block] {
      [
        .line(
          "第 \(number) 次公示：\(from) 至 \(through)，共 \(workdays) 个工作日（首日不计），公示 \(shown) 名，其中新列 \(new) 名",
          "publicity \(number): \(from) through \(through), \(workdays) working days, the first day not counted; "
            + "\(shown) shown, \(new) of them for the first time")
      ] + warnings.map { .line($0) }
    }
  }

  static let name = "publicity open"
  static let summary = Bilingual(
    "公示拟命名人选（不少于 5 个工作日）", "show those proposed to the public, for at least 5 working days")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("from", "DAY", "公示开始日期，不计入期限", "the first day, which is not counted"),
    .option("days", "N", "工作日数，不少于 5", "working days, at least 5"),
    .option("medium", "TEXT", "公示媒体", "the medium"),
    .option("link", "TEXT", "链接或版面", "the link, or the page of a paper"),
    .option("document", "NUMBER", "公示文件文号", "the number of the document"),
    .option("proof", "FILE", "公示的截图或扫描件，加密留存", "a picture of the publicity, kept sealed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.check(try edition.state(), isOneOf: [.publicity])
    let planned = try PublicityWindow.planned(from: try CalendarDay(input.from), workdays: input.days)
    try PublicityWindow.checkStart(planned.value.from, today: try call.environment.today())
    let document = try DocumentNumber(input.document)
    for (text, field) in [(input.medium, "medium"), (input.link, "link")] where text.allSatisfy(\.isWhitespace) {
      throw PublicityOperationRefusals.empty(field)
    }
    guard let list = try StageListStore.current(.named, of: edition.id, in: call.connection),
      list.state != ListState.computed.rawValue
    else { throw PublicityOperationRefusals.noList }
    let made = try PublicityEntries(edition, call)
    let entries = try made.entries(of: list)
    try made.check(entries, from: planned.value.from)
    let earlier = try PublicityStore.all(of: edition.id, in: call.connection)
    let known = Set(
      try earlier.flatMap { try PublicityStore.entries(of: $0.id, in: call.connection) }.map(\.nomination))
    let row = PublicityRow(
      id: call.newIdentifier(), number: earlier.count + 1, list: list.id, startsOn: planned.value.from.text,
      endsOn: planned.value.through.text, workdays: input.days, medium: input.medium, link: input.link,
      document: document.text, evidence: try input.proof.map { try EvidenceFile.keep($0, named: "publicity", call) })
    try PublicityStore.insert(
      row, entries, edition: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record(
      "edition", edition.id.text,
      [
        "publicity": "\(row.number)", "list": list.id.text, "from": row.startsOn, "through": row.endsOn,
        "document": document.text, "evidence": row.evidence ?? "",
      ])
    return Output(
      number: row.number, from: row.startsOn, through: row.endsOn, workdays: row.workdays, shown: entries.count,
      new: entries.count { !known.contains($0.nomination) }, warnings: planned.warnings.map(\.message))
  }
}

/// Makes the list that may be published.
struct PublicityEntries {
  private let edition: EditionContext
  private let call: ReadCall
  private let inputs: EditionInputs
  private let deeds: [ByteText: DeedRow]
  private let people: [ByteText: PersonID]
  private let consents: [ByteText: Bool]

  init(_ edition: EditionContext, _ call: ReadCall) throws {
    self.edition = edition
    self.call = call
    inputs = try edition.inputs(in: call.connection)
    deeds = Dictionary(
      uniqueKeysWithValues: try DeedStore.all(of: edition.id, in: call.connection).map { ($0.nomination, $0) })
    people = try InputWriter.people(of: edition.id, in: call.connection)
    consents = try DeedStore.consents(of: edition.id, in: call.connection)
  }

  /// The entries of a list, in its order.
  func entries(of list: StageListRow) throws -> [PublicityEntryRow] {
    let byKey = Dictionary(uniqueKeysWithValues: inputs.nominations.map { ($0.key, $0) })
    return try StageListStore.entries(of: list.id, in: call.connection).compactMap { place in
      try byKey[place.nomination].map(entry)
    }
  }

  /// Passes if a publicity does not begin before the deeds of those whom it shows were published: it may be recorded
  /// afterwards, and nobody was proposed before the display.
  func check(_ entries: [PublicityEntryRow], from day: CalendarDay) throws {
    for entry in entries {
      guard let published = deeds[entry.nomination]?.publishedOn, day < (try CalendarDay(published)) else { continue }
      throw PublicityOperationRefusals.beforeDeeds(entry.nomination, published)
    }
  }

  private func entry(_ nomination: NominationEntry) throws -> PublicityEntryRow {
    guard let deed = deeds[nomination.key], deed.approvedBy != nil else {
      throw PublicityOperationRefusals.noDeeds(nomination.key)
    }
    // SM-17: a consent that was withdrawn since the display stops a new publication.
    guard consents[nomination.key] != false else { throw PublicityOperationRefusals.noConsent(nomination.key) }
    let form = try FormReading(nomination.key, edition.id, call)
    let unit = try EmployerStore.find(
      creditCode: nomination.employerCreditCode.string, in: call.connection)?.name
    return PublicityEntryRow(
      nomination: nomination.key, name: nomination.name.string, sex: try sex(nomination.key, form),
      unit: form[.employer] ?? unit ?? "", post: form[.post] ?? deed.post,
      deeds: deed.content.isEmpty ? deed.link : deed.content)
  }

  /// The form's word, or what the citizen ID tells; nothing for somebody of whom neither is known.
  private func sex(_ nomination: ByteText, _ form: FormReading) throws -> String {
    if let word = form[.sex] { return Sex.allCases.first { $0.rawValue == word }?.chinese ?? word }
    guard let id = people[nomination], let person = try PersonStore.find(id, in: call.connection) else { return "" }
    let citizenID = try PersonRegistrar.citizenID(of: person, try call.keyRing(), today: call.environment.today())
    return citizenID?.sex.chinese ?? ""
  }
}

/// What is refused about publicity.
enum PublicityOperationRefusals {
  static let noList = make(
    "publicity.no-list", .refused,
    Bilingual("命名名单尚未提交，不能公示", "the list of the named is not submitted, so that nothing can be shown"),
    Bilingual("先计算并提交名单", "compute and submit the list first"))

  static let none = make(
    "publicity.none", .notFound, Bilingual("本届还没有公示", "the edition has no publicity yet"),
    Bilingual("用 publicity open 公示", "open one with publicity open"))

  static func empty(_ field: String) -> Refusal {
    make(
      "publicity.empty", .refused,
      Bilingual("公示须有媒体和链接；缺 \(field)", "a publicity needs medium and link; the \(field) is missing"),
      Bilingual("补充后再登记", "fill it in"))
  }

  static func noDeeds(_ nomination: ByteText) -> Refusal {
    make(
      "publicity.no-deeds", .refused,
      Bilingual("\(nomination) 没有已核准的事迹", "\(nomination) has no approved deeds"),
      Bilingual("事迹在事迹展示阶段登记并核准", "deeds are recorded and approved during the display"))
  }

  static func beforeDeeds(_ nomination: ByteText, _ day: String) -> Refusal {
    make(
      "publicity.before-deeds", .refused,
      Bilingual(
        "\(nomination) 的事迹于 \(day) 才发布，公示不能早于这一天",
        "the deeds of \(nomination) were published on \(day); the publicity does not begin before that day"),
      Bilingual("核对公示的开始日期", "check the first day of the publicity"))
  }

  static func noConsent(_ nomination: ByteText) -> Refusal {
    Refusal(
      "publicity.no-consent", citation: Citation("R-819", Citation.houseRules),
      message: Bilingual("\(nomination) 没有有效的公开发布同意书", "\(nomination) has no consent to publication in force"),
      remedy: Bilingual(
        "重新取得单独同意，或以决定取消该人选", "obtain the separate consent anew, or strike the nominee out by a decision"))
  }

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation("R-228", Citation.houseRules), message: message, remedy: remedy)
  }
}
