import Foundation
import Primitives
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Score sheets of experts")
struct ExpertSheetTests {
  private static let all: [(item: ByteText, score: String)] = [
    ("spirit", "90"), ("craft", "88.5"), ("leading", "0"), ("contribution", "100"),
  ]

  /// Two experts for the first two candidates.
  private func desk() throws -> (house: Installation, candidates: [ByteText]) {
    let house = try Installation.expertReview()
    let candidates = try SampleFiles.passed(.candidate)
    for code in ["E0001", "E0002"] as [ByteText] { try house.actor(expert: try expert(code)) }
    try house.assign(
      .nominee,
      try [(expert("E0001"), candidates[0]), (expert("E0001"), candidates[1]), (expert("E0002"), candidates[0])])
    return (house, candidates)
  }

  /// The sample's first and second expert.
  private func expert(_ code: ByteText) throws -> ByteText {
    let keys = try SampleFiles.inputs.experts.map(\.key).sorted()
    return code == "E0001" ? keys[0] : keys[1]
  }

  private func name(_ code: ByteText) throws -> String { "of-\(try expert(code))" }

  private func own(_ house: Installation, _ code: ByteText) throws -> [SheetItem] {
    try house.run(SheetList.self, SheetList.Input(edition: Installation.edition), named: try name(code)).sheets
  }

  @Test("R-207 R-220 each value is saved when it is given, and the others stay")
  func bitByBit() throws {
    let (house, candidates) = try desk()
    let first = try name("E0001")
    for (count, score) in Self.all.enumerated() {
      let output = try house.run(SheetSave.self, Installation.save(candidates[0], [score]), named: first)
      #expect(output.done.en == "saved, revision \(count + 1)")
      let sheet = try #require(try own(house, "E0001").first { $0.nomination == candidates[0] })
      #expect(sheet.values?.count == count + 1)
      #expect(sheet.missing?.count == 3 - count)
    }
    var input = Installation.save(candidates[0], [("craft", "7")])
    input.comment = "样例意见"
    try house.run(SheetSave.self, input, named: first)
    let sheet = try #require(try own(house, "E0001").first { $0.nomination == candidates[0] })
    #expect(sheet.values?.map(\.score) == ["90.00", "7.00", "0.00", "100.00"])
    #expect(sheet.comment == "样例意见")
    #expect(sheet.state == .open)
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-3 nobody takes over an expert's sheets that are begun, and so sees the scores before the lock")
  func successor() throws {
    let (house, candidates) = try desk()
    let code = try expert("E0001").string
    let release = DutyInput(actor: try name("E0001"), expert: code)
    try house.run(SheetSave.self, Installation.save(candidates[0], [("craft", "7")]), named: try name("E0001"))
    #expect(try house.refusal(ActorRelease.self, release, as: .administrator).code == "duty.sheets-begun")
    let idle = DutyInput(actor: try name("E0002"), expert: try expert("E0002").string)
    try house.run(ActorRelease.self, idle, as: .administrator)
  }

  @Test(
    "R-227 SM-3 sheets are locked when each conflict that the data shows of them is ruled on", arguments: [true, false])
  func conflicts(isUpheld: Bool) throws {
    let house = try Installation.expertReview()
    let seats = try SampleSheets.experts()
    let pair = try house.plantMentorship()
    let other = try #require(seats.first { $0.judge != pair.judge && $0.nomination != pair.nomination })
    try house.assign(.nominee, [pair, (other.judge, other.nomination)])
    for (judge, nomination) in [pair, (judge: other.judge, nomination: other.nomination)] {
      _ = try house.actor(expert: judge)
      try house.fill(expert: WantedSheet(judge: judge, nomination: nomination, scores: Self.all))
    }
    let input = SheetLock.Input(edition: Installation.edition, replace: nil)
    #expect(try house.refusal(SheetLock.self, input, as: .head).code == "conflict.unruled")
    try house.run(ConflictRule.self, house.ruling(pair, isUpheld ? .upheld : .dismissed), as: .head)
    try house.lockSheets()
    #expect(try house.count("score_sheet") == (isUpheld ? 1 : 2))
    #expect(try house.faults() == [])
  }

  @Test("SM-3 a submitted sheet takes no changes until the committee's head opens it again, with a reason")
  func submitAndReopen() throws {
    let (house, candidates) = try desk()
    let first = try name("E0001")
    try house.run(SheetSave.self, Installation.save(candidates[0], Array(Self.all.dropLast(2))), named: first)
    let early = try house.refusal(SheetSubmit.self, Installation.own(candidates[0]), named: first)
    #expect(early.code == "sheet.incomplete")
    #expect(early.message.en == "the sheet lacks leading, contribution")
    try house.run(SheetSave.self, Installation.save(candidates[0], Array(Self.all.suffix(2))), named: first)
    try house.run(SheetSubmit.self, Installation.own(candidates[0]), named: first)
    let late = Installation.save(candidates[0], [("craft", "1")])
    #expect(try house.refusal(SheetSave.self, late, named: first).code == "sheet.not-open")
    #expect(
      try house.refusal(SheetSubmit.self, Installation.own(candidates[0]), named: first).code == "sheet.no-such-step")
    func reopen(_ reason: String) throws -> SheetReopen.Input {
      SheetReopen.Input(
        edition: Installation.edition, expert: try expert("E0001"), nomination: candidates[0], reason: reason)
    }
    #expect(try house.refusal(SheetReopen.self, reopen(" "), as: .head).code == "reason.missing")
    try house.run(SheetReopen.self, reopen("漏看附件"), as: .head)
    try house.run(SheetSave.self, late, named: first)
    try house.run(SheetSubmit.self, Installation.own(candidates[0]), named: first)
    let states = try house.texts("SELECT to_state FROM work_sheet_state ORDER BY id")
    #expect(states == ["OPEN", "SUBMITTED", "OPEN", "SUBMITTED"])
    #expect(try house.texts("SELECT reason FROM work_sheet_state WHERE from_state = 'SUBMITTED'") == ["漏看附件"])
    #expect(try house.faults().isEmpty)
  }

