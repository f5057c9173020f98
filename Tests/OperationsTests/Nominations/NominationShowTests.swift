import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("SM-2 a nomination's standing and its timeline")
struct NominationShowTests {
  /// Where the calculation has a nomination, told without the code under test.
  private func expected(_ index: Int, _ outcome: EditionOutcome) throws -> NominationState {
    let inputs = try SampleFiles.inputs
    guard inputs.nominations[index].disqualification == nil else { return .unqualified }
    let names: [(Stage, NominationState, NominationState)] = [
      (.candidate, .candidate, .notCandidate), (.nominee, .nominee, .notShortlisted), (.named, .named, .notProposed),
    ]
    var state = NominationState.qualified
    for (stage, passed, failed) in names {
      guard let fate = outcome[stage]?.cut.fates[index] else { break }
      guard fate.passes else { return fate == .removed ? .removed : failed }
      state = passed
    }
    return outcome.passed(.great).contains(index) ? .greatNamed : state
  }

  @Test("SM-2 after the naming every nomination stands where the calculation has it")
  func everyNomination() throws {
    let house = try Station.named.installation()
    let inputs = try SampleFiles.inputs
    let outcome = try EditionCalculation(inputs).outcome()
    var seen: Set<NominationState> = []
    for index in inputs.nominations.indices {
      let shown = try house.standing(inputs.nominations[index].key)
      #expect(shown.state == (try expected(index, outcome)), "\(shown.nomination)")
      #expect(shown.name == inputs.nominations[index].name.string)
      seen.insert(shown.state)
    }
    #expect(seen.isSuperset(of: [.named, .greatNamed, .notProposed, .notShortlisted, .notCandidate]))
  }

  private static let stations: [(Station, NominationState)] = [
    (.reviewing, .qualified), (.judging, .candidate), (.composing, .nominee), (.published, .proposed),
    (.named, .greatNamed),
  ]

  @Test("SM-2 the same nomination goes from state to state with the edition", arguments: stations)
  func onTheWay(station: Station, state: NominationState) throws {
    let nomination = try #require(try SampleFiles.passed(.great).first)
    #expect(try station.installation().standing(nomination).state == state)
  }

  @Test("SM-2 who is removed is shown as removed, with the stage, the document and the reason")
  func removed() throws {
    let house = try Station.composing.installation()
    let nomination = try #require(try SampleFiles.passed(.named).first)
    try house.goTo("2026-06-02")
    let file = try house.write(
      "removal.csv",
      "stage,nomination,decision,position,document,reason\nnamed,\(nomination),remove,,\(Installation.document),异议成立\n")
    #expect(try house.importing(DecisionImport.self, file).isApplied)
    let shown = try house.standing(nomination)
    #expect(shown.state == .removed)
    #expect(shown.removedAt == .named)
    let event = try #require(shown.timeline.last)
    #expect(event.document == Installation.document)
    #expect(event.reason == "异议成立")
    #expect(event.by == "样本·office")
  }

