/// Where an operation stands on the HTTP door: a method, and a path below the version's root.
public struct Route: Sendable, Hashable {
  /// The methods that routes use.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// Reads; changes nothing.
    case get = "GET"
    /// An act.
    case post = "POST"
    /// Saves part of a thing.
    case patch = "PATCH"
    /// Takes a part of a thing away.
    case delete = "DELETE"
  }

  /// One segment of a path.
  public enum Segment: Sendable, Hashable {
    /// A word that stands as it is.
    case word(String)
    /// The value of an input's field.
    case field(String)
  }

  /// The method.
  public let method: Method
  /// The path's segments.
  public let segments: [Segment]

  /// Reads a path: `/editions/{edition}/lists/{stage}`.
  init(_ method: Method, _ path: String) {
    self.method = method
    segments = path.split(separator: "/").map { part in
      part.hasPrefix("{") ? .field(String(part.dropFirst().dropLast())) : .word(String(part))
    }
  }

  /// The path as OpenAPI writes it.
  public var path: String {
    segments.map { segment in
      switch segment {
      case .word(let word): "/\(word)"
      case .field(let name): "/{\(name)}"
      }
    }.joined()
  }

  /// The path with values in the places of its fields; nil where one is missing or empty, for no path has such a segment.
  public func path(values: [String: String]) -> String? {
    var path = ""
    for segment in segments {
      switch segment {
      case .word(let word): path += "/" + word
      case .field(let name):
        guard let value = values[name], !value.isEmpty else { return nil }
        path += "/" + PercentEncoding.segment(value)
      }
    }
    return path
  }

  /// The fields that the path holds.
  public var fields: [String] {
    segments.compactMap { if case .field(let name) = $0 { name } else { nil } }
  }

  /// The path's shape, in which no two routes of one method may be alike.
  var shape: [String] {
    segments.map { if case .word(let word) = $0 { word } else { "{}" } }
  }

  static func get(_ path: String) -> Route { Route(.get, path) }
  static func post(_ path: String) -> Route { Route(.post, path) }
  static func patch(_ path: String) -> Route { Route(.patch, path) }
  static func delete(_ path: String) -> Route { Route(.delete, path) }
}
