import Primitives

@testable import Operations

/// Operations that exist for these tests alone; they bear names of real ones, so that the access table knows them.
extension Catalogue {
  static let fake = Catalogue(entries: [
    pure(FakeCompute.self), pure(FakeVerify.self), pure(FakeExplain.self), pure(FakeSensitivity.self),
    pure(FakeInit.self),
  ])
}

/// Takes every form of field and answers with its input.
struct FakeCompute: PureOperation {
  enum Format: String, Codable, CaseIterable, Sendable { case csv, json }

  struct Input: Codable, Sendable {
    var folder: FilePath
    var note: String?
    var output: FilePath
    var format: Format?
    var top: Int?
    var dryRun: Bool
    var field: [String]
  }

  struct Output: OperationOutput {
    var input: Input
    var figures: [String: Int]
    var presentation: [Block] { [] }
  }

  static let name = "edition compute"
  static let summary = Bilingual("计算一届结果", "compute an edition")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("folder", "FOLDER", "数据包文件夹", "the package's folder"),
    .argument("note", "NOTE", "备注", "a note"),
    .option("output", "FOLDER", "结果写入何处", "where results are written"),
    .option("format", "FORMAT", "结果的格式", "the form of the results"),
    .option("top", "COUNT", "前几名", "how many"),
    .option("dryRun", "", "只试算", "change nothing"),
    .option("field", "NAME", "要输出的列", "a column to print"),
  ]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    Output(input: input, figures: ["named": 50, "great": 10])
  }
}

/// Finds no difference in the folder `same`, and one anywhere else.
struct FakeVerify: PureOperation {
  struct Input: Codable, Sendable {
    var folder: FilePath
  }

  struct Output: OperationOutput {
    var differences: [String]
    var verdict: Verdict { differences.isEmpty ? .done : .different }
    var presentation: [Block] { differences.map { .line($0, $0) } }
  }

  static let name = "edition verify"
  static let summary = Bilingual("比对结果", "compare the results")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("folder", "FOLDER", "数据包文件夹", "the package's folder")]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    Output(differences: input.folder.text == "same" ? [] : ["named.csv:2"])
  }
}

/// Refuses, with the kind that it is given.
struct FakeExplain: PureOperation {
  struct Input: Codable, Sendable {
    var kind: Refusal.Kind
  }

  typealias Output = FakeVerify.Output

  static let name = "edition explain"
  static let summary = Bilingual("解释一个结果", "explain a result")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("kind", "KIND", "种类", "the kind")]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    throw Refusal(
      "score.form", kind: input.kind, citation: Citation("R-226", Bilingual("《规范》", "Specification"), "第3节"),
      message: Bilingual("分数不对\u{1B}[2J", "a wrong score\u{1B}[2J"), remedy: Bilingual("改正分数", "mend the score"),
      location: Refusal.Location(file: "scores.csv", line: 5, column: "craft"))
  }
}

/// Warns, tells its progress, and answers with a table.
struct FakeSensitivity: PureOperation {
  struct Input: Codable, Sendable {
    var folders: [FilePath]
  }

  struct Output: OperationOutput {
    var folders: [FilePath]

    var presentation: [Block] {
      let columns = [TableBlock.text("数据包", "package"), TableBlock.number("个数", "count")]
      return [
        .heading("敏感性", "Sensitivity"),
        .table(TableBlock(columns, folders.map { [$0.text, "\($0.text.utf8.count)"] })),
      ]
    }
  }

  static let name = "edition sensitivity"
  static let summary = Bilingual("谁进谁出", "who enters and leaves")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("folders", "FOLDER", "数据包文件夹", "packages")]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    environment.progress(1, 3)
    environment.warn(Bilingual("2027 年没有数据", "2027 has no data"))
    environment.progress(2, 3)
    return Output(folders: input.folders)
  }
}

/// Takes nothing and says nothing.
struct FakeInit: PureOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    var presentation: [Block] { [] }
  }

  static let name = "init"
  static let summary = Bilingual("建立系统", "set the system up")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ environment: Environment) throws -> Output { Output() }
}
