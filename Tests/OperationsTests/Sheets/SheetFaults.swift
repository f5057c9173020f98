import SelectionRules

/// The faults of rubrics and sheets that the tests of the invariants plant, in an edition without any.
extension PlantedFaults {
  static let sheets: [String: [[String]]] = [
    "rubric.sum": [
      [rubric], [rubric, item("all", 9999)], [rubric, item("all", 10_000), item("more", 1)],
    ],
    "sheet.not-assigned": [
      nominee("OPEN"),
      nominee("OPEN") + assigned("nominee") + ["UPDATE assignment SET judge = 'other'"],
      nominee("SUBMITTED") + assigned("candidate"),
      nominee("OPEN") + assigned("nominee")
        + ["UPDATE assignment_run SET superseded_at = made_at, supersede_reason = 'x'"],
    ],
    "sheet.incomplete": [
      nominee("SUBMITTED") + ["DELETE FROM work_sheet_value WHERE item = 'craft'"],
      nominee("LOCKED") + ["UPDATE work_sheet_value SET item = 'other' WHERE item = 'craft'"],
      candidate("SUBMITTED") + ["DELETE FROM work_sheet_value"],
      candidate("LOCKED") + ["DELETE FROM rubric", "DELETE FROM rubric_item"],
    ],
    "sheet.value-outside-form": [
      nominee("OPEN") + ["UPDATE work_sheet_value SET score_hundredths = 10001"],
      nominee("OPEN") + ["UPDATE work_sheet_value SET score_hundredths = -1"],
      nominee("OPEN") + ["UPDATE work_sheet_value SET item = 'other' WHERE item = 'craft'"],
      candidate("OPEN") + ["UPDATE rubric_item SET maximum_hundredths = 4999"],
      candidate("OPEN") + ["UPDATE work_sheet_value SET item = 'other'"],
    ],
    "sheet.history-differs": [
      nominee("OPEN") + ["DELETE FROM work_sheet_state"],
      nominee("OPEN") + ["UPDATE work_sheet SET state = 'SUBMITTED'"],
      nominee("OPEN") + ["UPDATE work_sheet_state SET to_state = 'RECUSED'"],
    ],
    "sheet.locked-without-lock": [
      nominee("LOCKED"), nominee("LOCKED") + [lock("candidate")], candidate("LOCKED") + [lock("nominee")],
    ],
    "sheet.lock-unrecorded": [[lock("nominee")], [lock("candidate")]],
    "sheet.package-differs": [
      nominee("LOCKED") + [lock("nominee")],
      [lock("nominee")],
      matching + ["UPDATE work_sheet SET state = 'SUBMITTED'"],
    ]
      + Dimension.allCases.map { dimension in
        matching + ["UPDATE work_sheet_value SET score_hundredths = 4999 WHERE item = '\(dimension.rawValue)'"]
      },
    "preliminary.sum-differs": [
      candidate("LOCKED") + [lock("candidate")],
      [lock("candidate")],
      candidate("LOCKED") + [preliminary(4999), lock("candidate")],
      candidate("SUBMITTED") + [preliminary(5000), lock("candidate")],
    ],
  ]

  private static let head = "(SELECT id FROM actor WHERE name = 'head')"
  private static let edition = "(SELECT id FROM edition)"
  private static let moment = "'2026-06-01T02:00:00.000Z'"
  private static let number = "'2026-0001'"

  private static let rubric =
    "INSERT INTO rubric VALUES (\(edition), 1, (SELECT min(digest) FROM evidence), \(head), \(moment))"

  private static func item(_ code: String, _ maximum: Int) -> String {
    "INSERT INTO rubric_item VALUES (\(edition), 1, '\(code)', \(code.count), 'x', \(maximum))"
  }

  private static func sheet(_ stage: String, _ state: String, _ items: [String]) -> [String] {
    let key = "\(edition), '\(stage)', 'J', \(number)"
    return [
      "INSERT INTO work_sheet VALUES (\(key), '\(state)', 1, '', \(head), \(moment))",
      "INSERT INTO work_sheet_state VALUES ('s', \(key), NULL, '\(state)', '', \(head), \(moment))",
    ] + items.map { "INSERT INTO work_sheet_value VALUES (\(key), '\($0)', 5000)" }
  }

  private static func nominee(_ state: String) -> [String] {
    sheet("nominee", state, Dimension.allCases.map(\.rawValue))
  }

  private static func candidate(_ state: String) -> [String] {
    [rubric, item("all", 10_000)] + sheet("candidate", state, ["all"])
  }

  private static func assigned(_ stage: String) -> [String] {
    [
      "INSERT INTO assignment_run VALUES ('r', \(edition), '\(stage)', 1, 1, 'x', '\(String(repeating: "0", count: 64))', "
        + "\(head), \(moment), NULL, NULL)",
      "INSERT INTO assignment VALUES ('r', 'J', \(number))",
    ]
  }

  private static func lock(_ stage: String) -> String {
    "INSERT INTO sheet_lock VALUES (\(edition), '\(stage)', 1, '', \(head), \(moment))"
  }

  private static func preliminary(_ score: Int) -> String {
    "INSERT INTO preliminary_score SELECT edition_id, \(number), 'J', \(score), min(import_id) FROM preliminary_score "
      + "GROUP BY edition_id"
  }

  /// A locked sheet and the one row of the package that agrees with it.
  private static let matching =
    nominee("LOCKED") + [
      lock("nominee"), "DELETE FROM score_sheet",
      "INSERT INTO score_sheet SELECT id, 'J', \(number), 5000, 5000, 5000, 5000, "
        + "(SELECT min(id) FROM input_import) FROM edition",
    ]
}
