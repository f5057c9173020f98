import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Who sees which scores")
struct SheetPrivacyTests {
  /// Two judges of the same two nominations; the second one's scores are what nobody else may learn.
  private struct World {
    let house: Installation
    let judges: [ByteText]
    let nominations: [ByteText]
    var others: String { "of-\(judges[1])" }
  }

  private static let low = ["1", "2", "3", "4"]
  private static let high = ["39", "38.5", "37", "36.99"]

  /// What both worlds are made from: sealed evidence differs with each sealing.
  private func origin(_ stage: Stage) throws -> Installation {
    stage == .nominee ? try Installation.expertReview() : try Installation.preliminaryReview()
  }

  /// A world in which the second judge gave these scores, one sheet submitted, one begun.
  private func world(_ stage: Stage, _ scores: [String], from origin: Installation) throws -> World {
    let house = try Installation(copyOf: origin)
    return stage == .nominee ? try experts(house, scores) : try reviewers(house, scores)
  }

  private func experts(_ house: Installation, _ scores: [String]) throws -> World {
    let judges = Array(try SampleFiles.inputs.experts.map(\.key).sorted().prefix(2))
    let nominations = Array(try SampleFiles.passed(.candidate).prefix(2))
    for code in judges { try house.actor(expert: code) }
    try house.assign(.nominee, judges.flatMap { code in nominations.map { (code, $0) } })
    let codes = SheetForm.dimensions.items.map(\.code)
    for nomination in nominations {
      let first = WantedSheet(judge: judges[0], nomination: nomination, scores: codes.map { ($0, "50") })
      try house.fill(expert: first)
      let second = WantedSheet(
        judge: judges[1], nomination: nomination, scores: Array(zip(codes, scores)).map { ($0, $1) })
      try house.fill(expert: second, isSubmitted: nomination == nominations[0])
    }
    var input = Installation.save(nominations[1], [("craft", scores[0])])
    input.comment = "意见\(scores[0])"
    try house.run(SheetSave.self, input, named: "of-\(judges[1])")
    return World(house: house, judges: judges, nominations: nominations)
  }

  private func reviewers(_ house: Installation, _ scores: [String]) throws -> World {
    let judges: [ByteText] = ["P1", "P2"]
    let qualified = try SampleFiles.inputs.nominations.filter { $0.disqualification == nil }.map(\.key)
    let nominations = Array(qualified.prefix(2))
    try house.appoint(reviewers: judges)
    try house.assign(.candidate, judges.flatMap { code in nominations.map { (code, $0) } })
    for nomination in nominations {
      let first = WantedSheet(judge: "P1", nomination: nomination, scores: [("skill", "50"), ("result", "30")])
      try house.fill(reviewer: first)
      let second = WantedSheet(
        judge: "P2", nomination: nomination, scores: [("skill", scores[0]), ("result", scores[1])])
      try house.fill(reviewer: second, isSubmitted: nomination == nominations[0])
    }
    let input = ReviewSave.Input(
      edition: SampleFiles.name, nomination: nominations[1], item: "skill", score: scores[2],
      comment: "意见\(scores[0])")
    try house.run(ReviewSave.self, input, named: "of-P2")
    return World(house: house, judges: judges, nominations: nominations)
  }

  /// Everything that a reading operation answers, to each who may call it but the second judge.
  private func answers(_ world: World, _ role: Role) throws -> [String: String] {
    var answers: [String: String] = [:]
    for entry in Catalogue.all.entries where entry.effect == .reads && entry.reach == .everywhere {
      var people = Person.allCases.filter { !Set($0.roles).isDisjoint(with: entry.access.roles) }.map(\.rawValue)
      if entry.access.roles.contains(role) { people.append("of-\(world.judges[0])") }
      for person in people {
        for json in try questions(entry, world) {
          let key = "\(entry.name) as \(person) \(json)".replacing(world.house.folder, with: "")
          answers[key] = try answer(entry.name, json, person, world.house)
            .replacing(world.house.folder, with: "")
        }
      }
    }
    return answers
  }

