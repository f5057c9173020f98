import Primitives
import Sealing
import SelectionRules
import Store
import Tables

/// `qilu draw perform EDITION --public-number DIGITS`: draws from the committed pool; the result becomes the panel.
struct DrawPerform: WriteOperation {
  typealias Output = DrawOutput

  struct Input: Codable, Sendable {
    var edition: String
    var publicNumber: String
  }

  static let name = "draw perform"
  static let summary = Bilingual(
    "公开数字公布后抽取专家，结果即为本届专家名单", "draw once the public number is out; the result is the panel")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("publicNumber", "DIGITS", "公开数字，只填数字", "the public number, digits only"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DrawOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard let draw = try DrawStore.all(of: edition.id, in: call.connection).last, draw.performance == nil else {
      throw DrawRefusals.nothingCommitted
    }
    let today = try call.environment.today()
    try DrawCommitment.checkNumber(input.publicNumber, day: try CalendarDay(draw.publicDay), today: today)
    let pool = try DrawPool(csv: try call.evidence.read(draw.pool))
    let seedText = DrawCommitment.seedText(commitment: draw.commitmentDigest, number: input.publicNumber)
    let seed = Digest.sha256(of: Array(seedText.utf8)).hex
    let drawn = pool.draw(try DrawStore.places(of: draw.id, in: call.connection), seed: seed).drawn
    let csv = panel(drawn, pool)
    try importPanel(csv, draw, edition, input, call)
    try DrawStore.perform(
      draw,
      DrawRow.Performance(
        publicNumber: input.publicNumber, seed: seed, resultDigest: Digest.sha256(of: csv).hex),
      drawn: drawn, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    return try DrawOutput(edition, call)
  }

  /// experts.csv of those who were drawn.
  private static func panel(_ drawn: [PanelDraw.Drawn], _ pool: DrawPool) -> [UInt8] {
    let chosen = Set(drawn.map(\.expert))
    var table = TableWriter(columns: PackageTable.experts.columns)
    for expert in pool.experts where chosen.contains(expert.code) {
      table.row([expert.code, expert.name, expert.employer])
    }
    return table.bytes
  }

  /// The panel enters the package as any import does; what was there is replaced for the draw's reason.
  private static func importPanel(
    _ csv: [UInt8], _ draw: DrawRow, _ edition: EditionContext, _ input: Input, _ call: WriteCall
  ) throws {
    let isEmpty = try edition.inputs(in: call.connection).experts.isEmpty
    guard isEmpty || draw.reason != nil else { throw DrawRefusals.reasonMissing }
    let output = try TableImport(
      table: .experts,
      input: ImportInput(
        edition: input.edition, file: FilePath("experts.csv"), dryRun: nil, replace: isEmpty ? nil : draw.reason),
      call: call, content: csv,
      facts: ["draw": "\(draw.number)", "commitment": draw.commitmentDigest, "public-number": input.publicNumber]
    ).run()
    if let refusal = output.lines.lazy.compactMap(\.refusals.first).first { throw refusal }
    try StaleAssignments.end(after: output, reason: draw.reason, call)
  }
}

/// `qilu draw show EDITION`.
struct DrawShow: ReadOperation {
  typealias Output = DrawOutput

  struct Input: Codable, Sendable {
    var edition: String
  }

  static let name = "draw show"
  static let summary = Bilingual(
    "查看专家抽取，以及用 sha256sum 重算的方法", "show the draws, and how to recompute them with sha256sum")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> DrawOutput {
    try DrawOutput(try EditionContext(named: input.edition, in: call.connection), call)
  }
}
