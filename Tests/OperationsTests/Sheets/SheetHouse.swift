import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// A judge's sheet as a test wants it filled in.
struct WantedSheet {
  let judge: ByteText
  let nomination: ByteText
  let scores: [(item: ByteText, score: String)]
}

extension Installation {
  static let edition = SampleFiles.name

  // MARK: Stations of sheets

  /// In the expert review with the candidates confirmed and nothing imported for the nominees.
  static func expertReview() throws -> Installation {
    let house = try Station.reviewing.installation()
    try house.settle(.candidate)
    try house.advance(.expertReview)
    return house
  }

  /// In the preliminary review with the nominations and a rubric of two items, 60 and 40.
  static func preliminaryReview() throws -> Installation {
    let house = try Station.nominating.installation()
    try house.take(NominationImport.self, "nominations.csv")
    try house.advance(.preliminaryReview)
    try house.setRubric("code,label,maximum\nskill,技艺,60\nresult,业绩,40\n")
    return house
  }

  @discardableResult
  func setRubric(_ content: String) throws -> DoneOutput {
    let file = try write("rubric.csv", content)
    return try run(RubricSet.self, RubricSet.Input(edition: Self.edition, file: file), as: .office)
  }

  // MARK: Who judges what

  /// Puts an assignment in force behind the program's back, as the assignment's own act would.
  func assign(_ stage: Stage, _ pairs: [(judge: ByteText, nomination: ByteText)]) throws {
    let run = "run-\(stage.rawValue)"
    let zeros = String(repeating: "0", count: 64)
    let counts = Dictionary(grouping: pairs, by: \.nomination).mapValues(\.count)
    let most = counts.values.max() ?? 1
    try plant(
      ["assignment_gap", "assignment"].map { "DELETE FROM \($0) WHERE run_id = '\(run)'" }
        + [
          "DELETE FROM assignment_run WHERE id = '\(run)'",
          """
          INSERT INTO assignment_run (id, edition_id, stage, number, per_nomination, seed, input_digest, made_by,
            made_at)
          SELECT '\(run)', edition.id, '\(stage.rawValue)', 1, \(most), 'seed', '\(zeros)', actor.id,
            edition.created_at
          FROM edition, actor WHERE actor.name = 'head'
          """,
        ]
        + pairs.map {
          "INSERT INTO assignment (run_id, judge, nomination) VALUES ('\(run)', '\($0.judge)', '\($0.nomination)')"
        }
        + counts.filter { $0.value < most }.map {
          "INSERT INTO assignment_gap VALUES ('\(run)', '\($0.key)', 'judges', \(most - $0.value), '样例')"
        })
  }

  /// Declares a recusal behind the program's back.
  func recuse(_ stage: Stage, _ judge: ByteText, _ nomination: ByteText, _ kind: RecusalKind = .other) throws {
    try plant(
      """
      INSERT INTO recusal_declaration (id, edition_id, stage, judge, nomination, kind, reason, declared_by, declared_at)
      SELECT 'recusal-\(stage.rawValue)-\(judge)-\(nomination)', edition.id, '\(stage.rawValue)', '\(judge)',
        '\(nomination)', '\(kind.rawValue)', '样例', actor.id, edition.created_at
      FROM edition, actor WHERE actor.name = 'head'
      """)
  }

  /// Lets an actor of his own be an expert; answers the sign-in name.
  @discardableResult
  func actor(expert code: ByteText) throws -> String {
    let name = try actor("of-\(code)", .expert)
    try run(ActorBind.self, DutyInput(actor: name, expert: code.string), as: .administrator)
    return name
  }

  private func actor(_ name: String, _ role: Role) throws -> String {
    try run(ActorCreate.self, ActorCreate.Input(name: name, displayName: "样本·\(name)"), as: .administrator)
    try run(RoleGrant.self, RoleInput(actor: name, role: role), as: .administrator)
    return name
  }

