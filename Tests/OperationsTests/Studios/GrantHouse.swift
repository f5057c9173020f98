import Foundation
import LedgerRules
import Primitives
import StudioRules
import Synchronization
import Testing

@testable import Operations

/// How far the first craftsman's grant is, each stage made once and copied.
enum GrantStage: Int, CaseIterable, Comparable {
  /// Entitled, on 2026-06-30.
  case ready
  /// With its studio, on 2026-06-30.
  case founded
  /// Applied for.
  case applied
  /// Approved.
  case approved
  /// At the base union, on 2026-07-13.
  case received
  /// Matched, on 2026-08-05.
  case matched
  /// Spent to the last fen, on 2026-08-06.
  case spent

  private static let made = Mutex<[GrantStage: Installation]>([:])

  static func < (left: GrantStage, right: GrantStage) -> Bool { left.rawValue < right.rawValue }

  private var day: String {
    switch self {
    case .ready, .founded, .applied, .approved: "2026-06-30"
    case .received: "2026-07-13"
    case .matched: "2026-08-05"
    case .spent: "2026-08-06"
    }
  }

  /// An installation of its own at this stage.
  func installation() throws -> Installation {
    let template = try Self.made.withLock { made in
      var last: Installation?
      for stage in Self.allCases where stage <= self {
        if let known = made[stage] {
          last = known
          continue
        }
        let fresh = try last.map { try Installation(copyOf: $0) } ?? Station.named.installation()
        try stage.reach(fresh.at(stage.day))
        made[stage] = fresh
        last = fresh
      }
      return try #require(last)
    }
    return try Installation(copyOf: template).at(day)
  }

  /// Goes from the stage before to this one.
  private func reach(_ house: Installation) throws {
    switch self {
    case .ready:
      try house.openBooks()
      try house.setAmounts()
    case .founded: try house.openStudio(house.grant())
    case .applied: try house.apply(house.grant())
    case .approved: try house.decide(house.grant())
    case .received: try house.payDown(house.grant())
    case .matched: try house.match(house.grant(), "50000", on: day)
    case .spent: try house.spend(house.expense(house.grant(), "50000", on: day))
    }
  }
}

/// Grants of the sample edition, at a base union whose books, city and province are kept by the people of the books.
extension Installation {
  /// An installation after the naming with the amounts of 2018 confirmed, all ledgers open, on 2026-06-30.
  static func withGrants() throws -> Installation { try GrantStage.ready.installation() }

  /// The same with a clock of its own: a copy begins at the first moment.
  func at(_ day: String) throws -> Installation {
    try goTo(day)
    return self
  }

  func setAmounts(preset: String = "2018") throws {
    let input = GrantAmountsSet.Input(edition: SampleFiles.name, document: "样例〔2026〕21号", preset: preset)
    try run(GrantAmountsSet.self, input, as: .office)
    try run(GrantAmountsConfirm.self, GrantAmountsConfirm.Input(edition: SampleFiles.name), as: .confirmer)
  }

  /// The codes of the entitlements, a craftsman's or a great craftsman's, in order.
  func grants(great: Bool = false) throws -> [String] {
    try run(GrantList.self, GrantList.Input(), as: .auditor).grants.filter { $0.isGreat == great }.map(\.grant)
  }

