import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Naming")
struct NamingTests {
  private func input(document: String = Installation.document, date: String = "2026-05-29") -> EditionNaming.Input {
    EditionNaming.Input(name: SampleFiles.name, document: document, date: date)
  }

  @Test("R-201 R-233 everyone on the confirmed list is named, the great among them")
  func names() throws {
    let house = try Station.published.installation()
    let output = try house.run(EditionNaming.self, input(), as: .confirmer)
    let named = try SampleFiles.passed(.named)
    let great = try SampleFiles.passed(.great)
    #expect(output.named == named.count)
    #expect(output.great == great.count)
    #expect(try house.texts("SELECT nomination FROM naming ORDER BY nomination") == named.sorted().map(\.string))
    #expect(
      try house.texts("SELECT nomination FROM naming WHERE is_great = 1 ORDER BY nomination")
        == great.sorted().map(\.string))
    #expect(try Set(house.texts("SELECT document FROM naming")) == [Installation.document])
    #expect(try house.texts("SELECT state FROM edition") == ["NAMED"])
    #expect(try house.faults().isEmpty)
  }

  @Test("R-113 R-103 each of the named stands in the registry once, with one provincial title of the year")
  func registry() throws {
    let house = try Station.named.installation()
    let craftsmen = try house.run(CraftsmanList.self, CraftsmanList.Input(), as: .auditor).craftsmen
    #expect(craftsmen.count == (try SampleFiles.passed(.named)).count)
    var kinds: [TitleKind] = []
    for craftsman in craftsmen {
      let shown = try house.run(CraftsmanShow.self, CraftsmanShow.Input(person: craftsman.person), as: .auditor)
      #expect(shown.state == .active)
      #expect(shown.titles.map(\.level) == [.provincial])
      #expect(shown.titles.map(\.year) == [2026])
      #expect(shown.titles.map(\.document) == [Installation.document])
      kinds += shown.titles.map(\.kind)
    }
    let great = try SampleFiles.passed(.great).count
    #expect(kinds.count { $0 == .qiluGreatCraftsman } == great)
    #expect(kinds.count { $0 == .qiluCraftsman } == craftsmen.count - great)
  }

  @Test(
    "R-812 a wrong document number is refused and nobody is named",
    arguments: ["鲁会[2026]2号", "鲁会〔2026〕02号", "鲁会〔2026〕第2号", "鲁会〔2026〕2", "", "2026"])
  func wrongDocument(number: String) throws {
    let house = try Station.published.installation()
    let before = try house.contentDigest()
    let refusal = try house.refusal(EditionNaming.self, input(document: number), as: .confirmer)
    #expect(refusal.code.hasPrefix("document-number."))
    #expect(refusal.citation?.rule == "R-812")
    #expect(try house.contentDigest() == before)
  }

  @Test("A day that does not exist is refused", arguments: ["2026-02-30", "2026-5-29", "", "29.05.2026"])
  func wrongDay(day: String) throws {
    let house = try Station.published.installation()
    let before = try house.contentDigest()
    _ = try house.refusal(EditionNaming.self, input(date: day), as: .confirmer)
    #expect(try house.contentDigest() == before)
  }

  @Test("SM-1 naming comes in publicity, once, and with both lists confirmed")
  func guards() throws {
    let house = try Station.composing.installation()
    func code() throws -> String { try house.refusal(EditionNaming.self, input(), as: .confirmer).code }
    #expect(try code() == "edition.no-such-step")
    try house.compute(.named)
    try house.compute(.great)
    try house.submit(.named)
    try house.submit(.great)
    try house.advance(.publicity)
    #expect(try code() == "edition.list-missing")
    try house.confirm(.named)
    #expect(try code() == "edition.list-missing")
    try house.confirm(.great)
    #expect(try code() == "naming.not-shown")
    try house.showNames()
    try house.run(EditionNaming.self, input(), as: .confirmer)
    #expect(try code() == "edition.no-such-step")
  }

  @Test("SM-1 who is removed from the great in publicity stays named, as a craftsman")
  func removedFromGreat() throws {
    let house = try Station.composing.installation()
    try house.compute(.named)
    try house.compute(.great)
    for stage in [Stage.named, .great] { try house.submit(stage) }
    try house.advance(.publicity)
    let removed = try #require(try SampleFiles.passed(.great).first)
    let file = try house.write(
      "removal.csv",
      "stage,nomination,decision,position,document,reason\ngreat,\(removed),remove,,\(Installation.document),样例\n")
    #expect(try house.importing(DecisionImport.self, file).isApplied)
    try house.confirm(.named)
    try house.settle(.great)
    try house.showNames()
    try house.run(EditionNaming.self, input(), as: .confirmer)
    #expect(try house.texts("SELECT is_great FROM naming WHERE nomination = '\(removed)'") == ["0"])
    #expect(try house.faults().isEmpty)
  }

  @Test("An edition without citizen IDs is named too; nobody enters the registry")
  func withoutPeople() throws {
    let house = try Station.published.installation()
    try house.plant("UPDATE nomination SET person_id = NULL")
    let output = try house.run(EditionNaming.self, input(), as: .confirmer)
    #expect(output.named == (try SampleFiles.passed(.named)).count)
    #expect(output.registered == 0)
    #expect(try house.count("craftsman") == 0)
    #expect(try house.faults().isEmpty)
  }
}
