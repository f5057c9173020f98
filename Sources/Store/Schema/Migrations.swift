import Database

/// The schema of the store, as steps that are only ever appended to.
public enum StoreSchema {
  /// All steps, in order.
  public static let migrations: [Migration] = [
    Migration(1, "actors, audit, evidence", FoundationTables.statements),
    Migration(2, "registry", RegistryTables.statements),
    Migration(3, "editions and the flow of the selection", SelectionTables.statements),
    Migration(4, "leases", LeaseTables.statements),
    Migration(5, "duties, nomination forms, consents", FormTables.statements),
    Migration(6, "recusals, conflicts, assignments", PanelTables.statements),
    Migration(7, "certificates, revocations, titles of every tier", NamingTables.statements),
    Migration(8, "reviewers, rubrics, sheets", SheetTables.statements),
    Migration(9, "deeds, publicity, objections, inspections", PublicityTables.statements),
    Migration(10, "contacts, mentorships, draws, gaps of assignments", DrawTables.statements),
    Migration(11, "dates, forwarding, eligibility, earlier namings", EligibilityTables.statements),
    Migration(12, "seats taken after a recusal", SupplementTables.statements),
    Migration(13, "accounts", AccountTables.statements),
    Migration(14, "kept answers, jobs", ServiceTables.statements),
    Migration(15, "keys of evidence, erasures", PersonalDataTables.statements),
    Migration(16, "own person", OwnPersonTables.statements),
    Migration(17, "assignments found by their nomination", AssignmentIndexes.statements),
    Migration(18, "more roles given by two", GrantTables.statements),
    Migration(19, "raw ballots", BallotTables.statements),
    Migration(20, "books", BookTables.statements),
    Migration(21, "studios and grants", StudioTables.statements),
    Migration(22, "bank statements", BankTables.statements),
    Migration(23, "files of vouchers, dimensions of expenses", BulkBookTables.statements),
  ]
}
