import Foundation
import Testing

@Suite("Personal data")
struct PersonalDataTests {
  private let year: SampleYear
  private let installation: Installation
  private let numbers: [String]

  init() throws {
    year = try SampleYear.shared()
    installation = try year.installation(at: .named)
    let table = String(decoding: try installation.folder.bytes("edition/nominations.csv"), as: UTF8.self)
    numbers = table.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").last.map(String.init) }
  }

  /// The files that hold the number of somebody, all but those that were handed in.
  private func filesWithNumbers() throws -> [String] {
    try installation.folder.contents().filter { !$0.key.hasPrefix("edition/") }.filter { _, bytes in
      let data = Data(bytes)
      return numbers.contains { data.range(of: Data($0.utf8)) != nil }
    }.map(\.key)
  }

  @Test("The sample's citizen numbers stand in no file of the installation, nor in what is exported")
  func numbersAreSealed() throws {
    #expect(numbers.count == 60 && numbers.allSatisfy { $0.utf8.count == 18 })
    try installation.done("edition export 2026 --output package", as: "clerk")
    try installation.done("edition export 2026 --output public --public", as: "clerk")
    #expect(try filesWithNumbers() == [])
    // The search finds what it is for.
    try installation.folder.write(Array("x\(numbers[7])".utf8), to: "data/planted")
    #expect(try filesWithNumbers() == ["data/planted"])
  }

  @Test("R-820 no command of the year and no reading command prints a citizen number")
  func numbersAreNotPrinted() throws {
    var texts = year.outcomes.map { $0.output + $0.error }
    for operation in ListedOperation.all where operation.effect == "reads" {
      let words = try #require(CommandForm.words(of: operation))
      for form in [[], ["--json"]] where !operation.name.hasSuffix(" export") {
        let outcome = try installation.run(words + form, as: CommandForm.actor(for: operation))
        texts.append(outcome.output + outcome.error)
      }
    }
    #expect(texts.count > 70)
    for number in numbers { #expect(!texts.contains { $0.contains(number) }) }
  }

  @Test(
    "R-822 a whole number is shown to a reviewer who says why, and the audit trail holds the reason, not the number")
  func revealIsRecorded() throws {
    let people = try installation.done("person list --json", as: "reviewer").json()
    let person = try #require((people["people"] as? [[String: Any]])?.first?["id"] as? String)
    let shown = try installation.done("person reveal \(person) --reason 核对照片", as: "reviewer").output
    #expect(numbers.contains { shown.contains($0) })
    let trail = try installation.done("audit list --last 1", as: "admin").output
    #expect(trail.contains("person reveal") && trail.contains("核对照片"))
    #expect(!numbers.contains { trail.contains($0) })
  }

  @Test("The imported file can be taken out of the evidence as it was handed in, by a reviewer alone")
  func evidenceIsWhole() throws {
    let answer = try installation.done("evidence list --json", as: "reviewer").json()
    let items = try #require(answer["evidence"] as? [[String: Any]])
    let item = try #require(items.first { $0["name"] as? String == "nominations.csv" })
    let digest = try #require(item["digest"] as? String)
    #expect(item["isSealed"] as? Bool == true)
    #expect(try installation.run("evidence extract \(digest) --output out --reason x", as: "clerk").code == 4)
    try installation.done("evidence extract \(digest) --output out --reason 核对", as: "reviewer")
    #expect(
      try installation.folder.bytes("out/nominations.csv") == installation.folder.bytes("edition/nominations.csv"))
  }

  @Test("Database, key and evidence can be read by their owner alone")
  func modes() throws {
    for name in try installation.folder.names() where name.hasPrefix("data/") {
      let attributes = try FileManager.default.attributesOfItem(atPath: installation.folder / name)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      // The evidence folder itself lets nobody in, so that what is below is out of reach.
      #expect(mode & 0o077 == 0, "\(name) \(String(mode, radix: 8))")
    }
  }
}
