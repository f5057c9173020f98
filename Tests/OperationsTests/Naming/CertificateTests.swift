import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Certificates")
struct CertificateTests {
  @Test("SM-1 R-812 the named get their certificates in the order of the list, numbered without a gap")
  func issue() throws {
    let house = try Station.named.installation()
    let output = try house.certify()
    let named = try SampleFiles.passed(.named)
    #expect(output.issued == named.count)
    #expect(output.first == "样例证〔2026〕1号")
    #expect(output.last == "样例证〔2026〕\(named.count)号")
    let list = try house.certificates()
    #expect(list.lacking == 0)
    #expect(list.certificates.map(\.nomination) == named)
    #expect(list.certificates.map(\.number) == named.indices.map { "样例证〔2026〕\($0 + 1)号" })
    #expect(try house.faults().isEmpty)
  }

  @Test("R-213 R-233 each of the named holds one certificate; the great hold their own kind")
  func kinds() throws {
    let house = try Station.named.installation()
    try house.certify()
    let great = Set(try SampleFiles.passed(.great))
    for certificate in try house.certificates().certificates {
      #expect(certificate.kind == (great.contains(certificate.nomination) ? .greatCraftsman : .craftsman))
    }
    #expect(try house.namings().allSatisfy { $0.certificate != nil })
  }

  @Test("SM-1 nobody gets a second certificate, and none is issued before the naming")
  func twice() throws {
    let house = try Station.named.installation()
    try house.certify()
    let input = CertificateIssue.Input(edition: SampleFiles.name, prefix: "样例证", on: "2026-06-01")
    #expect(try house.refusal(CertificateIssue.self, input, as: .confirmer).code == "certificate.none-due")
    let earlier = try Station.published.installation()
    #expect(try earlier.refusal(CertificateIssue.self, input, as: .confirmer).code == "certificate.not-named")
  }

  @Test(
    "SM-1 R-812 a certificate with a wrong prefix or day is refused, and nothing is issued",
    arguments: [
      ("AB", "2026-06-01", "document-number.form"), ("", "2026-06-01", "document-number.form"),
      ("样例（证）", "2026-06-01", "document-number.brackets"), ("样例证", "2026-05-28", "naming.day-before"),
      ("样例证", "2026-06-02", "naming.day-after"),
    ])
  func faults(prefix: String, day: String, code: String) throws {
    let house = try Station.named.installation()
    let before = try house.contentDigest()
    let input = CertificateIssue.Input(edition: SampleFiles.name, prefix: prefix, on: day)
    #expect(try house.refusal(CertificateIssue.self, input, as: .confirmer).code == code)
    #expect(try house.contentDigest() == before)
  }

  private func replacement(_ number: String, reason: String = "样例") -> CertificateReplace.Input {
    CertificateReplace.Input(edition: SampleFiles.name, number: number, reason: reason, on: "2026-06-02")
  }

  @Test("SM-1 a replaced certificate keeps its number, which is never given again")
  func replace() throws {
    let house = try Station.named.installation()
    let count = try house.certify().issued
    try house.goTo("2026-06-02")
    try house.run(CertificateReplace.self, replacement("样例证〔2026〕2号"), as: .confirmer)
    let certificates = try house.certificates().certificates
    #expect(certificates.count == count + 1)
    #expect(certificates[1].voidedOn == "2026-06-02")
    #expect(certificates[1].voidReason == "样例")
    #expect(certificates[1].number == "样例证〔2026〕2号")
    #expect(certificates.last?.number == "样例证〔2026〕\(count + 1)号")
    #expect(certificates.last?.nomination == certificates[1].nomination)
    #expect(certificates.last?.kind == certificates[1].kind)
    let again = try house.refusal(CertificateReplace.self, replacement("样例证〔2026〕2号"), as: .confirmer)
    #expect(again.code == "certificate.void")
    let unknown = try house.refusal(CertificateReplace.self, replacement("样例证〔2026〕99号"), as: .confirmer)
    #expect(unknown.kind == .notFound)
    let silent = try house.refusal(
      CertificateReplace.self, replacement("样例证〔2026〕1号", reason: "　"), as: .confirmer)
    #expect(silent.code == "reason.missing")
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-1 an edition is closed once everyone named has a certificate, and a lost one is replaced later")
  func closing() throws {
    let house = try Station.named.installation()
    let closing = EditionAdvance.Input(name: SampleFiles.name, to: .closed, reason: nil)
    #expect(try house.refusal(EditionAdvance.self, closing, as: .office).code == "edition.certificates-missing")
    try house.certify()
    try house.advance(.closed)
    try house.goTo("2026-06-02")
    try house.run(CertificateReplace.self, replacement("样例证〔2026〕1号"), as: .confirmer)
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-1 R-237 whose naming is revoked needs no certificate")
  func revoked() throws {
    let house = try Station.named.installation()
    let named = try SampleFiles.passed(.named)
    try house.run(NamingRevoke.self, house.revocation(named[0]), as: .confirmer)
    #expect(try house.certify().issued == named.count - 1)
    try house.advance(.closed)
    #expect(try house.faults().isEmpty)
  }
}
