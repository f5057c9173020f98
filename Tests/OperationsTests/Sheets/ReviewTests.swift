import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Reviews")
struct ReviewTests {
  private static let full: [(item: ByteText, score: String)] = [("skill", "55.5"), ("result", "40")]

  private func review(_ judge: ByteText, _ nomination: ByteText) -> WantedSheet {
    WantedSheet(judge: judge, nomination: nomination, scores: Self.full)
  }

  /// Two reviewers for every qualified nomination, and one for an unqualified one.
  private func desk() throws -> (house: Installation, qualified: [ByteText]) {
    let house = try Installation.preliminaryReview()
    let qualified = try SampleFiles.inputs.nominations.filter { $0.disqualification == nil }.map(\.key)
    try house.appoint(reviewers: ["P1", "P2"])
    let reviewers: [ByteText] = ["P1", "P2"]
    try house.assign(.candidate, qualified.flatMap { nomination in reviewers.map { ($0, nomination) } })
    return (house, qualified)
  }

  @Test("R-219 a review is saved item by item, each within its maximum, and submitted when nothing is missing")
  func save() throws {
    let (house, qualified) = try desk()
    func input(_ item: ByteText?, _ score: String?) -> ReviewSave.Input {
      ReviewSave.Input(edition: Installation.edition, nomination: qualified[0], item: item, score: score)
    }
    #expect(try house.refusal(ReviewSave.self, input("skill", "60.01"), named: "of-P1").code == "sheet.above-maximum")
    #expect(try house.refusal(ReviewSave.self, input("craft", "1"), named: "of-P1").code == "sheet.unknown-item")
    #expect(try house.refusal(ReviewSave.self, input("skill", nil), named: "of-P1").code == "sheet.item-and-score")
    #expect(try house.refusal(ReviewSave.self, input(nil, nil), named: "of-P1").code == "sheet.nothing-given")
    try house.run(ReviewSave.self, input("skill", "60"), named: "of-P1")
    let early = try house.refusal(ReviewSubmit.self, Installation.own(qualified[0]), named: "of-P1")
    #expect(early.message.en == "the sheet lacks result")
    try house.run(ReviewSave.self, input("result", "39.99"), named: "of-P1")
    try house.run(ReviewSubmit.self, Installation.own(qualified[0]), named: "of-P1")
    let show = ReviewShow.Input(edition: Installation.edition, nomination: qualified[0])
    let own = try house.run(ReviewShow.self, show, named: "of-P1").sheets
    #expect(own.map(\.judge) == ["P1"])
    #expect(own.first?.values?.map(\.score) == ["60.00", "39.99"])
    #expect(own.first?.state == .submitted)
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-3 nobody takes over a reviewer's sheets that are begun, and so sees the scores before the lock")
  func successor() throws {
    let (house, qualified) = try desk()
    try house.fill(reviewer: review("P1", qualified[0]), isSubmitted: false)
    func code(_ reviewer: ByteText) throws -> String {
      let input = ReviewerAppoint.Input(
        edition: Installation.edition, reviewer: reviewer, actor: Person.auditor.rawValue)
      return try house.refusal(ReviewerAppoint.self, input, as: .office).code
    }
    #expect(try code("P1") == "reviewer.begun")
    #expect(try code("none") == "reviewer.unknown")
  }

  @Test("R-219 the reviews are locked when every qualified nomination has two, and the lacking ones are named")
  func lacking() throws {
    let (house, qualified) = try desk()
    for nomination in qualified {
      try house.fill(reviewer: review("P1", nomination))
      try house.fill(reviewer: review("P2", nomination), isSubmitted: nomination != qualified[1])
    }
    try house.recuse(.candidate, "P2", qualified[2])
    let before = try house.contentDigest()
    let refusal = try house.refusal(ReviewLock.self, SheetLock.Input(edition: Installation.edition), as: .office)
    #expect(refusal.code == "review.lacking")
    #expect(refusal.message.en.contains("\(qualified[1]) (1), \(qualified[2]) (1)"))
    #expect(try house.contentDigest() == before)
    let progress = try house.run(ReviewProgress.self, SheetList.Input(edition: Installation.edition), as: .office)
    #expect(progress.nominations.filter { !$0.hasEnough }.map(\.nomination) == Array(qualified[1...2]))
    #expect(progress.nominations.filter { !$0.canHaveEnough }.map(\.nomination) == [qualified[2]])
  }

  @Test("SM-3 a review is opened again by the office or the committee's head", arguments: [Person.office, .head])
  func reopen(person: Person) throws {
    let (house, qualified) = try desk()
    try house.fill(reviewer: review("P1", qualified[0]))
    let input = ReviewReopen.Input(
      edition: Installation.edition, reviewer: "P1", nomination: qualified[0], reason: "更正")
    try house.run(ReviewReopen.self, input, as: person)
    #expect(try house.refusal(ReviewReopen.self, input, as: person).code == "sheet.no-such-step")
    let none = ReviewReopen.Input(edition: Installation.edition, reviewer: "P2", nomination: qualified[0], reason: "更正")
    #expect(try house.refusal(ReviewReopen.self, none, as: person).kind == .notFound)
  }

  @Test("R-219 the rubric has versions until a review is begun")
  func rubric() throws {
    let (house, qualified) = try desk()
    try house.setRubric("code,label,maximum\nskill,技艺,55.5\nresult,业绩,44.5\n")
    let shown = try house.run(RubricShow.self, RubricShow.Input(edition: Installation.edition), as: .preliminary)
    #expect(shown.version == 2)
    #expect(shown.items.map(\.maximum) == ["55.50", "44.50"])
    #expect(throws: Refusal.self) { try house.setRubric("code,label,maximum\nskill,技艺,99.99\n") }
    try house.fill(reviewer: review("P1", qualified[0]), isSubmitted: false)
    let refusal = #expect(throws: Refusal.self) { try house.setRubric("code,label,maximum\nall,总分,100\n") }
    #expect(refusal?.code == "rubric.frozen")
  }

  @Test("R-219 reviewers are named for one edition, each with a person of his own who did not appoint himself")
  func reviewers() throws {
    let house = try Installation.preliminaryReview()
    try house.appoint(reviewers: ["P1"])
    func imported(_ line: String) throws -> [String] {
      let file = try house.write("more.csv", "code,name,employer_credit_code,fields,actor\n\(line)\n")
      let input = ReviewerImport.Input(edition: Installation.edition, file: file)
      return try house.run(ReviewerImport.self, input, as: .office).lines.flatMap(\.refusals).map(\.code)
    }
    #expect(try imported("P1,样本,,,") == ["registry.exists"])
    #expect(try imported("P2,样本,123,,") == ["credit-code.form"])
    #expect(try imported("P2,样本,,,office") == ["role.self"])
    #expect(try imported("P2,样本,,,of-P1") == ["reviewer.actor-taken"])
    #expect(try imported("P2,样本,,,nobody") == ["actor.unknown"])
    #expect(try imported("P2,样本,91370100MA3T123411,焊接;机械,") == [])
    func appoint(_ code: ByteText, _ actor: String) -> ReviewerAppoint.Input {
      ReviewerAppoint.Input(edition: Installation.edition, reviewer: code, actor: actor)
    }
    #expect(try house.refusal(ReviewerAppoint.self, appoint("P2", "office"), as: .office).code == "role.self")
    #expect(
      try house.refusal(ReviewerAppoint.self, appoint("P9", "preliminary"), as: .office).code == "reviewer.unknown")
    try house.run(ReviewerAppoint.self, appoint("P2", "preliminary"), as: .office)
    let list = try house.run(ReviewerList.self, ReviewerList.Input(edition: Installation.edition), as: .auditor)
    #expect(list.reviewers.map(\.code) == ["P1", "P2"])
    #expect(list.reviewers.last?.fields == ["机械", "焊接"])
    #expect(list.reviewers.allSatisfy { $0.hasActor })
  }
}
