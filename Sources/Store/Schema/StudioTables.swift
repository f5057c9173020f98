/// Migration 21: studios, their grants, matching proofs, expenses, and what the supervision finds.
///
/// The lock of R-306 stands in the row of the grant: two conditions that every posting of provincial money has to pass,
/// whatever the program thinks. `spendable_fen` is all that was received once the match is complete, and nothing beyond
/// what is spent before.
enum StudioTables {
  static let statements = amounts + studios + openings + grants + matching + expenses + books + supervision + awards

  private static let categories = "'PROJECT_RESEARCH', 'EQUIPMENT', 'TALENT', 'PROMOTION', 'CONDITIONS', 'OTHER'"

  // R-302, OP-08: proposed by one, confirmed by another.
  private static let amounts = [
    """
    CREATE TABLE grant_amounts (
      edition_id TEXT NOT NULL PRIMARY KEY REFERENCES edition (id),
      name TEXT NOT NULL CHECK (length(name) > 0),
      craftsman_fen INT64 NOT NULL CHECK (craftsman_fen > 0),
      great_fen INT64 NOT NULL CHECK (great_fen > 0),
      award_fen INT64 NOT NULL CHECK (award_fen >= 0),
      great_award_fen INT64 NOT NULL CHECK (great_award_fen >= 0),
      document TEXT NOT NULL CHECK (length(document) > 0),
      set_by TEXT NOT NULL REFERENCES actor (id),
      set_at TEXT NOT NULL,
      confirmed_by TEXT REFERENCES actor (id),
      confirmed_at TEXT,
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
      CHECK (confirmed_by IS NULL OR confirmed_by <> set_by)
    )
    """
  ]

  // OP-29. The employer is that of the base union.
  private static let studios = [
    """
    CREATE TABLE studio (
      id TEXT NOT NULL PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
      name TEXT NOT NULL CHECK (length(name) > 0),
      leader TEXT NOT NULL CHECK (length(leader) > 0),
      base_unit_id TEXT NOT NULL REFERENCES union_unit (id),
      founded_on TEXT NOT NULL CHECK (length(founded_on) = 10),
      field TEXT NOT NULL CHECK (length(field) > 0),
      address TEXT NOT NULL CHECK (length(address) > 0),
      plaque_level TEXT NOT NULL CHECK (plaque_level IN ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'ENTERPRISE')),
      plaque_removed_on TEXT CHECK (length(plaque_removed_on) = 10),
      confirmed_on TEXT NOT NULL CHECK (length(confirmed_on) = 10),
      opened_by TEXT NOT NULL REFERENCES actor (id),
      opened_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE studio_member (
      studio_id TEXT NOT NULL REFERENCES studio (id),
      place INT64 NOT NULL CHECK (place > 0),
      name TEXT NOT NULL CHECK (length(name) > 0),
      post TEXT NOT NULL,
      PRIMARY KEY (studio_id, place)
    )
    """,
    """
    CREATE TABLE studio_record (
      id TEXT NOT NULL PRIMARY KEY,
      studio_id TEXT NOT NULL REFERENCES studio (id),
      kind TEXT NOT NULL CHECK (kind IN ('project', 'result')),
      year INT64 NOT NULL CHECK (year BETWEEN 2000 AND 9999),
      title TEXT NOT NULL CHECK (length(title) > 0),
      words TEXT NOT NULL,
      evidence TEXT REFERENCES evidence (digest),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE studio_event (
      id TEXT NOT NULL PRIMARY KEY,
      studio_id TEXT NOT NULL REFERENCES studio (id),
      kind TEXT NOT NULL CHECK (kind IN ('LEADER_CHANGED', 'EMPLOYER_CHANGED', 'EMPLOYER_CLOSED', 'CONFIRMED',
        'CONFIRMATION_MISSED', 'PLAQUE_REMOVED', 'NAMING_REVOKED')),
      day TEXT NOT NULL CHECK (length(day) = 10),
      document TEXT,
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      leader TEXT CHECK (length(leader) > 0),
      base_unit_id TEXT REFERENCES union_unit (id),
      effect TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('DONE', 'WAITING', 'APPROVED', 'REFUSED')),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      decision_document TEXT CHECK (length(decision_document) > 0),
      decided_by TEXT REFERENCES actor (id),
      decided_at TEXT,
      CHECK ((state IN ('APPROVED', 'REFUSED')) = (decided_by IS NOT NULL)),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK (decided_by IS NULL OR decided_by <> recorded_by)
    )
    """,
    "CREATE UNIQUE INDEX studio_event_waiting ON studio_event (studio_id) WHERE state = 'WAITING'",
  ]