  @Test("SM-2 R-237 R-210 the timeline tells what was recorded, by whom, on which day and by which document")
  func timeline() throws {
    let house = try Station.named.installation()
    let nomination = try #require(try SampleFiles.passed(.great).first)
    try house.goTo("2026-06-02")
    try house.certify()
    try house.goTo("2026-06-03")
    let number = try #require(try house.certificates().certificates.first { $0.nomination == nomination }?.number)
    try house.run(
      CertificateReplace.self,
      CertificateReplace.Input(edition: SampleFiles.name, number: number, reason: "遗失", on: "2026-06-03"),
      as: .confirmer)
    try house.goTo("2026-06-04")
    try house.run(TaishanRecord.self, house.taishan(nomination, .recommended), as: .office)
    try house.goTo("2026-06-05")
    try house.run(NamingRevoke.self, house.revocation(nomination, on: "2026-06-05"), as: .confirmer)
    let timeline = try house.standing(nomination).timeline
    let recorded = timeline.map(\.what.en).filter { !$0.hasPrefix("objection ") }
    #expect(
      recorded == [
        "entered the edition, qualified", "list of candidate confirmed: on it", "list of nominee confirmed: on it",
        "list of named confirmed: on it", "list of great confirmed: on it",
        "deeds approved for publication", "publicity from 2026-05-20 to 2026-05-27", "named, a great craftsman",
        "great craftsman's certificate issued", "great craftsman's certificate issued",
        "great craftsman's certificate void", "industrial-skill talents: recommended",
        "great craftsman's certificate void", "naming revoked: fraud",
      ])
    #expect(timeline.map(\.at) == timeline.map(\.at).sorted())
    #expect(timeline.last?.document == "鲁会〔2026〕9号")
    #expect(timeline.last?.day == "2026-06-05")
    #expect(timeline.last?.by == "样本·confirmer")
    #expect(timeline.first { $0.what.en.hasPrefix("named") }?.document == Installation.document)
    #expect(timeline.allSatisfy { $0.what.faults.isEmpty && !$0.what.isMixed })
  }

  @Test("SM-2 who did not come on a list is told of that list and of no later one")
  func leftOut() throws {
    let house = try Station.named.installation()
    let inputs = try SampleFiles.inputs
    let outcome = try EditionCalculation(inputs).outcome()
    let index = try #require(outcome[.nominee]?.cut.fates.first { $0.value == .belowLine }?.key)
    let lists = try house.standing(inputs.nominations[index].key).timeline.map(\.what.en).filter { $0.contains("list") }
    #expect(lists == ["list of candidate confirmed: on it", "list of nominee confirmed: not on it"])
  }

  @Test("SM-2 a form that is not in the edition yet stands in its own state, with its history")
  func form() throws {
    let house = try Station.nominating.installation()
    let sealed = try KeyFile.load(from: house.paths.key).seal([1], context: "样例")
    try house.withDatabase { database in
      try database.write { connection in
        let edition = try #require(try EditionStore.find(name: SampleFiles.name, in: connection))
        let unit = try #require(try UnionUnitStore.find(code: "37", in: connection))
        let actor = try #require(try ActorStore.find(name: "clerk", in: connection))
        let form = FormRow(
          number: "2026-9001", unit: unit.id, channel: "unit", state: "DRAFT", revision: 1, name: "样本·甲子",
          employerCreditCode: "", region: "", person: nil, content: sealed)
        try FormStore.insert(
          form, edition: edition.id, by: actor.id, at: "2026-06-01T00:00:00.000Z", historyID: "h1", in: connection)
        try FormStore.move(
          form, edition: edition.id, to: "WITHDRAWN", reason: "本人来信", by: actor.id, at: "2026-06-01T01:00:00.000Z",
          historyID: "h2", in: connection)
      }
    }
    let shown = try house.standing("2026-9001")
    #expect(shown.state == .withdrawn)
    #expect(shown.name == "样本·甲子")
    #expect(shown.timeline.map(\.what.zh) == ["推荐表：草稿", "推荐表：已撤回"])
    #expect(shown.timeline.map(\.reason) == [nil, "本人来信"])
  }

  @Test("SM-2 R-229 the timeline tells deeds, publicity and objections, and never who objected")
  func proceedings() throws {
    let house = try Station.published.installation()
    let nomination = try #require(try SampleFiles.passed(.named).first)
    let receipt = try house.investigated(try house.objection(nomination.string))
    try house.run(ObjectionDecide.self, try house.ruling(.dismissed, receipt), as: .handler)
    let events = try house.standing(nomination).timeline
    let words = events.map(\.what.en)
    #expect(words.contains { $0 == "deeds approved for publication" })
    #expect(words.contains { $0.hasPrefix("publicity from 2026-05-20 to ") })
    let about = words.filter { $0.hasPrefix("objection \(receipt): ") }
    #expect(about.count >= 3)
    #expect(events.last { $0.what.en.hasPrefix("objection") }?.document == Installation.document)
    #expect(!events.contains { "\($0)".contains("异议人") || "\($0)".contains("13900000000") })
  }

  @Test("R-230 R-234 the timeline tells who forwarded a form, what was found of it, and whose place it took")
  func forms() throws {
    let house = try Installation.forwarding(forms: [try PlantedForm(1), try PlantedForm(2)])
    try house.forward("1,F1,primary\n2,F2,substitute\n")
    try house.judge("F1", .inService, .fail)
    try house.decide("F1", .unqualified, .retired)
    try house.run(
      ForwardPromote.self,
      ForwardPromote.Input(edition: SampleFiles.name, unit: "3701", document: Installation.document, reason: "递补样例"),
      as: .union)
    let first = try house.standing("F1").timeline.map(\.what.en)
    #expect(first.contains { $0 == "forwarded, primary" })
    #expect(first.contains { $0.hasPrefix("eligibility, ") && $0.hasSuffix(": failed") })
    let second = try house.standing("F2").timeline
    #expect(second.contains { $0.what.en == "forwarded, substitute" })
    #expect(second.first { $0.what.en == "takes the place of F1" }?.reason == "递补样例")
  }

  @Test("SM-2 a nomination that nobody entered is not found")
  func unknown() throws {
    let house = try Station.named.installation()
    let input = NominationShow.Input(edition: SampleFiles.name, nomination: "none")
    #expect(try house.refusal(NominationShow.self, input, as: .auditor).kind == .notFound)
  }
}
