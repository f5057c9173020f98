import Primitives
import Sealing

/// Why a file of evidence was not kept or not given back.
extension Refusal {
  static func missingSource(_ path: String) -> Refusal {
    Refusal(
      "evidence.source-missing", kind: .notFound,
      message: Bilingual("文件不存在：\(path)", "There is no file \(path)."),
      remedy: Bilingual("请检查路径。", "Check the path."))
  }

  static func sourceNotAFile(_ path: String) -> Refusal {
    Refusal(
      "evidence.not-a-file",
      message: Bilingual("不是普通文件：\(path)", "\(path) is not a plain file."),
      remedy: Bilingual("请指定一个文件。", "Name a file."))
  }

  static func sourceTooLarge(_ path: String, _ limit: Int64) -> Refusal {
    Refusal(
      "evidence.too-large",
      message: Bilingual("文件超过 \(limit) 字节：\(path)", "\(path) is larger than \(limit) bytes."),
      remedy: Bilingual("请压缩或拆分后重新提交。", "Make it smaller or split it."))
  }

  static func missingEvidence(_ digest: Digest) -> Refusal {
    Refusal(
      "evidence.missing", kind: .storage,
      message: Bilingual("证明材料缺失：\(digest.hex)", "The evidence \(digest.hex) is missing."),
      remedy: Bilingual("请从备份恢复该文件。", "Restore the file from a backup."))
  }

  /// A kept content is not what its name says.
  public static func damagedEvidence(_ digest: Digest) -> Refusal {
    Refusal(
      "evidence.damaged", kind: .storage,
      message: Bilingual("证明材料已被改动：\(digest.hex)", "The evidence \(digest.hex) was changed."),
      remedy: Bilingual("请从备份恢复该文件。", "Restore the file from a backup."))
  }
}
