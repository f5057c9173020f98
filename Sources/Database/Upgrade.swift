/// What stands before an older schema is brought up to date.
public enum Upgrade: Sendable, Hashable {
  /// A copy. A file is copied to `<database>.before-<version>`, where the version is the one that the schema gets, under
  /// the same lock as the migrations: a death in between leaves the older database, with or without its copy, or the
  /// newer one with its copy. A database on a server is refused (`database.upgrade`), for its dump is another program's.
  case afterCopy
  /// Nothing: whoever opens the database has a copy.
  case asItIs
}
