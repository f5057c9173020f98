import Primitives
import SelectionRules
import Testing

@testable import Operations

/// One successful call of each act on reviewers, rubrics and sheets.
extension Act {
  static let sheets = reviews + scores

  private static let rubric = "code,label,maximum\nskill,技艺,60\nresult,业绩,40\n"
  private static let reviewer: ByteText = "P1"

  /// The first qualified nomination.
  private static func nomination() throws -> ByteText {
    try #require(try SampleFiles.inputs.nominations.first { $0.disqualification == nil }).key
  }

  private static func candidate() throws -> ByteText { try #require(try SampleFiles.passed(.candidate).first) }

  private static func expert() throws -> ByteText { try #require(try SampleFiles.inputs.experts.map(\.key).min()) }

  private static let reviews = [
    Act(name: "reviewer import", station: .reviewing) { house in
      let file = try house.write("r.csv", "code,name,employer_credit_code\nP1,样本·甲子,\n")
      try house.run(ReviewerImport.self, ReviewerImport.Input(edition: Installation.edition, file: file), as: .office)
    },
    Act(name: "reviewer appoint", station: .reviewing, prepare: { try $0.importReviewer() }) { house in
      let input = ReviewerAppoint.Input(edition: Installation.edition, reviewer: reviewer, actor: "preliminary")
      try house.run(ReviewerAppoint.self, input, as: .office)
    },
    Act(name: "rubric set", station: .reviewing) { try $0.setRubric(rubric) },
    Act(name: "review save", station: .reviewing, prepare: { try $0.openReview() }) { try $0.saveReview() },
    Act(
      name: "review submit", station: .reviewing,
      prepare: { house in
        try house.openReview()
        try house.saveReview()
      }, run: { try $0.run(ReviewSubmit.self, Installation.own(try nomination()), as: .preliminary) }),
    Act(name: "review reopen", station: .reviewing, prepare: { try $0.submitReview() }) { house in
      let input = ReviewReopen.Input(
        edition: Installation.edition, reviewer: reviewer, nomination: try nomination(), reason: "样例")
      try house.run(ReviewReopen.self, input, as: .office)
    },
    Act(
      name: "review lock", station: .reviewing,
      prepare: { house in
        try house.setRubric(rubric)
        let reviews = try SampleSheets.reviews()
        try house.appoint(reviewers: Set(reviews.map(\.judge)).sorted())
        try house.assign(.candidate, reviews.map { ($0.judge, $0.nomination) })
        for review in reviews { try house.fill(reviewer: review) }
      }, run: { try $0.lockReviews(replace: "样例") }),
  ]

  private static let scores = [
    Act(name: "sheet save", station: .judging, prepare: { try $0.openSheet() }) { try $0.saveSheet() },
    Act(
      name: "sheet submit", station: .judging,
      prepare: { house in
        try house.openSheet()
        try house.saveSheet()
      }, run: { try $0.run(SheetSubmit.self, Installation.own(try candidate()), as: .expert) }),
    Act(name: "sheet reopen", station: .judging, prepare: { try $0.submitSheet() }) { house in
      let input = SheetReopen.Input(
        edition: Installation.edition, expert: try expert(), nomination: try candidate(), reason: "样例")
      try house.run(SheetReopen.self, input, as: .head)
    },
    Act(name: "sheet lock", station: .judging, prepare: { try $0.submitSheet() }) {
      try $0.lockSheets(replace: "样例")
    },
  ]
}

extension Installation {
  fileprivate func importReviewer(actor: String = "") throws {
    let file = try write("r.csv", "code,name,employer_credit_code,actor\nP1,样本·甲子,,\(actor)\n")
    try run(ReviewerImport.self, ReviewerImport.Input(edition: Self.edition, file: file), as: .office)
  }

  fileprivate func openReview() throws {
    try setRubric("code,label,maximum\nall,总分,100\n")
    try importReviewer(actor: "preliminary")
    try assign(.candidate, [("P1", try firstQualified())])
  }

  fileprivate func saveReview() throws {
    let input = ReviewSave.Input(edition: Self.edition, nomination: try firstQualified(), item: "all", score: "88")
    try run(ReviewSave.self, input, as: .preliminary)
  }

  fileprivate func submitReview() throws {
    try openReview()
    try saveReview()
    try run(ReviewSubmit.self, Self.own(try firstQualified()), as: .preliminary)
  }

  private func firstQualified() throws -> ByteText {
    try #require(try SampleFiles.inputs.nominations.first { $0.disqualification == nil }).key
  }

  fileprivate func openSheet() throws {
    let code = try #require(try SampleFiles.inputs.experts.map(\.key).min())
    try run(ActorBind.self, DutyInput(actor: "expert", expert: code.string), as: .administrator)
    try assign(.nominee, [(code, try firstCandidate())])
  }

  fileprivate func saveSheet() throws {
    let scores = SampleSheets.scores(ByDimension { _ in 8800 })
    try run(SheetSave.self, Self.save(try firstCandidate(), scores), as: .expert)
  }

  fileprivate func submitSheet() throws {
    try openSheet()
    try saveSheet()
    try run(SheetSubmit.self, Self.own(try firstCandidate()), as: .expert)
  }

  private func firstCandidate() throws -> ByteText { try #require(try SampleFiles.passed(.candidate).first) }
}
