import Primitives

/// A refusal as lines for people: stable, so that the first line can be searched for by its place.
enum RefusalText {
  /// The text, each line ended by a line feed; characters that a terminal obeys are shown as signs.
  static func text(_ refusal: Refusal, _ language: Language) -> String {
    let message = refusal.message.text(language)
    var lines = [refusal.location.map { "\(place($0)): \(message)" } ?? message]
    if let citation = refusal.citation { lines.append(label("依据", "Rule", cited(citation, language), language)) }
    lines.append(label("处理", "What to do", refusal.remedy.text(language), language))
    lines.append(label("代码", "Code", refusal.code, language))
    return lines.map { VisibleText.text($0) + "\n" }.joined()
  }

  /// `scores.csv:5:craft`, as far as it is known.
  private static func place(_ location: Refusal.Location) -> String {
    [location.file, location.line.map(String.init), location.column].compactMap { $0 }.joined(separator: ":")
  }

  private static func cited(_ citation: Citation, _ language: Language) -> String {
    [citation.rule, citation.document.text(language), citation.article].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func label(_ zh: String, _ en: String, _ text: String, _ language: Language) -> String {
    "  \(Bilingual(zh, en).text(language)): \(text)"
  }
}

/// A refusal as `--json` prints it: `{"refusal": {…}}`.
struct RefusalDocument: Encodable {
  let refusal: Refusal
}
