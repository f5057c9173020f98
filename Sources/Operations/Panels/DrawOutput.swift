import Primitives
import SelectionRules
import Store

/// The draws of an edition with everything that recomputes them.
struct DrawOutput: OperationOutput {
  struct Drawn: Codable, Sendable {
    var expert: ByteText
    var field: ByteText
    var ticket: String
  }

  struct Draw: Codable, Sendable {
    var number: Int
    /// The committed text as lines, each of which ends with a line feed.
    var commitment: [String]
    var commitmentDigest: String
    var poolDigest: String
    var publicSource: String
    var publicDay: String
    var reason: String?
    var publicNumber: String?
    var seed: String?
    var drawn: [Drawn]
  }

  var edition: String
  var draws: [Draw]
  /// Experts who came to the pool after the last commitment; they take no part in its draw.
  var addedSince: [ByteText]

  init(_ edition: EditionContext, _ call: ReadCall) throws {
    self.edition = edition.row.name
    let rows = try DrawStore.all(of: edition.id, in: call.connection)
    draws = try rows.map { try Self.draw($0, call) }
    let known = try rows.last.map { Set(try DrawPool(csv: try call.evidence.read($0.pool)).experts.map(\.code)) }
    let today = try DrawPool(of: call).experts.map(\.code)
    addedSince = known.map { known in today.filter { !known.contains($0) } } ?? []
  }

  private static func draw(_ row: DrawRow, _ call: ReadCall) throws -> Draw {
    Draw(
      number: row.number, commitment: row.commitment.split(separator: "\n").map(String.init),
      commitmentDigest: row.commitmentDigest, poolDigest: row.pool.hex, publicSource: row.publicSource,
      publicDay: row.publicDay, reason: row.reason, publicNumber: row.performance?.publicNumber,
      seed: row.performance?.seed,
      drawn: try DrawStore.drawn(of: row.id, in: call.connection).map {
        Drawn(expert: $0.expert, field: $0.field, ticket: $0.ticket)
      })
  }
}

extension DrawOutput {
  var presentation: [Block] {
    guard !draws.isEmpty else { return [.line("本届没有抽取专家。", "the edition has no draw of experts.")] }
    return draws.flatMap(blocks) + added
  }

  private var added: [Block] {
    guard !addedSince.isEmpty else { return [] }
    let codes = addedSince.map(\.string).joined(separator: " ")
    return [
      .line("承诺之后入库的专家不参加本次抽取：\(codes)", "experts who came after the commitment take no part: \(codes)")
    ]
  }

  private func blocks(_ draw: Draw) -> [Block] {
    [.heading("第 \(draw.number) 次抽取", "draw \(draw.number)"), .facts(facts(draw))] + recipe(draw)
      + (draw.drawn.isEmpty ? [] : [.table(table(draw))])
  }

  private func facts(_ draw: Draw) -> [Block.Fact] {
    [
      Block.Fact("承诺摘要", "commitment", draw.commitmentDigest), Block.Fact("专家库清单摘要", "pool", draw.poolDigest),
      Block.Fact("公开数字来源", "public number from", draw.publicSource),
      Block.Fact("公布日期", "on", draw.publicDay),
      Block.Fact("公开数字", "public number", draw.publicNumber ?? "—"), Block.Fact("种子", "seed", draw.seed ?? "—"),
      Block.Fact("理由", "reason", draw.reason ?? ""),
    ]
  }

  /// How anyone computes the same, in a shell.
  private func recipe(_ draw: Draw) -> [Block] {
    let commitment = draw.commitment.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    let number = draw.publicNumber ?? "NUMBER"
    let commands = [
      "printf '%s\\n' \(commitment) | sha256sum", "printf %s \(draw.commitmentDigest)\(number) | sha256sum",
      "printf %s \(draw.seed ?? "SEED")EXPERT | sha256sum",
    ]
    let words = [
      Bilingual("承诺摘要", "the commitment's digest"), Bilingual("种子", "the seed"),
      Bilingual("某专家的签号（由小到大依次入选，直至各领域名额满）", "an expert's ticket; the smallest are drawn until the places are filled"),
    ]
    return zip(words, commands).map { .line("\($0.zh)：\($1)", "\($0.en): \($1)") }
  }

  private func table(_ draw: Draw) -> TableBlock {
    TableBlock(
      [TableBlock.text("专家", "expert"), TableBlock.text("领域", "field"), TableBlock.text("签号", "ticket")],
      draw.drawn.map { [$0.expert.string, $0.field.string, $0.ticket] })
  }
}
