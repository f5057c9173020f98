import Foundation
import Primitives
import SelectionRules

/// Writes a synthetic edition into a folder, with which the whole system can be tried.
public struct SampleEditionOperation: PureOperation {
  /// What it takes; everything but the folder may be left out.
  public struct Input: Codable, Sendable {
    /// The folder; new, or empty.
    public var output: FilePath
    /// The edition's name.
    public var name: String?
    /// What all chance comes from.
    public var seed: Int?
    /// How many nominations.
    public var nominations: Int?
    /// How many sheets for each nomination that is scored.
    public var sheets: Int?
    /// How many experts.
    public var experts: Int?
    /// At most so many candidates.
    public var candidateCap: Int?
    /// At most so many 提名人选.
    public var nomineeCap: Int?
    /// At most so many named.
    public var namedCap: Int?
    /// At most so many great craftsmen.
    public var greatCap: Int?
    /// Whether every nomination is scored and voted on, not only those of the stage.
    public var everyone: Bool?

    /// Asks for the sample year in a folder.
    public init(output: FilePath) { self.output = output }

    var edition: SampleEdition {
      var edition = SampleEdition()
      edition.name = name ?? edition.name
      edition.seed = seed ?? edition.seed
      edition.nominations = nominations ?? edition.nominations
      edition.sheets = sheets ?? edition.sheets
      edition.experts = experts ?? edition.experts
      edition.caps.candidate = candidateCap ?? edition.caps.candidate
      edition.caps.nominee = nomineeCap ?? edition.caps.nominee
      edition.caps.named = namedCap ?? edition.caps.named
      edition.caps.great = greatCap ?? edition.caps.great
      edition.scope = everyone == true ? .everyone : .stages
      return edition
    }
  }

  /// `sample edition`.
  public static let name = "sample edition"
  /// One line for help.
  public static let summary = Bilingual(
    "生成一个虚构的样例届次（人员、单位和证件号码全部虚构）", "Make a synthetic edition; all people, employers and codes are invented")
  /// It writes a folder.
  public static let reach = Reach.localOnly
  /// The fields.
  public static let notes: [FieldNote] = [
    .option("output", "FOLDER", "写入的文件夹（不存在或为空）", "the folder to write, new or empty"),
    .option("name", "NAME", "届次名称，默认 2026", "the edition's name; 2026 unless given"),
    .option("seed", "NUMBER", "随机种子：种子相同，文件逐字节相同", "the seed; the same seed gives the same bytes"),
    .option("nominations", "COUNT", "推荐数（1–100000），默认 420", "how many nominations (1–100000); 420 unless given"),
    .option(
      "sheets", "COUNT", "每份参评推荐的评分表数（0–50），默认 7",
      "how many sheets for each nomination that is scored (0–50); 7 unless given"),
    .option("experts", "COUNT", "专家人数（1–5000），默认 60", "how many experts (1–5000); 60 unless given"),
    .option("candidateCap", "COUNT", "候选人上限，默认 150", "at most so many candidates; 150 unless given"),
    .option("nomineeCap", "COUNT", "提名人选上限，默认 100", "at most so many nominees; 100 unless given"),
    .option("namedCap", "COUNT", "齐鲁工匠上限，默认 50", "at most so many named; 50 unless given"),
    .option("greatCap", "COUNT", "齐鲁大工匠上限，默认 10", "at most so many great craftsmen; 10 unless given"),
    .option(
      "everyone", "", "所有推荐都有评分表和票数，而不仅是入围者（用于测速）",
      "score and vote on every nomination, not only those of the stage (for measuring)"),
  ]

  /// Makes the edition and writes it as a whole, or not at all.
  public static func run(_ input: Input, _ environment: Environment) throws -> Output {
    try refuseUsedFolder(input.output)
    let edition = input.edition
    let files = try edition.files
    try PackageFolder.write(files, to: input.output)
    return Output(folder: input.output, edition: edition.name, files: files.map(Output.File.init))
  }

  private static func refuseUsedFolder(_ folder: FilePath) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder.text) else { return }
    if let content = try? manager.contentsOfDirectory(atPath: folder.text), content.isEmpty { return }
    throw Refusal(
      "sample.folder-not-empty",
      message: Bilingual("“\(folder.text)”已存在且不是空文件夹", "“\(folder.text)” exists and is not an empty folder"),
      remedy: Bilingual("换一个新的文件夹", "name a new folder"))
  }
}
