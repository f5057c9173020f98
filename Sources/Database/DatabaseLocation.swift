/// Where a database is.
public enum DatabaseLocation: Sendable, Hashable {
  /// A file of the embedded engine; two more files with `-wal` and `-shm` at the end of the name stand beside it.
  case file(String)
  /// A database of a PostgreSQL server, version 15 or later, as libpq's URL:
  /// `postgres://user@host:5432/database?sslmode=verify-full`.
  ///
  /// The server's administrator makes the database, with the encoding UTF8. `options=-csearch_path%3Dname` puts
  /// everything into a schema of its own, which is made if it is absent. A password belongs into `PGPASSFILE` rather
  /// than into the URL, where other users of the machine may see it; no message ever repeats it.
  case postgres(url: String)

  /// A location as a person writes it: `postgres://…` or `postgresql://…`, anything else is the path of a file.
  public init(_ text: String) {
    let isURL = ["postgres://", "postgresql://"].contains { text.utf8.starts(with: $0.utf8) }
    self = isURL ? .postgres(url: text) : .file(text)
  }
}

extension DatabaseLocation {
  /// The location for people: a path as it is, a URL without user, password and options.
  public var shown: String {
    switch self {
    case .file(let path): return path
    case .postgres(let url):
      let rest = url.drop { $0 != ":" }.dropFirst(3)
      let place = rest.prefix { $0 != "?" }
      return "postgres://" + (place.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    }
  }

  /// The engine that keeps this location.
  var engine: any Engine {
    switch self {
    case .file(let path): SQLiteEngine(path: path)
    case .postgres(let url): PostgresEngine(url: url)
    }
  }
}
