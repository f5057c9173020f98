@testable import Operations

/// The people who act in the tests; each is called by the name of the case.
enum Person: String, CaseIterable, Sendable {
  case administrator, office, confirmer, reviewer, auditor
  case clerk, union, preliminary, expert, head, handler
  case nominee, coNominator, craftsman, contact, voteAuditor
  case provincePreparer, provinceReviewer, provinceCashier, cityPreparer, cityReviewer, cityCashier
  case basePreparer, baseReviewer, baseCashier
  /// Operates and confirms, so that the four-eyes rule has somebody to stop.
  case both

  var roles: [Role] {
    switch self {
    case .administrator: [.administrator]
    case .office: [.officeOperator]
    case .confirmer: [.secondConfirmer]
    case .reviewer: [.qualificationReviewer]
    case .auditor: [.auditor]
    case .clerk: [.nominatingClerk]
    case .union: [.unionClerk]
    case .preliminary: [.preliminaryReviewer]
    case .expert: [.expert]
    case .head: [.committeeHead]
    case .handler: [.objectionHandler]
    case .contact: [.enterpriseContact]
    case .voteAuditor: [.voteAuditor]
    case .nominee: [.individualNominee]
    case .coNominator: [.coNominator]
    case .craftsman: [.craftsman]
    case .provincePreparer: [.provinceFinancePreparer]
    case .provinceReviewer: [.provinceFinanceReviewer]
    case .provinceCashier: [.provinceFinanceCashier]
    case .cityPreparer: [.cityFinancePreparer]
    case .cityReviewer: [.cityFinanceReviewer]
    case .cityCashier: [.cityFinanceCashier]
    case .basePreparer: [.baseFinancePreparer]
    case .baseReviewer: [.baseFinanceReviewer]
    case .baseCashier: [.baseFinanceCashier]
    case .both: [.officeOperator, .secondConfirmer]
    }
  }

  /// The person who holds one role and no other.
  static func holding(_ role: Role) -> Person? { allCases.first { $0.roles == [role] } }
}
