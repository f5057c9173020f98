import Operations
import Primitives
import Testing

@Suite("The registry of the sample edition")
struct SampleRegistryTests {
  /// The rows of a table of the sample, which needs no quotes, by column.
  private func rows(_ path: String, _ edition: SampleEdition = SampleEdition()) throws -> [[String: String]] {
    let file = try #require(try edition.files.first { $0.path == path })
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = try #require(cells.first)
    return cells.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private func column(_ name: String, _ rows: [[String: String]]) throws -> [String] {
    try rows.map { try #require($0[name]) }
  }

  @Test("R-801 every citizen ID is valid, of Shandong, and stands once", arguments: [3, 420, 1500])
  func citizenIDs(nominations: Int) throws {
    var edition = SampleEdition()
    edition.nominations = nominations
    let numbers = try column("citizen_id", try rows("nominations.csv", edition))
    let today = try #require(CalendarDay(year: 2026, month: 6, day: 1))
    for number in numbers { #expect(try CitizenID(number, today: today).provinceCode == "37") }
    #expect(Set(numbers).count == nominations)
  }

  @Test("Citizen IDs are visibly invented: month and day are the same number, the sequence is at most 005")
  func citizenIDsAreInvented() throws {
    for number in try column("citizen_id", try rows("nominations.csv")) {
      let digits = Array(number)
      #expect(digits[10..<12] == digits[12..<14])
      #expect(try #require(Int(String(digits[14..<17]))) <= 5)
    }
  }

  @Test("R-804 every credit code has the right check character, a visibly invented organisation, and stands once")
  func creditCodes() throws {
    let employers = try rows("registry/employers.csv")
    let codes = try column("credit_code", employers)
    for (code, region) in zip(codes, try column("region", employers)) {
      #expect(try CreditCode(code).checkDigitWarning == nil)
      #expect(code.hasPrefix("91\(region)EXAM"))
      #expect(try Region(region).level == .county)
    }
    #expect(Set(codes).count == codes.count)
  }

  @Test("Nominations and experts name employers of the register")
  func employersAreKnown() throws {
    let employers = try rows("registry/employers.csv")
    let codes = Set(try column("credit_code", employers))
    let nominations = try rows("nominations.csv")
    #expect(codes.isSuperset(of: try column("employer_credit_code", nominations)))
    #expect(Set(try column("name", employers)).isSuperset(of: try column("employer", nominations)))
    #expect(codes.isSuperset(of: try column("employer_credit_code", try rows("registry/experts.csv"))))
  }

  @Test("Names of people and employers say that they are samples")
  func namesAreInvented() throws {
    #expect(try column("name", try rows("nominations.csv")).allSatisfy { $0.hasPrefix("样本·") })
    #expect(try column("name", try rows("registry/experts.csv")).allSatisfy { $0.hasPrefix("示例评委·") })
    #expect(try column("name", try rows("registry/employers.csv")).allSatisfy { $0.hasPrefix("示例") })
    let marks = ["样例", "示例"]
    for name in try column("name", try rows("registry/units.csv")) { #expect(marks.contains { name.contains($0) }) }
  }

  @Test("R-001 the union tree has one root, parents before children, and all six tiers")
  func unionTree() throws {
    let units = try rows("registry/units.csv")
    var tiers: [String: String] = [:]
    for unit in units {
      let (code, tier, parent) = (try #require(unit["code"]), try #require(unit["tier"]), try #require(unit["parent"]))
      #expect(tier == "province" ? parent.isEmpty : tiers[parent] != nil)
      #expect(tiers.updateValue(tier, forKey: code) == nil, "the code stands twice")
    }
    let counts = Dictionary(grouping: units) { $0["tier"] ?? "" }.mapValues(\.count)
    #expect(Set(counts.keys) == ["province", "city", "industrial", "large_enterprise", "county", "base"])
    #expect(counts["province"] == 1)
    #expect(counts["city"] == 16)
  }

  @Test("R-004 every employer has exactly one base union, in its region, below a union that may stand above it")
  func baseUnions() throws {
    let units = try rows("registry/units.csv")
    let tiers = Dictionary(uniqueKeysWithValues: try units.map { (try #require($0["code"]), try #require($0["tier"])) })
    let base = units.filter { $0["tier"] == "base" }
    let employers = try rows("registry/employers.csv")
    #expect(try column("employer_credit_code", base) == (try column("credit_code", employers)))
    #expect(try column("region", base) == (try column("region", employers)))
    let above = Set(try column("parent", base).compactMap { tiers[$0] })
    #expect(above == ["county", "industrial", "large_enterprise"])
  }

  @Test("Experts have one or two different fields and trades")
  func specialties() throws {
    for expert in try rows("registry/experts.csv") {
      for name in ["fields", "trades"] {
        let values = try #require(expert[name]).split(separator: ";")
        #expect((1...2).contains(values.count))
        #expect(Set(values).count == values.count)
      }
    }
  }
}
