/// The faults that the tests of the invariants of dates, forwarding and eligibility plant.
extension PlantedFaults {
  /// A fault behind the program's back, at the end of a year whose nominations came in a file.
  static let eligibility: [String: [[String]]] = [
    "date.moved-earlier": [[date(1, "2026-06-10", "set"), date(2, "2026-06-10", "extended")]],
    "date.gap": [
      [date(1, "2026-06-10", "extended")], [date(1, "2026-06-10", "set"), date(3, "2026-06-12", "extended")],
    ],
    "form.forwarded-without-entry": [[form("FORWARDED")], [form("QUALIFIED")]],
    "form.forwarded-without-opinion": [[form("FORWARDED")], [form("QUALIFIED")], [form("UNQUALIFIED")]],
    "forwarding.over-quota": [
      [form("FORWARDED"), forwarding, entry],
      [
        form("FORWARDED"), forwarding, entry,
        "INSERT INTO union_quota SELECT 'q', e.id, u.id, 0, 9, 'a', 'now', NULL FROM edition e, union_unit u "
          + "WHERE u.code = '3701'",
      ],
    ],
    "eligibility.qualified-unpassed": [
      [form("QUALIFIED")], [form("QUALIFIED")] + verdicts("pass", count: 6),
      [form("QUALIFIED")] + verdicts("fail", count: 7),
    ],
    "eligibility.unqualified-without-failure": [
      [form("UNQUALIFIED")], [form("UNQUALIFIED"), decision] + verdicts("pass", count: 7),
      [form("UNQUALIFIED")] + verdicts("fail", count: 7),
    ],
    "eligibility.verdict-chain": [
      [form("FORWARDED")] + verdicts("pass", count: 2)
        + ["UPDATE eligibility_verdict SET superseded_by = 'v1' WHERE id = 'v0'"],
      [form("FORWARDED")] + verdicts("pass", count: 1) + ["UPDATE eligibility_verdict SET superseded_by = 'none'"],
    ],
    "eligibility.package-differs": [
      [form("UNQUALIFIED")], [form("QUALIFIED"), "UPDATE nomination SET qualification = 'unqualified'"],
      [form("QUALIFIED"), "UPDATE nomination_form SET person_id = 'none'"],
    ],
  ]

  private static let one = "(SELECT min(number) FROM nomination WHERE qualification = 'qualified')"

  private static func date(_ number: Int, _ day: String, _ kind: String) -> String {
    let notice = kind == "set" ? "NULL, NULL" : "'样例', '样例'"
    return
      "INSERT INTO edition_date SELECT 'd\(number)', id, 'vote_to', \(number), '\(day)', '\(kind)', \(notice), 'a', "
      + "'now' FROM edition"
  }

  /// A form of the first qualified nomination.
  private static func form(_ state: String) -> String {
    """
    INSERT INTO nomination_form SELECT n.edition_id, n.number, u.id, n.channel, '\(state)', 1, n.name,
      n.employer_credit_code, n.region, n.person_id, \(Installation.bytes("00")), 'x', 'a', 'now', 'a', 'now'
    FROM nomination n, union_unit u WHERE n.number = \(one) AND u.code = '3701'
    """
  }

  private static let forwarding = """
    INSERT INTO forwarding SELECT 'w', e.id, u.id, '样例', 'x', 'x', 'a', 'now' FROM edition e, union_unit u
    WHERE u.code = '3701'
    """

  private static let entry = """
    INSERT INTO forwarding_entry SELECT 'e', 'w', edition_id, number, 1, 'primary', NULL, NULL, NULL, NULL, NULL, NULL,
      NULL FROM nomination_form
    """

  private static let decision = """
    INSERT INTO eligibility_decision SELECT edition_id, number, 'unqualified', 'retired', 'in_service', 'a', 'now'
    FROM nomination_form
    """

  private static func verdicts(_ verdict: String, count: Int) -> [String] {
    let keys = [
      "in_service", "front_line", "post_and_cadre", "unit_veto", "no_repeat", "seals", "unit_publicity",
    ]
    return keys.prefix(count).enumerated().map { index, key in
      """
      INSERT INTO eligibility_verdict SELECT 'v\(index)', edition_id, number, 1, '\(key)', 'facts', '\(verdict)', 0,
        '样例', NULL, 'a', 'now', NULL FROM nomination_form
      """
    }
  }
}
