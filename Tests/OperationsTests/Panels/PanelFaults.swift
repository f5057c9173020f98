/// Faults of draws, conflicts and assignments, planted at the end of the year.
enum PanelFaults {
  static let all: [String: [[String]]] = [
    "draw.panel-differs": [
      draw(number: 1) + [drawn("none")], draw(number: 1),
    ],
    "draw.early-number": [draw(number: 1) + ["UPDATE panel_draw SET committed_on = public_day"]],
    "draw.repeated-without-reason": [
      draw(number: 2) + ["UPDATE panel_draw SET reason = NULL"],
      draw(number: 2) + ["UPDATE panel_draw SET reason = ''"],
    ],
    "conflict.upheld-without-recusal": [[ruling("upheld", "phone")]],
    "conflict.employer-dismissed": [[ruling("dismissed", "employer")]],
    "assignment.unknown-judge": [
      run("nominee") + [assigned("'none'", candidate)], run("candidate") + [assigned("'none'", candidate)],
    ],
    "assignment.unknown-nomination": [
      run("nominee") + [assigned(expert, "'none'")], run("candidate") + [assigned(expert, "'none'")],
    ],
    "assignment.recused": [
      run("nominee") + [
        assigned(expert, candidate),
        """
        INSERT INTO recusal_declaration SELECT 'x', e.id, 'nominee', \(expert), \(candidate), 'other', '样例', a.id,
          '2000-01-01T00:00:00.000Z' FROM edition e, actor a WHERE a.name = 'head'
        """,
      ]
    ],
    "assignment.excluded-together": [
      run("nominee") + [
        assigned(expert, candidate), assigned("(SELECT max(expert) FROM panel_expert)", candidate),
        "INSERT INTO assignment_exclusion SELECT 'run', min(expert), max(expert) FROM panel_expert",
      ]
    ],
    "assignment.supplement-without-recusal": [
      run("nominee") + [
        assigned(expert, candidate),
        """
        INSERT INTO assignment_supplement SELECT 'run', \(expert), \(candidate), 'none', '样例', a.id,
          '2026-06-01T00:00:00.000Z' FROM actor a WHERE a.name = 'head'
        """,
      ]
    ],
    "assignment.gap-differs": [run("nominee") + [assigned(expert, candidate), "DELETE FROM assignment_gap"]],
  ]

  private static let expert = "(SELECT min(expert) FROM panel_expert)"
  private static let candidate =
    "(SELECT min(r.nomination) FROM stage_list_row r JOIN stage_list l ON l.id = r.list_id WHERE l.stage = 'candidate')"

  /// A performed draw whose result is the panel that was imported, with nobody in it.
  private static func draw(number: Int) -> [String] {
    [
      """
      INSERT INTO panel_draw SELECT 'draw', e.id, \(number), 'x', '\(String(repeating: "0", count: 64))', i.evidence,
        'x', '2026-06-08', 'x', a.id, '2026-06-01', 'x', '1', 's', i.file_digest, a.id, 'x'
        FROM edition e, actor a, input_import i
        WHERE a.name = 'head' AND i.kind = 'experts' AND i.superseded_by IS NULL
      """,
      "INSERT INTO panel_draw_place VALUES ('draw', 'x', 1)",
    ]
  }

  private static func drawn(_ expert: String) -> String {
    "INSERT INTO panel_draw_expert VALUES ('draw', 1, '\(expert)', 'x', '\(String(repeating: "0", count: 64))')"
  }

  private static func ruling(_ ruling: String, _ match: String) -> String {
    """
    INSERT INTO conflict_ruling SELECT 'x', e.id, 'nominee', \(expert), \(candidate), '\(match)', '\(ruling)', '样例',
      a.id, '2026-06-01T00:00:00.000Z' FROM edition e, actor a WHERE a.name = 'head'
    """
  }

  private static func run(_ stage: String) -> [String] {
    [
      """
      INSERT INTO assignment_run SELECT 'run', e.id, '\(stage)', 1, 3, 'x', '\(String(repeating: "0", count: 64))',
        a.id, '2026-06-01T00:00:00.000Z', NULL, NULL FROM edition e, actor a WHERE a.name = 'head'
      """
    ]
  }

  private static func assigned(_ judge: String, _ nomination: String) -> String {
    "INSERT INTO assignment VALUES ('run', \(judge), \(nomination))"
  }
}
