/// The faults of raw ballots that the tests of the invariants plant, in an edition without any.
enum BallotFaults {
  static let all: [String: [[String]]] = [
    "ballots.classes-sum": [
      base + ["UPDATE ballot_class SET class_rows = class_rows + 1 WHERE class = 'malformed'"],
      base + ["DELETE FROM ballot_class"],
    ],
    "ballots.files-sum": [
      base + ["UPDATE ballot_file SET rows_read = rows_read + 1"], base + ["DELETE FROM ballot_file"],
    ],
    "ballots.hand-over-uncounted": [
      base + ["DELETE FROM ballot_count"], base + ["UPDATE ballot_count SET number = 2"],
    ],
    "ballots.votes-differ": [
      base + ["UPDATE vote_tally SET votes = votes + 1"], base + ["DELETE FROM vote_tally"],
      base + ["UPDATE ballot_class SET class_rows = class_rows + 1 WHERE class = 'counted'"],
    ],
    "ballots.exclusions-sum": [
      base + ["UPDATE ballot_class SET class_rows = 1 WHERE class = 'voided_voter'"],
      base + [decision, "INSERT INTO ballot_exclusion SELECT id, 1, 1, 1, 2 FROM edition"],
    ],
    "ballots.void-without-decision": [
      [decision, "UPDATE ballot_void SET document = ''"], [decision, "UPDATE ballot_void SET reason = ''"],
    ],
    "ballots.void-unrecorded": [[decision]],
    "ballots.void-lost": [["UPDATE audit_event SET operation = 'ballots void' WHERE operation = 'vote import'"]],
    "ballots.released-uncounted": [base + [decision]],
  ]

  private static let auditor = "(SELECT id FROM actor WHERE name = 'voteAuditor')"
  private static let moment = "'2026-05-09T02:00:00.000Z'"
  private static let evidence = "(SELECT min(digest) FROM evidence)"
  private static let sum = "(SELECT CAST(sum(votes) AS BIGINT) FROM vote_tally)"

  private static let decision =
    "INSERT INTO ballot_void SELECT id, 1, '\(String(repeating: "0", count: 32))', 'x', 'x', \(auditor), \(moment) "
    + "FROM edition"

  /// A hand-over without a fault: every vote of the edition came from one file.
  private static let base = [
    "INSERT INTO ballot_hand_over SELECT id, 1, \(evidence), '', \(auditor), \(moment) FROM edition",
    "INSERT INTO ballot_file SELECT id, 1, 1, 'a.csv', \(evidence), \(evidence), 1, \(sum) FROM edition",
    "INSERT INTO ballot_count SELECT id, 1, 1, 'import', 0, \(evidence), \(sum), 1, \(auditor), \(moment) FROM edition",
    "INSERT INTO ballot_class SELECT id, 1, 1, 'counted', \(sum) FROM edition",
    "INSERT INTO ballot_class SELECT id, 1, 1, 'malformed', 0 FROM edition",
    "INSERT INTO ballot_class SELECT id, 1, 1, 'voided_voter', 0 FROM edition",
  ]
}
