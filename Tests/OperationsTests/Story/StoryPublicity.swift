import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Deeds, votes, inspection, publicity and objections.
extension Story {
  func advance(_ state: EditionState) -> EditionAdvance.Input { EditionAdvance.Input(name: edition, to: state) }

  /// no vote before the deeds of every nominee are published and approved by a second person.
  func displayingAndVoting() throws {
    try house.goTo("2026-08-20")
    try run(EditionAdvance.self, advance(.display), as: .office)
    for index in 1...9 { try record(index, as: .office) }
    try house.goTo("2026-09-01")
    #expect(try code(EditionAdvance.self, advance(.voting), as: .office) == "edition.deeds-missing")
    try publishLast()
    try run(EditionAdvance.self, advance(.voting), as: .office)
    try house.goTo("2026-09-11")
    var votes = "nomination,channel,votes\n"
    for index in 1...10 {
      votes += "\(number(index)),app,\(1100 - 100 * index)\n\(number(index)),wechat,\(50 - index)\n"
    }
    let output = try house.importing(VoteImport.self, try house.write("votes.csv", votes))
    try #require(output.isApplied, "\(output.lines)")
    try house.advance(.composite)
    try expectSound()
  }

  private func record(_ index: Int, as person: Person) throws {
    let input = DeedRecord.Input(
      edition: edition, nomination: number(index).string, medium: "示例日报", date: "2026-08-20",
      link: "https://example.invalid/\(index)")
    try run(DeedRecord.self, input, as: person)
  }

  /// The last nominee took the consent to publication back, and whoever recorded the deeds does not approve them.
  private func publishLast() throws {
    let revocation = FormRevokeConsent.Input(
      edition: edition, number: number(10), purpose: .publication, on: "2026-08-31")
    try run(FormRevokeConsent.self, revocation, as: self[10].firm.clerk)
    try record(10, as: .both)
    let last = DeedApprove.Input(edition: edition, nomination: number(10).string)
    #expect(try code(DeedApprove.self, last, as: .both) == "deed.same-person")
    #expect(try code(DeedApprove.self, last, as: .confirmer) == "deed.no-consent")
    try consent(.publication, 10, on: "2026-09-01")
    try run(DeedApprove.self, DeedApprove.Input(edition: edition), as: .confirmer)
  }

  // MARK: Inspection

  private func propose() throws {
    for stage in [Stage.named, .great] { try house.compute(stage) }
    for stage in [Stage.named, .great] { try house.submit(stage) }
  }

  private func inspect(_ index: Int, on day: String, _ result: InspectionResult = .passed) throws -> Stage? {
    var input = try house.inspection(number(index).string, result)
    input.on = day
    return try run(InspectionRecord.self, input, as: .office).removedAt
  }

  /// who fails the inspection is struck out; a recorded decision gives the place to the next.
  func inspecting() throws {
    try house.goTo("2026-09-14")
    try propose()
    #expect(try listed(.named) == numbers(Array(1...6)))
    #expect(try listed(.great) == numbers([1, 2]))
    try house.advance(.inspection)
    for index in 1...5 { #expect(try inspect(index, on: "2026-09-14") == nil) }
    #expect(try inspect(6, on: "2026-09-14", .failed) == .named)
    #expect(try house.states(.named).last == .void)
    #expect(try house.compute(.named).items.map(\.nomination) == numbers(Array(1...5)))
    try decide(.named, 7, .substitute, reason: "递补考察不合格者")
    try propose()
    #expect(try listed(.named) == numbers([1, 2, 3, 4, 5, 7]))
    #expect(try code(EditionAdvance.self, advance(.publicity), as: .office) == "edition.inspection-missing")
    #expect(try inspect(7, on: "2026-09-14") == nil)
    try house.advance(.publicity)
    try expect(.proposed, 1, 5, 7)
    try expect(.removed, 6)
    try expect(.notProposed, 9)
    try expectSound()
  }

  // MARK: Publicity

  func name(on day: String) throws -> String {
    let input = EditionNaming.Input(name: edition, document: Installation.document, date: day)
    return try code(EditionNaming.self, input, as: .confirmer)
  }

  /// five working days, and nobody is named before they are over.
  func showingNames() throws {
    try house.goTo("2026-09-15")
    #expect(try code(PublicityOpen.self, house.publicity(from: "2026-09-15", days: 4), as: .office) == "publicity.days")
    let shown = try house.showNames(from: "2026-09-15")
    #expect(shown.shown == 6 && shown.new == 6)
    for stage in [Stage.named, .great] { try house.confirm(stage) }
    try house.goTo("2026-09-17")
    #expect(try name(on: "2026-09-17") == "naming.publicity-not-over")
  }

  // MARK: Objections

  private func receive(_ input: ObjectionReceive.Input) throws -> ObjectionReceive.Output {
    try run(ObjectionReceive.self, input, as: .office)
  }

  /// an anonymous one is not formally accepted, one is dismissed, one is upheld and strikes out.
  func answeringObjections() throws {
    let anonymous = try receive(
      house.objection(number(4).string, objector: .anonymous, name: nil, phone: nil, on: "2026-09-17"))
    #expect(anonymous.state == .informal && anonymous.missing.contains(.name))
    let open = try house.investigated(try house.objection(number(3).string, on: "2026-09-17"))
    let upheld = try house.investigated(
      try house.objection(
        number(5).string, objector: .unit, name: "示例·异议单位", address: "示例市示例路1号", seal: true, on: "2026-09-17"))
    let ruled = try run(ObjectionDecide.self, try house.ruling(.upheld, upheld), as: .handler)
    #expect(ruled.removedAt == .named)
    try expect(.removed, 5)
    #expect(try house.states(.named).last == .void)
    try showSubstitute()
    #expect(try name(on: "2026-10-20") == "naming.objection-open")
    try run(ObjectionDecide.self, try house.ruling(.dismissed, open), as: .handler)
    try expectSound()
  }

  /// The name that comes up is inspected and shown as the others were.
  private func showSubstitute() throws {
    try house.goTo("2026-09-22")
    try decide(.named, 8, .substitute, reason: "递补异议成立者")
    try propose()
    #expect(try inspect(8, on: "2026-09-22") == nil)
    for stage in [Stage.named, .great] { try house.confirm(stage) }
    try house.goTo("2026-10-09")
    #expect(try name(on: "2026-10-09") == "naming.not-shown")
    let shown = try house.showNames(from: "2026-10-09")
    #expect(shown.shown == 6 && shown.new == 1)
    #expect(try name(on: "2026-10-09") == "naming.publicity-not-over")
    try house.goTo("2026-10-20")
  }
}
