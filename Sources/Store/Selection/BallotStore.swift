import Database
import Primitives
import Sealing

/// Raw ballots of editions, their counts, and the decisions about voters.
public enum BallotStore {
  // MARK: Hand-overs

  /// The hand-over in force; nil where the edition has none.
  public static func inForce(of edition: EditionID, in connection: ReadConnection) throws -> HandOverRow? {
    try handOvers(of: edition, in: connection).last
  }

  /// Whether the edition has vote totals, from ballots or from a file.
  public static func hasVotes(_ edition: EditionID, in connection: ReadConnection) throws -> Bool {
    try connection.first("SELECT 1 FROM vote_tally WHERE edition_id = ? LIMIT 1", [edition]) { try $0.int(0) } != nil
  }

  /// All hand-overs of an edition, the one in force last.
  public static func handOvers(of edition: EditionID, in connection: ReadConnection) throws -> [HandOverRow] {
    try connection.query(
      """
      SELECT h.number, h.rules, h.reason, a.name, h.imported_at FROM ballot_hand_over h
      JOIN actor a ON a.id = h.imported_by WHERE h.edition_id = ? ORDER BY h.number
      """, [edition]
    ) {
      HandOverRow(
        number: try $0.int(0), rules: try digest($0, 1), reason: try $0.text(2), by: try $0.text(3),
        at: try $0.text(4))
    }
  }

  /// The files of a hand-over in the order of reading.
  public static func files(
    of handOver: Int, edition: EditionID, in connection: ReadConnection
  ) throws -> [BallotFileRow] {
    try connection.query(
      """
      SELECT place, name, digest, content_digest, bytes, rows_read FROM ballot_file
      WHERE edition_id = ? AND number = ? ORDER BY place
      """, [edition, handOver]
    ) {
      BallotFileRow(
        place: try $0.int(0), name: try $0.text(1), digest: try digest($0, 2), content: try digest($0, 3),
        bytes: try $0.int(4), rows: try $0.int(5))
    }
  }

