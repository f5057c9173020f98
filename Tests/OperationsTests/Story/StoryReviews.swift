import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Two reviews of each qualified nomination, and the list of candidates.
extension Story {
  private static let reviewers: [ByteText] = ["R1", "R2", "R3", "R4"]
  /// The qualified in the order in which the reviews rank them; the fourteenth and the fifteenth are tied.
  static let ranking = Array(1...16) + [21, 22, 17]

  func reviewing() throws {
    try house.goTo("2026-06-15")
    try house.setRubric("code,label,maximum\nskill,技艺,60\nresult,业绩,40\n")
    try importReviewers()
    let recusal = RecusalDeclare.Input(
      edition: edition, stage: .candidate, judge: "R1", nomination: number(3), kind: .kinship, reason: "亲属")
    try run(RecusalDeclare.self, recusal, as: "of-R1")
    let input = PanelAssign.Input(edition: edition, stage: .candidate, perNomination: 2)
    let plan = try run(PanelAssign.self, input, as: .head)
    #expect(plan.gaps.isEmpty && plan.panels.count == Self.ranking.count)
    #expect(plan.panels.first { $0.nomination == number(3) }?.judges.contains("R1") == false)
    let pairs = plan.panels.flatMap { panel in panel.judges.map { (judge: $0, nomination: panel.nomination) } }
    let missing = try #require(pairs.last { $0.nomination == number(22) })
    for pair in pairs {
      let isMissing = pair.judge == missing.judge && pair.nomination == missing.nomination
      try house.fill(reviewer: review(pair), isSubmitted: !isMissing)
    }
    try reopenReview(try #require(pairs.first { $0.nomination == number(1) }))
    #expect(try code(ListCompute.self, house.list(.candidate), as: .office) == "list.reviews-missing")
    #expect(try code(ReviewLock.self, SheetLock.Input(edition: edition), as: .office) == "review.lacking")
    try house.goTo("2026-07-10")
    try run(ReviewSubmit.self, Installation.own(missing.nomination), as: "of-\(missing.judge)")
    #expect(try house.lockReviews().missing.isEmpty)
    try expectSound()
  }

  private func importReviewers() throws {
    var lines = "code,name,employer_credit_code,fields,actor\n"
    for reviewer in Self.reviewers {
      try actor("of-\(reviewer)", .preliminaryReviewer)
      lines += "\(reviewer),示例·评审\(reviewer),\(StoryFirm.institute),C,of-\(reviewer)\n"
    }
    let input = ReviewerImport.Input(edition: edition, file: try house.write("reviewers.csv", lines))
    try #require(try run(ReviewerImport.self, input, as: .office).isApplied)
  }

  /// Points that fall with the place; of the tied two the same.
  private func review(_ pair: (judge: ByteText, nomination: ByteText)) throws -> WantedSheet {
    let place = try #require(Self.ranking.firstIndex { number($0) == pair.nomination })
    let total = 95 - (place < 14 ? place : place - 1)
    return WantedSheet(
      judge: pair.judge, nomination: pair.nomination, scores: [("skill", "60"), ("result", "\(total - 60)")])
  }

  /// SM-3: the head opens a submitted review again; the reviewer mends it item by item.
  private func reopenReview(_ pair: (judge: ByteText, nomination: ByteText)) throws {
    let reviewer = "of-\(pair.judge)"
    let save = ReviewSave.Input(edition: edition, nomination: pair.nomination, item: "result", score: "36")
    #expect(try code(ReviewSave.self, save, as: reviewer) == "sheet.not-open")
    let input = ReviewReopen.Input(
      edition: edition, reviewer: pair.judge, nomination: pair.nomination, reason: "笔误")
    try run(ReviewReopen.self, input, as: .head)
    try run(ReviewSave.self, save, as: reviewer)
    try run(ReviewSubmit.self, Installation.own(pair.nomination), as: reviewer)
  }

  // MARK: The list

  /// SM-19: computed with a tie at the line, returned, recomputed, voided by a later change, confirmed.
  func choosingCandidates() throws {
    try house.goTo("2026-07-13")
    let first = try house.compute(.candidate)
    #expect(first.items.map(\.nomination) == numbers(Array(1...13)))
    #expect(first.notPassed?.unresolvedTie == numbers([14, 15]))
    try house.submit(.candidate)
    let giveBack = ListReturn.Input(edition: edition, stage: .candidate, reason: "并列待定")
    try run(ListReturn.self, giveBack, as: .confirmer)
    for (position, index) in [14, 15].enumerated() {
      try decide(.candidate, index, .order, position: position + 1, reason: "并列排定")
    }
    #expect(try house.compute(.candidate).items.map(\.nomination) == numbers(Array(1...14)))
    try house.submit(.candidate)
    try removeByLetter()
    #expect(try house.states(.candidate).last == .void)
    #expect(try code(ListConfirm.self, house.list(.candidate), as: .confirmer) == "list.voided")
    try house.compute(.candidate)
    try house.submit(.candidate, as: .both)
    #expect(try code(ListConfirm.self, house.list(.candidate), as: .both) == "list.same-person")
    try expect(.qualified, 1)
    try house.confirm(.candidate)
    try expect(.candidate, 1, 14)
    try expect(.notCandidate, 15, 22)
    try expect(.removed, 17)
    try expectSound()
  }

  func decide(
    _ stage: Stage, _ index: Int, _ kind: DecisionKind, position: Int? = nil, reason: String
  ) throws {
    let input = DecisionRecord.Input(
      edition: edition, stage: stage, nomination: number(index).string, kind: kind, position: position,
      document: Installation.document, reason: reason)
    try run(DecisionRecord.self, input, as: .office)
  }

  /// Who is in the edition already is struck out on the nominee's letter.
  private func removeByLetter() throws {
    let input = FormWithdraw.Input(
      edition: edition, number: number(17), letter: try house.page("17-letter"), reason: "本人撤回")
    #expect(try code(FormWithdraw.self, input, as: self[17].firm.clerk) == "form.in-package")
    try decide(.candidate, 17, .remove, reason: "本人来信撤回")
  }
}
