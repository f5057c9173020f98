import Primitives
import SelectionRules
import Testing

@testable import Operations

/// What is done after the naming.
extension Installation {
  @discardableResult
  func certify(
    _ edition: String = SampleFiles.name, prefix: String = "样例证", on day: String = "2026-06-01"
  ) throws -> CertificateIssue.Output {
    try run(
      CertificateIssue.self, CertificateIssue.Input(edition: edition, prefix: prefix, on: day), as: .confirmer)
  }

  func certificates(_ edition: String = SampleFiles.name) throws -> CertificateList.Output {
    try run(CertificateList.self, CertificateList.Input(edition: edition), as: .auditor)
  }

  func revocation(
    _ nomination: ByteText, document: String = "鲁会〔2026〕9号", on day: String = "2026-06-01", reason: String = "样例",
    proof: FilePath? = nil
  ) -> NamingRevoke.Input {
    NamingRevoke.Input(
      edition: SampleFiles.name, nomination: nomination, cause: .fraud, document: document, reason: reason, on: day,
      proof: proof)
  }

  func namings(_ edition: String = SampleFiles.name) throws -> [NamingList.Output.Item] {
    try run(NamingList.self, NamingList.Input(edition: edition), as: .auditor).named
  }

  func standing(_ nomination: ByteText) throws -> NominationShow.Output {
    try run(NominationShow.self, NominationShow.Input(edition: SampleFiles.name, nomination: nomination), as: .auditor)
  }

  /// The craftsman of a nomination, as the registry shows him.
  func craftsman(of nomination: ByteText) throws -> CraftsmanShow.Output {
    let person = try #require(
      try texts("SELECT person_id FROM nomination WHERE number = '\(nomination)'").first)
    return try run(CraftsmanShow.self, CraftsmanShow.Input(person: person), as: .auditor)
  }

  func taishan(
    _ nomination: ByteText, _ outcome: TaishanOutcome, on day: String = "2026-06-01"
  ) -> TaishanRecord.Input {
    TaishanRecord.Input(
      edition: SampleFiles.name, nomination: nomination, outcome: outcome, on: day, document: Self.document)
  }
}
