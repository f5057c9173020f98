import Primitives
import Store

/// Whom an actor's units let him act for: roles say what may be done, units say for whom.
enum UnitScope {
  /// Who reads of every unit.
  static let wide: Set<Role> = [.officeOperator, .secondConfirmer, .qualificationReviewer, .auditor]
  /// Whose duties are units.
  private static let clerks: Set<Role> = [.nominatingClerk, .unionClerk]

  /// Passes if the actor acts for the unit itself; the office acts for every unit.
  ///
  /// - Throws: a ``Refusal`` `access.other-unit` of kind not permitted.
  static func checkOwn(_ unit: UnionUnitID, _ call: ReadCall) throws {
    guard try actsFor(unit, call) else { throw otherUnit }
  }

  /// Whether the actor acts for the unit itself; the office acts for every unit.
  static func actsFor(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    if call.actor.roles.contains(.officeOperator) { return true }
    guard !call.actor.roles.isDisjoint(with: clerks) else { return false }
    return try DutyStore.units(of: call.actor.id, in: call.connection).contains(unit)
  }

  /// The unit with a code, for somebody who names one that he acts for.
  ///
  /// - Throws: for whoever does not read of every unit the same ``Refusal`` for a unit that is not his as for one that
  ///   there is not.
  static func named(_ code: String, _ call: ReadCall) throws -> UnionUnitRow {
    if let unit = try UnionUnitStore.find(code: code, in: call.connection) { return unit }
    guard call.actor.roles.isDisjoint(with: wide) else { throw RegistryRefusals.unknownUnit(code) }
    throw otherUnit
  }

  /// Passes if the actor acts for the unit or for one above it; the office acts for every unit.
  ///
  /// - Throws: a ``Refusal`` `access.other-unit` of kind not permitted.
  static func checkAbove(_ unit: UnionUnitID, _ call: ReadCall) throws {
    guard try call.actor.roles.contains(.officeOperator) || isBelow(unit, call) else { throw otherUnit }
  }

  /// Whether lists show what belongs to a unit: readers of everything see all, others what stands at or below theirs.
  static func covers(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    guard call.actor.roles.isDisjoint(with: Self.wide) else { return true }
    return try isBelow(unit, call)
  }

  /// Whether a unit is one that the actor acts for, or stands below one.
  static func isBelow(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    let own = Set(try DutyStore.units(of: call.actor.id, in: call.connection))
    return try UnionUnitStore.line(from: unit, in: call.connection).contains { own.contains($0.id) }
  }

  /// Whether the actor sees what belongs to a unit: a nominating clerk his own units' alone, a union clerk also what
  /// stands below his.
  static func sees(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    guard call.actor.roles.isDisjoint(with: wide.union([.unionClerk])) else { return try covers(unit, call) }
    guard call.actor.roles.contains(.nominatingClerk) else { return false }
    return try DutyStore.units(of: call.actor.id, in: call.connection).contains(unit)
  }

  static let otherUnit = Refusal(
    "access.other-unit", kind: .notPermitted,
    message: Bilingual("您不代表该单位", "you do not act for this unit"),
    remedy: Bilingual("由该单位的经办人操作，或请系统管理员用 actor bind 指定", "let its clerk act, or ask an administrator for actor bind"))
}
