import Primitives
import SelectionRules

/// `qilu edition explain FOLDER NOMINATION`.
struct EditionExplain: PureOperation {
  typealias Output = ExplanationOutput

  struct Input: Codable, Sendable {
    var folder: FilePath
    var nomination: ByteText
  }

  static let name = "edition explain"
  static let summary = Bilingual("说明一个推荐为什么是现在的结果", "why a nomination stands where it stands, in words and figures")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("folder", "FOLDER", "数据包文件夹", "the package's folder"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
  ]

  static func run(_ input: Input, _ environment: Environment) throws -> ExplanationOutput {
    let calculation = try FolderEdition.calculation(input.folder, environment)
    guard let explanation = try Explainer(calculation).explanation(of: input.nomination) else {
      throw NominationRefusals.unknown(input.nomination)
    }
    return ExplanationOutput(explanation)
  }
}

/// What is refused about nominations.
enum NominationRefusals {
  static func unknown(_ key: ByteText) -> Refusal {
    Refusal(
      "nomination.unknown", kind: .notFound,
      message: Bilingual("没有编号为 \(key) 的推荐", "there is no nomination \(key)"),
      remedy: Bilingual("核对编号（逐字节比较）", "check the number; it is compared byte for byte"))
  }
}
