import Database
import Store

/// Which roles ask for more than others: a second factor of their holder, a second person for their grant.
enum RolePolicy {
  /// Roles of those who release results, keep money, or look after accounts: a password alone opens none of them.
  static let needsStrongSignIn = Set(RoleTable.rows.filter(\.needsSecondFactor).map(\.role))

  /// Roles for scores, money and release, and for accounts: one administrator alone could otherwise make the people who
  /// decide, or the second administrator who confirms them.
  ///
  /// The invariant `role.unconfirmed` and migration 18 name the same roles.
  static let needsTwo = Set(RoleTable.rows.filter(\.needsSecondPerson).map(\.role))

  /// Whether a grant is made by one person alone because there is no other who could confirm it: on the machine itself,
  /// by the only active administrator. It is audited as single-handed.
  ///
  /// Whoever has the command line of the machine may act under any name, so that a second name would prove nothing there;
  /// over the network, and as soon as there is a second administrator, two people are asked.
  static func isAlone(_ call: WriteCall) throws -> Bool {
    guard case .named = call.session.principal else { return false }
    return try ActorStore.activeHolders(of: Role.administrator.rawValue, in: call.connection) == 1
  }
}
