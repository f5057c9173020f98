import Primitives
import SelectionRules

/// The verdicts of an import, line by line.
struct ImportVerdicts {
  private(set) var accepted: Set<Int> = []
  private(set) var refusals: [Int: [Refusal]] = [:]
  private(set) var warnings: [Int: [Refusal]] = [:]

  mutating func accept(_ line: Int) { accepted.insert(line) }
  mutating func refuse(_ refusal: Refusal) { refusals[refusal.location?.line ?? 0, default: []].append(refusal) }
  mutating func warn(_ line: Int, _ warning: Refusal) { warnings[line, default: []].append(warning) }

  /// The lines that were refused with a code.
  func lines(refused code: String) -> Set<Int> {
    Set(refusals.filter { $0.value.contains { $0.code == code } }.keys)
  }

  /// Puts another refusal, at the same place, where one with a code stands.
  mutating func replace(_ code: String, of line: Int, by other: Refusal) {
    refusals[line] = refusals[line]?.map { refusal in
      guard refusal.code == code, let place = refusal.location else { return refusal }
      return other.at(place)
    }
  }

  var lines: [ImportOutput.Line] {
    accepted.union(refusals.keys).sorted().map { line in
      ImportOutput.Line(
        line: line, verdict: refusals[line] == nil ? .accepted : .refused, refusals: refusals[line] ?? [],
        warnings: warnings[line] ?? [])
    }
  }
}

/// A list that an import voids.
struct VoidedList: Codable, Sendable {
  var stage: Stage
  var number: Int

  /// The sentence that tells of it.
  func block(isDryRun: Bool) -> Block {
    let zh = "“\(stage.chinese)”第 \(number) 份名单"
    let en = "list \(number) of stage \(stage.rawValue)"
    if isDryRun { return .line("\(zh)将因此失效。", "\(en) would become void.") }
    return .line("\(zh)已因此失效，须重新计算。", "\(en) became void; compute it anew.")
  }
}

/// What an import answers: a verdict for each line.
struct ImportOutput: OperationOutput {
  enum LineVerdict: String, Codable, Sendable, CaseIterable {
    case accepted, refused
  }

  struct Line: Codable, Sendable {
    var line: Int
    var verdict: LineVerdict
    var refusals: [Refusal]
    var warnings: [Refusal]

    fileprivate var isPlain: Bool { verdict == .accepted && warnings.isEmpty }
  }

  var edition: String?
  var table: String
  var file: FilePath
  var isApplied: Bool
  var isDryRun: Bool
  var lines: [Line]
  /// The lists that became void, in a dry run those that would.
  var voided: [VoidedList] = []

  var verdict: Verdict { lines.contains { $0.verdict == .refused } ? .different : .done }

  var presentation: [Block] {
    let refused = lines.filter { $0.verdict == .refused }
    return rows(lines) + voided.map { $0.block(isDryRun: isDryRun) } + [summary(refused.count)]
  }

  /// Accepted lines without a warning are told as ranges, all others one by one.
  private func rows(_ lines: [Line]) -> [Block] {
    let columns = [
      TableBlock.text("行", "line"), TableBlock.text("列", "column"), TableBlock.text("结论", "verdict"),
      TableBlock.text("说明", "what is wrong and what to do"),
    ]
    return [.table(TableBlock(columns, bilingual: runs(lines).flatMap(rows)))]
  }

  /// Lines in their order, neighbouring ones that are plainly accepted together.
  private func runs(_ lines: [Line]) -> [[Line]] {
    lines.reduce(into: []) { runs, line in
      if line.isPlain, let last = runs.last?.last, last.isPlain, line.line - last.line == 1 {
        runs[runs.count - 1].append(line)
      } else {
        runs.append([line])
      }
    }
  }

  private func rows(_ run: [Line]) -> [[Bilingual]] {
    guard let first = run.first, let last = run.last else { return [] }
    guard first.isPlain else { return rows(first) }
    let text = run.count == 1 ? "\(first.line)" : "\(first.line)–\(last.line)"
    return [[Bilingual(text, text), Bilingual("", ""), Bilingual("接受", "accepted"), Bilingual("", "")]]
  }

  private func rows(_ line: Line) -> [[Bilingual]] {
    let refusals = line.refusals.map { row(line.line, $0, Bilingual("拒绝", "refused")) }
    let verdict = line.verdict == .accepted ? Bilingual("接受，提示", "accepted, warning") : Bilingual("提示", "warning")
    return refusals + line.warnings.map { row(line.line, $0, verdict) }
  }

  private func row(_ line: Int, _ refusal: Refusal, _ verdict: Bilingual) -> [Bilingual] {
    let rule = refusal.citation?.rule ?? refusal.code
    let column = refusal.location?.column ?? ""
    return [
      Bilingual("\(line)", "\(line)"), Bilingual(column, column), verdict,
      Bilingual(
        "\(refusal.message.zh)（\(rule)）；\(refusal.remedy.zh)", "\(refusal.message.en) (\(rule)); \(refusal.remedy.en)"),
    ]
  }

  private func summary(_ refused: Int) -> Block {
    let count = lines.count
    if refused > 0 {
      return .line(
        "\(count) 行中 \(refused) 行被拒绝，整个文件没有写入。", "\(refused) of \(count) lines are refused; nothing was imported.")
    }
    if isDryRun {
      return .line("\(count) 行全部可以接受（试运行，未写入）。", "all \(count) lines are acceptable (dry run, nothing changed).")
    }
    return .line("已导入 \(count) 行。", "\(count) lines were imported.")
  }
}
