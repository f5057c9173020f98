/// A path as text, taken apart at its last slash; Foundation's own function traps on a path of one character.
public struct PathText: Sendable, Hashable {
  private let text: Substring

  /// Takes a path; slashes at its end say nothing.
  public init(_ path: String) {
    var text = path[...]
    while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
    self.text = text
  }

  /// What stands behind the last slash: `qilu.db` of `data/qilu.db`; `/` of the root, nothing of an empty path.
  public var name: String {
    guard text != "/", let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(text) }
    return String(text[text.utf8.index(after: slash)...])
  }

  /// The folder that holds it: `data` of `data/qilu.db`; `/` of what stands in the root, empty for a bare name.
  public var parent: String {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    let before = text[..<slash]
    return before.allSatisfy { $0 == "/" } ? "/" : PathText(String(before)).whole
  }

  private var whole: String { String(text) }
}