  @Test(
    "R-220 a value that is no score, or nothing at all, is refused and changes nothing",
    arguments: ["101", "1.234", "x"])
  func wrongValues(score: String) throws {
    let (house, candidates) = try desk()
    let before = try house.contentDigest()
    let wrong = Installation.save(candidates[0], [("spirit", "5"), ("craft", score)])
    #expect(try house.refusal(SheetSave.self, wrong, named: try name("E0001")).code == "score.form")
    let nothing = Installation.save(candidates[0], [])
    #expect(try house.refusal(SheetSave.self, nothing, named: try name("E0001")).code == "sheet.nothing-given")
    #expect(try house.contentDigest() == before)
  }

  @Test("SM-3 a save on another revision than the one that was looked at is refused")
  func revisions() throws {
    let (house, candidates) = try desk()
    let first = try name("E0001")
    func save(_ revision: Int) -> SheetSave.Input {
      var input = Installation.save(candidates[0], [("craft", "\(revision)")])
      input.revision = revision
      return input
    }
    #expect(try house.refusal(SheetSave.self, save(1), named: first).code == "sheet.changed")
    try house.run(SheetSave.self, save(0), named: first)
    #expect(try house.refusal(SheetSave.self, save(0), named: first).code == "sheet.changed")
    try house.run(SheetSave.self, save(1), named: first)
  }

  @Test("R-207 for an expert a nomination of others is as unknown as one that there is not")
  func notAssigned() throws {
    let (house, candidates) = try desk()
    let second = try name("E0002")
    func refusals(_ nomination: ByteText) throws -> [Refusal] {
      [
        try house.refusal(SheetSave.self, Installation.save(nomination, Self.all), named: second),
        try house.refusal(SheetSubmit.self, Installation.own(nomination), named: second),
        try house.refusal(
          SheetShow.self, SheetShow.Input(edition: Installation.edition, nomination: nomination), named: second),
        try house.refusal(
          SheetShow.self,
          SheetShow.Input(edition: Installation.edition, nomination: nomination, expert: try expert("E0001")),
          named: second),
      ]
    }
    let others = try refusals(candidates[1])
    #expect(others.allSatisfy { $0.kind == .notFound && $0.code == "sheet.not-assigned" })
    let none = try refusals("9999-9999")
    let told = others.map { $0.message.zh.replacing(candidates[1].string, with: "X") }
    #expect(told == none.map { $0.message.zh.replacing("9999-9999", with: "X") })
    // The expert whose duty ends has no sheets any more.
    try house.run(
      ActorRelease.self, DutyInput(actor: second, expert: try expert("E0002").string), as: .administrator)
    #expect(try refusals(candidates[0]).allSatisfy { $0.code == "sheet.not-assigned" })
  }

