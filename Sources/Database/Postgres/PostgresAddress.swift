import CPostgres
import Primitives

/// The parts of a PostgreSQL URL that may be shown: never the password.
struct PostgresAddress: Sendable {
  /// The URL as it was given. It may hold a password, so no message contains it.
  let url: String

  /// The URL, if libpq understands it.
  init(url: String) throws {
    guard !url.utf8.contains(0) else { throw Refusal.malformedURL }
    guard let options = PQconninfoParse(url, nil) else { throw Refusal.malformedURL }
    PQconninfoFree(options)
    self.url = url
  }

  /// `host:port/database`, as far as the URL tells them.
  var place: String {
    let options = parts
    let host = options["host"] ?? options["hostaddr"] ?? "localhost"
    return "\(host):\(options["port"] ?? "5432")/\(options["dbname"] ?? "")"
  }

  private var parts: [String: String] {
    guard let options = PQconninfoParse(url, nil) else { return [:] }
    defer { PQconninfoFree(options) }
    var parts: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { parts[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return parts
  }
}
