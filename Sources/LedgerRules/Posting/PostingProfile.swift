import Primitives

/// How a base union's ledger books grant money (R-411, section 5.3). The city's payout follows the profile of the base
/// union that it pays.
public enum PostingProfile: String, Sendable, Hashable, Codable, CaseIterable {
  /// As the rule of 2018 says: held in custody in 代管经费. The default (`ledger.profile`).
  case local2018 = "LOCAL_2018"
  /// As the standard of 2021 suggests: income and expense of the base union. Needs the province's approval.
  case standard2021 = "STD_2021"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .local2018: Bilingual("按2018年激励办法（代管经费）", "rule of 2018 (custodial funds)")
    case .standard2021: Bilingual("按2021年制度（收入支出）", "standard of 2021 (income and expense)")
    }
  }

  /// What the ledger shows beside its books, because rule and standard pull apart (R-411, OP-09).
  public var complianceNotice: Bilingual {
    switch self {
    case .local2018:
      Bilingual(
        "本账套按《激励办法》第七条以“代管经费”核算资助资金；2021年制度对“代管经费”的定义更窄，请与主管部门确认。",
        "These books hold the grant as custodial funds, as article 7 of the incentive rules says; the standard of 2021 "
          + "defines custodial funds more narrowly. Confirm with the department in charge.")
    case .standard2021:
      Bilingual(
        "本账套按2021年制度以收入、支出核算资助资金，与《激励办法》第七条的“代管经费”不同，须经省总工会批准。",
        "These books treat the grant as income and expense, as the standard of 2021 suggests and article 7 of the "
          + "incentive rules does not; the province must have approved it.")
    }
  }
}

/// Where the employer's matching money is booked (R-412, OP-10).
public enum MatchMode: String, Sendable, Hashable, Codable, CaseIterable {
  /// In the employer's own books; the union keeps a register entry with evidence.
  case employerBooks = "M1"
  /// Paid to the union and held in custody beside the grant. The default.
  case custodial = "M2"
  /// Paid to the union as its income, 行政补助收入.
  case unionIncome = "M3"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .employerBooks: Bilingual("单位自行列支（备查登记）", "in the employer's books")
    case .custodial: Bilingual("拨入工会代管", "held in custody")
    case .unionIncome: Bilingual("列行政补助收入", "employer subsidy income")
    }
  }
}

/// Where interest on custodial money goes (OP-12).
public enum CustodialInterest: String, Sendable, Hashable, Codable, CaseIterable {
  /// 其他收入 of the union. The default.
  case otherIncome = "OTHER_INCOME"
  /// 代管经费 of the project, where the bank account is dedicated to it.
  case project = "PROJECT"
}

/// The expense account of the assist fund (OP-11).
public enum FundExpense: String, Sendable, Hashable, Codable, CaseIterable {
  /// 专项业务支出. The default.
  case specialOperations = "SPECIAL_OPERATIONS"
  /// 职工创新活动支出.
  case workerInnovation = "WORKER_INNOVATION"
}

/// Whether a step moves the bank account or the cash box.
public enum PaymentMeans: String, Sendable, Hashable, Codable, CaseIterable {
  /// 银行存款.
  case bank = "BANK"
  /// 库存现金.
  case cash = "CASH"
}
