import Database

extension Environment {
  /// What stands before an older schema at a location is brought up to date: a file is copied, and of a server's database
  /// the person has said that a dump is made, or the opening is refused.
  func upgrade(of location: DatabaseLocation) -> Upgrade {
    switch location {
    case .file: .afterCopy
    case .postgres: upgradesServers ? .asItIs : .afterCopy
    }
  }
}
