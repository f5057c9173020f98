/// A code of a closed list that has a Chinese name, which forms and imported files carry.
public protocol ChineseNamed: CaseIterable {
  /// The Chinese name.
  var chinese: String { get }
}

extension ChineseNamed {
  /// Finds a value by its Chinese name, byte for byte; nil if the list has no such name.
  public init?(chinese: String) {
    guard let match = Self.allCases.first(where: { ByteText($0.chinese) == ByteText(chinese) }) else { return nil }
    self = match
  }
}
