import Foundation
import Primitives
import Sealing
import SelectionRules
import Testing

@testable import Operations

@Suite("Drawing the panel")
struct DrawOperationTests {
  private func sha256(_ text: String) -> String { Digest.sha256(of: Array(text.utf8)).hex }

  @Test("R-207 a draw is committed before its number is known, and anyone can recompute who was drawn")
  func recomputed() throws {
    let house = try Station.nominating.installation()
    let committed = try #require(try house.commitDraw().draws.first)
    #expect(committed.drawn.isEmpty && committed.seed == nil)
    #expect(sha256(committed.commitment.map { $0 + "\n" }.joined()) == committed.commitmentDigest)
    try house.goTo("2026-06-08")
    let draw = try #require(try house.performDraw().draws.first)
    let seed = sha256(committed.commitmentDigest + "0123456")
    #expect(draw.seed == seed)
    #expect(draw.drawn.count == 2)
    for expert in draw.drawn { #expect(expert.ticket == sha256(seed + expert.expert.string)) }
    #expect(draw.drawn.map(\.ticket) == draw.drawn.map(\.ticket).sorted())
    // Nobody of the same fields with a smaller ticket was passed over.
    let fields = Set(draw.drawn.map(\.field.string))
    let pool = try house.texts(
      "SELECT DISTINCT code FROM expert JOIN expert_specialty s ON s.expert_id = expert.id WHERE s.name IN "
        + "(\(fields.map { "'\($0)'" }.joined(separator: ", ")))")
    let smallest = try #require(pool.map { sha256(seed + $0) }.min())
    #expect(draw.drawn.first?.ticket == smallest)
    #expect(
      try house.texts("SELECT expert FROM panel_expert ORDER BY expert") == draw.drawn.map(\.expert.string).sorted())
    #expect(try house.faults() == [])
    let text = "\(try house.run(DrawShow.self, DrawShow.Input(edition: SampleFiles.name), as: .auditor).presentation)"
    #expect(text.contains("sha256sum") && text.contains(draw.commitmentDigest + "0123456"))
  }

  @Test("R-207 the number is of a later day, and is not drawn by before that day")
  func days() throws {
    let house = try Station.nominating.installation()
    let places = try house.placesFile()
    for day in ["2026-06-01", "2026-05-30"] {
      let refusal = try house.refusal(DrawCommit.self, house.drawInput(places, day: day), as: .head)
      #expect(refusal.code == "draw.day-not-later")
    }
    let perform = DrawPerform.Input(edition: SampleFiles.name, publicNumber: "1")
    #expect(try house.refusal(DrawPerform.self, perform, as: .head).code == "draw.nothing-committed")
    try house.commitDraw()
    #expect(try house.refusal(DrawPerform.self, perform, as: .head).code == "draw.too-early")
    try house.goTo("2026-06-09")
    let words = DrawPerform.Input(edition: SampleFiles.name, publicNumber: "one")
    #expect(try house.refusal(DrawPerform.self, words, as: .head).code == "draw.number")
    try house.performDraw("7")
    #expect(try house.refusal(DrawPerform.self, perform, as: .head).code == "draw.nothing-committed")
  }

  @Test("R-207 a second draw, and one over an appointed panel, needs a reason")
  func secondDraw() throws {
    let house = try Station.nominating.installation()
    try house.commitDraw()
    try house.goTo("2026-06-08")
    try house.performDraw()
    let again = house.drawInput(try house.placesFile(), day: "2026-06-20")
    #expect(try house.refusal(DrawCommit.self, again, as: .head).code == "draw.reason-missing")
    let spaces = house.drawInput(try house.placesFile(), day: "2026-06-20", reason: "　")
    #expect(try house.refusal(DrawCommit.self, spaces, as: .head).code == "reason.missing")
    try house.commitDraw(fields: 3, day: "2026-06-20", reason: "样例：一人不能参加")
    try house.goTo("2026-06-20")
    #expect(try house.performDraw("99").draws.map(\.drawn.count) == [2, 3])
    #expect(try house.count("panel_expert") == 3)
    #expect(try house.faults() == [])

    let appointed = try Station.nominating.installation()
    try appointed.take(PanelImport.self, "experts.csv")
    let first = appointed.drawInput(try appointed.placesFile(), day: "2026-06-08")
    #expect(try appointed.refusal(DrawCommit.self, first, as: .head).code == "draw.reason-missing")
  }

  @Test("R-207 who comes to the pool after the commitment takes no part, and is told")
  func laterExperts() throws {
    let house = try Station.nominating.installation()
    try house.commitDraw()
    let file = try house.write(
      "later.csv", "expert,name,employer_credit_code,fields\nLATE,样本·晚来,,\(try fields(house))\n")
    try house.run(ExpertImport.self, RegistryImportInput(file: file), as: .office)
    try house.goTo("2026-06-08")
    let output = try house.performDraw()
    #expect(output.addedSince == ["LATE"])
    #expect(output.draws.flatMap(\.drawn).allSatisfy { $0.expert != "LATE" })
  }

  private func fields(_ house: Installation) throws -> String {
    try house.texts("SELECT DISTINCT name FROM expert_specialty ORDER BY name").joined(separator: ";")
  }

  @Test(
    "R-207 places are whole numbers of fields that the pool can fill",
    arguments: [
      ("焊接航天,1\n", "draw.unfillable"), ("焊工,0\n", "draw.places"), ("焊工,x\n", "draw.places"), ("", "draw.places"),
      ("焊工,01\n", "draw.places"), ("焊工,1\n焊工,1\n", "assignment.repeated"), ("焊工,999\n", "draw.unfillable"),
    ])
  func places(rows: String, code: String) throws {
    let house = try Station.nominating.installation()
    let file = try house.write("places.csv", Installation.places + rows)
    #expect(try house.refusal(DrawCommit.self, house.drawInput(file, day: "2026-06-08"), as: .head).code == code)
  }

  @Test("R-207 a draw that removes assigned judges ends the assignment")
  func endsAssignment() throws {
    let house = try Station.judging.installation()
    try house.plant("DELETE FROM recusal", "DELETE FROM score_sheet")
    try house.plant("UPDATE input_import SET row_count = 0 WHERE kind IN ('recusals', 'scores')")
    try house.assign()
    try house.commitDraw(reason: "样例")
    try house.goTo("2026-06-08")
    try house.performDraw()
    #expect(try house.run(PanelShow.self, house.nominees, as: .head).run == nil)
    #expect(try house.texts("SELECT supersede_reason FROM assignment_run") == ["样例"])
  }
}
