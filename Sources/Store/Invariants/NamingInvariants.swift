/// What always holds of certificates, revocations and the list for industrial-skill talents.
enum NamingInvariants {
  static let all = certificates + revocations + trail

  private static let certificates = [
    Invariant(
      "certificate.number-twice", "SM-1", "证书编号不重复", "no two certificates bear one number",
      "SELECT number FROM certificate GROUP BY number HAVING count(*) > 1"),
    Invariant(
      "certificate.gap", "SM-1", "每届证书的序号从 1 起连续", "the serials of an edition's certificates run from 1 without a gap",
      """
      SELECT edition_id FROM certificate GROUP BY edition_id
      HAVING min(place) <> 1 OR max(place) <> count(*) OR count(DISTINCT place) <> count(*)
      """),
    Invariant(
      "certificate.missing", "SM-1", "已结束的届次，命名未撤销的人都有有效证书",
      "in a closed edition everyone whose naming stands holds a certificate",
      """
      SELECT n.nomination FROM naming n JOIN edition e ON e.id = n.edition_id WHERE e.state = 'CLOSED'
      AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.edition_id = n.edition_id AND c.nomination = n.nomination
        AND c.voided_on IS NULL)
      AND NOT EXISTS (SELECT 1 FROM naming_revocation r WHERE r.edition_id = n.edition_id
        AND r.nomination = n.nomination)
      """),
    Invariant(
      "certificate.kind-differs", "R-213", "证书种类与命名一致", "a certificate is of the kind of the naming",
      """
      SELECT c.number FROM certificate c JOIN naming n
      ON n.edition_id = c.edition_id AND n.nomination = c.nomination
      WHERE c.kind <> CASE WHEN n.is_great = 1 THEN 'great_craftsman' ELSE 'craftsman' END
      """),
    Invariant(
      "certificate.of-revoked", "R-237", "命名已撤销的人没有有效证书", "who was revoked holds no certificate in force",
      """
      SELECT c.number FROM certificate c JOIN naming_revocation r
      ON r.edition_id = c.edition_id AND r.nomination = c.nomination WHERE c.voided_on IS NULL
      """),
  ]

  private static let revocations = [
    Invariant(
      "revocation.title-differs", "R-237", "撤销的命名与撤销的称号一致", "a naming is revoked exactly where its title is",
      """
      SELECT naming.nomination FROM naming
      JOIN nomination n ON n.edition_id = naming.edition_id AND n.number = naming.nomination
      JOIN edition e ON e.id = naming.edition_id JOIN union_unit u ON u.id = e.organiser_id
      JOIN title t ON t.person_id = n.person_id AND t.year = e.year AND t.document = naming.document
      AND t.kind = \(SelectionInvariants.titleKind)
      LEFT JOIN naming_revocation r ON r.edition_id = naming.edition_id AND r.nomination = naming.nomination
      WHERE (r.nomination IS NULL) <> (t.revoked_on IS NULL) OR r.revoked_on <> t.revoked_on
      OR r.document <> t.revocation_document
      """),
    Invariant(
      "taishan.not-great", "R-210", "泰山产业领军人才名单只含当届大工匠",
      "only great craftsmen stand on the list for industrial-skill talents",
      """
      SELECT t.nomination FROM taishan_record t JOIN naming n
      ON n.edition_id = t.edition_id AND n.nomination = t.nomination WHERE n.is_great = 0
      """),
  ]

  // As in TrailInvariants: who is said to have done something has an event of it, of the same moment.
  private static let trail = [
    Invariant(
      "certificate.unrecorded", "SM-1", "证书的颁发和作废与审计记录一致",
      "the issue and the voiding of a certificate are in the audit trail",
      """
      SELECT c.number FROM certificate c WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation IN ('certificate issue', 'certificate replace')
        AND e.subject_id = c.edition_id AND e.actor_id = c.issued_by AND e.at = c.issued_at)
      OR (c.voided_on IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation IN ('certificate replace', 'naming revoke')
        AND e.subject_id = c.edition_id AND e.actor_id = c.voided_by AND e.at = c.voided_at))
      """),
    Invariant(
      "revocation.unrecorded", "R-237", "命名的撤销与审计记录一致", "the revocation of a naming is in the audit trail",
      """
      SELECT r.nomination FROM naming_revocation r WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation = 'naming revoke' AND e.subject_id = r.edition_id
        AND e.actor_id = r.revoked_by AND e.at = r.revoked_at
        AND e.detail LIKE '%"document":"' || r.document || '"%')
      """),
  ]
}
