import Foundation
import Testing

@Suite("A whole year")
struct WholeYearTests {
  private let year: SampleYear
  private let installation: Installation

  init() throws {
    year = try SampleYear.shared()
    installation = try year.installation(at: .named)
  }

  @Test("Every command of the year is done, and says so on standard output alone")
  func everyCommandIsDone() {
    #expect(year.outcomes.count > 40)
    for outcome in year.outcomes {
      #expect(outcome.code == 0 && !outcome.output.isEmpty && outcome.errorBytes.isEmpty, "\(outcome.told)")
    }
  }

  @Test(
    "The exported results equal those computed from the plain folder, byte for byte",
    arguments: ["candidates.csv", "nominees.csv", "named.csv", "not_passed.csv", "summary.json"])
  func resultsAreThoseOfTheFolder(file: String) throws {
    try installation.done("edition compute edition --output plain")
    try installation.done("edition export 2026 --output package", as: "clerk")
    let plain = try installation.folder.bytes("plain/results/\(file)")
    #expect(plain.count { $0 == 0x0A } > 1)
    #expect(try installation.folder.bytes("package/results/\(file)") == plain)
  }

  @Test("The lists in the database hold those whom the plain folder gives", arguments: [("named", 10), ("great", 3)])
  func listsHoldTheNamed(stage: String, count: Int) throws {
    try installation.done("edition compute edition --output plain")
    let table = String(decoding: try installation.folder.bytes("plain/results/named.csv"), as: UTF8.self)
    let expected = table.split(separator: "\n").dropFirst().filter { stage == "named" || $0.hasSuffix(",yes") }
      .map { String($0.split(separator: ",")[1]) }
    let list = try installation.done("list show 2026 \(stage) --json", as: "head").json()
    let items = try #require(list["items"] as? [[String: Any]])
    #expect(items.compactMap { $0["nomination"] as? String } == expected)
    #expect(expected.count == count)
  }

  @Test("The named stand in the craftsmen's register, once each, with their title")
  func namedAreRegistered() throws {
    let answer = try installation.done("craftsman list --json", as: "clerk").json()
    let craftsmen = try #require(answer["craftsmen"] as? [[String: Any]])
    #expect(craftsmen.count == 10)
    let people = craftsmen.compactMap { $0["person"] as? String }
    #expect(Set(people).count == 10)
    for person in people {
      let shown = try installation.done("craftsman show \(person) --json", as: "clerk").output
      let isNamed = shown.contains("qilu_craftsman") || shown.contains("qilu_great_craftsman")
      #expect(isNamed && shown.contains("样例〔2026〕1号"), "\(shown)")
    }
  }

  @Test("The exported package verifies where there is no database, also the public one")
  func packagesVerify() throws {
    for (name, flag) in [("package", ""), ("public", "--public")] {
      try installation.done("edition export 2026 --output \(name) \(flag)", as: "head")
      let elsewhere = try Installation()
      try FileManager.default.moveItem(atPath: installation.folder / name, toPath: elsewhere.folder / name)
      try elsewhere.done("edition verify \(name)")
      try elsewhere.done("edition sensitivity \(name)")
    }
  }

  @Test(
    "A package in which one byte was changed is told to differ",
    arguments: ["scores.csv", "votes.csv", "rules.json", "results/named.csv", "manifest.json"])
  func changedPackageDiffers(file: String) throws {
    try installation.done("edition export 2026 --output package", as: "clerk")
    var bytes = try installation.folder.bytes("package/\(file)")
    // The last digit of the file: what it says stays well formed.
    let place = try #require(bytes.lastIndex { (0x30...0x39).contains($0) })
    bytes[place] = bytes[place] == 0x39 ? 0x38 : bytes[place] + 1
    try installation.folder.write(bytes, to: "package/\(file)")
    let outcome = try installation.run("edition verify package")
    #expect(outcome.code == 1, "\(outcome.told)")
  }

  @Test("Every nomination is explained, from the database as from the folder")
  func everyNominationIsExplained() throws {
    for number in stride(from: 1, through: 60, by: 7) {
      let nomination = "2026-00" + (number < 10 ? "0\(number)" : "\(number)")
      let stored = try installation.done("nomination explain 2026 \(nomination) --json", as: "head")
      let plain = try installation.done("edition explain edition \(nomination) --json")
      #expect(stored.outputBytes == plain.outputBytes)
      try installation.done("edition explain edition \(nomination)")
    }
  }

  @Test("All checks hold, and the audit chain is whole and fits an anchor taken before")
  func everythingHolds() throws {
    try installation.expectSound()
    let anchor = try installation.anchor().trimmingCharacters(in: .whitespacesAndNewlines)
    try installation.done("actor create another --display-name 示例", as: "admin")
    try installation.done("audit verify --anchor \(anchor)", as: "admin")
    let older = try year.installation(at: .confirmed)
    #expect(try older.run("audit verify --anchor \(anchor)", as: "admin").code == 1)
  }
}