  // A grant of an earlier year that was brought in has no nomination here.
  private static let grants = [
    """
    CREATE TABLE studio_grant (
      id TEXT NOT NULL PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 6 AND 40),
      edition_id TEXT REFERENCES edition (id),
      nomination TEXT,
      person_name TEXT NOT NULL CHECK (length(person_name) > 0),
      is_great INT64 NOT NULL CHECK (is_great IN (0, 1)),
      year INT64 NOT NULL CHECK (year BETWEEN 2017 AND 9999),
      amount_fen INT64 NOT NULL CHECK (amount_fen > 0),
      required_fen INT64 NOT NULL CHECK (required_fen >= amount_fen),
      received_fen INT64 NOT NULL,
      matched_fen INT64 NOT NULL CHECK (matched_fen >= 0),
      spendable_fen INT64 NOT NULL,
      spent_fen INT64 NOT NULL,
      match_spent_fen INT64 NOT NULL CHECK (match_spent_fen >= 0 AND match_spent_fen <= matched_fen),
      state TEXT NOT NULL,
      state_before TEXT,
      studio_id TEXT REFERENCES studio (id),
      base_unit_id TEXT REFERENCES union_unit (id),
      city_unit_id TEXT REFERENCES union_unit (id),
      match_mode TEXT CHECK (match_mode IN ('M1', 'M2', 'M3')),
      bank_name TEXT CHECK (length(bank_name) > 0),
      account_holder TEXT CHECK (length(account_holder) > 0),
      account_tail TEXT CHECK (length(account_tail) = 4),
      account_sealed BYTES NOT NULL,
      account_algorithm TEXT NOT NULL,
      applied_by TEXT REFERENCES actor (id),
      received_on TEXT CHECK (length(received_on) = 10),
      match_due_on TEXT CHECK (length(match_due_on) = 10),
      closed_on TEXT CHECK (length(closed_on) = 10),
      created_at TEXT NOT NULL,
      UNIQUE (edition_id, nomination),
      CHECK (0 <= spent_fen AND spent_fen <= spendable_fen AND spendable_fen <= received_fen
        AND received_fen <= amount_fen),
      CHECK (matched_fen >= required_fen OR spendable_fen = spent_fen),
      CHECK ((received_on IS NULL) = (match_due_on IS NULL)),
      CHECK ((state = 'CLOSED') = (closed_on IS NOT NULL) OR state = 'UNDER_INSPECTION' OR state = 'RECOVERY'),
      FOREIGN KEY (edition_id, nomination) REFERENCES naming (edition_id, nomination)
    )
    """,
    """
    CREATE TABLE grant_step (
      id TEXT NOT NULL PRIMARY KEY,
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      from_state TEXT,
      to_state TEXT NOT NULL,
      reason TEXT NOT NULL,
      changed_by TEXT NOT NULL REFERENCES actor (id),
      changed_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE grant_plan (
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      category TEXT NOT NULL CHECK (category IN (\(categories))),
      fen INT64 NOT NULL CHECK (fen >= 0),
      PRIMARY KEY (grant_id, category)
    )
    """,
    """
    CREATE TABLE grant_goal (
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      place INT64 NOT NULL CHECK (place > 0),
      goal TEXT NOT NULL CHECK (length(goal) > 0),
      words TEXT NOT NULL CHECK (length(words) > 0),
      outcome TEXT CHECK (outcome IN ('REACHED', 'PARTLY', 'NOT_REACHED')),
      result TEXT,
      PRIMARY KEY (grant_id, place),
      CHECK ((outcome IS NULL) = (result IS NULL))
    )
    """,
  ]

