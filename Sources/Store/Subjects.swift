import Primitives

/// The phantom types of the store's identifiers.
public enum ActorSubject {}
/// A grant of a role.
public enum RoleGrantSubject {}
/// An audit event.
public enum AuditEventSubject {}
/// An employer.
public enum EmployerSubject {}
/// A unit of the union tree.
public enum UnionUnitSubject {}
/// A person.
public enum PersonSubject {}
/// An expert.
public enum ExpertSubject {}
/// An edition.
public enum EditionSubject {}
/// An import.
public enum ImportSubject {}
/// A list of a stage.
public enum StageListSubject {}
/// A certificate.
public enum CertificateSubject {}

/// The identifier of a person who acts.
public typealias ActorID = Identifier<ActorSubject>
/// The identifier of an edition.
public typealias EditionID = Identifier<EditionSubject>
/// The identifier of a person.
public typealias PersonID = Identifier<PersonSubject>
/// The identifier of an employer.
public typealias EmployerID = Identifier<EmployerSubject>
/// The identifier of a unit of the union tree.
public typealias UnionUnitID = Identifier<UnionUnitSubject>
/// The identifier of an import.
public typealias ImportID = Identifier<ImportSubject>
/// The identifier of a list of a stage.
public typealias StageListID = Identifier<StageListSubject>
/// The identifier of a certificate.
public typealias CertificateID = Identifier<CertificateSubject>

/// A publicity of an edition's list.
public enum PublicitySubject {}
/// An objection.
public enum ObjectionSubject {}
/// The identifier of a publicity.
public typealias PublicityID = Identifier<PublicitySubject>
/// The identifier of an objection.
public typealias ObjectionID = Identifier<ObjectionSubject>

/// A long work.
public enum JobSubject {}
/// The identifier of a long work.
public typealias JobID = Identifier<JobSubject>

/// A registration that waits for the union's confirmation.
public enum RegistrationSubject {}
/// The identifier of a registration.
public typealias RegistrationID = Identifier<RegistrationSubject>

/// The books of one union.
public enum LedgerSubject {}
/// A voucher of a ledger.
public enum VoucherSubject {}
/// A file of vouchers.
public enum VoucherImportSubject {}
/// The identifier of a ledger.
public typealias LedgerID = Identifier<LedgerSubject>
/// The identifier of a voucher.
public typealias VoucherID = Identifier<VoucherSubject>

/// A studio.
public enum StudioSubject {}
/// A studio's grant.
public enum GrantSubject {}
/// A proof of matching money.
public enum MatchingProofSubject {}
/// A spend of a grant.
public enum GrantExpenseSubject {}
/// The identifier of a studio.
public typealias StudioID = Identifier<StudioSubject>
/// The identifier of a grant.
public typealias GrantID = Identifier<GrantSubject>
/// The identifier of a proof of matching money.
public typealias MatchingProofID = Identifier<MatchingProofSubject>
/// The identifier of a spend of a grant.
public typealias GrantExpenseID = Identifier<GrantExpenseSubject>

/// A bank account of a ledger.
public enum BankAccountSubject {}
/// A bank's statement.
public enum BankStatementSubject {}
/// Lines of a bank and of the books that were put together.
public enum BankMatchSubject {}
/// The identifier of a bank account.
public typealias BankAccountID = Identifier<BankAccountSubject>
/// The identifier of a bank's statement.
public typealias BankStatementID = Identifier<BankStatementSubject>
/// The identifier of a match.
public typealias BankMatchID = Identifier<BankMatchSubject>
/// The identifier of a file of vouchers.
public typealias VoucherImportID = Identifier<VoucherImportSubject>
