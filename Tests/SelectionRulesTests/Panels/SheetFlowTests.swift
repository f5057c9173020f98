import Primitives
import SelectionRules
import Testing

@Suite("Sheets in the flow of an edition")
struct SheetFlowTests {
  private typealias Sheets = EditionFlow.SheetSituation

  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test(
    "SM-1 an edition whose sheets wait for the lock does not go on to the display",
    arguments: [
      (false, false, nil), (true, true, nil), (true, false, "sheet.unlocked"), (false, true, nil),
    ] as [(Bool, Bool, String?)])
  func display(isBegun: Bool, isLocked: Bool, refused: String?) {
    var situation = EditionFlow.Situation(state: .expertReview, hasVote: true, lists: [.nominee: .confirmed])
    situation.sheets = Sheets(isBegun: isBegun, isLocked: isLocked)
    #expect(code { try EditionFlow.checkAdvance(situation, to: .display) } == refused)
    #expect(code { try EditionFlow.checkAdvance(situation, to: .cancelled) } == nil)
  }

  @Test(
    "SM-3 sheets are filled in while their stage is worked on, and not after the lock", arguments: EditionState.allCases
  )
  func work(state: EditionState) {
    for (stage, time) in [(Stage.candidate, EditionState.preliminaryReview), (.nominee, .expertReview)] {
      let open = code { try EditionFlow.checkSheetWork(stage, state, isLocked: false) }
      #expect(open == (state == time ? nil : "edition.wrong-state"))
      let locked = code { try EditionFlow.checkSheetWork(stage, state, isLocked: true) }
      #expect(locked == (state == time ? "sheet.locked" : "edition.wrong-state"))
    }
  }

  @Test(
    "SM-3 sheets are locked once, a second time only to replace, and never without any",
    arguments: [
      (false, 0, false, "sheet.nothing-to-lock"), (false, 0, true, "sheet.nothing-to-lock"), (false, 1, false, nil),
      (true, 1, false, "sheet.locked"), (true, 1, true, nil), (true, 0, true, nil),
    ] as [(Bool, Int, Bool, String?)])
  func lock(isLocked: Bool, submitted: Int, replaces: Bool, refused: String?) {
    func found(_ state: EditionState) -> String? {
      code {
        try EditionFlow.checkSheetLock(.nominee, state, isLocked: isLocked, submitted: submitted, replaces: replaces)
      }
    }
    #expect(found(.expertReview) == refused)
    #expect(found(.display) == "edition.wrong-state")
  }

  @Test("SM-3 what is filled in within the system is imported from no file")
  func imports() {
    #expect(code { try EditionFlow.checkSheetImport(Sheets()) } == nil)
    #expect(code { try EditionFlow.checkSheetImport(Sheets(isBegun: true)) } == "sheet.filled-here")
  }

  @Test("R-219 the rubric is frozen with the first review", arguments: EditionState.allCases)
  func rubric(state: EditionState) {
    let isEarly = [EditionState.draft, .nominating, .preliminaryReview].contains(state)
    #expect(code { try EditionFlow.checkRubric(state, isBegun: false) } == (isEarly ? nil : "edition.wrong-state"))
    #expect(
      code { try EditionFlow.checkRubric(state, isBegun: true) } == (isEarly ? "rubric.frozen" : "edition.wrong-state"))
  }

  @Test("R-219 every nomination that lacks its reviews is named with its count")
  func lacking() throws {
    try EditionFlow.checkSubmittedReviews([("a", 2), ("b", 3)])
    let refusal = #expect(throws: Refusal.self) {
      try EditionFlow.checkSubmittedReviews([("a", 2), ("b", 1), ("c", 0)])
    }
    #expect(refusal?.code == "review.lacking")
    #expect(refusal?.message.en.contains("b (1), c (0)") == true)
    #expect(refusal?.message.en.contains("a (") == false)
  }

  @Test("R-227 a recusal after the lock is in the package before a list is computed")
  func recusedAfterLock() throws {
    var small = SmallEdition("n1", "n2")
    small.sheet("e1", "n1", 1, 1, 1, 1)
    small.review("n1", 50)
    let pair = EditionFlow.JudgedPair(judge: "e1", nomination: "n1")
    let reviewer = EditionFlow.JudgedPair(judge: "R0", nomination: "n1")
    #expect(code { try EditionFlow.checkRecusalsLocked(.nominee, [pair], small.inputs) } == "sheet.recused-after-lock")
    #expect(
      code { try EditionFlow.checkRecusalsLocked(.candidate, [reviewer], small.inputs) } == "sheet.recused-after-lock")
    small.inputs.recusals = [Recusal(expert: 0, nomination: 0, kind: .kinship)]
    small.inputs.preliminary = []
    #expect(code { try EditionFlow.checkRecusalsLocked(.nominee, [pair], small.inputs) } == nil)
    #expect(code { try EditionFlow.checkRecusalsLocked(.candidate, [reviewer], small.inputs) } == nil)
  }
}