  // Open grants of earlier years, entered by one and confirmed by another.
  private static let openings = [
    """
    CREATE TABLE grant_opening (
      code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 6 AND 40),
      year INT64 NOT NULL CHECK (year BETWEEN 2017 AND 9999),
      person TEXT NOT NULL CHECK (length(person) > 0),
      is_great INT64 NOT NULL CHECK (is_great IN (0, 1)),
      unit_id TEXT NOT NULL REFERENCES union_unit (id),
      studio TEXT NOT NULL CHECK (length(studio) > 0),
      amount_fen INT64 NOT NULL CHECK (amount_fen > 0),
      received_on TEXT NOT NULL CHECK (length(received_on) = 10),
      mode TEXT NOT NULL CHECK (mode IN ('M1', 'M2', 'M3')),
      matched_fen INT64 NOT NULL CHECK (matched_fen >= 0),
      matched_on TEXT CHECK (length(matched_on) = 10),
      spent_fen INT64 NOT NULL CHECK (spent_fen >= 0 AND spent_fen <= amount_fen),
      match_spent_fen INT64 NOT NULL CHECK (match_spent_fen >= 0 AND match_spent_fen <= matched_fen),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      mark TEXT NOT NULL CHECK (length(mark) = 64),
      entered_by TEXT NOT NULL REFERENCES actor (id),
      entered_at TEXT NOT NULL,
      confirmed_by TEXT REFERENCES actor (id),
      confirmed_at TEXT,
      CHECK ((matched_fen > 0) = (matched_on IS NOT NULL)),
      CHECK (confirmed_by IS NULL OR confirmed_by <> entered_by),
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
    )
    """
  ]

  // SM-7, R-305, R-412. Evidence is sealed, and two seals of a file differ: the mark is the digest of what it holds, by
  // which the same slip is found again.
  private static let matching = [
    """
    CREATE TABLE matching_proof (
      id TEXT NOT NULL PRIMARY KEY,
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      number INT64 NOT NULL CHECK (number > 0),
      mode TEXT NOT NULL CHECK (mode IN ('M1', 'M2', 'M3')),
      form TEXT NOT NULL CHECK (form IN ('CASH', 'IN_KIND')),
      fen INT64 NOT NULL CHECK (fen > 0),
      paid_on TEXT NOT NULL CHECK (length(paid_on) = 10),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      mark TEXT NOT NULL CHECK (length(mark) = 64),
      state TEXT NOT NULL CHECK (state IN ('SUBMITTED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN')),
      submitted_by TEXT NOT NULL REFERENCES actor (id),
      submitted_at TEXT NOT NULL,
      decided_by TEXT REFERENCES actor (id),
      decided_at TEXT,
      confirmed_on TEXT CHECK (length(confirmed_on) = 10),
      withdrawn_by TEXT REFERENCES actor (id),
      withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
      reason TEXT NOT NULL,
      UNIQUE (grant_id, number),
      CHECK (decided_by IS NULL OR decided_by <> submitted_by),
      CHECK ((state = 'SUBMITTED') = (decided_by IS NULL)),
      CHECK ((state IN ('CONFIRMED', 'WITHDRAWN')) = (confirmed_on IS NOT NULL)),
      CHECK ((state = 'WITHDRAWN') = (withdrawn_on IS NOT NULL)),
      CHECK (state IN ('SUBMITTED', 'CONFIRMED') OR length(reason) > 0)
    )
    """
  ]

