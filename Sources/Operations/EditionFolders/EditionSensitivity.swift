import Primitives
import SelectionRules

/// `qilu edition sensitivity FOLDER`: who enters and leaves as weights change, and without each judge.
struct EditionSensitivity: PureOperation {
  struct Input: Codable, Sendable {
    var folder: FilePath
  }

  struct Output: OperationOutput {
    struct Change: Codable, Sendable {
      var from: Int
      var to: Int
      var named: Movement?
      var great: Movement?
      var fault: Refusal?
    }

    struct Dimensions: Codable, Sendable {
      var spirit: [Change]
      var craft: [Change]
      var leading: [Change]
      var contribution: [Change]
    }

    struct Judge: Codable, Sendable {
      var expert: ByteText
      var named: Movement?
      var great: Movement?
      var fault: Refusal?
    }

    var edition: ByteText
    var publicVote: [Change]
    var dimensions: Dimensions
    var judges: [Judge]
  }

  static let name = "edition sensitivity"
  static let summary = Bilingual(
    "逐一改变公众投票权重、各维度权重，或去掉一位评委，看谁进谁出",
    "who enters and leaves at each per cent of each weight, and without each judge")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [.argument("folder", "FOLDER", "数据包文件夹", "the package's folder")]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    let calculation = try FolderEdition.calculation(input.folder, environment)
    let sensitivity = try Sensitivity(calculation, onProgress: environment.progress)
    let dimensions = sensitivity.dimensions
    return Output(
      edition: calculation.inputs.rules.edition, publicVote: sensitivity.publicVote.map(change),
      dimensions: Output.Dimensions(
        spirit: dimensions.spirit.map(change), craft: dimensions.craft.map(change),
        leading: dimensions.leading.map(change), contribution: dimensions.contribution.map(change)),
      judges: sensitivity.judges.map { judge in
        let (named, great, fault) = parts(judge.result)
        return Output.Judge(expert: judge.expert, named: named, great: great, fault: fault)
      })
  }

  private static func change(_ change: WeightChange) -> Output.Change {
    let (named, great, fault) = parts(change.result)
    return Output.Change(from: change.from, to: change.to, named: named, great: great, fault: fault)
  }

  private static func parts(_ result: ChangedResult) -> (Movement?, Movement?, Refusal?) {
    switch result {
    case .moves(let named, let great): (named, great, nil)
    case .fault(let refusal): (nil, nil, refusal)
    }
  }
}

extension EditionSensitivity.Output {
  private static let movements = [
    TableBlock.text("命名：进", "named: enter"),
    TableBlock.text("命名：出", "named: leave"), TableBlock.text("大工匠：进", "great: enter"),
    TableBlock.text("大工匠：出", "great: leave"),
  ]

  private static let weightColumns = [TableBlock.text("权重", "weight")] + movements
  private static let judgeColumns = [TableBlock.text("专家", "expert")] + movements

  var presentation: [Block] {
    let parts: [(Bilingual, [Change])] = [
      (Bilingual("公众投票权重", "weight of the public vote"), publicVote),
      (Bilingual("工匠精神权重", "weight of spirit"), dimensions.spirit),
      (Bilingual("工艺专长权重", "weight of craft"), dimensions.craft),
      (Bilingual("领军作用权重", "weight of leading"), dimensions.leading),
      (Bilingual("突出贡献权重", "weight of contribution"), dimensions.contribution),
    ]
    let tables = parts.flatMap { part -> [Block] in
      [
        .heading(part.0),
        part.1.isEmpty ? Self.nothing : .table(TableBlock(Self.weightColumns, bilingual: part.1.map(row))),
      ]
    }
    let judgeTable: Block =
      judges.isEmpty ? Self.nothing : .table(TableBlock(Self.judgeColumns, bilingual: judges.map(row)))
    return tables + [.heading("去掉一位评委", "without one judge"), judgeTable]
  }

  private static let nothing = Block.line("无论如何变化，结果不变。", "nothing changes the result.")

  private func row(_ change: Change) -> [Bilingual] {
    let range = change.from == change.to ? "\(change.from) %" : "\(change.from)–\(change.to) %"
    return row(range, change.named, change.great, change.fault)
  }

  private func row(_ judge: Judge) -> [Bilingual] { row(judge.expert.string, judge.named, judge.great, judge.fault) }

  private func row(_ first: String, _ named: Movement?, _ great: Movement?, _ fault: Refusal?) -> [Bilingual] {
    let cells = [named?.enter, named?.leave, great?.enter, great?.leave].map { keys in
      let text = (keys ?? []).map(\.string).joined(separator: " ")
      return Bilingual(text, text)
    }
    let head = Bilingual(first, first)
    guard let fault else { return [head] + cells }
    return [head, DecisionWords.broken(fault)] + cells.dropFirst()
  }
}
