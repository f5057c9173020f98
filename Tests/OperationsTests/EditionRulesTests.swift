import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The rules of an edition in the database")
struct EditionRulesTests {
  private func rules(_ house: Installation, _ change: (inout EditionRules) throws -> Void) throws -> FilePath {
    var rules = try SampleFiles.inputs.rules
    try change(&rules)
    return try house.write("rules-\(UUID().uuidString).json", bytes: rules.jsonBytes)
  }

  private func open(_ house: Installation) throws {
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
  }

  private func openRefusal(_ house: Installation) throws -> Refusal {
    try house.refusal(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
  }

  private func change(_ file: FilePath) -> EditionChangeRules.Input {
    EditionChangeRules.Input(name: SampleFiles.name, rules: file)
  }

  private func caps(_ stage: Stage, _ cap: Int) -> EditionRules.Caps {
    var caps = SampleFiles.edition.caps
    switch stage {
    case .candidate: caps.candidate = cap
    case .nominee: caps.nominee = cap
    case .named: caps.named = cap
    case .great: caps.great = cap
    }
    return caps
  }

  @Test("SM-1 a draft takes new versions of its rules, each kept with its digest")
  func draft() throws {
    let house = try Station.draft.installation()
    let file = try rules(house) { $0.caps.great = 1 }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    #expect(try house.texts("SELECT version FROM edition_rules ORDER BY version") == ["1", "2"])
    #expect(Set(try house.texts("SELECT digest FROM edition_rules")).count == 2)
    try open(house)
    let shown = try house.run(EditionShow.self, EditionShow.Input(name: SampleFiles.name), as: .office)
    #expect(shown.rulesVersion == 2)
    #expect(shown.rulesFrozen)
    #expect(try house.texts("SELECT version FROM edition_rules WHERE frozen_at IS NOT NULL") == ["2"])
  }

  @Test(
    "SM-1 the rules of an open edition are frozen, and it is not opened twice",
    arguments: Station.allCases.filter { $0 >= .nominating })
  func frozen(station: Station) throws {
    let house = try station.installation()
    let before = try house.contentDigest()
    let refusal = try house.refusal(EditionChangeRules.self, change(house.path("edition/rules.json")), as: .office)
    #expect(refusal.code == "edition.rules-frozen")
    #expect(refusal.citation?.rule == "SM-1")
    #expect(try openRefusal(house).code == "edition.rules-frozen")
    #expect(try house.contentDigest() == before)
  }

  @Test("R-221 a public weight above 0.30 is not opened", arguments: ["0.31", "0.300000000001", "1"])
  func publicWeightTooLarge(weight: String) throws {
    let house = try Station.draft.installation()
    let file = try rules(house) { $0.composite = try composite(weight) }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    let refusal = try openRefusal(house)
    #expect(refusal.code == "edition.public-weight")
    #expect(refusal.citation?.rule == "R-221")
    #expect(try house.texts("SELECT state FROM edition") == ["DRAFT"])
  }

  @Test("R-221 a public weight up to 0.30 is opened", arguments: ["0.30", "0.299999999999", "0"])
  func publicWeight(weight: String) throws {
    let house = try Station.draft.installation()
    let file = try rules(house) { $0.composite = try composite(weight) }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    try open(house)
  }

  @Test("OP-25 without a public vote its weight does not matter")
  func publicWeightWithoutVote() throws {
    let house = try Station.draft.installation()
    let file = try rules(house) {
      $0.composite = try composite("0.31")
      $0.vote.enabled = false
    }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    try open(house)
  }

  private func composite(_ publicVote: String) throws -> EditionRules.Composite {
    let weight = try ExactDecimal(publicVote)
    let expert = try #require(ExactDecimal(scaled: ExactDecimal.unit - weight.scaled))
    return EditionRules.Composite(expert: expert, publicVote: weight)
  }

  @Test(
    "R-201 R-202 a provincial edition above 150, 100, 50 or 10 is not opened",
    arguments: [(Stage.candidate, 151), (.nominee, 101), (.named, 51), (.great, 11)])
  func capTooLarge(stage: Stage, cap: Int) throws {
    let house = try Station.draft.installation()
    let file = try rules(house) { $0.caps = caps(stage, cap) }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    let refusal = try openRefusal(house)
    #expect(refusal.code == "edition.cap-too-large")
    #expect(refusal.message.en.contains(stage.rawValue))
  }

  @Test("R-201 an organiser opens one edition a year, unless the other one is cancelled")
  func onceAYear() throws {
    let house = try Station.nominating.installation()
    let second = try rules(house) { $0.edition = "again" }
    let create = EditionCreate.Input(name: "again", year: 2026, organiser: "37", rules: second)
    try house.run(EditionCreate.self, create, as: .office)
    let refusal = try house.refusal(EditionOpen.self, EditionOpen.Input(name: "again"), as: .confirmer)
    #expect(refusal.code == "edition.year-taken")
    #expect(refusal.citation?.rule == "R-201")
    let cancel = EditionAdvance.Input(name: SampleFiles.name, to: .cancelled, reason: "begun again")
    try house.run(EditionAdvance.self, cancel, as: .office)
    try house.run(EditionOpen.self, EditionOpen.Input(name: "again"), as: .confirmer)
  }

  @Test("R-202 R-203 the limits themselves and anything below are opened", arguments: [0, 1])
  func capAtLimit(less: Int) throws {
    let house = try Station.draft.installation()
    let limits = EditionFlow.provincialCaps
    #expect(Stage.allCases.map { limits[$0] } == [150, 100, 50, 10])
    let file = try rules(house) {
      $0.caps = EditionRules.Caps(
        candidate: limits.candidate * (1 - less), nominee: limits.nominee, named: limits.named, great: limits.great)
    }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    try open(house)
  }

  @Test("The limits are the province's; a city's own selection sets its own")
  func cityEdition() throws {
    let house = try Station.registered.installation()
    let file = try rules(house) { $0.caps = caps(.candidate, 151) }
    try house.create(rules: file, organiser: "3701")
    try open(house)
  }

  @Test("Rules of another edition are refused at the place of the name")
  func otherName() throws {
    let house = try Station.draft.installation()
    let file = try rules(house) { $0.edition = "2027" }
    let refusal = try house.refusal(EditionChangeRules.self, change(file), as: .office)
    #expect(refusal.code == "edition.name-differs")
    #expect(refusal.location?.column == "edition")
  }

  @Test("A draft is made once, of a known organiser, in a year from 2017 on")
  func create() throws {
    let house = try Station.draft.installation()
    func refused(name: String = SampleFiles.name, year: Int = 2026, organiser: String = "37") throws -> Refusal {
      try house.refusal(
        EditionCreate.self,
        EditionCreate.Input(name: name, year: year, organiser: organiser, rules: house.path("edition/rules.json")),
        as: .office)
    }
    #expect(try refused().code == "edition.exists")
    #expect(try refused(name: "other").code == "edition.name-differs")
    #expect(try refused(year: 2016).code == "edition.year")
    #expect(try refused(year: 10_000).code == "edition.year")
    #expect(try refused(name: "").code == "edition.year")
    #expect(try refused(organiser: "99").code == "unit.unknown")
    let damaged = try house.write("damaged.json", "{\"edition\": ")
    #expect(try house.refusal(EditionChangeRules.self, change(damaged), as: .office).kind == .refused)
    let editions = try house.run(EditionList.self, EditionList.Input(), as: .reviewer).editions
    #expect(editions.map(\.name) == [SampleFiles.name])
    #expect(editions.map(\.state) == [.draft])
  }

  @Test(
    "OP-25 R-208 without a public vote the display leads to the composite, with the deeds published, and never to a vote"
  )
  func withoutVote() throws {
    let house = try Station.draft.installation()
    let file = try rules(house) { $0.vote.enabled = false }
    try house.run(EditionChangeRules.self, change(file), as: .office)
    try open(house)
    try house.review()
    try house.judge()
    try house.settle(.nominee)
    try house.advance(.display)
    let refusal = try house.refusal(
      EditionAdvance.self, EditionAdvance.Input(name: SampleFiles.name, to: .voting, reason: nil), as: .office)
    #expect(refusal.code == "edition.no-vote")
    #expect(refusal.citation?.rule == "OP-25")
    let early = try house.refusal(
      EditionAdvance.self, EditionAdvance.Input(name: SampleFiles.name, to: .composite, reason: nil), as: .office)
    #expect(early.code == "edition.deeds-missing")
    try house.publishDeeds()
    try house.advance(.composite)
  }

  @Test("OP-25 with a public vote the composite comes behind it")
  func withVote() throws {
    let house = try Station.judging.installation()
    try house.settle(.nominee)
    try house.advance(.display)
    let refusal = try house.refusal(
      EditionAdvance.self, EditionAdvance.Input(name: SampleFiles.name, to: .composite, reason: nil), as: .office)
    #expect(refusal.code == "edition.vote-first")
    #expect(refusal.citation?.rule == "R-208")
  }
}