  // SM-8, R-311, R-314.
  private static let expenses = [
    """
    CREATE TABLE grant_expense (
      id TEXT NOT NULL PRIMARY KEY,
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      number INT64 NOT NULL CHECK (number > 0),
      day TEXT NOT NULL CHECK (length(day) = 10),
      payee TEXT NOT NULL,
      is_private INT64 NOT NULL CHECK (is_private IN (0, 1)),
      purpose TEXT NOT NULL,
      fen INT64 NOT NULL CHECK (fen > 0),
      tax_fen INT64 NOT NULL CHECK (tax_fen >= 0 AND tax_fen < fen),
      category TEXT NOT NULL CHECK (category IN (\(categories))),
      source TEXT NOT NULL CHECK (source IN ('PROVINCE', 'MATCH')),
      means TEXT NOT NULL CHECK (means IN ('BANK', 'CASH')),
      equipment TEXT CHECK (equipment IN ('GENERAL', 'SPECIAL')),
      unit_price_fen INT64 CHECK (unit_price_fen > 0),
      evidence TEXT REFERENCES evidence (digest),
      mark TEXT CHECK (length(mark) = 64),
      invoice TEXT CHECK (length(invoice) > 0),
      city_approval TEXT CHECK (length(city_approval) > 0),
      use_reason TEXT CHECK (length(use_reason) > 0),
      state TEXT NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'POSTED', 'REVERSED')),
      made_by TEXT NOT NULL REFERENCES actor (id),
      made_at TEXT NOT NULL,
      approved_by TEXT REFERENCES actor (id),
      approved_at TEXT,
      return_reason TEXT CHECK (length(return_reason) > 0),
      UNIQUE (grant_id, number),
      CHECK ((equipment IS NULL) = (unit_price_fen IS NULL)),
      CHECK ((evidence IS NULL) = (mark IS NULL)),
      CHECK (approved_by IS NULL OR approved_by <> made_by),
      CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
      CHECK (state NOT IN ('APPROVED', 'POSTED', 'REVERSED') OR approved_by IS NOT NULL),
      CHECK (state NOT IN ('SUBMITTED', 'APPROVED', 'POSTED', 'REVERSED') OR evidence IS NOT NULL),
      CHECK (category <> 'OTHER' OR state IN ('DRAFT', 'RETURNED') OR city_approval IS NOT NULL)
    )
    """,
    "CREATE INDEX grant_expense_mark ON grant_expense (mark) WHERE mark IS NOT NULL",
  ]

  // One voucher for each act of a grant; a void one frees the place (R-304: one payment).
  private static let books = [
    """
    CREATE TABLE grant_voucher (
      voucher_id TEXT NOT NULL PRIMARY KEY REFERENCES voucher (id),
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      step TEXT NOT NULL CHECK (length(step) > 0),
      reference TEXT NOT NULL,
      payee TEXT NOT NULL,
      is_live INT64 NOT NULL CHECK (is_live IN (0, 1))
    )
    """,
    "CREATE UNIQUE INDEX grant_voucher_once ON grant_voucher (grant_id, step, reference) WHERE is_live = 1",
  ]

