/// An option as the person wrote it: `--output`, `--output=FOLDER`.
struct Flag {
  /// The part in front of the equals sign.
  let name: String
  /// The part behind it, where there is one.
  let value: String?

  init(_ word: String) {
    guard let sign = word.firstIndex(of: "=") else {
      (name, value) = (word, nil)
      return
    }
    name = String(word[..<sign])
    value = String(word[word.index(after: sign)...])
  }

  /// Whether a word is an option; a single hyphen is an ordinary value.
  static func isFlag(_ word: String) -> Bool { word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1 }
}