  /// The inputs that ask an operation about both nominations, and where it takes a judge about each.
  private func questions(_ entry: CatalogueEntry, _ world: World) throws -> [String] {
    let option = entry.input.fields.map(\.name).first { $0 == "expert" || $0 == "reviewer" }
    let judges: [ByteText?] = option == nil ? [nil] : [nil] + world.judges.map(Optional.some)
    return try world.nominations.flatMap { nomination in
      try judges.map { judge in
        let json = try entry.json([
          "edition": SampleFiles.name, "name": SampleFiles.name, "nomination": nomination.string,
          "output": world.house.path("export").text,
        ])
        var members = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        if let option, let judge { members[option] = judge.string }
        let data = try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
      }
    }
  }

  private func answer(_ name: String, _ json: String, _ person: String, _ house: Installation) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let output = try house.call(name, json: Data(json.utf8), as: person)
      return String(decoding: try encoder.encode(output), as: UTF8.self)
    } catch let refusal as Refusal {
      return "\(refusal)"
    }
  }

  @Test(
    "SM-3 before the lock nobody's answer depends on what another judge saved", arguments: [Stage.candidate, .nominee])
  func twoWorlds(stage: Stage) throws {
    let role: Role = stage == .nominee ? .expert : .preliminaryReviewer
    let thing = stage == .nominee ? "sheet" : "review"
    let origin = try origin(stage)
    let one = try world(stage, Self.low, from: origin)
    let other = try world(stage, Self.high, from: origin)
    let (low, high) = (try answers(one, role), try answers(other, role))
    #expect(low.keys.sorted() == high.keys.sorted())
    for person in ["head", "office", "auditor", "of-\(one.judges[0])"] {
      #expect(low.keys.contains { $0.hasPrefix("\(thing) show as \(person) ") }, "\(person)")
    }
    for (key, answer) in low { #expect(answer == high[key], "\(key)") }
    // The comparison sees what it is for: the second judge's own answers differ.
    let own = try [one, other].map { world in
      try answer("\(thing) list", "{\"edition\":\"\(SampleFiles.name)\"}", world.others, world.house)
    }
    #expect(own[0] != own[1])
  }

  @Test("SM-3 after the lock head, office, confirmer and auditor see what is locked, and experts their own")
  func afterLock() throws {
    let world = try world(.nominee, Self.low, from: origin(.nominee))
    let house = world.house
    let input = SheetList.Input(edition: SampleFiles.name)
    let observers: [Person] = [.head, .office, .confirmer, .auditor]
    for person in observers {
      let sheets = try house.run(SheetList.self, input, as: person).sheets
      #expect(sheets.count == 4)
      #expect(sheets.allSatisfy { $0.values == nil && $0.comment == nil && $0.missing == nil && $0.revision == nil })
    }
    try house.lockSheets()
    for person in observers {
      let sheets = try house.run(SheetList.self, input, as: person).sheets
      #expect(sheets.count { $0.values != nil } == 3)
      #expect(sheets.allSatisfy { ($0.values != nil) == ($0.state == .locked) })
    }
    let own = try house.run(SheetList.self, input, named: "of-\(world.judges[0])").sheets
    #expect(own.map(\.judge) == [world.judges[0], world.judges[0]])
    let other = SheetShow.Input(
      edition: SampleFiles.name, nomination: world.nominations[0], expert: world.judges[1])
    #expect(
      try house.refusal(SheetShow.self, other, named: "of-\(world.judges[0])").code == "sheet.not-assigned")
  }

  @Test("SM-3 the trail of sheets holds no score and no comment")
  func trail() throws {
    let house = try world(.nominee, ["12.34", "2", "3", "4"], from: origin(.nominee)).house
    let events = try house.texts("SELECT detail FROM audit_event WHERE operation LIKE 'sheet %'")
    #expect(events.count == 8)
    #expect(events.allSatisfy { !$0.contains("12.34") && !$0.contains("1234") && !$0.contains("意见") })
  }
}
