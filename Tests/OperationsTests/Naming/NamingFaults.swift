/// The faults that the tests of the naming's invariants plant.
extension PlantedFaults {
  static let naming: [String: [[String]]] = [
    "certificate.number-twice": [
      [certificates, "DROP INDEX certificate_number", "UPDATE certificate SET number = 'x'"]
    ],
    "certificate.gap": [
      [certificates, "DELETE FROM certificate WHERE place = 1"],
      [certificates, "UPDATE certificate SET place = 1000 WHERE place = 2"],
      [certificates, "DROP INDEX certificate_place", "UPDATE certificate SET place = 1 WHERE place = 2"],
    ],
    "certificate.missing": [
      ["UPDATE edition SET state = 'CLOSED'"],
      [
        certificates, "UPDATE edition SET state = 'CLOSED'",
        "UPDATE certificate SET \(void) WHERE nomination = (SELECT min(nomination) FROM naming)",
      ],
    ],
    "certificate.kind-differs": [
      [certificates, "UPDATE certificate SET kind = 'craftsman'"],
      [certificates, "UPDATE certificate SET kind = 'great_craftsman'"],
    ],
    "certificate.of-revoked": [[certificates, revocation]],
    "revocation.title-differs": [
      [revocation], ["UPDATE title SET revoked_on = '2026-06-01', revocation_document = '样例〔2026〕9号'"],
      [revocation, "UPDATE title SET revoked_on = '2026-06-01', revocation_document = '样例〔2026〕8号'"],
      [revocation, "UPDATE title SET revoked_on = '2026-06-02', revocation_document = '样例〔2026〕9号'"],
    ],
    "taishan.not-great": [
      [
        """
        INSERT INTO taishan_record (id, edition_id, nomination, outcome, decided_on, document, recorded_by, recorded_at)
        SELECT nomination, edition_id, nomination, 'recommended', '2026-06-01', document, named_by, '\(moment)'
        FROM naming WHERE is_great = 0
        """
      ]
    ],
    "certificate.unrecorded": [
      [certificates],
      // Issued by an act that the trail has, then void by none.
      [
        "UPDATE audit_event SET operation = 'certificate issue' WHERE operation = 'edition name'", certificates,
        "UPDATE certificate SET \(void)",
      ],
    ],
    "revocation.unrecorded": [[revocation]],
  ]

  private static let moment = "2026-06-01T02:00:00.000Z"

  private static let void =
    "voided_on = issued_on, void_reason = 'x', voided_by = issued_by, voided_at = issued_at"

  private static let certificates = """
    INSERT INTO certificate (id, edition_id, nomination, kind, place, number, issued_on, issued_by, issued_at)
    SELECT n.nomination, n.edition_id, n.nomination,
      CASE WHEN n.is_great = 1 THEN 'great_craftsman' ELSE 'craftsman' END,
      (SELECT count(*) FROM naming m WHERE m.nomination <= n.nomination), n.nomination, n.named_on, n.named_by,
      (SELECT max(at) FROM audit_event) FROM naming n
    """

  private static let revocation = """
    INSERT INTO naming_revocation (edition_id, nomination, cause, document, reason, revoked_on, revoked_by, revoked_at)
    SELECT edition_id, nomination, 'fraud', '样例〔2026〕9号', '样例', '2026-06-01', named_by, '\(moment)' FROM naming
    """
}
