import LedgerRules
import Primitives

/// One spend as the rules look at it.
public struct GrantSpend: Sendable, Hashable {
  /// The day of the payment.
  public var day: CalendarDay
  /// Who is paid.
  public var payee: String
  /// What for, in words.
  public var purpose: String
  /// How much, above zero.
  public var amount: Money
  /// The category of use.
  public var category: UseCategory
  /// Whose money.
  public var source: Fund
  /// The digest or number of the evidence; nil where there is none.
  public var evidence: String?
  /// Who made the spend, as an account's key.
  public var maker: String
  /// Who approved it; nil until it is approved.
  public var approver: String?
  /// The city's approval document for OTHER; nil where there is none.
  public var cityApproval: String?
  /// Why a use that its words make suspect is permitted, in the words of the approver; nil where nobody said.
  public var reasonForUse: String?

  /// Describes a spend.
  public init(
    day: CalendarDay, payee: String, purpose: String, amount: Money, category: UseCategory, source: Fund,
    evidence: String?, maker: String, approver: String? = nil, cityApproval: String? = nil, reasonForUse: String? = nil
  ) {
    self.day = day
    self.payee = payee
    self.purpose = purpose
    self.amount = amount
    self.category = category
    self.source = source
    self.evidence = evidence
    self.maker = maker
    self.approver = approver
    self.cityApproval = cityApproval
    self.reasonForUse = reasonForUse
  }
}

/// The standing of a grant as a check of a spend needs it.
public struct SpendingSituation: Sendable, Hashable {
  /// The grant's state.
  public var state: GrantState
  /// The grant's numbers.
  public var standing: GrantStanding
  /// Money of the match that is spent already.
  public var matchSpent: Money
  /// By when the match is due; nil before the grant arrived.
  public var deadline: MatchDeadline?
  /// The day on which the studio lost its plaque; nil while it has it.
  public var plaqueRemovedOn: CalendarDay?
  /// Whether a change of leader or employer waits for the province (OP-29).
  public var isTransferPending: Bool
  /// Whether the naming is revoked.
  public var isNamingRevoked: Bool
  /// The gate, which was open on the day of the spend; nil where only today counts.
  public var gate: MatchingGate?

  /// Describes the standing of a grant.
  public init(
    state: GrantState, standing: GrantStanding, matchSpent: Money = .zero, deadline: MatchDeadline? = nil,
    plaqueRemovedOn: CalendarDay? = nil, isTransferPending: Bool = false, isNamingRevoked: Bool = false,
    gate: MatchingGate? = nil
  ) {
    self.state = state
    self.standing = standing
    self.matchSpent = matchSpent
    self.deadline = deadline
    self.plaqueRemovedOn = plaqueRemovedOn
    self.isTransferPending = isTransferPending
    self.isNamingRevoked = isNamingRevoked
    self.gate = gate
  }
}

/// Whether a spend may be submitted, approved and posted (SM-8, R-306, R-311 to R-315). Each check throws a refusal.
public enum ExpenseCheck {
  /// Passes if a spend may be submitted: the form, the use, the studio, the gate and the balance.
  ///
  /// Throws `expense.…` for the form and the use, `grant.match-required`, `grant.balance-exceeded`, `grant.wrong-state`
  /// and its kin for the grant.
  public static func checkSubmission(_ spend: GrantSpend, _ situation: SpendingSituation) throws {
    try checkForm(spend)
    try spend.category.check(approval: spend.cityApproval)
    try checkStated(spend)
    try checkStudio(spend, situation)
    try checkSource(spend, situation)
  }