  @Test("R-227 SM-3 whoever is recused fills in nothing, and a begun sheet ends as recused")
  func recused() throws {
    let (house, candidates) = try desk()
    let first = try name("E0001")
    try house.fill(expert: WantedSheet(judge: try expert("E0001"), nomination: candidates[0], scores: Self.all))
    try house.recuse(.nominee, try expert("E0001"), candidates[0], .kinship)
    try house.recuse(.nominee, try expert("E0001"), candidates[1])
    for candidate in candidates.prefix(2) {
      let input = Installation.save(candidate, Self.all)
      #expect(try house.refusal(SheetSave.self, input, named: first).code == "sheet.recused")
    }
    #expect(try own(house, "E0001").map(\.state) == [.recused, .recused])
    try house.fill(expert: WantedSheet(judge: try expert("E0002"), nomination: candidates[0], scores: Self.all))
    let output = try house.lockSheets()
    #expect(output.locked == 1)
    #expect(output.missing.isEmpty)
    #expect(try house.texts("SELECT state FROM work_sheet ORDER BY judge") == ["RECUSED", "LOCKED"])
    #expect(try house.texts("SELECT kind FROM recusal ORDER BY nomination") == ["kinship", "other"])
    #expect(try house.faults().isEmpty)
  }

  @Test(
    "SM-3 a recusal ends an open or submitted sheet, and leaves a locked one as it stands",
    arguments: SheetState.allCases)
  func recuse(state: SheetState) throws {
    let (house, candidates) = try desk()
    let judge = try expert("E0001")
    try house.fill(expert: WantedSheet(judge: judge, nomination: candidates[0], scores: Self.all))
    try house.plant("UPDATE work_sheet SET state = '\(state.rawValue)'")
    try house.withDatabase { database in
      try database.write { connection in
        let edition = try #require(try EditionStore.find(name: Installation.edition, in: connection)).id
        let actor = try #require(try ActorStore.find(name: "head", in: connection)).id
        let change = WorkSheetStore.Change(reason: "样例", by: actor, at: "2026-06-01", historyID: "x")
        for nomination in candidates.prefix(2) {
          try WorkSheetStore.recuse(
            PanelStore.Pair(judge: judge, nomination: nomination), .nominee, of: edition, change, in: connection)
        }
      }
    }
    #expect(try house.texts("SELECT state FROM work_sheet") == [state == .locked ? "LOCKED" : "RECUSED"])
    let changes = try house.count("work_sheet_state WHERE to_state = 'RECUSED'")
    #expect(changes == (state.successors.contains(.recused) ? 1 : 0))
  }

  @Test("SM-3 after the lock nothing is saved, submitted or opened again")
  func afterLock() throws {
    let (house, candidates) = try desk()
    let first = try name("E0001")
    try house.fill(expert: WantedSheet(judge: try expert("E0001"), nomination: candidates[0], scores: Self.all))
    try house.fill(
      expert: WantedSheet(judge: try expert("E0001"), nomination: candidates[1], scores: Self.all), isSubmitted: false)
    let output = try house.lockSheets()
    #expect(output.locked == 1)
    #expect(output.missing.map(\.isBegun) == [true, false])
    let before = try house.contentDigest()
    for candidate in candidates.prefix(2) {
      let save = Installation.save(candidate, [("craft", "1")])
      #expect(try house.refusal(SheetSave.self, save, named: first).code == "sheet.locked")
      #expect(try house.refusal(SheetSubmit.self, Installation.own(candidate), named: first).code == "sheet.locked")
      let reopen = SheetReopen.Input(
        edition: Installation.edition, expert: try expert("E0001"), nomination: candidate, reason: "样例")
      #expect(try house.refusal(SheetReopen.self, reopen, as: .head).code == "sheet.locked")
    }
    #expect(
      try house.refusal(SheetLock.self, SheetLock.Input(edition: Installation.edition), as: .head).code
        == "sheet.locked")
    let file = ImportInput(
      edition: Installation.edition, file: house.path("edition/scores.csv"), dryRun: nil, replace: "样例")
    #expect(try house.refusal(ScoreImport.self, file, as: .office).code == "sheet.filled-here")
    #expect(try house.contentDigest() == before)
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-1 while sheets wait for their lock no nominees are computed and the edition stays")
  func waiting() throws {
    let (house, candidates) = try desk()
    try house.fill(expert: WantedSheet(judge: try expert("E0001"), nomination: candidates[0], scores: Self.all))
    #expect(try house.refusal(ListCompute.self, house.list(.nominee), as: .office).code == "sheet.unlocked")
    let advance = EditionAdvance.Input(name: Installation.edition, to: .display, reason: nil)
    #expect(try house.refusal(EditionAdvance.self, advance, as: .office).code == "sheet.unlocked")
    try house.lockSheets()
    try house.compute(.nominee)
    #expect(try house.refusal(EditionAdvance.self, advance, as: .office).code == "edition.list-missing")
  }

