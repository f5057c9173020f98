import Primitives
import SelectionRules

/// `qilu edition compute FOLDER --output FOLDER2`.
struct EditionCompute: PureOperation {
  struct Input: Codable, Sendable {
    var folder: FilePath
    var output: FilePath
  }

  /// The four stages in figures.
  struct Output: OperationOutput {
    struct StageFigures: Codable, Sendable {
      var stage: Stage
      var entrants: Int
      var cap: Int
      var passed: Int
      var unresolved: Int
    }

    var edition: ByteText
    var folder: FilePath
    var stages: [StageFigures]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("阶段", "stage"), TableBlock.number("参评", "entrants"), TableBlock.number("上限", "cap"),
        TableBlock.number("入选", "passed"), TableBlock.number("并列未决", "unresolved"),
      ]
      let rows = stages.map { figures in
        [Bilingual(figures.stage.chinese, figures.stage.rawValue)]
          + [figures.entrants, figures.cap, figures.passed, figures.unresolved].map { Bilingual("\($0)", "\($0)") }
      }
      return [
        .table(TableBlock(columns, bilingual: rows)),
        .line("结果已写入 \(folder.text)", "the results were written to \(folder.text)"),
      ]
    }
  }

  static let name = "edition compute"
  static let summary = Bilingual("由文件夹中的规则和数据计算一届结果", "compute an edition from the rules and tables of a folder")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("folder", "FOLDER", "数据包文件夹", "the package's folder"),
    .option("output", "FOLDER", "结果写入该文件夹的 results/", "where results/ is written"),
  ]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    let calculation = try FolderEdition.calculation(input.folder, environment)
    let outcome = try calculation.outcome()
    let results = ResultFiles(calculation, outcome).files.map { file in
      PackageFile(path: String(file.path.dropFirst("results/".count)), bytes: file.bytes)
    }
    try PackageFolder.replace("results", in: input.output, with: results)
    return Output(
      edition: calculation.inputs.rules.edition, folder: input.output.appending("results"),
      stages: outcome.stages.map { stage in
        Output.StageFigures(
          stage: stage.stage, entrants: stage.entrants.count, cap: stage.cut.cap, passed: stage.cut.passed.count,
          unresolved: stage.cut.unresolved.count)
      })
  }
}

/// Reading an edition from a folder, with its warnings.
enum FolderEdition {
  static func calculation(_ folder: FilePath, _ environment: Environment) throws -> EditionCalculation {
    let inputs = try EditionPackage.read(try PackageFolder(existing: folder).files)
    for warning in EditionPackage.warnings(inputs) { environment.warn(warning) }
    return try EditionCalculation(inputs)
  }
}
