import LedgerRules
import Primitives
import Store

/// Who may do what with whose books: the tier of a ledger says which roles keep it, units say whose.
enum LedgerDesk {
  /// What a person does with a ledger.
  enum Duty {
    /// 制单.
    case prepares
    /// 稽核, 记账.
    case reviews
    /// 出纳.
    case pays
  }

  /// The preparers of every tier.
  static let preparers: [Role] = [.provinceFinancePreparer, .cityFinancePreparer, .baseFinancePreparer]
  /// The reviewers of every tier.
  static let reviewers: [Role] = [.provinceFinanceReviewer, .cityFinanceReviewer, .baseFinanceReviewer]
  /// The cashiers of every tier.
  static let cashiers: [Role] = [.provinceFinanceCashier, .cityFinanceCashier, .baseFinanceCashier]
  /// Those who read books.
  static let readers: [Role] = preparers + reviewers + cashiers + [.auditor]

  /// The ledger of a unit, for somebody who acts in it.
  ///
  /// - Throws: a ``Refusal`` of kind not permitted where the actor has not the duty there, `ledger.unknown` where the
  ///   unit keeps no books here.
  static func ledger(of unit: String, for duties: [Duty], _ call: ReadCall) throws -> LedgerRow {
    guard let ledger = try LedgerStore.find(unit: unit, in: call.connection) else {
      throw try unknown(unit, call)
    }
    guard try isReadable(ledger, call) else { throw UnitScope.otherUnit }
    try check(ledger, duties, call)
    return ledger
  }

  /// The unit whose ledger is to be opened, for who will keep it; others learn of no unit whether it has one.
  static func unit(_ code: String, _ call: ReadCall) throws -> UnionUnitRow {
    let unit = try UnionUnitStore.find(code: code, in: call.connection)
    if readsAll(call) {
      guard let unit else { throw RegistryRefusals.unknownUnit(code) }
      return unit
    }
    guard let unit, try isOwn(unit.id, call) else { throw UnitScope.otherUnit }
    return unit
  }

  /// Passes if the actor has one of the duties in a ledger.
  static func check(_ ledger: LedgerRow, _ duties: [Duty], _ call: ReadCall) throws {
    let roles = try duties.map { role($0, try tier(ledger)) }
    guard !call.actor.roles.isDisjoint(with: roles) else { throw BookRefusals.otherTier(roles) }
    guard try roles.contains(where: { $0.isProvincial }) || isOwn(ledger.unit, call) else { throw UnitScope.otherUnit }
  }

  /// The ledger of a unit, for somebody who reads it: the province and the auditor read all, a city what stands at or
  /// below it, a base union its own.
  static func readable(_ unit: String, _ call: ReadCall) throws -> LedgerRow {
    guard let ledger = try LedgerStore.find(unit: unit, in: call.connection) else {
      throw try unknown(unit, call)
    }
    guard try isReadable(ledger, call) else { throw UnitScope.otherUnit }
    return ledger
  }

  /// Whether the actor reads a ledger.
  static func isReadable(_ ledger: LedgerRow, _ call: ReadCall) throws -> Bool {
    if readsAll(call) { return true }
    if try isOwn(ledger.unit, call) { return true }
    guard call.actor.roles.contains(where: \.isOfCity) else { return false }
    return try UnitScope.isBelow(ledger.unit, call)
  }

  /// Whether the actor reads every ledger.
  static func readsAll(_ call: ReadCall) -> Bool {
    call.actor.roles.contains { $0.isProvincial || $0 == .auditor }
  }

  /// The tier of a ledger.
  static func tier(_ ledger: LedgerRow) throws -> LedgerTier {
    guard let tier = LedgerTier(rawValue: ledger.tier) else { throw BookRefusals.unreadable("tier") }
    return tier
  }

  private static func isOwn(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    try DutyStore.units(of: call.actor.id, in: call.connection).contains(unit)
  }

  /// The role that has a duty in the ledgers of a tier.
  static func role(_ duty: Duty, _ tier: LedgerTier) -> Role {
    switch (duty, tier) {
    case (.prepares, .province): .provinceFinancePreparer
    case (.prepares, .city): .cityFinancePreparer
    case (.prepares, .base): .baseFinancePreparer
    case (.reviews, .province): .provinceFinanceReviewer
    case (.reviews, .city): .cityFinanceReviewer
    case (.reviews, .base): .baseFinanceReviewer
    case (.pays, .province): .provinceFinanceCashier
    case (.pays, .city): .cityFinanceCashier
    case (.pays, .base): .baseFinanceCashier
    }
  }

  /// Whoever does not read all ledgers is told the same of a unit without books as of one that is not his.
  private static func unknown(_ unit: String, _ call: ReadCall) throws -> Refusal {
    if readsAll(call) { return BookRefusals.unknownLedger(unit) }
    guard let row = try UnionUnitStore.find(code: unit, in: call.connection) else { return UnitScope.otherUnit }
    return try isOwn(row.id, call) ? BookRefusals.unknownLedger(unit) : UnitScope.otherUnit
  }
}

extension Role {
  /// Whether it keeps the books of the province.
  var isProvincial: Bool {
    [.provinceFinancePreparer, .provinceFinanceReviewer, .provinceFinanceCashier].contains(self)
  }

  /// Whether it keeps the books of a city.
  var isOfCity: Bool { [.cityFinancePreparer, .cityFinanceReviewer, .cityFinanceCashier].contains(self) }
}
