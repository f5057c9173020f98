import Database
import Primitives

/// A spend of a grant (SM-8).
public struct GrantExpenseRow: Sendable, Hashable {
  /// What is spent.
  public struct Content: Sendable, Hashable {
    /// The day of the payment.
    public var day: String
    /// Who is paid.
    public var payee: String
    /// Whether the payee is a private person.
    public var isPrivate: Bool
    /// What for.
    public var purpose: String
    /// How much; the gross where tax is withheld.
    public var amount: Money
    /// The income tax withheld.
    public var tax: Money
    /// The category's stable name.
    public var category: String
    /// The source's stable name.
    public var source: String
    /// `BANK` or `CASH`.
    public var means: String
    /// The class of equipment; nil where none is bought.
    public var equipment: String?
    /// The price of one piece; nil where no equipment is bought.
    public var unitPrice: Money?
    /// The evidence; nil where there is none yet.
    public var evidence: KeptEvidence?
    /// The number of the invoice.
    public var invoice: String?
    /// The city's document for another use.
    public var cityApproval: String?

    /// Describes what is spent.
    public init(
      day: String, payee: String, isPrivate: Bool, purpose: String, amount: Money, tax: Money, category: String,
      source: String, means: String, equipment: String?, unitPrice: Money?, evidence: KeptEvidence?, invoice: String?,
      cityApproval: String?
    ) {
      self.day = day
      self.payee = payee
      self.isPrivate = isPrivate
      self.purpose = purpose
      self.amount = amount
      self.tax = tax
      self.category = category
      self.source = source
      self.means = means
      self.equipment = equipment
      self.unitPrice = unitPrice
      self.evidence = evidence
      self.invoice = invoice
      self.cityApproval = cityApproval
    }
  }

  /// The identifier.
  public let id: GrantExpenseID
  /// The grant.
  public let grant: GrantID
  /// Its number among the grant's.
  public let number: Int
  /// What is spent.
  public let content: Content
  /// Why a use that its words make suspect is permitted.
  public let useReason: String?
  /// The state's stable name.
  public let state: String
  /// Who made it.
  public let madeBy: ActorID
  /// Who approved it.
  public let approvedBy: ActorID?
  /// Why it was returned.
  public let returnReason: String?

  /// Makes a draft.
  public init(id: GrantExpenseID, grant: GrantID, number: Int, content: Content, madeBy: ActorID) {
    self.init(
      id: id, grant: grant, number: number, content: content, useReason: nil, state: "DRAFT", madeBy: madeBy,
      approvedBy: nil, returnReason: nil)
  }

  fileprivate init(
    id: GrantExpenseID, grant: GrantID, number: Int, content: Content, useReason: String?, state: String,
    madeBy: ActorID, approvedBy: ActorID?, returnReason: String?
  ) {
    self.id = id
    self.grant = grant
    self.number = number
    self.content = content
    self.useReason = useReason
    self.state = state
    self.madeBy = madeBy
    self.approvedBy = approvedBy
    self.returnReason = returnReason
  }
}

/// The spends of grants.
public enum GrantExpenseStore {
  private static let columns = """
    id, grant_id, number, day, payee, is_private, purpose, fen, tax_fen, category, source, means, equipment,
    unit_price_fen, evidence, mark, invoice, city_approval, use_reason, state, made_by, approved_by, return_reason
    """

  /// The spend with an identifier.
  public static func find(_ id: GrantExpenseID, in connection: ReadConnection) throws -> GrantExpenseRow? {
    try connection.first("SELECT \(columns) FROM grant_expense WHERE id = ?", [id], row)
  }

  /// The spends of a grant by number.
  public static func all(of grant: GrantID, in connection: ReadConnection) throws -> [GrantExpenseRow] {
    try connection.query("SELECT \(columns) FROM grant_expense WHERE grant_id = ? ORDER BY number", [grant], row)
  }

  /// Adds a draft.
  public static func insert(
    _ expense: GrantExpenseRow, at instant: String, in connection: WriteConnection
  ) throws {
    let content = expense.content
    try connection.execute(
      """
      INSERT INTO grant_expense (id, grant_id, number, day, payee, is_private, purpose, fen, tax_fen, category, source,
        means, equipment, unit_price_fen, evidence, mark, invoice, city_approval, state, made_by, made_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'DRAFT', ?, ?)
      """,
      [
        expense.id, expense.grant, expense.number, content.day, content.payee, content.isPrivate, content.purpose,
        content.amount.fen, content.tax.fen, content.category, content.source, content.means, content.equipment,
        content.unitPrice?.fen, content.evidence?.digest, content.evidence?.mark, content.invoice, content.cityApproval,
        expense.madeBy, instant,
      ])
  }

  /// Puts another content in the place of a draft's.
  public static func change(
    _ id: GrantExpenseID, to content: GrantExpenseRow.Content, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE grant_expense SET day = ?, payee = ?, is_private = ?, purpose = ?, fen = ?, tax_fen = ?, category = ?,
        source = ?, means = ?, equipment = ?, unit_price_fen = ?, evidence = ?, mark = ?, invoice = ?, city_approval = ?
      WHERE id = ? AND state = 'DRAFT'
      """,
      [
        content.day, content.payee, content.isPrivate, content.purpose, content.amount.fen, content.tax.fen,
        content.category, content.source, content.means, content.equipment, content.unitPrice?.fen,
        content.evidence?.digest, content.evidence?.mark, content.invoice, content.cityApproval, id,
      ])
  }

  /// Changes a spend's state; answers whether it was in the state it is said to be in.
  public static func move(
    _ id: GrantExpenseID, from state: String, to next: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE grant_expense SET state = ? WHERE id = ? AND state = ?", [next, id, state]) == 1
  }

  /// Approves a spend; answers whether it waited.
  public static func approve(
    _ id: GrantExpenseID, reason: String?, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE grant_expense SET state = 'APPROVED', use_reason = ?, approved_by = ?, approved_at = ?
      WHERE id = ? AND state = 'SUBMITTED'
      """, [reason, actor, instant, id]) == 1
  }

  /// Gives a spend back to its maker; answers whether it was in the state it is said to be in.
  public static func giveBack(
    _ id: GrantExpenseID, from state: String, reason: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE grant_expense SET state = 'RETURNED', approved_by = NULL, approved_at = NULL, use_reason = NULL,
        return_reason = ? WHERE id = ? AND state = ?
      """, [reason, id, state]) == 1
  }

  private static func row(_ row: Row) throws -> GrantExpenseRow {
    let content = GrantExpenseRow.Content(
      day: try row.text(3), payee: try row.text(4), isPrivate: try row.boolean(5), purpose: try row.text(6),
      amount: Money(fen: try row.integer(7)), tax: Money(fen: try row.integer(8)), category: try row.text(9),
      source: try row.text(10), means: try row.text(11), equipment: try row.optionalText(12),
      unitPrice: try row.optionalInteger(13).map { Money(fen: $0) },
      evidence: try row.optionalText(14).map { KeptEvidence(digest: $0, mark: try row.text(15)) },
      invoice: try row.optionalText(16), cityApproval: try row.optionalText(17))
    return GrantExpenseRow(
      id: try row.identifier(0), grant: try row.identifier(1), number: try row.int(2), content: content,
      useReason: try row.optionalText(18), state: try row.text(19), madeBy: try row.identifier(20),
      approvedBy: try row.optionalIdentifier(21), returnReason: try row.optionalText(22))
  }
}
