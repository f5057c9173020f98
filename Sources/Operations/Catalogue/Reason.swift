import Primitives

/// The reason that an act needs.
enum Reason {
  /// Passes if a reason was given.
  ///
  /// - Throws: a ``Refusal`` of wrong use.
  static func require(_ text: String, rule: String? = nil) throws {
    // Spaces say nothing, in either width.
    guard text.allSatisfy(\.isWhitespace) else { return }
    throw Refusal(
      "reason.missing", kind: .wrongUse, citation: rule.map { Citation($0, Citation.houseRules) },
      message: Bilingual("该操作必须写明理由", "this needs a reason"),
      remedy: Bilingual("写明理由，不能留空", "give a reason that is not empty"))
  }
}
