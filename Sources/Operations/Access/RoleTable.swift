import Primitives

/// What is said of a role: for whom it stands, what it may see, and what granting it takes.
struct RoleRow: Sendable {
  /// What not everybody may see.
  enum Sight: String, Sendable, CaseIterable {
    /// Scores of others, once they are locked.
    case scores
    /// Tallies of the public vote, once they are released.
    case tallies
    /// Accounts, grants and payments.
    case money
    /// Whole citizen IDs, phones and addresses of others; each view is logged.
    case unmasked

    var displayName: Bilingual {
      switch self {
      case .scores: Bilingual("评分", "scores")
      case .tallies: Bilingual("票数", "tallies")
      case .money: Bilingual("资金", "money")
      case .unmasked: Bilingual("未遮蔽的个人信息", "unmasked data")
      }
    }
  }

  /// How far a role reaches.
  enum Scope: String, Sendable, CaseIterable {
    /// What is the person's own, or assigned to him.
    case ownPerson
    /// The units that he is bound to.
    case ownUnits
    /// Those units and what stands below them.
    case unitsBelow
    /// Everything.
    case everything

    var displayName: Bilingual {
      switch self {
      case .ownPerson: Bilingual("本人", "own person")
      case .ownUnits: Bilingual("本单位", "own units")
      case .unitsBelow: Bilingual("本单位及所属", "units and below")
      case .everything: Bilingual("全部", "everything")
      }
    }
  }

  let role: Role
  /// The rules of the domain that the role comes from.
  let rules: [String]
  var sees: Set<Sight> = []
  let scope: Scope
  /// Whether a grant needs a second person: roles for scores, money, release and accounts.
  var needsSecondPerson = false
  /// Whether signing in needs a second factor.
  var needsSecondFactor = false
  /// Whether the work of the role is not built yet, so that it holds no operation but those of everybody.
  var isAwaited = false
}

/// The one table that maps the roles to those of the domain.
enum RoleTable {
  static let rows: [RoleRow] = selection + finance + dispatch + observers

  private static let selection = [
    RoleRow(
      role: .officeOperator, rules: ["R-002"], sees: [.scores, .tallies], scope: .everything, needsSecondPerson: true),
    RoleRow(
      role: .secondConfirmer, rules: ["SM-1", "SM-19"], sees: [.scores, .tallies], scope: .everything,
      needsSecondPerson: true, needsSecondFactor: true),
    RoleRow(
      role: .qualificationReviewer, rules: ["R-822", "SM-2"], sees: [.unmasked], scope: .everything,
      needsSecondPerson: true),
    RoleRow(role: .nominatingClerk, rules: ["R-001", "SM-2"], sees: [.unmasked], scope: .ownUnits),
    RoleRow(role: .individualNominee, rules: ["R-212", "SM-17"], scope: .ownPerson),
    RoleRow(role: .coNominator, rules: ["R-235"], scope: .ownPerson),
    RoleRow(role: .unionClerk, rules: ["R-001", "SM-2"], scope: .unitsBelow),
    RoleRow(role: .preliminaryReviewer, rules: ["R-219", "R-227"], scope: .ownPerson, needsSecondPerson: true),
    RoleRow(role: .expert, rules: ["R-207", "R-227"], scope: .ownPerson, needsSecondPerson: true),
    RoleRow(
      role: .committeeHead, rules: ["R-207", "SM-3"], sees: [.scores], scope: .everything, needsSecondPerson: true,
      needsSecondFactor: true),
    RoleRow(
      role: .voteAuditor, rules: ["SM-4"], sees: [.tallies], scope: .everything, needsSecondPerson: true,
      needsSecondFactor: true),
    RoleRow(
      role: .objectionHandler, rules: ["R-229", "SM-5"], sees: [.unmasked], scope: .everything, needsSecondPerson: true),
  ]

  private static let finance = ledgers.flatMap { ledger in
    ledger.roles.map {
      RoleRow(
        role: $0, rules: ["R-421", "SM-9"], sees: [.money, .unmasked], scope: ledger.scope, needsSecondPerson: true,
        needsSecondFactor: true)
    }
  }

  private static let dispatch = [
    RoleRow(role: .dispatcher, rules: ["SM-10", "SM-11"], scope: .everything, isAwaited: true),
    RoleRow(
      role: .dispatchHead, rules: ["R-514", "SM-11"], scope: .everything, needsSecondPerson: true, isAwaited: true),
    RoleRow(role: .enterpriseContact, rules: ["SM-10"], scope: .ownUnits, isAwaited: true),
    RoleRow(role: .craftsman, rules: ["SM-15"], scope: .ownPerson),
  ]

  private static let observers = [
    RoleRow(
      role: .auditor, rules: ["SM-19"], sees: [.scores, .tallies, .money], scope: .everything, needsSecondPerson: true),
    RoleRow(
      role: .administrator, rules: ["R-822"], scope: .everything, needsSecondPerson: true, needsSecondFactor: true),
  ]

  /// The row of a role.
  static func row(_ role: Role) -> RoleRow? { rows.first { $0.role == role } }

  // MARK: What one person must not hold together