  //
  private static let supervision = [
    """
    CREATE TABLE grant_inspection (
      id TEXT NOT NULL PRIMARY KEY,
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      begun_by TEXT NOT NULL REFERENCES actor (id),
      begun_at TEXT NOT NULL,
      held_on TEXT CHECK (length(held_on) = 10),
      inspectors TEXT,
      findings TEXT,
      misused_fen INT64 CHECK (misused_fen >= 0),
      deadline TEXT CHECK (length(deadline) = 10),
      result TEXT CHECK (result IN ('IN_ORDER', 'CORRECT', 'RECOVER')),
      concluded_by TEXT REFERENCES actor (id),
      concluded_at TEXT,
      CHECK ((result IS NULL) = (concluded_by IS NULL)),
      CHECK ((result IS NULL) = (held_on IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX grant_inspection_running ON grant_inspection (grant_id) WHERE result IS NULL",
    """
    CREATE TABLE grant_recovery (
      id TEXT NOT NULL PRIMARY KEY,
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      misused_fen INT64 NOT NULL CHECK (misused_fen >= 0),
      unspent_fen INT64 NOT NULL CHECK (unspent_fen >= 0),
      state TEXT NOT NULL CHECK (state IN ('ORDERED', 'REPAID', 'RETURNED_TO_CITY', 'RETURNED_TO_PROVINCE')),
      document TEXT NOT NULL CHECK (length(document) > 0),
      due_on TEXT CHECK (length(due_on) = 10),
      ordered_by TEXT NOT NULL REFERENCES actor (id),
      ordered_at TEXT NOT NULL,
      CHECK (misused_fen > 0 OR unspent_fen > 0)
    )
    """,
    "CREATE UNIQUE INDEX grant_recovery_running ON grant_recovery (grant_id) WHERE state <> 'RETURNED_TO_PROVINCE'",
    """
    CREATE TABLE grant_publication (
      id TEXT NOT NULL PRIMARY KEY,
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      from_day TEXT NOT NULL CHECK (length(from_day) = 10),
      through_day TEXT NOT NULL CHECK (length(through_day) = 10),
      place TEXT NOT NULL CHECK (length(place) > 0),
      photo TEXT NOT NULL REFERENCES evidence (digest),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      CHECK (from_day <= through_day)
    )
    """,
    """
    CREATE TABLE grant_finding (
      id TEXT NOT NULL PRIMARY KEY,
      mark TEXT NOT NULL UNIQUE CHECK (length(mark) > 0),
      kind TEXT NOT NULL CHECK (length(kind) > 0),
      grant_id TEXT NOT NULL REFERENCES studio_grant (id),
      spends TEXT NOT NULL,
      fen INT64 NOT NULL,
      day TEXT NOT NULL CHECK (length(day) = 10),
      detail TEXT NOT NULL,
      detail_english TEXT NOT NULL,
      owner_unit_id TEXT NOT NULL REFERENCES union_unit (id),
      deadline TEXT NOT NULL CHECK (length(deadline) = 10),
      state TEXT NOT NULL CHECK (state IN ('OPEN', 'ANSWERED', 'RETURNED', 'ACCEPTED', 'CORRECTION_ORDERED',
        'CORRECTED', 'RECOVERY_ORDERED', 'RECOVERED')),
      answer TEXT,
      answered_by TEXT REFERENCES actor (id),
      result TEXT,
      judged_by TEXT REFERENCES actor (id),
      found_at TEXT NOT NULL,
      CHECK ((answer IS NULL) = (answered_by IS NULL)),
      CHECK ((result IS NULL) = (judged_by IS NULL)),
      CHECK (judged_by IS NULL OR answered_by IS NULL OR judged_by <> answered_by)
    )
    """,
  ]

  // R-322, OP-22: paid to the person; the tax is entered, not computed.
  private static let awards = [
    """
    CREATE TABLE personal_award (
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      gross_fen INT64 NOT NULL CHECK (gross_fen > 0),
      tax_fen INT64 NOT NULL CHECK (tax_fen >= 0 AND tax_fen <= gross_fen),
      paid_on TEXT NOT NULL CHECK (length(paid_on) = 10),
      basis TEXT NOT NULL CHECK (length(basis) > 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      confirmed_by TEXT REFERENCES actor (id),
      confirmed_at TEXT,
      PRIMARY KEY (edition_id, nomination),
      CHECK (confirmed_by IS NULL OR confirmed_by <> recorded_by),
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
      FOREIGN KEY (edition_id, nomination) REFERENCES naming (edition_id, nomination)
    )
    """
  ]
}
