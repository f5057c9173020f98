import Database

/// Leases: a named task that one process at a time does, given back or run out after a while.
///
/// A row instead of an engine's own locks, so that every engine has it and a dead holder's lease runs out.
public enum LeaseStore {
  /// Takes a lease, or renews one's own; answers whether one holds it now.
  public static func take(
    _ name: String, owner: String, until: Int64, now: Int64, in connection: WriteConnection
  ) throws -> Bool {
    let held = try connection.first("SELECT owner, expires_at_ms FROM lease WHERE name = ?", [name]) { row in
      (owner: try row.text(0), expires: try row.integer(1))
    }
    guard let held else {
      try connection.execute("INSERT INTO lease (name, owner, expires_at_ms) VALUES (?, ?, ?)", [name, owner, until])
      return true
    }
    guard held.owner == owner || held.expires <= now else { return false }
    try connection.execute("UPDATE lease SET owner = ?, expires_at_ms = ? WHERE name = ?", [owner, until, name])
    return true
  }

  /// Gives a lease back.
  public static func giveBack(_ name: String, owner: String, in connection: WriteConnection) throws {
    try connection.execute("UPDATE lease SET expires_at_ms = 0 WHERE name = ? AND owner = ?", [name, owner])
  }
}
