import Foundation
import Glibc

/// One act of the year.
struct Step: Sendable {
  let command: String
  let actor: String

  init(_ command: String, by actor: String = "clerk") {
    self.command = command
    self.actor = actor
  }
}

/// A sample edition that went through from its files to the named, once for all tests; each works on copies.
struct SampleYear: Sendable {
  /// A moment of the year of which there is a copy.
  enum Moment: String, CaseIterable {
    /// The edition is open and holds nothing yet.
    case opened
    /// The nominations are in, and the preliminary review has begun.
    case reviewing
    /// The list of candidates can be computed.
    case scored
    /// The list of candidates waits for the second person.
    case submitted
    /// All lists are confirmed.
    case confirmed
    /// The craftsmen are named.
    case named
  }

  struct Stopped: Error, CustomStringConvertible {
    let description: String
  }

  static let sampleOptions =
    "--nominations 60 --sheets 5 --experts 20 --candidate-cap 30 --nominee-cap 20 --named-cap 10 --great-cap 3"

  /// What each command of the year came to, in order.
  let outcomes: [Outcome]
  private let copies: [Moment: Installation]

  /// The one year of this run of the tests.
  static func shared() throws -> SampleYear { try made.get() }

  private static let made = Result { try SampleYear() }

  /// A copy of the installation as it stood at a moment.
  func installation(at moment: Moment) throws -> Installation {
    guard let copy = copies[moment] else { throw Stopped(description: "no copy of \(moment)") }
    return try Installation(copyOf: copy)
  }

  private init() throws {
    let installation = try Installation()
    var (outcomes, copies): ([Outcome], [Moment: Installation]) = ([], [:])
    for part in Self.parts {
      for step in part.steps {
        if step.command.hasPrefix("decision import") { try Self.splitDecisions(installation.folder) }
        let outcome = try installation.run(step.command, as: step.actor)
        guard outcome.code == 0 else { throw Stopped(description: outcome.told) }
        outcomes.append(outcome)
      }
      copies[part.ends] = try Installation(copyOf: installation)
    }
    self.outcomes = outcomes
    self.copies = copies
    // What a static value holds is never let go; the copies are removed with the process.
    Self.folders = copies.values.map(\.folder.path)
    atexit { SampleYear.folders.forEach { try? FileManager.default.removeItem(atPath: $0) } }
  }

  /// Written once, in the initialisation of ``made``, and read when the process ends.
  nonisolated(unsafe) private static var folders: [String] = []

  /// Decisions are recorded stage by stage, as the committee takes them: `decisions-candidate.csv` and so on.
  private static func splitDecisions(_ folder: TemporaryFolder) throws {
    let text = String(decoding: try folder.bytes("edition/decisions.csv"), as: UTF8.self)
    let lines = text.split(separator: "\n")
    for stage in ["candidate", "nominee"] {
      let chosen = [lines[0]] + lines.filter { $0.hasPrefix(stage + ",") }
      try folder.write(Array(chosen.map { $0 + "\n" }.joined().utf8), to: "decisions-\(stage).csv")
    }
  }
}

extension SampleYear {
  private typealias Part = (ends: Moment, steps: [Step])

  private static var parts: [Part] {
    [
      (.opened, people + registry + opening), (.reviewing, nominating), (.scored, reviewing),
      (.submitted, [Step("list compute 2026 candidate"), Step("list submit 2026 candidate")]),
      (.confirmed, selection),
      (.named, [Step("edition name 2026 --document 样例〔2026〕1号 --date 2026-05-29", by: "head")]),
    ]
  }

  private static let people = [
    Step("sample edition --output edition \(sampleOptions)", by: ""),
    Step("init admin --display-name 系统管理员", by: ""),
    Step("actor create clerk --display-name 示例经办", by: "admin"),
    Step("actor create head --display-name 示例复核", by: "admin"),
    Step("actor create deputy --display-name 示例副职", by: "admin"),
    Step("actor create reviewer --display-name 示例审核", by: "admin"),
    Step("actor create handler --display-name 示例受理", by: "admin"),
    Step("actor create guest --display-name 示例访客", by: "admin"),
    Step("role grant clerk office_operator", by: "admin"),
    Step("role grant head second_confirmer", by: "admin"),
    Step("role grant deputy second_confirmer", by: "admin"),
    Step("role grant reviewer qualification_reviewer", by: "admin"),
    Step("role grant handler objection_handler", by: "admin"),
    Step("actor create preparer --display-name 示例制单", by: "admin"),
    Step("actor create bookreviewer --display-name 示例稽核", by: "admin"),
    Step("actor create cashier --display-name 示例出纳", by: "admin"),
    Step("role grant preparer province_finance_preparer", by: "admin"),
    Step("role grant bookreviewer province_finance_reviewer", by: "admin"),
    Step("role grant cashier province_finance_cashier", by: "admin"),
  ]

  private static let registry = [
    Step("employer import edition/registry/employers.csv"), Step("unit import edition/registry/units.csv"),
    Step("expert import edition/registry/experts.csv"),
    Step("ledger open 37 --head 示例主管 --first-month 2026-01", by: "bookreviewer"),
  ]

  private static let opening = [
    Step("edition create 2026 --year 2026 --organiser 37 --rules edition/rules.json"),
    Step("edition open 2026", by: "head"),
  ]

  private static let nominating = [
    Step("nomination import 2026 edition/nominations.csv"), Step("panel import 2026 edition/experts.csv"),
    Step("edition advance 2026 --to PRELIM_REVIEW"),
  ]

  private static let reviewing = [
    Step("review import 2026 edition/preliminary.csv"), Step("decision import 2026 decisions-candidate.csv"),
  ]

  private static let selection = [
    Step("list confirm 2026 candidate", by: "head"),
    Step("edition advance 2026 --to EXPERT_REVIEW"), Step("recusal import 2026 edition/recusals.csv"),
    Step("score import 2026 edition/scores.csv"), Step("decision import 2026 decisions-nominee.csv"),
    Step("list compute 2026 nominee"), Step("list submit 2026 nominee"),
    Step("list confirm 2026 nominee", by: "head"),
    Step("edition advance 2026 --to DISPLAY"), Step("deed import 2026 edition/registry/deeds.csv"),
    Step("deed approve 2026 --consent-seen", by: "head"), Step("edition advance 2026 --to VOTING"),
    Step("vote import 2026 edition/votes.csv"), Step("edition advance 2026 --to COMPOSITE"),
    Step("list compute 2026 named"), Step("list submit 2026 named"),
    Step("list compute 2026 great"), Step("list submit 2026 great"),
    Step("edition advance 2026 --to PUBLICITY"),
    Step("list confirm 2026 named", by: "head"), Step("list confirm 2026 great", by: "head"), publicity,
    Step(
      "objection receive 2026 2026-0001 --channel mail --objector anonymous --on 2026-05-21 --content edition/rules.json"
    ),
  ]

  /// The days are past ones of the year, whenever the tests run.
  private static let publicity = Step(
    "publicity open 2026 --from 2026-05-20 --days 5 --medium 示例日报 --link https://example.invalid/list "
      + "--document 样例〔2026〕2号")
}
