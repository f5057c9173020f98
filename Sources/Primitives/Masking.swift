/// How personal values are shown to those who need not know them.
public enum Masking {
  /// A name: of two characters the first stays, of more the first and the last; a single character is hidden.
  ///
  /// `张*`, `张*丰`, `欧**文`. Each hidden character is one star.
  public static func name(_ name: String) -> String {
    keeping(first: name.count < 2 ? 0 : 1, last: name.count > 2 ? 1 : 0, of: name)
  }

  /// A bank card or account: the last 4 characters stay; of 4 or fewer none.
  public static func bankCard(_ card: String) -> String { keeping(first: 0, last: 4, of: card) }

  /// An address: the first 6 characters stay, which seldom tell more than the city; of 6 or fewer none.
  public static func address(_ address: String) -> String { keeping(first: 6, last: 0, of: address) }

  /// A text with only its first and last characters; a text that would stay whole is hidden wholly.
  static func keeping(first: Int, last: Int, of text: String) -> String {
    let hidden = text.count - first - last
    guard hidden > 0 else { return String(repeating: "*", count: text.count) }
    return text.prefix(first) + String(repeating: "*", count: hidden) + text.suffix(last)
  }
}
