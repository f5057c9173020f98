import Foundation
import Testing

@Suite("After the naming")
struct AfterNamingTests {
  private let installation: Installation

  init() throws { installation = try SampleYear.shared().installation(at: .named) }

  /// The named, in the order of the list, as the program tells them.
  private func named() throws -> [[String: Any]] {
    let answer = try installation.done("naming list 2026 --json", as: "clerk").json()
    return try #require(answer["named"] as? [[String: Any]])
  }

  @Test(
    "SM-1 R-237 R-210 certificates are issued, one naming is revoked, the year is closed, and it all still verifies")
  func closing() throws {
    let before = try named()
    let day = try #require(before.first?["namedOn"] as? String)
    #expect(try installation.run("edition advance 2026 --to CLOSED", as: "clerk").code != 0)
    let issued = try installation.done("certificate issue 2026 --prefix 样例证 --on \(day) --json", as: "head").json()
    #expect(issued["issued"] as? Int == before.count)
    let great = try #require(before.first { $0["title"] as? String == "qilu_great_craftsman" })
    let nomination = try #require(great["nomination"] as? String)
    let record = "taishan record 2026 \(nomination) --outcome recommended --on \(day) --document 样例〔2026〕8号"
    try installation.done(record, as: "clerk")
    try installation.folder.write(Array("样例材料".utf8), to: "ruling.txt")
    try installation.done(
      "naming revoke 2026 \(nomination) --cause fraud --document 样例〔2026〕9号 --reason 样例 --on \(day) --proof ruling.txt",
      as: "head")
    try installation.done("edition advance 2026 --to CLOSED", as: "clerk")
    let after = try named()
    #expect(after.filter { $0["revokedOn"] != nil }.compactMap { $0["nomination"] as? String } == [nomination])
    #expect(after.filter { $0["certificate"] == nil }.count == 1)
    let shown = try installation.done("nomination show 2026 \(nomination) --json", as: "head").json()
    #expect(shown["state"] as? String == "REVOKED")
    try installation.done("edition export 2026 --output package", as: "clerk")
    try installation.done("edition verify package")
    try installation.expectSound()
  }

  @Test("What is told after the naming reads in both languages", arguments: ["zh", "en"])
  func reads(language: String) throws {
    let day = try #require(try named().first?["namedOn"] as? String)
    try installation.done("certificate issue 2026 --prefix 样例证 --on \(day)", as: "head")
    for command in ["naming list 2026", "certificate list 2026", "taishan list 2026", "nomination show 2026 2026-0001"]
    {
      let outcome = try installation.done("\(command) --lang \(language)", as: "head")
      #expect(!outcome.output.isEmpty && outcome.errorBytes.isEmpty, "\(outcome.told)")
    }
  }
}
