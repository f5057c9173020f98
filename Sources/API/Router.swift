import Operations

/// Finds the operation that a method and a path name.
struct Router: Sendable {
  /// What was found.
  enum Match {
    /// An operation, with the values of the path's fields.
    case operation(CatalogueEntry, [(field: String, value: String)])
    /// The path is there, but not with this method.
    case otherMethods([String])
    /// There is no such path.
    case none
  }

  private final class Node: @unchecked Sendable {
    // Written while the router is made, by one thread; read afterwards.
    var words: [String: Node] = [:]
    var field: Node?
    var entries: [String: CatalogueEntry] = [:]
  }

  private let root = Node()

  /// Makes the router of a catalogue: operations without a route are not reached.
  init(_ catalogue: Catalogue) {
    for entry in catalogue.entries {
      guard let route = entry.route else { continue }
      node(of: route).entries[route.method.rawValue] = entry
    }
  }

  private func node(of route: Route) -> Node {
    route.segments.reduce(root) { node, segment in
      switch segment {
      case .word(let word):
        if let next = node.words[word] { return next }
        let next = Node()
        node.words[word] = next
        return next
      case .field:
        let next = node.field ?? Node()
        node.field = next
        return next
      }
    }
  }

  /// The operation at a path below the API's root, whose segments are decoded. HEAD is answered as GET.
  func match(_ method: String, _ segments: [String]) -> Match {
    guard let node = find(segments[...], root) else { return .none }
    guard let entry = node.entries[method == "HEAD" ? "GET" : method] else {
      return .otherMethods(node.entries.keys.sorted())
    }
    return .operation(entry, Self.values(entry, segments))
  }

  /// A word goes before a field; where its branch leads nowhere the field's is tried.
  private func find(_ segments: ArraySlice<String>, _ node: Node) -> Node? {
    guard let first = segments.first else { return node.entries.isEmpty ? nil : node }
    let rest = segments.dropFirst()
    if let next = node.words[first], let found = find(rest, next) { return found }
    return node.field.flatMap { find(rest, $0) }
  }

  private static func values(_ entry: CatalogueEntry, _ segments: [String]) -> [(field: String, value: String)] {
    zip(entry.route?.segments ?? [], segments).compactMap { segment, value in
      if case .field(let name) = segment { (name, value) } else { nil }
    }
  }

  /// The read whose answer is what a caller saw before an act: the nearest one on the act's path, with the path's
  /// values in its own fields.
  func seen(before entry: CatalogueEntry, _ segments: [String]) -> (CatalogueEntry, [(field: String, value: String)])? {
    for count in stride(from: segments.count, through: 1, by: -1) {
      let prefix = Array(segments.prefix(count))
      if let read = find(prefix[...], root)?.entries["GET"] { return (read, Self.values(read, prefix)) }
    }
    return nil
  }
}
