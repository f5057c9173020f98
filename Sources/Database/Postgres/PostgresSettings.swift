/// What a session sets after connecting, and the limits in it.
enum PostgresSettings {
  /// Milliseconds that another transaction may hold a lock before ``DatabaseFailure/busy``: as long as SQLite waits.
  static let lockPatience = 5_000
  /// Milliseconds that one statement may run. The largest list takes seconds; what takes minutes has gone wrong, and
  /// keeps a snapshot and locks that others pay for.
  static let statementPatience = 300_000
  /// Milliseconds that a writer may do nothing inside its transaction: a closure computes for moments, and whoever
  /// stands still longer (a stopped process) holds up the others.
  static let idlePatience = 300_000
  /// Seconds after which the server asks a silent client whether it is there, and how often: the locks of a machine
  /// that has gone are free again after a minute, not after the two hours of the system.
  private static let keepalive =
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"

  /// The statements, for a session of a role.
  static func all(for role: SessionRole) -> String {
    // Migrations may have to rewrite or index large tables.
    let isLong = role == .migration || role == .faultPlanting
    return [
      "SET lock_timeout = \(lockPatience)",
      "SET statement_timeout = \(isLong ? 0 : statementPatience)",
      // A reader holds nobody up, and may be sending its rows to a slow client.
      "SET idle_in_transaction_session_timeout = \(role == .writer ? idlePatience : 0)",
      keepalive,
      // A backslash in a text is a backslash.
      "SET standard_conforming_strings = on",
      // Rows that are streamed are wanted to the last one.
      "SET cursor_tuple_fraction = 1",
      // What was answered is on the disk. A stricter setting of the server (replicas) stays.
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
    ].joined(separator: "; ")
  }
}