  func grant(great: Bool = false) throws -> String { try #require(try grants(great: great).first) }

  /// Everything of a grant.
  func shown(_ grant: String) throws -> GrantShow.Output {
    try run(GrantShow.self, GrantShow.Input(grant: grant), as: .auditor)
  }

  // MARK: Down the levels

  static let unitNames = ["T1": "示例一厂工会", "T2": "示例二厂工会"]

  /// Registers the studio of a grant with two members.
  @discardableResult
  func openStudio(_ grant: String, unit: String = "T1") throws -> String {
    let members = try write("members.csv", "name,post\n样本·甲,技师\n样本·乙,\n")
    let input = StudioOpen.Input(
      grant: grant, unit: unit, name: "样例工作室", founded: "2025-03-01", field: "焊接", address: "样例路1号",
      members: members)
    return try run(StudioOpen.self, input, as: .office).subject
  }

  func application(
    _ grant: String, amount: String, unit: String = "T1", mode: MatchMode = .custodial
  ) throws -> GrantApply.Input {
    let plan = try write("plan.csv", "category,amount\nEQUIPMENT,20000.00\nPROJECT_RESEARCH,\(amount)\n")
    let goals = try write("goals.csv", "goal,words\n1,完成一项工艺改进\n2,培训学员二十人次\n")
    return GrantApply.Input(
      grant: grant, plan: plan, goals: goals, bank: "样例银行", holder: Self.unitNames[unit] ?? "",
      account: "6222020000001234567", mode: mode)
  }

  func apply(_ grant: String, unit: String = "T1", mode: MatchMode = .custodial) throws {
    let rest = try shown(grant).isGreat ? "280000" : "30000"
    try run(GrantApply.self, application(grant, amount: rest, unit: unit, mode: mode), as: .basePreparer)
  }

  func decide(_ grant: String) throws {
    let decision = GrantDecide.Input(grant: grant, decision: .approve, document: "样例〔2026〕22号")
    try run(GrantDecide.self, decision, as: .provinceReviewer)
  }

  /// Founds the studio of a grant, applies for it and has it approved.
  func approve(_ grant: String, unit: String = "T1", mode: MatchMode = .custodial) throws {
    try openStudio(grant, unit: unit)
    try apply(grant, unit: unit, mode: mode)
    try decide(grant)
  }

  /// Drafts the voucher of a step; answers its id.
  @discardableResult
  func book(
    _ grant: String, _ step: LedgerStep, on day: String, amount: String? = nil, source: Fund? = nil,
    payee: String? = nil
  ) throws -> String {
    let input = GrantBook.Input(grant: grant, step: step, on: day, amount: amount, source: source, payee: payee)
    let person: Person
    switch step.tier {
    case .province: person = .provincePreparer
    case .city: person = .cityPreparer
    case .base, nil: person = .basePreparer
    }
    return try #require(try run(GrantBook.self, input, as: person).vouchers.first?.voucher)
  }

  /// Books a step and posts its voucher, on the day of it.
  func pass(
    _ grant: String, _ step: LedgerStep, on day: String, amount: String? = nil, source: Fund? = nil,
    payee: String? = nil
  ) throws {
    try goTo(day)
    let voucher = try book(grant, step, on: day, amount: amount, source: source, payee: payee)
    try settle(voucher, try ledger(of: step, try shown(grant).unit ?? "T1"))
  }

  private func ledger(of step: LedgerStep, _ base: String) throws -> String {
    switch step.tier {
    case .province: "37"
    case .city: "3701"
    case .base, nil: base
    }
  }

  /// The four vouchers by which a grant comes down: 07-01, 07-03, 07-10, 07-13.
  func payDown(_ grant: String) throws {
    try pass(grant, .provincePays, on: "2026-07-01")
    try pass(grant, .cityReceives, on: "2026-07-03")
    try pass(grant, .cityPays, on: "2026-07-10")
    try pass(grant, .baseReceives, on: "2026-07-13")
  }

  /// A grant that has reached the base union of a unit.
  func received(great: Bool = false, unit: String = "T1", mode: MatchMode = .custodial) throws -> String {
    let grant = try grant(great: great)
    try approve(grant, unit: unit, mode: mode)
    try payDown(grant)
    return grant
  }

  // MARK: Match

  /// Hands in a proof; answers its id.
  func submitMatch(_ grant: String, _ amount: String, on day: String, file: String? = nil) throws
    -> MatchingSubmit.Output
  {
    let proof = try write(
      "slip-\(UUID().uuidString).txt", file ?? "样例回单 \(grant) \(amount) \(day) \(UUID().uuidString)")
    let input = MatchingSubmit.Input(grant: grant, amount: amount, paidOn: day, proof: proof)
    return try run(MatchingSubmit.self, input, as: .basePreparer)
  }

  /// Hands in a proof on its day, has its voucher posted and the proof confirmed by the city; answers its id.
  @discardableResult
  func match(_ grant: String, _ amount: String, on day: String) throws -> String {
    try goTo(day)
    let proof = try submitMatch(grant, amount, on: day)
    if let voucher = proof.voucher { try settle(voucher, try shown(grant).unit ?? "T1") }
    try run(MatchingConfirm.self, MatchingInput(matching: proof.matching), as: .cityReviewer)
    return proof.matching
  }

  // MARK: Spends

  func expense(
    _ grant: String, _ amount: String, on day: String, _ category: UseCategory = .projectResearch,
    source: Fund = .province, payee: String = "样例供应商", purpose: String = "试验材料", tax: String? = nil,
    equipment: EquipmentClass? = nil, unitPrice: String? = nil, invoice: String? = nil, hasProof: Bool = true
  ) throws -> ExpenseEnter.Input {
    let proof = hasProof ? try write("invoice-\(UUID().uuidString).txt", "样例发票 \(UUID().uuidString)") : nil
    return ExpenseEnter.Input(
      grant: grant, day: day, payee: payee, purpose: purpose, amount: amount, category: category, source: source,
      proof: proof, invoice: invoice, tax: tax, equipment: equipment, unitPrice: unitPrice)
  }

  /// Enters a spend on its day and hands it in; answers its id.
  func submitExpense(_ input: ExpenseEnter.Input) throws -> String {
    try goTo(input.day)
    let expense = try run(ExpenseEnter.self, input, as: .basePreparer).expense
    try run(ExpenseSubmit.self, ExpenseInput(expense: expense), as: .basePreparer)
    return expense
  }

  /// Enters, approves and posts a spend on its day; answers its id.
  @discardableResult
  func spend(_ input: ExpenseEnter.Input, reason: String? = nil) throws -> String {
    let expense = try submitExpense(input)
    let drafts = try run(
      ExpenseApprove.self, ExpenseApprove.Input(expense: expense, reason: reason), as: .baseReviewer)
    if let voucher = drafts.vouchers.first?.voucher { try settle(voucher, try shown(input.grant).unit ?? "T1") }
    return expense
  }
}
