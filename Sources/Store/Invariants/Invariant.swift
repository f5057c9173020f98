import Database
import Primitives

/// Something that always holds, as a query that must return no row.
///
/// Each is run by tests and by the operator's `qilu check`; for each one a test plants the fault by raw SQL.
public struct Invariant: Sendable {
  /// The stable name: `list.over-cap`.
  public let name: String
  /// The rule it holds.
  public let rule: String
  /// What it says, for people.
  public let statement: Bilingual
  /// Whether it holds only where acts follow one another.
  public let needsSingleWriter: Bool
  /// The query; its first column tells the row that is at fault.
  let query: String

  init(
    _ name: String, _ rule: String, _ zh: String, _ en: String, _ query: String,
    needsSingleWriter: Bool = false
  ) {
    self.name = name
    self.rule = rule
    statement = Bilingual(zh, en)
    self.query = query
    self.needsSingleWriter = needsSingleWriter
  }

  /// The rows at fault.
  public func faults(in connection: ReadConnection) throws -> [String] {
    try connection.query(query, []) { try $0.text(0) }
  }

  /// All invariants, in the order in which they are checked.
  public static let all =
    SelectionInvariants.all + RegistryInvariants.all + FoundationInvariants.all + TrailInvariants.all
    + NamingInvariants.all
    + SheetInvariants.all
    + PublicityInvariants.all
    + EligibilityInvariants.all
    + FormInvariants.all
    + PanelInvariants.all
    + AccountInvariants.all
    + BallotInvariants.all
    + BookInvariants.all
    + GrantInvariants.all
    + BankInvariants.all
}
