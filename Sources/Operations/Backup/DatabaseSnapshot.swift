import Database
import Foundation
import Primitives
import Store

/// The installation's database as one file of the embedded engine, whatever engine it is on.
enum DatabaseSnapshot {
  /// How often a server is asked again for a moment at which every event is linked.
  private static let tries = 20

  /// Writes the file, which does not exist yet; others go on reading and writing meanwhile.
  static func write(to target: String, _ session: Session) throws {
    switch DatabaseLocation(session.paths.database) {
    case .file(let path):
      // A pause after each mebibyte leaves the disk to those who wait for their own flush.
      try SQLDatabase.copyFile(path, to: target) { session.environment.pause(2) }
    case .postgres:
      try session.withDatabase { try copyRows(of: $0, to: target, session) }
    }
  }

  /// Row by row from a server, then page by page so that the file has no log beside it.
  private static func copyRows(of source: SQLDatabase, to target: String, _ session: Session) throws {
    let rows = target + ".rows"
    let copy = try SQLDatabase.create(at: .file(rows), migrations: StoreSchema.migrations)
    defer { for end in ["", "-wal", "-shm"] { unlink(rows + end) } }
    do {
      try copyLinked(source, to: copy, session)
      copy.close()
    } catch {
      copy.close()
      throw error
    }
    try SQLDatabase.copyFile(rows, to: target)
  }

  /// The copy's chain must be whole. Acts that end between the sealing and the copy leave events without a link; then
  /// both are done again.
  private static func copyLinked(_ source: SQLDatabase, to copy: SQLDatabase, _ session: Session) throws {
    for _ in 1...tries {
      session.seal(source, owner: session.environment.newIdentifier())
      let isCopied = try source.read { reading in
        guard try AuditStore.unlinked(in: reading).isEmpty else { return false }
        try copy.write { try TableCopy.copy(from: reading, to: $0) }
        return true
      }
      if isCopied { return }
      session.environment.pause(100)
    }
    throw DatabaseCopy.unsealed
  }
}
