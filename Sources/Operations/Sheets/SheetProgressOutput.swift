import Primitives
import SelectionRules
import Store

/// How far the sheets of a stage are: counts by judge and by nomination, and never a score.
struct SheetProgressOutput: OperationOutput {
  struct Judge: Codable, Sendable {
    var judge: ByteText
    var assigned: Int
    var submitted: Int
    var recused: Int
    var missing: Int
  }

  struct Nomination: Codable, Sendable {
    var nomination: ByteText
    var assigned: Int
    var submitted: Int
    var recused: Int
    var missing: Int
    /// Whether what is submitted is enough.
    var hasEnough: Bool
    /// Whether it will be enough once everything that is missing is submitted.
    var canHaveEnough: Bool
  }

  var stage: Stage
  var isLocked: Bool
  /// The submitted sheets that a nomination needs.
  var minimum: Int
  var judges: [Judge]
  var nominations: [Nomination]

  init(_ desk: SheetDesk) throws {
    let sheets = Dictionary(uniqueKeysWithValues: try desk.sheets().map { ($0.pair, $0) })
    let minimum = desk.stage == .candidate ? EditionFlow.minimumReviews : desk.edition.rules.panel.minimumSheets
    let states = desk.assigned.filter { !desk.hidden.contains($0.nomination) }.map { ($0, desk.state($0, sheets[$0])) }
    stage = desk.stage
    isLocked = desk.situation.isLocked
    self.minimum = minimum
    judges = Self.tallies(states, by: \.judge).map { judge, tally in
      Judge(
        judge: judge, assigned: tally.assigned, submitted: tally.submitted, recused: tally.recused,
        missing: tally.missing)
    }
    nominations = Self.tallies(states, by: \.nomination).map { nomination, tally in
      Nomination(
        nomination: nomination, assigned: tally.assigned, submitted: tally.submitted, recused: tally.recused,
        missing: tally.missing, hasEnough: tally.submitted >= minimum,
        canHaveEnough: tally.submitted + (desk.situation.isLocked ? 0 : tally.missing) >= minimum)
    }
  }

  private struct Tally {
    var assigned = 0
    var submitted = 0
    var recused = 0
    var missing: Int { assigned - submitted - recused }
  }

  private static func tallies(
    _ states: [(PanelStore.Pair, SheetState)], by key: KeyPath<PanelStore.Pair, ByteText>
  ) -> [(ByteText, Tally)] {
    var tallies: [ByteText: Tally] = [:]
    for (pair, state) in states {
      tallies[pair[keyPath: key], default: Tally()].assigned += 1
      switch state {
      case .submitted, .locked: tallies[pair[keyPath: key]]?.submitted += 1
      case .recused: tallies[pair[keyPath: key]]?.recused += 1
      case .open: break
      }
    }
    return tallies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension SheetProgressOutput {
  var presentation: [Block] {
    let short = nominations.filter { !$0.hasEnough }.count
    let lost = nominations.filter { !$0.canHaveEnough }.count
    return [
      .heading("评审人", "judges"), .table(TableBlock([Self.judge] + Self.counts, judges.map(row))),
      .heading("推荐", "nominations"),
      .table(TableBlock([Self.nomination] + Self.counts + [Self.outlook], bilingual: nominations.map(row))),
      .line(
        "每个推荐至少 \(minimum) 份：" + (short == 0 ? "都已达到。" : "\(short) 个尚未达到，其中 \(lost) 个已不可能达到。"),
        "each nomination needs \(minimum): "
          + (short == 0 ? "all have them." : "\(short) have fewer, \(lost) of them can no longer reach it.")),
    ]
  }

  private static let judge = TableBlock.text("评审人", "judge")
  private static let nomination = TableBlock.text("推荐编号", "nomination")
  private static let outlook = TableBlock.text("是否足够", "enough")
  private static let counts = [
    TableBlock.number("分配", "assigned"), TableBlock.number("已提交", "submitted"), TableBlock.number("回避", "recused"),
    TableBlock.number("缺", "missing"),
  ]

  private func row(_ item: Judge) -> [String] {
    [item.judge.string, "\(item.assigned)", "\(item.submitted)", "\(item.recused)", "\(item.missing)"]
  }

  private func row(_ item: Nomination) -> [Bilingual] {
    let texts = [
      item.nomination.string, "\(item.assigned)", "\(item.submitted)", "\(item.recused)", "\(item.missing)",
    ]
    return texts.map { Bilingual($0, $0) } + [outlook(item)]
  }

  private func outlook(_ item: Nomination) -> Bilingual {
    if item.hasEnough { return Bilingual("足够", "yes") }
    return item.canHaveEnough ? Bilingual("可达到", "when submitted") : Bilingual("不可能", "no longer")
  }
}