  /// The three who keep one ledger. R-421: who prepares does not review, and the cashier does neither.
  private static let ledgers: [(roles: [Role], scope: RoleRow.Scope)] = [
    ([.provinceFinancePreparer, .provinceFinanceReviewer, .provinceFinanceCashier], .everything),
    ([.cityFinancePreparer, .cityFinanceReviewer, .cityFinanceCashier], .unitsBelow),
    ([.baseFinancePreparer, .baseFinanceReviewer, .baseFinanceCashier], .ownUnits),
  ]

  /// Those whose own case is decided, and those who decide it.
  private static let parties: Set<Role> = [.individualNominee, .coNominator]
  private static let judges: Set<Role> = [.preliminaryReviewer, .expert]
  private static let deciders: Set<Role> = [
    .officeOperator, .secondConfirmer, .qualificationReviewer, .preliminaryReviewer, .expert, .committeeHead,
    .objectionHandler, .voteAuditor,
  ]

  /// Why two roles must not be held by one person; nil where they may.
  static func exclusion(_ one: Role, _ other: Role) -> RoleExclusion? {
    RoleExclusion.allCases.first { $0.holds(one, other) || $0.holds(other, one) }
  }

  /// The roles that exclude a role, in the order of the roles.
  static func excluded(by role: Role) -> [Role] { Role.allCases.filter { exclusion(role, $0) != nil } }

  /// Passes if a role may be added to those that somebody holds.
  ///
  /// - Throws: a ``Refusal`` `role.excluded` that names the two roles and the rule.
  static func checkCombination(_ role: Role, with held: Set<Role>) throws {
    for other in Role.allCases where held.contains(other) {
      if let exclusion = exclusion(role, other) { throw exclusion.refusal(role, other) }
    }
  }

  fileprivate static func isOneLedger(_ one: Role, _ other: Role) -> Bool {
    one != other && ledgers.contains { $0.roles.contains(one) && $0.roles.contains(other) }
  }

  fileprivate static func isPartyAndDecider(_ one: Role, _ other: Role) -> Bool {
    parties.contains(one) && deciders.contains(other)
  }

  fileprivate static func isJudgeAndOffice(_ one: Role, _ other: Role) -> Bool {
    judges.contains(one) && [.officeOperator, .secondConfirmer, .objectionHandler].contains(other)
  }

  fileprivate static func isAuditorAndActor(_ one: Role, _ other: Role) -> Bool {
    one == .auditor && (other == .voteAuditor || ledgers.contains { $0.roles.contains(other) })
  }

  fileprivate static func seesWhatIsHeldFromAdministrators(_ role: Role) -> Bool {
    !(row(role)?.sees.isDisjoint(with: [.scores, .tallies, .money]) ?? true) || judges.contains(role)
  }
}

/// Why two roles must not be one person's.
enum RoleExclusion: String, Sendable, CaseIterable {
  /// Who gives out accounts sees no scores, tallies or money.
  case administrator
  /// The three of one ledger are three people.
  case oneLedger
  /// Nobody decides his own case.
  case ownCase
  /// Who judges neither runs the edition, nor confirms its lists, nor rules on objections against them.
  case judge
  /// Who examines did not do it himself.
  case examiner

  fileprivate func holds(_ one: Role, _ other: Role) -> Bool {
    switch self {
    case .administrator: one == .administrator && RoleTable.seesWhatIsHeldFromAdministrators(other)
    case .oneLedger: RoleTable.isOneLedger(one, other)
    case .ownCase: RoleTable.isPartyAndDecider(one, other)
    case .judge: RoleTable.isJudgeAndOffice(one, other)
    case .examiner: RoleTable.isAuditorAndActor(one, other)
    }
  }

  /// The rule of the domain.
  var rule: String {
    switch self {
    case .administrator: "R-822"
    case .oneLedger, .examiner: "R-421"
    case .ownCase, .judge: "R-227"
    }
  }

  /// Why, in words.
  var reason: Bilingual {
    switch self {
    case .administrator:
      Bilingual("系统管理员不看评分、票数和资金", "an administrator sees no scores, tallies or money")
    case .oneLedger: Bilingual("同一账簿的制单、稽核、出纳须分开", "preparer, reviewer and cashier of one ledger are three people")
    case .ownCase: Bilingual("任何人不得决定自己的事", "nobody decides his own case")
    case .judge:
      Bilingual("评审的人不经办、不复核本届，也不受理异议", "who judges neither runs nor confirms the edition, nor handles objections")
    case .examiner: Bilingual("审计的人不经手被审计的事", "who examines has no hand in what is examined")
    }
  }

  func refusal(_ role: Role, _ held: Role) -> Refusal {
    let (role, held) = (role.displayName, held.displayName)
    return Refusal(
      "role.excluded", citation: Citation(rule, Citation.houseRules),
      message: Bilingual(
        "“\(role.zh)”与已有的“\(held.zh)”不能由一人担任：\(reason.zh)",
        "“\(role.en)” does not go with “\(held.en)”, which the actor holds: \(reason.en)"),
      remedy: Bilingual("授予另一人，或先收回已有的角色", "give it to another person, or take the other role away first"))
  }
}
