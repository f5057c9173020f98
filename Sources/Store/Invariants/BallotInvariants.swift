/// What always holds of raw ballots and their counts.
enum BallotInvariants {
  static let all = [
    Invariant(
      "ballots.classes-sum", "SM-4", "每次计票各类行数之和等于读入的行数", "the classes of a count sum to the rows read",
      """
      SELECT c.edition_id FROM ballot_count c WHERE c.rows_read <> (
        SELECT CAST(COALESCE(sum(k.class_rows), 0) AS BIGINT) FROM ballot_class k WHERE \(ofCount("k")))
      """),
    Invariant(
      "ballots.files-sum", "SM-4", "每次计票读入的行数等于各选票文件行数之和", "the files of a hand-over sum to the rows that a count read",
      """
      SELECT c.edition_id FROM ballot_count c WHERE c.rows_read <> (
        SELECT CAST(COALESCE(sum(f.rows_read), 0) AS BIGINT) FROM ballot_file f
        WHERE f.edition_id = c.edition_id AND f.number = c.number)
      """),
    Invariant(
      "ballots.hand-over-uncounted", "SM-4", "每次移交的选票都已计票", "every hand-over was counted",
      """
      SELECT h.edition_id FROM ballot_hand_over h WHERE NOT EXISTS (
        SELECT 1 FROM ballot_count c WHERE c.edition_id = h.edition_id AND c.number = h.number AND c.count_number = 1)
      """),
    Invariant(
      "ballots.votes-differ", "SM-4", "有原始选票的届次，票数之和等于最近一次计入的行数",
      "where raw ballots are in force, the votes sum to the counted rows of the last count",
      """
      SELECT c.edition_id FROM ballot_count c WHERE \(isLast) AND (
        SELECT CAST(COALESCE(sum(t.votes), 0) AS BIGINT) FROM vote_tally t WHERE t.edition_id = c.edition_id
      ) <> (
        SELECT CAST(COALESCE(sum(k.class_rows), 0) AS BIGINT) FROM ballot_class k
        WHERE \(ofCount("k")) AND k.class = 'counted')
      """),
    Invariant(
      "ballots.exclusions-sum", "SM-4", "被取消选民的行数等于各项取消决定排除的行数之和",
      "the rows of voided voters are those that the decisions excluded",
      """
      SELECT c.edition_id FROM ballot_count c WHERE (
        SELECT CAST(COALESCE(sum(x.excluded_rows), 0) AS BIGINT) FROM ballot_exclusion x WHERE \(ofCount("x"))
      ) <> (
        SELECT CAST(COALESCE(sum(k.class_rows), 0) AS BIGINT) FROM ballot_class k
        WHERE \(ofCount("k")) AND k.class = 'voided_voter')
      """),
    Invariant(
      "ballots.void-without-decision", "SM-4", "取消选民的决定都写明文号和理由", "every voided voter has a document and a reason",
      "SELECT v.edition_id FROM ballot_void v WHERE length(v.document) = 0 OR length(v.reason) = 0"),
    Invariant(
      "ballots.void-unrecorded", "SM-4", "取消选民的决定都有审计记录", "every decision to void a voter is in the audit trail",
      """
      SELECT v.edition_id FROM ballot_void v WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = v.edition_id AND e.actor_id = v.decided_by
        AND e.at = v.decided_at AND e.operation = 'ballots void')
      """),
    Invariant(
      "ballots.void-lost", "SM-4", "审计记录中的取消决定都还在", "every decision to void a voter that the audit trail has is there",
      """
      SELECT e.subject_id FROM audit_event e WHERE e.operation = 'ballots void'
      GROUP BY e.subject_id, e.actor_id, e.at HAVING count(*) > (
        SELECT count(*) FROM ballot_void v WHERE v.edition_id = e.subject_id AND v.decided_by = e.actor_id
        AND v.decided_at = e.at)
      """),
    Invariant(
      "ballots.released-uncounted", "SM-4", "票数公布后，取消选民的决定都已计入",
      "once tallies are released, no decision waits for a recount",
      """
      SELECT c.edition_id FROM ballot_count c WHERE \(isLast)
      AND EXISTS (SELECT 1 FROM edition_state s WHERE s.edition_id = c.edition_id AND s.to_state = 'COMPOSITE')
      AND EXISTS (SELECT 1 FROM ballot_void v WHERE v.edition_id = c.edition_id AND v.number > c.decisions)
      """),
  ]

  /// Whether a row belongs to the count `c`.
  private static func ofCount(_ row: String) -> String {
    "\(row).edition_id = c.edition_id AND \(row).number = c.number AND \(row).count_number = c.count_number"
  }

  /// Whether the count `c` is the last one of the hand-over in force.
  private static let isLast = """
    c.number = (SELECT max(h.number) FROM ballot_hand_over h WHERE h.edition_id = c.edition_id)
    AND c.count_number = (SELECT max(n.count_number) FROM ballot_count n WHERE n.edition_id = c.edition_id
      AND n.number = c.number)
    """
}
