import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Experts are drawn, stand back where they must, and fill in their sheets.
extension Story {
  private var commitment: DrawCommit.Input {
    get throws {
      let places = try house.write("places.csv", Installation.places + "C,7\n检测,3\n")
      return house.drawInput(places, day: "2026-07-15")
    }
  }

  /// committed on one day, drawn on the next; a further draw has its reason.
  func drawingExperts() throws {
    try house.goTo("2026-07-14")
    try run(DrawCommit.self, try commitment, as: .head)
    let perform = DrawPerform.Input(edition: edition, publicNumber: "0123456")
    #expect(try code(DrawPerform.self, perform, as: .head) == "draw.too-early")
    try house.goTo("2026-07-15")
    #expect(try run(DrawPerform.self, perform, as: .head).draws.last?.drawn.count == 10)
    #expect(try code(DrawPerform.self, perform, as: .head) == "draw.nothing-committed")
    var again = try commitment
    again.publicDay = "2026-07-16"
    #expect(try code(DrawCommit.self, again, as: .head) == "draw.reason-missing")
    again.reason = "一名专家出国"
    try run(DrawCommit.self, again, as: .head)
    try house.goTo("2026-07-16")
    let drawn = try run(DrawPerform.self, perform, as: .head).draws.last?.drawn ?? []
    #expect(drawn.count == 10)
    #expect(Set(drawn.map(\.expert)).isSuperset(of: ["X10", "X11", "X12"]))
    for expert in drawn.map(\.expert) { try house.actor(expert: expert) }
    try house.advance(.expertReview)
    try expectSound()
  }

  // MARK: Conflicts

  private func rule(_ judge: ByteText, _ index: Int, _ match: ConflictKind, _ ruling: ConflictRuling)
    -> ConflictRule.Input
  {
    house.ruling((judge: judge, nomination: number(index)), ruling, match: match)
  }

  /// what the data shows is ruled on by the head; what only the expert knows he declares himself.
  func rulingOnConflicts() throws {
    try house.goTo("2026-07-20")
    let (second, header) = (self[2], MentorshipImport.columns.joined(separator: ","))
    try take(
      MentorshipImport.self, "mentorships.csv",
      "\(header)\n\(Self.master),\(StoryFirm.institute),\(try second.sample.form[.name]),\(second.firm.creditCode),样例\n"
    )
    let found = try run(ConflictDetect.self, house.nominees, as: .head).conflicts
    let kinds = found.map { "\($0.judge) \($0.nomination) \($0.kind.rawValue)" }
    #expect(Set(kinds).isSuperset(of: ["X10 2026-0002 mentorship", "X11 2026-0003 phone", "X12 2026-0001 employer"]))
    #expect(kinds.filter { !$0.hasPrefix("X12") }.count == 2)
    #expect(try code(ConflictRule.self, rule("X12", 1, .employer, .dismissed), as: .head) == "conflict.employer-stands")
    try run(ConflictRule.self, rule("X12", 1, .employer, .upheld), as: .head)
    try run(ConflictRule.self, rule("X10", 2, .mentorship, .upheld), as: .head)
    try run(ConflictRule.self, rule("X11", 3, .phone, .dismissed), as: .head)
    let recusal = house.recusal((judge: "X10", nomination: number(4)))
    #expect(try code(RecusalDeclare.self, recusal, as: "of-X11") == "recusal.not-own")
    try run(RecusalDeclare.self, recusal, as: "of-X10")
    try expectSound()
  }

  // MARK: Sheets

  /// Who judges what: five of ten, nobody in conflict.
  private func assigned() throws -> [(judge: ByteText, nomination: ByteText)] {
    #expect(try code(PanelAssign.self, house.assignment(2), as: .head).hasPrefix("assignment."))
    let plan = try house.assign(5)
    #expect(plan.gaps.isEmpty)
    #expect(plan.loads.map(\.nominations) == Array(repeating: 7, count: 10))
    let pairs = plan.panels.flatMap { panel in panel.judges.map { (judge: $0, nomination: panel.nomination) } }
    let stands = pairs.map { "\($0.judge) \($0.nomination)" }
    for pair in ["X12 2026-0001", "X10 2026-0002", "X10 2026-0004"] { #expect(!stands.contains(pair)) }
    return pairs
  }

  /// SM-3: bit by bit, reopened by the head, one late, and the lock that the late one does not hold up.
  func scoring() throws {
    let pairs = try assigned()
    let late = try #require(pairs.last { $0.nomination == number(9) })
    let first = try #require(pairs.first { $0.nomination == number(1) })
    for pair in pairs where pair != first && pair != late { try house.fill(expert: try sheet(pair)) }
    try bitByBit(first)
    let wild = WantedSheet(
      judge: late.judge, nomination: late.nomination, scores: SampleSheets.scores(ByDimension { _ in 100 }))
    try house.fill(expert: wild, isSubmitted: false)
    try house.goTo("2026-08-15")
    #expect(
      try run(SheetSubmit.self, Installation.own(late.nomination), as: "of-\(late.judge)").late?.date == .sheetDeadline)
    #expect(try tooLate(.sheetDeadline).count == 1)
    #expect(try code(ListCompute.self, house.list(.nominee), as: .office) == "sheet.unlocked")
    let lock = try house.lockSheets()
    #expect(lock.locked == 69)
    #expect(lock.missing.map(\.judge) == [late.judge] && lock.missing.map(\.nomination) == [late.nomination])
    let open = SheetReopen.Input(edition: edition, expert: first.judge, nomination: first.nomination, reason: "样例")
    #expect(try code(SheetReopen.self, open, as: .head) == "sheet.locked")
    try house.goTo("2026-08-18")
    try house.settle(.nominee)
    let items = try run(ListShow.self, house.list(.nominee), as: .auditor).items
    #expect(items.map(\.nomination) == numbers(Array(1...10)))
    // The late sheet has 1 point in each dimension; it moves nobody.
    #expect(items[8].score == "78.00")
    try expect(.nominee, 1, 9)
    try expect(.notShortlisted, 11, 14)
    try expectSound()
  }

  private func sheet(_ pair: (judge: ByteText, nomination: ByteText)) throws -> WantedSheet {
    let index = try #require(nominees.first { $0.number == pair.nomination }).index
    return WantedSheet(
      judge: pair.judge, nomination: pair.nomination,
      scores: SampleSheets.scores(ByDimension { _ in 9600 - 200 * index }))
  }

  private func bitByBit(_ pair: (judge: ByteText, nomination: ByteText)) throws {
    let (expert, own) = ("of-\(pair.judge)", Installation.own(pair.nomination))
    var save = SheetSave.Input(edition: edition, nomination: pair.nomination, spirit: "94", comment: "样例")
    try run(SheetSave.self, save, as: expert)
    #expect(try code(SheetSubmit.self, own, as: expert) == "sheet.incomplete")
    save = SheetSave.Input(
      edition: edition, nomination: pair.nomination, craft: "90", leading: "94", contribution: "94")
    try run(SheetSave.self, save, as: expert)
    try run(SheetSubmit.self, own, as: expert)
    let open = SheetReopen.Input(edition: edition, expert: pair.judge, nomination: pair.nomination, reason: "笔误")
    #expect(try house.refusal(SheetReopen.self, open, as: .office).kind == .notPermitted)
    try run(SheetReopen.self, open, as: .head)
    save = SheetSave.Input(edition: edition, nomination: pair.nomination, craft: "94")
    try run(SheetSave.self, save, as: expert)
    try run(SheetSubmit.self, own, as: expert)
  }
}
