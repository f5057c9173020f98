/// Constraints that are taken away for the length of a transaction and put back at its end.
///
/// PostgreSQL has no switch for that which an ordinary role may use. Foreign keys go while a migration changes rows
/// or drops tables, so that a table can be rebuilt; foreign keys and CHECK constraints go while a fault is planted.
/// A constraint that does not hold at the end comes back marked as not checked (`NOT VALID`), which
/// ``PostgresCatalogue`` finds; all others are as before. The keys are put back by the text of their definition, so a
/// migration may not both rebuild a table and rename a column of another table's key.
struct SuspendedConstraints {
  private struct Constraint: Hashable {
    /// The table, by the number that survives its renaming.
    let table: Int64
    /// The name, quoted.
    let name: String
    /// All that follows the name.
    let definition: String
  }

  private var constraints: [Constraint] = []

  /// Whether a statement of a migration may change rows or drop something.
  static func isWanted(for statement: String) -> Bool {
    let first = SQLPieces(statement).first { $0.isWord }?.text.uppercased() ?? ""
    return ["DROP", "DELETE", "UPDATE", "INSERT", "WITH"].contains(first)
  }

  mutating func suspendForeignKeys(on session: PostgresSession) throws { try suspend("'f'", on: session) }

  mutating func suspendAll(on session: PostgresSession) throws { try suspend("'f', 'c'", on: session) }

  private mutating func suspend(_ kinds: String, on session: PostgresSession) throws {
    let sql = """
      SELECT conrelid::int8, quote_ident(conname), regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
        conrelid::regclass::text
      FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
      WHERE k.contype IN (\(kinds)) AND k.conrelid <> 0 AND n.nspname = current_schema() ORDER BY k.oid
      """
    let found = try PostgresCatalogue.lines(sql, on: session) { row in
      (
        Constraint(table: try row.integer(0), name: try row.text(1), definition: try row.text(2)),
        table: try row.text(3)
      )
    }
    for (constraint, table) in found {
      try change("ALTER TABLE \(table) DROP CONSTRAINT \(constraint.name)", on: session)
      constraints.append(constraint)
    }
  }

  /// Puts back what was taken away; a table that is no longer there needs nothing.
  mutating func restore(on session: PostgresSession) throws {
    guard !constraints.isEmpty else { return }
    // A table with checks still to come at the commit cannot be altered.
    try change("SET CONSTRAINTS ALL IMMEDIATE", on: session)
    let waiting = constraints
    constraints = []
    for constraint in waiting {
      let name = "SELECT oid::regclass::text FROM pg_catalog.pg_class WHERE oid = \(constraint.table)"
      guard let table = try PostgresCatalogue.lines(name, on: session, { try $0.text(0) }).first else { continue }
      let definition = "\(constraint.name) \(constraint.definition) NOT VALID"
      try change("ALTER TABLE \(table) ADD CONSTRAINT \(definition)", on: session)
      do { try change("ALTER TABLE \(table) VALIDATE CONSTRAINT \(constraint.name)", on: session) } catch {
        switch error {
        case DatabaseFailure.check, DatabaseFailure.foreignKey: continue
        default: throw error
        }
      }
    }
  }

  private func change(_ sql: String, on session: PostgresSession) throws {
    try session.changeSchema(sql)
  }
}
