import LedgerRules
import Primitives

/// A payment of grant money from one level to the next, with the account that was meant.
public struct GrantPayment: Sendable, Hashable {
  /// The day of the payment.
  public let day: CalendarDay
  /// Who paid.
  public let from: GrantParty
  /// The holder of the account that was paid.
  public let payee: String
  /// Who should have been paid.
  public let expected: String
  /// How much.
  public let amount: Money

  /// Describes a payment.
  public init(day: CalendarDay, from: GrantParty, payee: String, expected: String, amount: Money) {
    self.day = day
    self.from = from
    self.payee = payee
    self.expected = expected
    self.amount = amount
  }
}

/// A grant as the supervision looks at it.
public struct SupervisedGrant: Sendable, Hashable {
  /// The grant's number.
  public var grant: String
  /// The grant's amount.
  public var amount: Money
  /// The gate with its deadline and all proofs.
  public var gate: MatchingGate
  /// The day on which the city received the grant; nil before it or where there is no city.
  public var cityReceivedOn: CalendarDay?
  /// The day on which the city paid it on; nil before it.
  public var cityPaidOn: CalendarDay?
  /// The day of the closing; nil before it.
  public var closedOn: CalendarDay?
  /// The payments from level to level.
  public var payments: [GrantPayment]

  /// Describes a grant.
  public init(
    grant: String, amount: Money, gate: MatchingGate, cityReceivedOn: CalendarDay? = nil,
    cityPaidOn: CalendarDay? = nil,
    closedOn: CalendarDay? = nil, payments: [GrantPayment] = []
  ) {
    self.grant = grant
    self.amount = amount
    self.gate = gate
    self.cityReceivedOn = cityReceivedOn
    self.cityPaidOn = cityPaidOn
    self.closedOn = closedOn
    self.payments = payments
  }
}

/// A spend that stands, reversed ones left out, as the supervision looks at it.
public struct SupervisedSpend: Sendable, Hashable {
  /// The spend's number.
  public var id: String
  /// The grant's number.
  public var grant: String
  /// The day of the payment.
  public var day: CalendarDay
  /// Who was paid.
  public var payee: String
  /// Whether the payee is a private person.
  public var isPrivatePayee: Bool
  /// What for, in words.
  public var purpose: String
  /// How much.
  public var amount: Money
  /// The category of use.
  public var category: UseCategory
  /// Whose money.
  public var source: Fund
  /// The digest of the evidence; nil where there is none.
  public var evidence: String?
  /// The number of the invoice; nil where there is none.
  public var invoice: String?
  /// The city's approval document; nil where there is none.
  public var cityApproval: String?

  /// Describes a spend.
  public init(
    id: String, grant: String, day: CalendarDay, payee: String, isPrivatePayee: Bool = false, purpose: String,
    amount: Money, category: UseCategory, source: Fund, evidence: String? = nil, invoice: String? = nil,
    cityApproval: String? = nil
  ) {
    self.id = id
    self.grant = grant
    self.day = day
    self.payee = payee
    self.isPrivatePayee = isPrivatePayee
    self.purpose = purpose
    self.amount = amount
    self.category = category
    self.source = source
    self.evidence = evidence
    self.invoice = invoice
    self.cityApproval = cityApproval
  }
}

/// Something that the supervision found and that its owner has to answer.
public struct SupervisionFinding: Sendable, Hashable {
  /// The kind, with rule and severity.
  public let kind: FindingKind
  /// The grant; of the last spend where spends of several grants are concerned.
  public let grant: String
  /// The spends that are concerned, by day and number; empty where the grant as a whole is.
  public let spends: [String]
  /// The money that is concerned.
  public let amount: Money
  /// The day on which it came about.
  public let day: CalendarDay
  /// What was found, for people.
  public let detail: Bilingual

  /// Tells the same finding of two runs from a new one: kind, grant and spends.
  public var key: String { ([kind.rawValue, grant] + spends).joined(separator: "|") }
}

/// From where on something is found. The documents set none of these; they are the house's and can be changed.
public struct SupervisionLimits: Sendable, Hashable {
  /// Days that a grant may rest at the city.
  public var restingDays = 10
  /// Days within which spends to one payee look like a split.
  public var splitDays = 7
  /// How many spends make a split.
  public var splitCount = 3
  /// The sum from which spends below it look split, in fen: 10,000 yuan.
  public var splitLimit = Money(fen: 1_000_000)
  /// What a round amount is a multiple of, in fen: 1,000 yuan.
  public var roundUnit = Money(fen: 100_000)
  /// How many round spends one after the other make a series.
  public var roundCount = 4
  /// Days without a provincial spend, counted from the last one or else from the base union's receipt.
  public var quietDays = 180
  /// Months after which unspent money is reported (R-320, OP-28).
  public var carryOverMonths = 24

  /// The limits of the house.
  public init() {}
}
