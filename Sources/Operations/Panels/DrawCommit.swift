import Primitives
import Sealing
import SelectionRules
import Store
import Tables

/// `qilu draw commit EDITION --places FILE --public-source TEXT --public-day DAY`: fixes a draw before its number is known.
struct DrawCommit: WriteOperation {
  typealias Output = DrawOutput

  struct Input: Codable, Sendable {
    var edition: String
    var places: FilePath
    var publicSource: String
    var publicDay: String
    var reason: String?
  }

  static let name = "draw commit"
  static let summary = Bilingual(
    "固定并记录一次专家抽取：专家库、各领域名额、日后公布的公开数字", "fix and record a draw of experts: pool, places, a public number of a later day")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option(
      "places", "FILE", "各领域名额，CSV，列：field, places；field 为专家库中的领域或工种",
      "places, CSV with field, places; a field or trade of the registry's experts"),
    .option("publicSource", "TEXT", "公开数字的来源（如某期彩票开奖号码）", "where the public number is found, such as a lottery"),
    .option("publicDay", "DAY", "公开数字公布的日期，须晚于今天", "the day of the number, later than today"),
    .option("reason", "TEXT", "再次抽取的理由", "why there is a further draw"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DrawOutput {
    if let reason = input.reason { try Reason.require(reason, rule: "R-207") }
    try Reason.require(input.publicSource, rule: "R-207")
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkImport(.experts, try edition.state())
    let (day, today) = (try CalendarDay(input.publicDay), try call.environment.today())
    try DrawCommitment.checkDay(day, today: today)
    let number = try DrawStore.all(of: edition.id, in: call.connection).count + 1
    let panel = try edition.inputs(in: call.connection).experts
    guard number == 1 && panel.isEmpty || input.reason != nil else { throw DrawRefusals.reasonMissing }
    let places = try AssignmentTables.places(input.places)
    guard !places.isEmpty else { throw DrawRefusals.places }
    let pool = try DrawPool(of: call)
    try pool.checkPlaces(places)
    let kept = try EvidenceKeeping.keep(pool.csv, name: "pool.csv", isPersonal: false, call)
    let commitment = DrawCommitment(
      edition: ByteText(input.edition), number: number, pool: kept.hex, places: places,
      source: ByteText(input.publicSource), day: day)
    let digest = Digest.sha256(of: Array(commitment.text.utf8)).hex
    let draw = DrawRow(
      id: call.environment.newIdentifier(), number: number, commitment: commitment.text, commitmentDigest: digest,
      pool: kept, publicSource: input.publicSource, publicDay: day.text, reason: input.reason)
    try DrawStore.insert(
      draw, places: places, edition: edition.id, by: call.actor.id, on: today, at: call.environment.instant,
      in: call.transaction)
    call.record(
      "edition", edition.id.text,
      ["draw": "\(number)", "commitment": digest, "pool": kept.hex, "day": day.text, "reason": input.reason ?? ""])
    return try DrawOutput(edition, call)
  }
}

/// The list of experts from which a draw is made, as it is kept among the evidence.
struct DrawPool {
  private static let columns = ["expert", "name", "employer_credit_code", "fields"]

  let experts: [(code: ByteText, name: ByteText, employer: ByteText, fields: Set<ByteText>)]
  let csv: [UInt8]

  /// The pool of today.
  init(of call: ReadCall) throws {
    experts = try ExpertStore.all(in: call.connection).map {
      (
        ByteText($0.code), ByteText($0.name), ByteText($0.employerCreditCode),
        Set(($0.fields + $0.trades).map { ByteText($0) })
      )
    }.sorted { $0.code < $1.code }
    var table = TableWriter(columns: Self.columns)
    for expert in experts {
      let fields = expert.fields.sorted().map(\.string).joined(separator: ";")
      table.row([expert.code, expert.name, expert.employer, ByteText(fields)])
    }
    csv = table.bytes
  }

  /// A pool that was kept.
  init(csv: [UInt8]) throws {
    self.csv = csv
    let reader = try TableReader(file: "pool.csv", source: ByteSource(csv), columns: Self.columns)
    var rows: [(code: ByteText, name: ByteText, employer: ByteText, fields: Set<ByteText>)] = []
    try reader.forEachRow { row in
      let fields = row.text(3).string.split(separator: ";").map { ByteText(String($0)) }
      rows.append((row.text(0), row.text(1), row.text(2), Set(fields)))
    }
    experts = rows
  }

  /// Who is drawn with a seed.
  func draw(_ places: [DrawCommitment.Places], seed: String) -> PanelDraw {
    PanelDraw(
      experts.map { expert in
        let text = DrawCommitment.ticketText(seed: seed, expert: expert.code)
        return PanelDraw.Candidate(
          expert: expert.code, fields: expert.fields, ticket: Digest.sha256(of: Array(text.utf8)).hex)
      }, places: places)
  }

  /// Passes if there are enough experts: how many places can be filled does not depend on the tickets.
  func checkPlaces(_ places: [DrawCommitment.Places]) throws {
    guard let lacking = draw(places, seed: "").empty.first else { return }
    throw DrawRefusals.unfillable(lacking.field, lacking.count)
  }
}
