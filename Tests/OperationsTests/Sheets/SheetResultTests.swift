import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("What sheets decide")
struct SheetResultTests {
  /// Takes the sample's sheets into a house through the hands of its experts.
  private func fill(
    _ house: Installation, _ sheets: [WantedSheet], assigned: [WantedSheet]? = nil,
    isSubmitted: (WantedSheet) -> Bool = { _ in true }
  ) throws {
    let inputs = try SampleFiles.inputs
    for code in Set((assigned ?? sheets).map(\.judge)).sorted() { try house.actor(expert: code) }
    try house.assign(.nominee, (assigned ?? sheets).map { ($0.judge, $0.nomination) })
    for recusal in inputs.recusals {
      try house.recuse(
        .nominee, inputs.experts[recusal.expert].key, inputs.nominations[recusal.nomination].key, recusal.kind)
    }
    for sheet in sheets { try house.fill(expert: sheet, isSubmitted: isSubmitted(sheet)) }
  }

  private func rows(_ list: ListOutput) -> [String] {
    list.items.map { "\($0.rank) \($0.nomination) \($0.score) \($0.isSubstitute)" }
  }

  @Test("R-220 R-227 sheets filled in the system give the nominees that the same sheets give from a file")
  func sameAsImported() throws {
    let house = try Installation.expertReview()
    try fill(house, try SampleSheets.experts())
    let lock = try house.lockSheets()
    #expect(lock.missing.isEmpty)
    #expect(lock.locked == (try SampleSheets.experts().count))
    try house.take(DecisionImport.self, "decisions-nominee.csv")
    let imported = try Station.judging.installation()
    #expect(rows(try house.compute(.nominee)) == rows(try imported.compute(.nominee)))
    #expect(try house.faults().isEmpty)
    try house.submit(.nominee)
    try house.confirm(.nominee)
    try house.advance(.display)
    let folder = house.path("package")
    try house.run(
      EditionExport.self, EditionExport.Input(name: SampleFiles.name, output: ResultFolder(folder.text), public: false),
      as: .auditor)
    let verified = try house.run(EditionVerify.self, EditionVerify.Input(folder: folder), as: .auditor)
    #expect(verified.differences.isEmpty)
  }

  @Test("SM-3 a late or missing sheet moves no other: as if its judge had never been assigned")
  func late() throws {
    let sheets = try SampleSheets.experts()
    let judge = try #require(sheets.map(\.judge).min())
    let others = sheets.filter { $0.judge != judge }
    let late = try Installation.expertReview()
    // Half of the judge's sheets are filled in and not submitted, the others not begun.
    let begun = sheets.filter { $0.judge == judge }.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    try #require(!begun.isEmpty)
    try fill(late, others + begun, assigned: sheets) { $0.judge != judge }
    let never = try Installation.expertReview()
    try fill(never, others)
    let output = try late.lockSheets()
    #expect(Set(output.missing.map(\.judge)) == [judge])
    #expect(try never.lockSheets().missing.isEmpty)
    #expect(rows(try late.compute(.nominee)) == rows(try never.compute(.nominee)))
    #expect(
      try late.texts("SELECT input_digest FROM stage_list WHERE stage = 'nominee'")
        == (try never.texts("SELECT input_digest FROM stage_list WHERE stage = 'nominee'")))
    #expect(try late.faults().isEmpty)
  }

  @Test("R-219 reviews filled in the system give the preliminary scores that a file would bring")
  func reviews() throws {
    let house = try Installation.preliminaryReview()
    let reviews = try SampleSheets.reviews()
    try house.appoint(reviewers: Set(reviews.map(\.judge)).sorted())
    try house.assign(.candidate, reviews.map { ($0.judge, $0.nomination) })
    for review in reviews { try house.fill(reviewer: review) }
    #expect(try house.refusal(ListCompute.self, house.list(.candidate), as: .office).code == "list.reviews-missing")
    #expect(try house.lockReviews().locked == reviews.count)
    let imported = try Station.reviewing.installation()
    let sql = "SELECT nomination || ' ' || reviewer || ' ' || score_hundredths FROM preliminary_score ORDER BY 1"
    #expect(try house.texts(sql) == (try imported.texts(sql)))
    try house.take(PanelImport.self, "experts.csv")
    try house.take(DecisionImport.self, "decisions-candidate.csv")
    #expect(rows(try house.compute(.candidate)) == rows(try imported.compute(.candidate)))
    try house.submit(.candidate)
    try house.confirm(.candidate)
    try house.advance(.expertReview)
    #expect(try house.faults().isEmpty)
  }
}
