import Primitives
import SelectionRules

/// Who judges what, with loads, gaps and overlaps.
struct AssignmentOutput: OperationOutput {
  struct Panel: Codable, Sendable {
    var nomination: ByteText
    var judges: [ByteText]
  }

  struct Load: Codable, Sendable {
    var judge: ByteText
    var nominations: Int
  }

  struct Gap: Codable, Sendable {
    var nomination: ByteText
    var lack: AssignmentGap.Lack
    var missing: Int
    var reason: AssignmentGap.Reason
  }

  var perNomination: Int
  var seed: String
  var inputDigest: String
  /// nil for a plan that belongs to no edition, or a dry run.
  var run: Int?
  var panels: [Panel]
  var loads: [Load]
  var gaps: [Gap]
  var overlap: AssignmentOverlap

  init(_ plan: AssignmentPlan, _ problem: AssignmentProblem, digest: String, run: Int?) {
    perNomination = problem.perNomination
    seed = problem.seed.string
    inputDigest = digest
    self.run = run
    panels = plan.panels.map { Panel(nomination: $0.nomination, judges: $0.judges) }
    loads = plan.loads.map { Load(judge: $0.judge, nominations: $0.nominations) }
    gaps = plan.gaps.map { Gap(nomination: $0.nomination, lack: $0.lack, missing: $0.missing, reason: $0.reason) }
    overlap = plan.overlap
  }

  init(
    perNomination: Int, seed: String, inputDigest: String, run: Int?, panels: [Panel], loads: [Load], gaps: [Gap]
  ) {
    self.perNomination = perNomination
    self.seed = seed
    self.inputDigest = inputDigest
    self.run = run
    self.panels = panels
    self.loads = loads
    self.gaps = gaps
    overlap = AssignmentOverlap(panels: panels.map(\.judges))
  }
}

extension AssignmentOutput {
  /// A stage that is not assigned yet.
  static let unassigned = AssignmentOutput(
    perNomination: 0, seed: "", inputDigest: "", run: nil, panels: [], loads: [], gaps: [])

  var presentation: [Block] {
    guard perNomination > 0 else { return [.line("该阶段还没有分配评委。", "the stage is not assigned yet.")] }
    return covered
  }

  private var covered: [Block] {
    [facts, .table(panelTable), .table(loadTable)] + (gaps.isEmpty ? [] : [.table(gapTable)]) + [summary] + fieldHint
  }

  private var facts: Block {
    let counts = loads.map(\.nominations)
    let run = run.map { [Block.Fact("第几次分配", "run", "\($0)")] } ?? []
    return .facts(
      run + [
        Block.Fact("每个推荐的评委数", "judges per nomination", "\(perNomination)"), Block.Fact("种子", "seed", seed),
        Block.Fact("输入摘要", "input digest", inputDigest),
        Block.Fact("评委工作量", "load of a judge", "\(counts.min() ?? 0)–\(counts.max() ?? 0)"),
        Block.Fact("评委组数（组间无共同推荐）", "groups of judges", "\(overlap.groups)"),
        Block.Fact("两名评委的共同推荐", "nominations that two judges share", "\(overlap.least)–\(overlap.greatest)"),
        Block.Fact("有共同推荐的评委对", "pairs that share one", "\(overlap.sharingPairs) / \(overlap.pairs)"),
      ])
  }

  private var panelTable: TableBlock {
    TableBlock(
      [TableBlock.text("推荐", "nomination"), TableBlock.text("评委", "judges")],
      panels.map { [$0.nomination.string, $0.judges.map(\.string).joined(separator: " ")] })
  }

  private var loadTable: TableBlock {
    TableBlock(
      [TableBlock.text("评委", "judge"), TableBlock.number("推荐数", "nominations")],
      loads.map { [$0.judge.string, "\($0.nominations)"] })
  }

  private var gapTable: TableBlock {
    TableBlock(
      [
        TableBlock.text("推荐", "nomination"), TableBlock.text("缺", "lacks"), TableBlock.number("人数", "missing"),
        TableBlock.text("原因", "why"),
      ],
      bilingual: gaps.map { gap in
        let lack = gap.lack == .judges ? Bilingual("评委", "judges") : Bilingual("本领域评委", "a judge of its field")
        return [
          Bilingual(gap.nomination.string, gap.nomination.string), lack, Bilingual("\(gap.missing)", "\(gap.missing)"),
          gap.reason.displayName,
        ]
      })
  }

  /// Fields are matched as they are spelled, and a form's industry is seldom spelled as a judge's field.
  private var fieldHint: [Block] {
    guard gaps.contains(where: { $0.lack != .judges }) else { return [] }
    return [
      .line(
        "领域按写法比对；推荐的领域可用 --fields 给出。", "fields are compared as they are spelled; --fields gives those of nominations.")
    ]
  }

  private var summary: Block {
    gaps.isEmpty
      ? .line("全部推荐都已足额分配。", "every nomination is covered.")
      : .line("有 \(gaps.count) 处未能满足，原因见上表。", "\(gaps.count) things could not be covered; the table says why.")
  }
}
