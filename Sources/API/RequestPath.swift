/// Takes a request's path apart.
enum RequestPath {
  /// The decoded segments below a root; nil where the path does not stand there or is malformed.
  ///
  /// A slash that is written `%2F` belongs to its segment; empty segments, NUL and bytes that are no UTF-8 are malformed.
  static func segments(of path: String, below root: String) -> [String]? {
    guard path.utf8.starts(with: root.utf8), path.utf8.count > root.utf8.count else { return nil }
    var rest = Substring(path).utf8.dropFirst(root.utf8.count)
    guard rest.popFirst() == UInt8(ascii: "/") else { return nil }
    var segments: [String] = []
    for piece in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let text = decoded(piece), !text.isEmpty else { return nil }
      segments.append(text)
    }
    return segments
  }

  private static func decoded(_ piece: Substring.UTF8View) -> String? {
    guard piece.contains(UInt8(ascii: "%")) else { return String(piece) }
    var bytes: [UInt8] = []
    var index = piece.startIndex
    while index < piece.endIndex {
      var byte = piece[index]
      index = piece.index(after: index)
      if byte == UInt8(ascii: "%") {
        let digits = piece[index...].prefix(2)
        guard digits.count == 2, let text = String(digits), text.allSatisfy(\.isHexDigit),
          let value = UInt8(text, radix: 16)
        else { return nil }
        byte = value
        index = piece.index(index, offsetBy: 2)
      }
      guard byte >= 0x20, byte != 0x7F else { return nil }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