  /// Adds a hand-over with its files.
  public static func insert(
    _ number: Int, rules: Digest, reason: String, _ files: [BallotFileRow], edition: EditionID, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ballot_hand_over (edition_id, number, rules, reason, imported_by, imported_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [edition, number, rules.hex, reason, actor, instant])
    for file in files {
      try connection.execute(
        """
        INSERT INTO ballot_file (edition_id, number, place, name, digest, content_digest, bytes, rows_read)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [edition, number, file.place, file.name, file.digest.hex, file.content.hex, file.bytes, file.rows])
    }
  }

  /// The digests, in hexadecimal, of everything that is kept of the raw ballots of an edition.
  public static func evidence(of edition: EditionID, in connection: ReadConnection) throws -> Set<String> {
    Set(
      try connection.query(
        """
        SELECT rules FROM ballot_hand_over WHERE edition_id = ?
        UNION SELECT digest FROM ballot_file WHERE edition_id = ?
        UNION SELECT choices FROM ballot_count WHERE edition_id = ?
        """, [edition, edition, edition]
      ) { try $0.text(0) })
  }

  // MARK: Counts

  /// The counts of a hand-over, the last one last.
  public static func counts(
    of handOver: Int, edition: EditionID, in connection: ReadConnection
  ) throws -> [BallotCountRow] {
    let counts: [BallotCountRow] = try connection.query(
      """
      SELECT c.count_number, c.cause, c.decisions, c.choices, c.rows_read, c.voters, a.name, c.counted_at
      FROM ballot_count c JOIN actor a ON a.id = c.counted_by
      WHERE c.edition_id = ? AND c.number = ? ORDER BY c.count_number
      """, [edition, handOver]
    ) { row in
      guard let cause = BallotCountCause(rawValue: try row.text(1)) else {
        throw DatabaseFailure.unreadable(column: "cause", expected: "cause of a count")
      }
      var count = BallotCountRow(
        handOver: handOver, number: try row.int(0), cause: cause, decisions: try row.int(2),
        choices: try digest(row, 3), read: try row.int(4), voters: try row.int(5), classes: [:], exclusions: [:])
      (count.by, count.at) = (try row.text(6), try row.text(7))
      return count
    }
    return try counts.map { try filled($0, edition, in: connection) }
  }

  /// The last count of the hand-over in force.
  public static func lastCount(of edition: EditionID, in connection: ReadConnection) throws -> BallotCountRow? {
    guard let handOver = try inForce(of: edition, in: connection) else { return nil }
    return try counts(of: handOver.number, edition: edition, in: connection).last
  }

  private static func filled(
    _ count: BallotCountRow, _ edition: EditionID, in connection: ReadConnection
  ) throws -> BallotCountRow {
    var count = count
    let key: [any SQLBindable] = [edition, count.handOver, count.number]
    let classes = try connection.query(
      "SELECT class, class_rows FROM ballot_class WHERE edition_id = ? AND number = ? AND count_number = ?", key
    ) { (try $0.text(0), try $0.int(1)) }
    let exclusions = try connection.query(
      "SELECT decision, excluded_rows FROM ballot_exclusion WHERE edition_id = ? AND number = ? AND count_number = ?",
      key
    ) { (try $0.int(0), try $0.int(1)) }
    count.classes = Dictionary(uniqueKeysWithValues: classes)
    count.exclusions = Dictionary(uniqueKeysWithValues: exclusions)
    return count
  }

  /// Adds a count with what stood out in it.
  public static func insert(
    _ count: BallotCountRow, _ signals: [BallotSignalRow], edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    let key: [any SQLBindable] = [edition, count.handOver, count.number]
    try connection.execute(
      """
      INSERT INTO ballot_count (edition_id, number, count_number, cause, decisions, choices, rows_read, voters,
        counted_by, counted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      key + [count.cause.rawValue, count.decisions, count.choices.hex, count.read, count.voters, actor, instant])
    for (name, rows) in count.classes {
      try connection.execute(
        "INSERT INTO ballot_class (edition_id, number, count_number, class, class_rows) VALUES (?, ?, ?, ?, ?)",
        key + [name, rows])
    }
    for (decision, rows) in count.exclusions {
      try connection.execute(
        """
        INSERT INTO ballot_exclusion (edition_id, number, count_number, decision, excluded_rows)
        VALUES (?, ?, ?, ?, ?)
        """, key + [decision, rows])
    }
    for (place, signal) in signals.enumerated() {
      try connection.execute(
        """
        INSERT INTO ballot_signal (edition_id, number, count_number, place, kind, nomination, subject, value, threshold)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        key + [place + 1, signal.kind, signal.nomination, signal.subject, signal.value, signal.threshold])
    }
  }

  /// What stood out in a count, in order.
  public static func signals(
    of count: BallotCountRow, edition: EditionID, in connection: ReadConnection
  ) throws -> [BallotSignalRow] {
    try connection.query(
      """
      SELECT kind, nomination, subject, value, threshold FROM ballot_signal
      WHERE edition_id = ? AND number = ? AND count_number = ? ORDER BY place
      """, [edition, count.handOver, count.number]
    ) {
      BallotSignalRow(
        kind: try $0.text(0), nomination: try $0.byteText(1), subject: try $0.text(2), value: try $0.text(3),
        threshold: try $0.text(4))
    }
  }

  // MARK: Decisions

  /// The decisions about voters of an edition, in order.
  public static func decisions(of edition: EditionID, in connection: ReadConnection) throws -> [BallotVoidRow] {
    try connection.query(
      """
      SELECT v.number, v.voter, v.document, v.reason, a.name, v.decided_at FROM ballot_void v
      JOIN actor a ON a.id = v.decided_by WHERE v.edition_id = ? ORDER BY v.number
      """, [edition]
    ) {
      BallotVoidRow(
        number: try $0.int(0), voter: try $0.text(1), document: try $0.text(2), reason: try $0.text(3),
        by: try $0.text(4), at: try $0.text(5))
    }
  }

  /// How many decisions of an edition the last count of the ballots in force does not know; 0 where it has no ballots.
  public static func uncounted(of edition: EditionID, in connection: ReadConnection) throws -> Int {
    guard let count = try lastCount(of: edition, in: connection) else { return 0 }
    return try decisions(of: edition, in: connection).count { $0.number > count.decisions }
  }

  /// Whether the hand-over in force was counted by nobody but the one who brought it in.
  public static func isUnaudited(of edition: EditionID, in connection: ReadConnection) throws -> Bool {
    guard let handOver = try inForce(of: edition, in: connection) else { return false }
    return try connection.first(
      """
      SELECT 1 FROM ballot_count c JOIN ballot_hand_over h ON h.edition_id = c.edition_id AND h.number = c.number
      WHERE c.edition_id = ? AND c.number = ? AND c.cause = 'recount' AND c.counted_by <> h.imported_by
      """, [edition, handOver.number]
    ) { try $0.int(0) } == nil
  }

  /// Records a decision.
  public static func void(
    _ voter: String, number: Int, document: String, reason: String, edition: EditionID, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ballot_void (edition_id, number, voter, document, reason, decided_by, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [edition, number, voter, document, reason, actor, instant])
  }

  private static func digest(_ row: Row, _ column: Int) throws -> Digest {
    guard let digest = Digest(hex: try row.text(column)) else {
      throw DatabaseFailure.unreadable(column: "digest", expected: "hex")
    }
    return digest
  }
}
