/// What the server's catalogue tells about the schema that the program works in.
enum PostgresCatalogue {
  /// Lines that one constraint is given at most, as SQLite's `integrity_check` gives a hundred in all.
  private static let lineLimit = 100

  static func tableNames(on session: PostgresSession) throws -> [String] {
    try lines(
      """
      SELECT relname::text FROM pg_catalog.pg_class
      WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())
        AND relkind IN ('r', 'p') ORDER BY relname::text COLLATE "C"
      """, on: session
    ) { try $0.text(0) }
  }

  /// Rows that refer to nothing, looked for by a query of its own for each foreign key: the server trusts a key that
  /// it once checked.
  static func foreignKeyFaults(on session: PostgresSession) throws -> [String] {
    let keys = try lines(foreignKeys, on: session) { (try $0.text(0), try $0.text(1), try $0.text(2)) }
    return try keys.flatMap { table, referred, count in
      try repeated("a row of \(table) refers to a row of \(referred) that is not there", count, on: session)
    }
  }

  /// Rows that break a CHECK which the server did not check, told as SQLite tells them; a CHECK that is not checked
  /// and holds all the same is told too.
  static func checkFaults(on session: PostgresSession) throws -> [String] {
    let checks = try lines(uncheckedChecks, on: session) { (try $0.text(0), try $0.text(1), try $0.text(2)) }
    return try checks.flatMap { table, name, count in
      let broken = try repeated("CHECK constraint failed in \(table)", count, on: session)
      return broken.isEmpty ? ["the constraint \(name) of \(table) is not checked"] : broken
    }
  }

  /// The columns of a unique key as SQLite names them: `person.key`, or `index 'name'` for a key over expressions.
  static func uniqueColumns(_ error: PostgresError, on connection: PostgresConnection) -> String {
    let unknown = "index '\(error.constraint)'"
    guard let parameters = try? PostgresParameters([.text(error.schema), .text(error.constraint)]),
      let result = try? connection.execute(indexColumns, parameters, types: parameters.types),
      let rows = try? PostgresRows(result), result.rowCount == 1
    else { return unknown }
    rows.move(to: 0, of: result)
    return (try? rows.text(0)) ?? unknown
  }

  private static func repeated(_ line: String, _ count: String, on session: PostgresSession) throws -> [String] {
    let broken = try lines(count, on: session) { try $0.int(0) }.first ?? 0
    return Array(repeating: line, count: min(broken, lineLimit))
  }

  /// Runs a statement in the server's own SQL.
  static func lines<T>(_ sql: String, on session: PostgresSession, _ line: (Row) throws -> T) throws -> [T] {
    let none = try PostgresParameters([])
    let result = try session.guarded { try session.connection.execute(sql, none, types: []) }
    let rows = try PostgresRows(result)
    defer { rows.end() }
    return try (0..<result.rowCount).map { row in
      rows.move(to: row, of: result)
      return try line(Row(rows))
    }
  }

  /// Child, parent, and the query that counts the children without a parent.
  private static let foreignKeys = """
    SELECT child.relname::text, parent.relname::text,
      format('SELECT count(*) FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s)', child.oid::regclass,
        string_agg(format('c.%I IS NOT NULL', own.attname), ' AND '), parent.oid::regclass,
        string_agg(format('p.%I = c.%I', other.attname, own.attname), ' AND '))
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class child ON child.oid = k.conrelid
    JOIN pg_catalog.pg_class parent ON parent.oid = k.confrelid
    CROSS JOIN unnest(k.conkey, k.confkey) AS pair (own, other)
    JOIN pg_catalog.pg_attribute own ON own.attrelid = child.oid AND own.attnum = pair.own
    JOIN pg_catalog.pg_attribute other ON other.attrelid = parent.oid AND other.attnum = pair.other
    JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
    WHERE k.contype = 'f' AND n.nspname = current_schema()
    GROUP BY k.oid, k.conname, child.oid, child.relname, parent.oid, parent.relname
    ORDER BY child.relname, k.conname
    """

  private static let uncheckedChecks = """
    SELECT t.relname::text, k.conname::text,
      format('SELECT count(*) FROM %s WHERE NOT (%s)', t.oid::regclass, pg_get_expr(k.conbin, k.conrelid))
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
    WHERE k.contype = 'c' AND NOT k.convalidated AND n.nspname = current_schema()
    ORDER BY t.relname, k.conname
    """

  private static let indexColumns = """
    SELECT string_agg(t.relname || '.' || a.attname, ', ' ORDER BY key.place)
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS key (attnum, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = key.attnum
    WHERE n.nspname = $1 AND c.relname = $2 AND i.indexprs IS NULL AND key.place <= i.indnkeyatts
    """
}
