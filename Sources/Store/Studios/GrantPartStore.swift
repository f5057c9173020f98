import Database
import Primitives

/// The amounts of an edition's grants and awards.
public struct GrantAmountsRow: Sendable, Hashable {
  /// The name of the set.
  public let name: String
  /// A craftsman's grant.
  public let craftsman: Money
  /// A great craftsman's grant.
  public let great: Money
  /// A craftsman's award; zero for none.
  public let award: Money
  /// A great craftsman's award; zero for none.
  public let greatAward: Money
  /// The document that sets them.
  public let document: String
  /// Who set them.
  public let setBy: ActorID
  /// Who confirmed them; nil while nobody has.
  public let confirmedBy: ActorID?

  /// Makes amounts.
  public init(
    name: String, craftsman: Money, great: Money, award: Money, greatAward: Money, document: String, setBy: ActorID,
    confirmedBy: ActorID?
  ) {
    self.name = name
    self.craftsman = craftsman
    self.great = great
    self.award = award
    self.greatAward = greatAward
    self.document = document
    self.setBy = setBy
    self.confirmedBy = confirmedBy
  }
}

/// A step of a grant's life.
public struct GrantStepRow: Sendable, Hashable {
  /// The state before; nil for the first.
  public let from: String?
  /// The state after.
  public let to: String
  /// Why.
  public let reason: String
  /// Who did it, by name.
  public let by: String
  /// When.
  public let at: String
}

/// A goal of a plan of use, with its result once it is weighed.
public struct GrantGoalRow: Sendable, Hashable {
  /// The key.
  public let key: String
  /// The goal.
  public let words: String
  /// How far it was reached; nil before the closing.
  public let outcome: String?
  /// The result in words; nil before the closing.
  public let result: String?

  /// Describes a goal without a result.
  public init(key: String, words: String) { self.init(key: key, words: words, outcome: nil, result: nil) }

  fileprivate init(key: String, words: String, outcome: String?, result: String?) {
    self.key = key
    self.words = words
    self.outcome = outcome
    self.result = result
  }
}

/// What belongs to grants.
public enum GrantPartStore {
  // MARK: Amounts

  /// The amounts of an edition.
  public static func amounts(of edition: EditionID, in connection: ReadConnection) throws -> GrantAmountsRow? {
    try connection.first(
      """
      SELECT name, craftsman_fen, great_fen, award_fen, great_award_fen, document, set_by, confirmed_by
      FROM grant_amounts WHERE edition_id = ?
      """, [edition]
    ) { row in
      func money(_ column: Int) throws -> Money { Money(fen: try row.integer(column)) }
      return GrantAmountsRow(
        name: try row.text(0), craftsman: try money(1), great: try money(2), award: try money(3),
        greatAward: try money(4), document: try row.text(5), setBy: try row.identifier(6),
        confirmedBy: try row.optionalIdentifier(7))
    }
  }

  /// Sets the amounts of an edition anew; nobody has confirmed them.
  public static func set(
    _ amounts: GrantAmountsRow, of edition: EditionID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute("DELETE FROM grant_amounts WHERE edition_id = ?", [edition])
    try connection.execute(
      """
      INSERT INTO grant_amounts (edition_id, name, craftsman_fen, great_fen, award_fen, great_award_fen, document,
        set_by, set_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        edition, amounts.name, amounts.craftsman.fen, amounts.great.fen, amounts.award.fen, amounts.greatAward.fen,
        amounts.document, amounts.setBy, instant,
      ])
  }

  /// Confirms the amounts of an edition.
  public static func confirmAmounts(
    of edition: EditionID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE grant_amounts SET confirmed_by = ?, confirmed_at = ? WHERE edition_id = ?", [actor, instant, edition])
  }

  // MARK: Steps

  /// The steps of a grant's life in order.
  public static func steps(of grant: GrantID, in connection: ReadConnection) throws -> [GrantStepRow] {
    try connection.query(
      """
      SELECT s.from_state, s.to_state, s.reason, a.name, s.changed_at FROM grant_step s
      JOIN actor a ON a.id = s.changed_by WHERE s.grant_id = ? ORDER BY s.changed_at, s.id
      """, [grant]
    ) {
      GrantStepRow(
        from: try $0.optionalText(0), to: try $0.text(1), reason: try $0.text(2), by: try $0.text(3),
        at: try $0.text(4))
    }
  }

  /// Adds a step.
  public static func addStep(
    _ key: String, of grant: GrantID, from state: String?, to next: String, reason: String, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO grant_step (id, grant_id, from_state, to_state, reason, changed_by, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [key, grant, state, next, reason, actor, instant])
  }

  // MARK: Plan and goals

  /// The planned amounts by the category's stable name.
  public static func plan(of grant: GrantID, in connection: ReadConnection) throws -> [String: Money] {
    let rows = try connection.query("SELECT category, fen FROM grant_plan WHERE grant_id = ?", [grant]) {
      (try $0.text(0), Money(fen: try $0.integer(1)))
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// The goals in order.
  public static func goals(of grant: GrantID, in connection: ReadConnection) throws -> [GrantGoalRow] {
    try connection.query(
      "SELECT goal, words, outcome, result FROM grant_goal WHERE grant_id = ? ORDER BY place", [grant]
    ) {
      GrantGoalRow(
        key: try $0.text(0), words: try $0.text(1), outcome: try $0.optionalText(2), result: try $0.optionalText(3))
    }
  }

  /// Puts a plan with its goals in the place of the one there is.
  public static func replacePlan(
    _ amounts: [String: Money], goals: [GrantGoalRow], of grant: GrantID, in connection: WriteConnection
  ) throws {
    for table in ["grant_plan", "grant_goal"] {
      try connection.execute("DELETE FROM \(table) WHERE grant_id = ?", [grant])
    }
    for (category, amount) in amounts.sorted(by: { $0.key < $1.key }) {
      try connection.execute(
        "INSERT INTO grant_plan (grant_id, category, fen) VALUES (?, ?, ?)", [grant, category, amount.fen])
    }
    for (offset, goal) in goals.enumerated() {
      try connection.execute(
        "INSERT INTO grant_goal (grant_id, place, goal, words) VALUES (?, ?, ?, ?)",
        [grant, offset + 1, goal.key, goal.words])
    }
  }

  /// Records the result of a goal.
  public static func weigh(
    _ goal: String, outcome: String, result: String, of grant: GrantID, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE grant_goal SET outcome = ?, result = ? WHERE grant_id = ? AND goal = ?", [outcome, result, grant, goal])
  }
}