  @Test("SM-3 scores that were imported before are replaced knowingly or not at all")
  func imported() throws {
    let house = try Station.judging.installation()
    let candidate = try SampleFiles.passed(.candidate)[0]
    let judge = try expert("E0001")
    try house.actor(expert: judge)
    try house.assign(.nominee, [(judge, candidate)])
    try house.fill(expert: WantedSheet(judge: judge, nomination: candidate, scores: Self.all))
    let before = try house.contentDigest()
    let input = SheetLock.Input(edition: Installation.edition)
    #expect(try house.refusal(SheetLock.self, input, as: .head).code == "sheet.package-filled")
    #expect(try house.contentDigest() == before)
    try house.lockSheets(replace: "改为系统内评分")
    #expect(try house.texts("SELECT expert FROM score_sheet") == [judge.string])
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-3 R-227 a recusal after the lock is written by a second lock, before the list is confirmed")
  func secondLock() throws {
    let (house, candidates) = try desk()
    for code in ["E0001", "E0002"] as [ByteText] {
      try house.fill(expert: WantedSheet(judge: try expert(code), nomination: candidates[0], scores: Self.all))
    }
    try house.lockSheets()
    try house.compute(.nominee)
    try house.recuse(.nominee, try expert("E0002"), candidates[0])
    #expect(try house.refusal(ListCompute.self, house.list(.nominee), as: .office).code == "sheet.recused-after-lock")
    let again = try house.lockSheets(replace: "补录回避")
    #expect(again.voided.map(\.stage) == [.nominee])
    #expect(try house.texts("SELECT expert FROM recusal") == [try expert("E0002").string])
    #expect(try house.texts("SELECT expert FROM score_sheet") == [try expert("E0001").string])
    #expect(try house.texts("SELECT reason FROM sheet_lock ORDER BY number") == ["", "补录回避"])
    try house.settle(.nominee)
    let input = SheetLock.Input(edition: Installation.edition, replace: "再来")
    #expect(try house.refusal(SheetLock.self, input, as: .head).code == "list.confirmed")
    #expect(try house.faults().isEmpty)
  }

  @Test("R-220 the progress tells who lacks what, and which nomination can no longer have enough sheets")
  func progress() throws {
    let (house, candidates) = try desk()
    try house.fill(expert: WantedSheet(judge: try expert("E0001"), nomination: candidates[0], scores: Self.all))
    try house.recuse(.nominee, try expert("E0002"), candidates[0])
    let output = try house.run(SheetProgress.self, SheetList.Input(edition: Installation.edition), as: .office)
    #expect(
      output.judges.map { [$0.assigned, $0.submitted, $0.recused, $0.missing] } == [[2, 1, 0, 1], [1, 0, 1, 0]])
    #expect(
      output.nominations.map { [$0.assigned, $0.submitted, $0.recused, $0.missing] } == [[2, 1, 1, 0], [1, 0, 0, 1]])
    #expect(output.minimum == (try SampleFiles.inputs.rules.panel.minimumSheets))
    #expect(output.nominations.map(\.hasEnough) == [false, false])
    #expect(output.nominations.map(\.canHaveEnough) == [1 >= output.minimum, 1 >= output.minimum])
  }
}
