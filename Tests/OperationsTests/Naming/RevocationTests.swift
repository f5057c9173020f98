import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("R-237 revoked namings")
struct RevocationTests {
  @Test("R-237 the naming stays, the certificate is void, the title and the registry show the revocation")
  func revoke() throws {
    let house = try Station.named.installation()
    try house.certify()
    let nomination = try #require(try SampleFiles.passed(.great).first)
    let before = try house.texts("SELECT document FROM naming WHERE nomination = '\(nomination)'")
    try house.run(NamingRevoke.self, house.revocation(nomination), as: .confirmer)
    #expect(try house.texts("SELECT document FROM naming WHERE nomination = '\(nomination)'") == before)
    let item = try #require(try house.namings().first { $0.nomination == nomination })
    #expect(item.revokedOn == "2026-06-01")
    #expect(item.cause == .fraud)
    #expect(item.certificate == nil)
    let void = try #require(try house.certificates().certificates.first { $0.nomination == nomination })
    #expect(void.voidReason == "鲁会〔2026〕9号")
    let craftsman = try house.craftsman(of: nomination)
    #expect(craftsman.state == .active)
    #expect(craftsman.titles.map(\.revokedOn) == ["2026-06-01"])
    #expect(craftsman.titles.map(\.revocationDocument) == ["鲁会〔2026〕9号"])
    #expect(try house.standing(nomination).state == .revoked)
    #expect(try house.faults().isEmpty)
  }

  @Test("R-237 the list of craftsmen tells which titles are revoked")
  func craftsmanList() throws {
    let house = try Station.named.installation()
    let nomination = try #require(try SampleFiles.passed(.great).first)
    try house.run(NamingRevoke.self, house.revocation(nomination), as: .confirmer)
    let titles = try house.run(CraftsmanList.self, CraftsmanList.Input(), as: .auditor).craftsmen.flatMap(\.titles)
    #expect(titles.filter { $0.hasSuffix("（已撤销）") } == ["2026 齐鲁大工匠（已撤销）"])
  }

  @Test("R-237 nobody else is touched by a revocation")
  func others() throws {
    let house = try Station.named.installation()
    try house.certify()
    let nomination = try #require(try SampleFiles.passed(.named).last)
    let others = try house.namings().filter { $0.nomination != nomination }.map(\.certificate)
    try house.run(NamingRevoke.self, house.revocation(nomination), as: .confirmer)
    #expect(try house.namings().filter { $0.nomination != nomination }.map(\.certificate) == others)
    #expect(try house.count("title WHERE revoked_on IS NOT NULL") == 1)
    #expect(try house.count("certificate WHERE voided_on IS NOT NULL") == 1)
  }

  @Test("R-237 the evidence of a revocation is kept sealed")
  func evidence() throws {
    let house = try Station.named.installation()
    let nomination = try #require(try SampleFiles.passed(.named).first)
    let file = try house.write("ruling.txt", "样例材料")
    try house.run(NamingRevoke.self, house.revocation(nomination, proof: file), as: .confirmer)
    let kept = try house.texts("SELECT evidence FROM naming_revocation")
    let listed = try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence
    let item = try #require(listed.first { kept.contains($0.digest) })
    #expect(item.isSealed)
    #expect(item.name == "ruling.txt")
  }

  @Test("R-237 R-812 a revocation needs a reason, a document and a day not before the naming, once")
  func guards() throws {
    let house = try Station.named.installation()
    let named = try SampleFiles.passed(.named)
    let before = try house.contentDigest()
    func code(_ input: NamingRevoke.Input) throws -> String {
      try house.refusal(NamingRevoke.self, input, as: .confirmer).code
    }
    #expect(try code(house.revocation(named[0], reason: " ")) == "reason.missing")
    #expect(try code(house.revocation(named[0], document: "鲁会[2026]9号")) == "document-number.brackets")
    #expect(try code(house.revocation(named[0], on: "2026-05-28")) == "naming.day-before")
    #expect(try code(house.revocation(named[0], on: "2026-06-02")) == "naming.day-after")
    let left = try #require(try SampleFiles.inputs.nominations.map(\.key).first { !named.contains($0) })
    #expect(try code(house.revocation(left)) == "naming.unknown")
    #expect(try house.contentDigest() == before)
    try house.run(NamingRevoke.self, house.revocation(named[0]), as: .confirmer)
    #expect(try code(house.revocation(named[0])) == "naming.revoked")
  }

  @Test("R-237 who is not in the registry is revoked all the same")
  func withoutPerson() throws {
    let house = try Station.published.installation()
    try house.plant("UPDATE nomination SET person_id = NULL")
    try house.name()
    try house.certify()
    let nomination = try #require(try SampleFiles.passed(.named).first)
    try house.run(NamingRevoke.self, house.revocation(nomination), as: .confirmer)
    #expect(try house.namings().compactMap(\.revokedOn) == ["2026-06-01"])
    #expect(try house.faults().isEmpty)
  }
}
