/// The faults of nomination forms that the tests of the invariants plant, in a house that has no form.
enum FormFaults {
  static let all: [String: [[String]]] = [
    "form.history-differs": [sound() + ["UPDATE nomination_form SET state = 'FORWARDED'"], [form("DRAFT")]],
    "form.history-broken": [
      sound() + ["UPDATE nomination_form_state SET from_state = 'RETURNED' WHERE to_state = 'ENDORSED'"],
      sound() + ["DELETE FROM nomination_form_state WHERE to_state = 'SUBMITTED'"],
      sound() + ["UPDATE nomination_form_state SET from_state = 'WITHDRAWN' WHERE to_state = 'DRAFT'"],
    ],
    "form.no-such-step": [
      sound() + ["UPDATE nomination_form_state SET from_state = 'DRAFT' WHERE to_state = 'ENDORSED'"]
    ],
    "form.person-elsewhere": [
      sound() + [
        "UPDATE nomination_form SET person_id = (SELECT min(person_id) FROM nomination WHERE person_id IS NOT NULL)"
      ]
    ],
    "form.unsealed": [
      sound() + ["UPDATE nomination_form SET content_algorithm = ''"],
      sound() + ["UPDATE nomination_form SET content_sealed = \(Installation.bytes("00"))"],
    ],
    "form.without-consent": [
      sound() + ["DELETE FROM consent"], sound() + ["UPDATE consent SET purpose = 'publication'"],
      sound() + ["UPDATE consent SET recorded_at = '2030-01-01T00:00:00.000Z'"],
      sound() + ["UPDATE consent SET withdrawn_at = '2020-01-01T00:00:00.000Z'"],
    ],
    "form.endorsed-without-seal": [
      sound() + ["DELETE FROM form_opinion WHERE party = 'base_union'"],
      sound() + ["DELETE FROM form_opinion WHERE party = 'unit'"],
      sound() + ["UPDATE nomination_form SET revision = revision + 1"],
    ],
    "form.endorsed-without-publicity": [
      sound() + ["UPDATE form_opinion SET publicity_from = NULL, publicity_to = NULL, publicity_proof = NULL"],
      sound() + ["UPDATE nomination_form SET channel = 'self'"],
    ],
    "form.too-few-confirmations": [sound() + ["UPDATE nomination_form SET channel = 'joint'"]],
    "form.opinion-ahead": [sound() + ["UPDATE form_opinion SET revision = 2 WHERE party = 'unit'"]],
  ]

  /// An endorsed form with its history, consent and opinions.
  static func sound() -> [String] {
    [form("ENDORSED")]
      + ["NULL>DRAFT", "DRAFT>SUBMITTED", "SUBMITTED>ENDORSED"].enumerated().map { index, step in
        let parts = step.split(separator: ">")
        let from = parts[0] == "NULL" ? "NULL" : "'\(parts[0])'"
        return """
          INSERT INTO nomination_form_state (id, edition_id, number, from_state, to_state, reason, changed_by, changed_at)
          SELECT 'planted-\(index)', edition.id, 'P-1', \(from), '\(parts[1])', '', \(actor), '\(moment)' FROM edition
          """
      }
      + [
        """
        INSERT INTO consent (id, edition_id, number, purpose, evidence, given_on, recorded_by, recorded_at)
        SELECT 'planted', edition.id, 'P-1', 'processing', \(evidence), '2026-05-10', \(actor), '\(moment)' FROM edition
        """
      ] + ["unit", "base_union"].map(opinion)
  }

  private static func opinion(_ party: String) -> String {
    let publicity = party == "unit" ? "'2026-05-18', '2026-05-25', \(evidence)" : "NULL, NULL, NULL"
    return """
      INSERT INTO form_opinion (id, edition_id, number, party, revision, opinion, seal, given_on, publicity_from,
        publicity_to, publicity_proof, recorded_by, recorded_at)
      SELECT 'planted-\(party)', edition.id, 'P-1', '\(party)', 1, '同意', \(evidence), '2026-05-26', \(publicity),
        \(actor), '\(moment)' FROM edition
      """
  }

  private static func form(_ state: String) -> String {
    """
    INSERT INTO nomination_form (edition_id, number, unit_id, channel, state, revision, name, employer_credit_code,
      region, person_id, content_sealed, content_algorithm, created_by, created_at, saved_by, saved_at)
    SELECT edition.id, 'P-1', organiser_id, 'unit', '\(state)', 1, '', '', '', NULL,
      \(Installation.bytes(String(repeating: "00", count: 64))), 'planted', \(actor), '\(moment)', \(actor),
      '\(moment)' FROM edition
    """
  }

  private static let moment = "2026-06-01T02:00:00.000Z"
  private static let actor = "(SELECT min(id) FROM actor)"
  private static let evidence = "(SELECT min(digest) FROM evidence)"
}
