/// The tables of the store in the order in which rows can be inserted, with how many of their first columns are the key.
public enum StoreTables {
  /// A table.
  public struct Table: Sendable, Hashable {
    /// The name.
    public let name: String
    /// How many of the first columns are the primary key.
    public let keyColumns: Int

    init(_ name: String, key keyColumns: Int = 1) {
      self.name = name
      self.keyColumns = keyColumns
    }

    /// The columns of the key as an ORDER BY clause takes them: both engines order them alike.
    public var order: String { (1...keyColumns).map(String.init).joined(separator: ", ") }
  }

  /// Every table but the leases, which belong to the running processes; a test compares the list with the migrations.
  public static let all: [Table] = [
    Table("setting"), Table("actor"), Table("actor_role"), Table("audit_event"), Table("audit_link"),
    Table("evidence"), Table("employer"), Table("union_unit"), Table("person"), Table("craftsman"),
    Table("craftsman_state"), Table("title"), Table("skill", key: 2), Table("expert"),
    Table("expert_specialty", key: 3), Table("edition"), Table("edition_state"), Table("edition_rules", key: 2),
    Table("input_import"), Table("nomination", key: 2), Table("preliminary_score", key: 3),
    Table("panel_expert", key: 2), Table("recusal", key: 3), Table("score_sheet", key: 3),
    Table("vote_tally", key: 3), Table("decision", key: 4), Table("stage_list"), Table("stage_list_row", key: 2),
    Table("naming", key: 2),
    Table("actor_duty"),
    Table("nomination_form", key: 2), Table("nomination_form_state"), Table("form_attachment"),
    Table("form_co_nomination"), Table("form_opinion"), Table("consent"),
    Table("recusal_declaration"), Table("conflict_ruling"), Table("assignment_run"), Table("assignment", key: 3),
    Table("certificate"), Table("naming_revocation", key: 2), Table("taishan_record"),
    Table("reviewer", key: 2), Table("reviewer_field", key: 3), Table("rubric", key: 2), Table("rubric_item", key: 3),
    Table("work_sheet", key: 4), Table("work_sheet_value", key: 5), Table("work_sheet_state"),
    Table("sheet_lock", key: 3),
    Table("deed"), Table("publicity"), Table("publicity_entry", key: 2), Table("objection"), Table("objection_state"),
    Table("inspection"),
    Table("expert_contact"), Table("mentorship"), Table("panel_draw"), Table("panel_draw_place", key: 2),
    Table("panel_draw_expert", key: 2), Table("assignment_exclusion", key: 3), Table("assignment_gap", key: 3),
    Table("edition_date"), Table("late_attempt"), Table("union_quota"), Table("forwarding"),
    Table("forwarding_entry"), Table("eligibility_switch", key: 2), Table("eligibility_verdict"),
    Table("eligibility_decision", key: 2), Table("veto_fact"), Table("past_naming"),
    Table("assignment_supplement", key: 3),
    Table("password"), Table("second_factor"), Table("sign_in_session"), Table("api_token"), Table("sign_in_failure"),
    Table("sign_in_address", key: 2), Table("role_request"), Table("registration"),
    Table("idempotency_record", key: 2), Table("job"),
    Table("evidence_key"), Table("erasure"),
    Table("ballot_hand_over", key: 2), Table("ballot_file", key: 3), Table("ballot_void", key: 2),
    Table("ballot_count", key: 3), Table("ballot_class", key: 4), Table("ballot_exclusion", key: 4),
    Table("ballot_signal", key: 4),
    Table("ledger"), Table("ledger_account", key: 3), Table("ledger_month", key: 2), Table("ledger_month_step"),
    Table("voucher"), Table("voucher_line", key: 2), Table("account_turnover", key: 6),
    Table("grant_amounts"), Table("studio"), Table("studio_member", key: 2), Table("studio_record"),
    Table("studio_event"), Table("grant_opening"), Table("studio_grant"), Table("grant_step"),
    Table("grant_plan", key: 2), Table("grant_goal", key: 2), Table("matching_proof"), Table("grant_expense"),
    Table("grant_voucher"), Table("grant_inspection"), Table("grant_recovery"), Table("grant_publication"),
    Table("grant_finding"), Table("personal_award", key: 2),
    Table("bank_account"), Table("bank_outstanding", key: 2), Table("bank_statement"), Table("bank_line", key: 2),
    Table("bank_match"), Table("bank_match_item", key: 2), Table("bank_explanation"),
    Table("voucher_import"), Table("voucher_import_item"),
  ]
}
