import Primitives
import Sealing
import SelectionRules

/// `qilu panel plan --nominations FILE --judges FILE --per-nomination K`: plans from files alone.
struct PanelPlan: PureOperation {
  typealias Output = AssignmentOutput

  struct Input: Codable, Sendable {
    var nominations: FilePath
    var judges: FilePath
    var perNomination: Int
    var forbidden: FilePath?
    var exclusions: FilePath?
    var seed: String?
  }

  static let name = "panel plan"
  static let summary = Bilingual("只用文件试排评委（不需要数据库）", "plan who judges what from files alone, without a database")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .option(
      "nominations", "FILE", "CSV，列：nomination；可选：field, employer_credit_code",
      "CSV with nomination; optional: field, employer_credit_code"),
    .option(
      "judges", "FILE", "CSV，列：expert；可选：fields（分号隔开）, employer_credit_code",
      "CSV with expert; optional: fields parted by ;, employer_credit_code"),
    AssignmentNotes.perNomination,
    .option(
      "forbidden", "FILE", "须回避的，CSV，列：expert, nomination", "who must not judge what, CSV with expert, nomination"),
    AssignmentNotes.exclusions, AssignmentNotes.seed,
  ]

  static func run(_ input: Input, _ environment: Environment) throws -> AssignmentOutput {
    guard (1...99).contains(input.perNomination) else { throw PanelRefusals.tooFew(1, "OP-24") }
    let judges = try AssignmentTables.judges(input.judges)
    let problem = AssignmentProblem(
      nominations: try AssignmentTables.nominations(input.nominations), judges: judges,
      perNomination: input.perNomination, forbidden: Set(try input.forbidden.map(AssignmentTables.forbidden) ?? []),
      exclusions: try input.exclusions.map { try AssignmentTables.exclusions($0, among: judges) } ?? [],
      seed: ByteText(input.seed ?? "plan"))
    return AssignmentOutput(
      AssignmentPlan(problem), problem, digest: Digest.sha256(of: Array(problem.canonicalText.utf8)).hex, run: nil)
  }
}

/// Notes that plan and assignment share.
enum AssignmentNotes {
  static let perNomination = FieldNote.option("perNomination", "K", "每个推荐的评委数", "how many judges a nomination has")
  static let exclusions = FieldNote.option(
    "exclusions", "FILE", "不同时评同一推荐的评委，CSV，列：judge, other", "not both of these, CSV with judge, other")
  static let seed = FieldNote.option(
    "seed", "TEXT", "种子，在同样好的方案中选定一个", "the seed that decides between equally good plans")
}