  /// Passes if a spend may be approved: all of the above, by another person than its maker, who answers a suspicion.
  ///
  /// Throws also `expense.approver-missing`, `expense.same-person` and `expense.forbidden-use`.
  public static func checkApproval(_ spend: GrantSpend, _ situation: SpendingSituation) throws {
    try checkSubmission(spend, situation)
    guard let approver = spend.approver, !isBlank(approver) else { throw ExpenseRefusals.approverMissing }
    guard approver != spend.maker else {
      throw StudioRefusals.samePerson("expense.same-person", "R-314", Bilingual("支出", "spend"))
    }
    if let suspicion = ForbiddenUse.suspected(in: spend.purpose).first, isBlank(spend.reasonForUse) {
      throw ExpenseRefusals.forbidden(suspicion)
    }
  }

  /// Passes if an approved spend may be posted now, and answers what the grant is after it.
  ///
  /// The gate may have closed since the approval, so everything is asked again. The state after a spend from PROVINCE is
  /// SPENDING, or SPENT where nothing is left (SM-6); a spend from MATCH moves neither numbers nor state.
  public static func posting(
    _ spend: GrantSpend, _ situation: SpendingSituation
  ) throws -> (standing: GrantStanding, state: GrantState) {
    try checkApproval(spend, situation)
    guard spend.source == .province else { return (situation.standing, situation.state) }
    let standing = try situation.standing.spending(spend.amount, deadline: situation.deadline?.lastDay.value)
    return (standing, standing.left == .zero ? .spent : .spending)
  }

  /// What the words of the purpose suggest, for the approver to decide.
  public static func suspicions(_ spend: GrantSpend) -> [UseSuspicion] { ForbiddenUse.suspected(in: spend.purpose) }

  private static func checkForm(_ spend: GrantSpend) throws {
    guard spend.amount > .zero else { throw StudioRefusals.amountNotPositive("R-314") }
    guard !isBlank(spend.payee) else { throw ExpenseRefusals.payeeMissing }
    guard !isBlank(spend.purpose) else { throw ExpenseRefusals.purposeMissing }
    guard !isBlank(spend.evidence) else { throw ExpenseRefusals.evidenceMissing }
  }

  /// What article 9 forbids cannot be permitted by a reason, whoever gives it.
  private static func checkStated(_ spend: GrantSpend) throws {
    let suspicions = ForbiddenUse.suspected(in: spend.purpose)
    if let stated = suspicions.first(where: \.use.isForbiddenByArticle) { throw ExpenseRefusals.forbidden(stated) }
  }

  private static func checkStudio(_ spend: GrantSpend, _ situation: SpendingSituation) throws {
    if let removed = situation.plaqueRemovedOn, removed <= spend.day { throw ExpenseRefusals.plaqueRemoved(removed) }
    if situation.isNamingRevoked { throw ExpenseRefusals.namingRevoked }
    if situation.isTransferPending { throw ExpenseRefusals.transferPending }
    switch situation.state {
    case .closed: throw ExpenseRefusals.afterClosing
    case .underInspection: throw ExpenseRefusals.underInspection
    case .recovery, .rejected, .lapsed, .entitled, .applied: throw ExpenseRefusals.wrongState(situation.state)
    default: return
    }
  }

  private static func checkSource(_ spend: GrantSpend, _ situation: SpendingSituation) throws {
    switch spend.source {
    case .province: try checkProvince(spend, situation)
    case .match:
      let left = try situation.standing.matched - situation.matchSpent
      guard spend.amount <= left else { throw StandingRefusals.balanceExceeded(spend.amount, max(.zero, left)) }
    }
  }

  private static func checkProvince(_ spend: GrantSpend, _ situation: SpendingSituation) throws {
    guard let deadline = situation.deadline, deadline.receivedOn <= spend.day, situation.standing.received > .zero
    else {
      throw MatchingGate.notReceived
    }
    _ = try situation.standing.spending(spend.amount, deadline: deadline.lastDay.value)
    // A day before the gate opened does not become allowed by a match that came later.
    try situation.gate?.check(on: spend.day)
    guard situation.state.allowsProvincialSpending else { throw ExpenseRefusals.wrongState(situation.state) }
  }

  private static func isBlank(_ text: String?) -> Bool { (text ?? "").allSatisfy(\.isWhitespace) }
}
