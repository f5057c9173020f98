/// Planted faults of deeds, publicity, objections and inspections.
extension PlantedFaults {
  static let publicity: [String: [[String]]] = [
    "deed.same-person": [["UPDATE deed SET approved_by = recorded_by"]],
    "edition.displayed-without-deeds": [
      ["DELETE FROM deed WHERE \(first("deed"))"],
      ["UPDATE deed SET approved_by = NULL, approved_at = NULL WHERE \(first("deed"))"],
      ["UPDATE deed SET superseded_at = recorded_at WHERE \(first("deed"))"],
    ],
    "naming.not-shown": [
      ["DELETE FROM publicity_entry WHERE \(first("publicity_entry"))"],
      ["UPDATE publicity SET ends_on = '2026-05-29'"], ["UPDATE publicity SET workdays = 4"],
    ],
    "inspection.failed-unremoved": [
      [
        "INSERT INTO inspection (id, edition_id, nomination, inspected_on, inspectors, result, report, document, "
          + "recorded_by, recorded_at) SELECT 'planted', edition_id, nomination, '2026-05-20', 'x', 'failed', "
          + "(SELECT min(digest) FROM evidence), document, named_by, '' FROM naming WHERE \(first("naming"))"
      ]
    ],
    "objection.open-at-naming": ["FORMAL", "INVESTIGATING"].map {
      [
        "UPDATE objection SET state = '\($0)', decided_at = NULL, decided_by = NULL, ruling_document = NULL, reply = NULL"
      ]
    },
    "objection.receipt-gap": [["UPDATE objection SET number = 2"]],
    "objection.upheld-unremoved": [["UPDATE objection SET state = 'UPHELD', removal_stage = 'named'"]],
    "objection.upheld-named": [["UPDATE objection SET state = 'UPHELD'"]],
    "objection.history-differs": [["UPDATE objection SET state = 'UPHELD'"], ["DELETE FROM objection_state"]],
  ]
}
