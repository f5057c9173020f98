import Primitives

/// Whose money a line of a grant is about.
public enum Fund: String, Sendable, Hashable, Codable, CaseIterable {
  /// The province's grant.
  case province = "PROVINCE"
  /// The employer's matching money.
  case match = "MATCH"

  /// The name that people read.
  public var displayName: Bilingual {
    self == .province ? Bilingual("省级资助资金", "provincial grant") : Bilingual("单位配套资金", "matching fund")
  }
}

/// The code of a project: one for each grant. 1 to 40 of `A-Z 0-9 -`, a letter or digit first, so that it is a part
/// of an account's name in exported books as it stands.
public struct ProjectCode: Sendable, Hashable, Comparable, CanonicalText {
  /// The code.
  public let text: String

  /// Reads a code. Throws `project.code`.
  public init(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard (1...40).contains(bytes.count), bytes[0] != ASCII.hyphen,
      bytes.allSatisfy({ ASCII.isDigit($0) || $0 == ASCII.hyphen || (0x41...0x5A).contains($0) })
    else { throw Self.form }
    self.text = text
  }

  /// By the bytes of the code.
  public static func < (left: ProjectCode, right: ProjectCode) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  private static let form = Refusal(
    "project.code", citation: Citation("R-409", Citation.unionAccounting2021, "221"),
    message: Bilingual("项目编码格式不正确。", "This is not a project code."),
    remedy: Bilingual(
      "请用 1 至 40 个大写字母、数字或连字符，首位不用连字符。", "Give 1 to 40 capital letters, digits or hyphens, no hyphen first."))
}
