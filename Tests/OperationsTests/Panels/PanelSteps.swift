import Primitives
import SelectionRules
import Testing

@testable import Operations

/// The steps of drawing, conflicts and assignments, as the people take them.
extension Installation {
  static let places = "field,places\n"

  /// Places for one expert of each of the first fields of the pool.
  func placesFile(fields count: Int = 2) throws -> FilePath {
    let fields = try texts("SELECT DISTINCT name FROM expert_specialty WHERE kind = 'field' ORDER BY name")
    return try write("places.csv", Self.places + fields.prefix(count).map { "\($0),1\n" }.joined())
  }

  @discardableResult
  func commitDraw(fields: Int = 2, day: String = "2026-06-08", reason: String? = nil) throws -> DrawOutput {
    try run(DrawCommit.self, drawInput(try placesFile(fields: fields), day: day, reason: reason), as: .head)
  }

  func drawInput(_ places: FilePath, day: String, reason: String? = nil) -> DrawCommit.Input {
    DrawCommit.Input(
      edition: SampleFiles.name, places: places, publicSource: "示例彩票第 1 期", publicDay: day, reason: reason)
  }

  @discardableResult
  func performDraw(_ number: String = "0123456") throws -> DrawOutput {
    try run(
      DrawPerform.self, DrawPerform.Input(edition: SampleFiles.name, publicNumber: number), as: .head)
  }

  /// An expert of the panel and a candidate, of different employers, without a recusal.
  func strangers() throws -> (judge: ByteText, nomination: ByteText) {
    let pair = try #require(
      try texts(
        """
        SELECT p.expert || ' ' || n.number FROM panel_expert p JOIN nomination n ON n.edition_id = p.edition_id
        JOIN stage_list_row r ON r.nomination = n.number JOIN stage_list l ON l.id = r.list_id
        WHERE l.stage = 'candidate' AND l.state = 'CONFIRMED' AND p.employer_credit_code <> ''
        AND p.employer_credit_code <> n.employer_credit_code AND NOT EXISTS (
          SELECT 1 FROM recusal c WHERE c.expert = p.expert AND c.nomination = n.number)
        ORDER BY p.expert, n.number LIMIT 1
        """
      ).first)
    let parts = pair.split(separator: " ").map { ByteText(String($0)) }
    return (parts[0], parts[1])
  }

  /// Makes the strangers master and apprentice.
  @discardableResult
  func plantMentorship() throws -> (judge: ByteText, nomination: ByteText) {
    let pair = try strangers()
    let master = try #require(
      try texts("SELECT name || ',' || employer_credit_code FROM panel_expert WHERE expert = '\(pair.judge)'").first)
    let apprentice = try #require(
      try texts("SELECT name || ',' || employer_credit_code FROM nomination WHERE number = '\(pair.nomination)'").first)
    let file = try write(
      "mentorships.csv",
      MentorshipImport.columns.joined(separator: ",") + "\n\(master),\(apprentice),样例\n")
    try #require(try run(MentorshipImport.self, RegistryImportInput(file: file), as: .office).isApplied)
    return pair
  }

  func ruling(
    _ pair: (judge: ByteText, nomination: ByteText), _ ruling: ConflictRuling, match: ConflictKind = .mentorship
  ) -> ConflictRule.Input {
    ConflictRule.Input(
      edition: SampleFiles.name, stage: .nominee, judge: pair.judge, nomination: pair.nomination, match: match,
      ruling: ruling, reason: "样例")
  }

  func recusal(_ pair: (judge: ByteText, nomination: ByteText)) -> RecusalDeclare.Input {
    RecusalDeclare.Input(
      edition: SampleFiles.name, stage: .nominee, judge: pair.judge, nomination: pair.nomination, kind: .kinship,
      reason: "样例")
  }

  func assignment(_ count: Int = 4, replace: String? = nil) -> PanelAssign.Input {
    PanelAssign.Input(edition: SampleFiles.name, stage: .nominee, perNomination: count, replace: replace)
  }

  @discardableResult
  func assign(_ count: Int = 4, replace: String? = nil) throws -> AssignmentOutput {
    try run(PanelAssign.self, assignment(count, replace: replace), as: .head)
  }

  /// The first assigned pair.
  func seat() throws -> (judge: ByteText, nomination: ByteText) {
    let pair = try withDatabase { database in
      try database.read { connection in
        try connection.first("SELECT judge, nomination FROM assignment ORDER BY nomination, judge LIMIT 1") {
          (judge: try $0.byteText(0), nomination: try $0.byteText(1))
        }
      }
    }
    return try #require(pair)
  }

  /// An expert who may take a seat: not of the panel, not a colleague, not recused.
  func supplement(_ seat: (judge: ByteText, nomination: ByteText)) throws -> PanelSupplement.Input {
    let nomination = seat.nomination
    let free = try texts(
      """
      SELECT expert FROM panel_expert p WHERE NOT EXISTS (
        SELECT 1 FROM assignment a WHERE a.judge = p.expert AND a.nomination = '\(nomination)')
      AND NOT EXISTS (SELECT 1 FROM recusal r WHERE r.expert = p.expert AND r.nomination = '\(nomination)')
      AND NOT EXISTS (SELECT 1 FROM nomination n WHERE n.number = '\(nomination)'
        AND n.employer_credit_code = p.employer_credit_code) ORDER BY expert
      """)
    return PanelSupplement.Input(
      edition: SampleFiles.name, stage: .nominee, judge: ByteText(try #require(free.first)), nomination: nomination,
      reason: "样例")
  }

  var nominees: ConflictDetect.Input { ConflictDetect.Input(edition: SampleFiles.name, stage: .nominee) }
}

extension Act {
  static let panels = [
    Act(name: "mentorship import", station: .judging) { try $0.plantMentorship() },
    Act(name: "draw commit", station: .nominating) { try $0.commitDraw() },
    Act(
      name: "draw perform", station: .nominating,
      prepare: { house in
        try house.goTo("2026-05-25")
        try house.commitDraw(day: "2026-06-01")
        try house.goTo("2026-06-01")
      }, run: { try $0.performDraw() }),
    Act(name: "conflict rule", station: .judging, prepare: { try $0.plantMentorship() }) { house in
      try house.run(ConflictRule.self, house.ruling(try house.strangers(), .upheld), as: .head)
    },
    Act(name: "recusal declare", station: .judging) { house in
      try house.run(RecusalDeclare.self, house.recusal(try house.strangers()), as: .head)
    },
    Act(name: "panel assign", station: .judging) { try $0.assign() },
    Act(
      name: "panel supplement", station: .judging,
      prepare: { house in
        try house.assign()
        try house.run(RecusalDeclare.self, house.recusal(try house.seat()), as: .head)
      }, run: { try $0.run(PanelSupplement.self, $0.supplement(try $0.seat()), as: .head) }),
  ]
}