  /// Imports reviewers, each with an actor of his own, called `of-CODE`.
  func appoint(reviewers codes: [ByteText]) throws {
    var lines = "code,name,employer_credit_code,fields,actor\n"
    for code in codes {
      lines += "\(code),样本·\(code),,焊接；机械,\(try actor("of-\(code)", .preliminaryReviewer))\n"
    }
    let file = try write("reviewers.csv", lines)
    let output = try run(ReviewerImport.self, ReviewerImport.Input(edition: Self.edition, file: file), as: .office)
    try #require(output.isApplied)
  }

  // MARK: Working

  /// Calls an operation as somebody who is none of the standing people.
  @discardableResult
  func run<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, named name: String
  ) throws -> Item.Output {
    let output = try call(Item.name, json: try JSONEncoder().encode(input), as: name)
    return try #require(output as? Item.Output)
  }

  func refusal<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Refusal {
    try #require(throws: Refusal.self, sourceLocation: sourceLocation) { try run(type, input, named: name) }
  }

  static func save(_ nomination: ByteText, _ scores: [(item: ByteText, score: String)]) -> SheetSave.Input {
    func score(_ dimension: SelectionRules.Dimension) -> String? {
      scores.first { $0.item == ByteText(dimension.rawValue) }?.score
    }
    return SheetSave.Input(
      edition: edition, nomination: nomination, spirit: score(.spirit), craft: score(.craft),
      leading: score(.leading), contribution: score(.contribution))
  }

  static func own(_ nomination: ByteText) -> OwnSheetInput { OwnSheetInput(edition: edition, nomination: nomination) }

  /// Fills in an expert's sheet as `of-CODE`, and submits it.
  func fill(expert sheet: WantedSheet, isSubmitted: Bool = true) throws {
    let name = "of-\(sheet.judge)"
    try run(SheetSave.self, Self.save(sheet.nomination, sheet.scores), named: name)
    if isSubmitted { try run(SheetSubmit.self, Self.own(sheet.nomination), named: name) }
  }

  /// Fills in a reviewer's review as `of-CODE`, and submits it.
  func fill(reviewer sheet: WantedSheet, isSubmitted: Bool = true) throws {
    let name = "of-\(sheet.judge)"
    let lines = sheet.scores.map { "\($0.item),\($0.score)\n" }.joined()
    let file = try write("review.csv", "item,score\n" + lines)
    let input = ReviewSave.Input(edition: Self.edition, nomination: sheet.nomination, file: file)
    try run(ReviewSave.self, input, named: name)
    if isSubmitted { try run(ReviewSubmit.self, Self.own(sheet.nomination), named: name) }
  }

  @discardableResult
  func lockSheets(replace: String? = nil) throws -> SheetLockOutput {
    try run(SheetLock.self, SheetLock.Input(edition: Self.edition, replace: replace), as: .head)
  }

  @discardableResult
  func lockReviews(replace: String? = nil) throws -> SheetLockOutput {
    try run(ReviewLock.self, SheetLock.Input(edition: Self.edition, replace: replace), as: .office)
  }
}

/// The sample's sheets and reviews as people would fill them in.
enum SampleSheets {
  static func scores(_ hundredths: ByDimension<Int>) -> [(item: ByteText, score: String)] {
    SelectionRules.Dimension.allCases.map { (ByteText($0.rawValue), pointsText(hundredths[$0])) }
  }

  /// The experts' sheets but those of recused experts, which nobody can fill in.
  static func experts() throws -> [WantedSheet] {
    let inputs = try SampleFiles.inputs
    let recused = Set(inputs.recusals.map { [$0.expert, $0.nomination] })
    return inputs.sheets.filter { !recused.contains([$0.expert, $0.nomination]) }.map { sheet in
      WantedSheet(
        judge: inputs.experts[sheet.expert].key, nomination: inputs.nominations[sheet.nomination].key,
        scores: scores(sheet.hundredths))
    }
  }

  /// The reviews, each score parted over the two items of the rubric.
  static func reviews() throws -> [WantedSheet] {
    let inputs = try SampleFiles.inputs
    return inputs.preliminary.map { review in
      let first = min(review.hundredths, 6000)
      return WantedSheet(
        judge: review.reviewer, nomination: inputs.nominations[review.nomination].key,
        scores: [("skill", pointsText(first)), ("result", pointsText(review.hundredths - first))])
    }
  }
}
