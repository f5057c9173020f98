import Operations
import Primitives
import Sealing
import SelectionRules
import Testing

@Suite("The sample edition")
struct SampleEditionTests {
  private func digest(_ edition: SampleEdition) throws -> String {
    let lines = try edition.files.map { "\($0.path) \(Digest.sha256(of: $0.bytes).hex)\n" }
    return Digest.sha256(of: Array(lines.joined().utf8)).hex
  }

  private func sample(_ change: (inout SampleEdition) -> Void) -> SampleEdition {
    var edition = SampleEdition()
    change(&edition)
    return edition
  }

  @Test("The same seed gives the same bytes, another seed gives others")
  func sameSeedSameBytes() throws {
    let first = try digest(SampleEdition())
    #expect(try digest(SampleEdition()) == first)
    #expect(try digest(sample { $0.seed += 1 }) != first)
  }

  @Test("The sample year's bytes are those of every version; a change of the regions' data changes them too")
  func goldenBytes() throws {
    #expect(try digest(SampleEdition()) == "1531ce83ba95ba30865c6ab16887352b41f7d3ab6d1fc6a131d32e82a289187a")
  }

  @Test("The files are the eight of a package, three of the registry and the deeds")
  func names() throws {
    #expect(
      try SampleEdition().files.map(\.path) == [
        "rules.json", "nominations.csv", "preliminary.csv", "experts.csv", "recusals.csv", "scores.csv", "votes.csv",
        "decisions.csv", "registry/employers.csv", "registry/units.csv", "registry/experts.csv", "registry/deeds.csv",
      ])
  }

  @Test("The package reader reads the files back as the inputs, ignoring the columns that only the register needs")
  func readsBack() throws {
    let edition = SampleEdition()
    let files = Dictionary(uniqueKeysWithValues: try edition.files.map { ($0.path, $0.bytes) })
    let read = try EditionPackage.read(PackageFiles { name in files[name].map { .init($0) } })
    let inputs = try edition.inputs
    #expect(InputFiles.files(of: read) == InputFiles.files(of: inputs))
    #expect(EditionPackage.warnings(read).isEmpty)
  }

  @Test("The sample year shows one tie in order, two removals, one substitute, and fills every list but one place")
  func sampleYear() throws {
    let inputs = try SampleEdition().inputs
    let outcome = try EditionCalculation(inputs).outcome()
    #expect(Stage.allCases.map { outcome.passed($0).count } == [149, 100, 50, 10])
    #expect(outcome.stages.allSatisfy { $0.cut.unresolved.isEmpty })
    let line = try #require(outcome[.candidate]?.cut.groups.first { $0.start < 150 && $0.end > 150 })
    #expect(line.isOrdered)
    let kinds = inputs.decisions.filter { $0.kind != .order }.map { "\($0.stage.rawValue) \($0.kind.rawValue)" }
    #expect(kinds == ["candidate remove", "nominee remove", "nominee substitute"])
    #expect(outcome[.nominee]?.cut.passed.last?.isSubstitute == true)
  }

  @Test(
    "Every part of a year is there: channels, cities, reasons, recusals, colleagues on the panel, all vote channels")
  func variety() throws {
    let inputs = try SampleEdition().inputs
    #expect(Set(inputs.nominations.map(\.channel)).count == 3)
    #expect(Set(inputs.nominations.map(\.region)).count == 16)
    let unqualified = inputs.nominations.filter { $0.disqualification != nil }
    #expect((10...35).contains(unqualified.count))
    #expect(Set(unqualified.map(\.disqualification)).count >= 3)
    #expect(inputs.recusals.count >= 5)
    let colleagues = inputs.sheets.filter {
      inputs.experts[$0.expert].employerCreditCode == inputs.nominations[$0.nomination].employerCreditCode
    }
    #expect(!colleagues.isEmpty)
    #expect(Set(inputs.votes.map(\.channel)) == ["app", "wechat", "web", "sms"])
  }

  @Test("R-219 every qualified nomination has two or three reviews and no other has any")
  func reviews() throws {
    let inputs = try SampleEdition().inputs
    var counts = [Int](repeating: 0, count: inputs.nominations.count)
    for score in inputs.preliminary { counts[score.nomination] += 1 }
    for (entry, count) in zip(inputs.nominations, counts) {
      #expect(entry.disqualification == nil ? (2...3).contains(count) : count == 0)
    }
  }

  @Test("Judges differ in severity by several points, and the best in the preliminary review do better at the panel")
  func looksReal() throws {
    let inputs = try SampleEdition().inputs
    var sums = [Int: (sum: Int, count: Int)]()
    for sheet in inputs.sheets {
      let total = Dimension.allCases.reduce(0) { $0 + sheet.hundredths[$1] } / 4
      sums[sheet.expert, default: (0, 0)].sum += total
      sums[sheet.expert, default: (0, 0)].count += 1
    }
    let means = sums.values.map { $0.sum / $0.count }.sorted()
    #expect((means.last ?? 0) - (means.first ?? 0) > 500)

    let outcome = try EditionCalculation(inputs).outcome()
    let scores = outcome.passed(.candidate).compactMap { outcome.panel[$0]?.expert }
    let (best, rest) = (scores.prefix(50).reduce(0, +) / 50, scores.suffix(50).reduce(0, +) / 50)
    #expect(best > rest + 300)
  }

  @Test(
    "Every edition computes, leaves no tie open and keeps to its limits, whatever its size and its seed",
    arguments: [1, 2, 7, 20_260_601],
    [
      Size(420, 7, 60), Size(3, 3, 5), Size(1, 0, 1), Size(30, 0, 4), Size(30, 2, 2), Size(60, 5, 5),
      Size(200, 9, 30, EditionRules.Caps(candidate: 40, nominee: 40, named: 40, great: 40)),
      Size(200, 6, 30, EditionRules.Caps(candidate: 200, nominee: 7, named: 90, great: 6)),
      Size(90, 6, 12, EditionRules.Caps(candidate: 1, nominee: 1, named: 1, great: 0)),
      Size(90, 6, 12, EditionRules.Caps(candidate: 0, nominee: 3, named: 1, great: 0)),
      Size(90, 6, 12, EditionRules.Caps(candidate: 50, nominee: 0, named: 0, great: 9)),
      Size(150, 7, 20, EditionRules.Caps(candidate: 60, nominee: 40, named: 20, great: 5), .everyone),
    ])
  func computes(seed: Int, size: Size) throws {
    let inputs = try size.edition(seed: seed).inputs
    let outcome = try EditionCalculation(inputs).outcome()
    #expect(inputs.nominations.count == size.nominations)
    #expect(inputs.experts.count == size.experts)
    let scored = size.scope == .everyone ? size.nominations : outcome.passed(.candidate).count
    #expect(inputs.sheets.count == scored * size.sheets)
    for stage in outcome.stages {
      #expect(stage.cut.passed.count <= size.caps[stage.stage])
      #expect(stage.cut.unresolved.isEmpty)
    }
  }

  /// The measures of a sample.
  struct Size: Sendable, CustomTestStringConvertible {
    let nominations: Int
    let sheets: Int
    let experts: Int
    let caps: EditionRules.Caps
    let scope: SampleEdition.Scope

    init(
      _ nominations: Int, _ sheets: Int, _ experts: Int, _ caps: EditionRules.Caps = SampleEdition().caps,
      _ scope: SampleEdition.Scope = .stages
    ) {
      self.nominations = nominations
      self.sheets = sheets
      self.experts = experts
      self.caps = caps
      self.scope = scope
    }

    func edition(seed: Int) -> SampleEdition {
      var edition = SampleEdition()
      edition.seed = seed
      edition.nominations = nominations
      edition.sheets = sheets
      edition.experts = experts
      edition.caps = caps
      edition.scope = scope
      return edition
    }

    var testDescription: String {
      "\(nominations) × \(sheets) by \(experts), \(Stage.allCases.map { String(caps[$0]) }.joined(separator: "/"))"
    }
  }
}
