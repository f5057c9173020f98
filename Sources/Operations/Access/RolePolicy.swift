import Database
import Store

/// Which roles ask for more than others: a second factor of their holder, a second person for their grant.
enum RolePolicy {
  /// Roles of those who release results and of those who look after accounts: a password alone opens none of them.
  static let needsStrongSignIn: Set<Role> = [.administrator, .secondConfirmer, .committeeHead]

  /// Roles for scores and release: one administrator alone could otherwise make the people who decide.
  ///
  /// The invariant `role.unconfirmed` and migration 13 name the same roles.
  static let needsTwo: Set<Role> = [.secondConfirmer, .committeeHead, .expert, .preliminaryReviewer]

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
