import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Assigning judges in an edition")
struct PanelAssignTests {
  @Test("R-207 R-227 the candidates are assigned to the panel, nobody to whom he must not score")
  func assigned() throws {
    let house = try Station.judging.installation()
    let pair = try house.plantMentorship()
    let output = try house.assign(4)
    #expect(output.run == 1 && output.gaps.isEmpty && output.overlap.groups == 1)
    #expect(output.panels.map(\.nomination) == (try SampleFiles.passed(.candidate)).sorted())
    #expect(output.panels.allSatisfy { $0.judges.count == 4 })
    let counts = output.loads.map(\.nominations)
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    #expect(output.panels.first { $0.nomination == pair.nomination }?.judges.contains(pair.judge) == false)
    let forbidden = try house.texts("SELECT expert || ' ' || nomination FROM recusal")
    let made = output.panels.flatMap { panel in panel.judges.map { "\($0) \(panel.nomination)" } }
    #expect(Set(made).isDisjoint(with: forbidden))
    #expect(try house.count("assignment") == 4 * output.panels.count)
    #expect(try house.faults() == [])
    let shown = try house.run(PanelShow.self, house.nominees, as: .auditor)
    #expect(shown.panels.map(\.judges) == output.panels.map(\.judges))
    #expect(shown.overlap == output.overlap)
    #expect(shown.inputDigest == output.inputDigest)
  }

  @Test("R-207 the same seed assigns the same, a dry run changes nothing, and a field is that of the file")
  func reproducible() throws {
    let house = try Station.judging.installation()
    let before = try house.contentDigest()
    let field = try #require(
      try house.texts("SELECT name FROM expert_specialty WHERE kind = 'field' ORDER BY name").first)
    let numbers = try SampleFiles.passed(.candidate)
    let fields = try house.write(
      "fields.csv", "nomination,field\n" + numbers.map { "\($0),\(field)\n" }.joined())
    var input = house.assignment(3)
    input.dryRun = true
    input.seed = "样例"
    input.fields = fields
    let first = try house.run(PanelAssign.self, input, as: .office)
    #expect(try house.contentDigest() == before)
    #expect(first.run == nil)
    input.dryRun = nil
    let second = try house.run(PanelAssign.self, input, as: .office)
    #expect(second.panels.map(\.judges) == first.panels.map(\.judges))
    #expect(second.inputDigest == first.inputDigest)
    let own = Set(
      try house.texts(
        "SELECT code FROM expert JOIN expert_specialty s ON s.expert_id = expert.id WHERE s.name = '\(field)'"))
    let lacking = Set(second.gaps.filter { $0.lack == .field }.map(\.nomination))
    for panel in second.panels where !lacking.contains(panel.nomination) {
      #expect(panel.judges.contains { own.contains($0.string) })
    }
    #expect(lacking.count < second.panels.count)
  }

  @Test("SM-3 an assignment is replaced for a reason, and stands once a sheet was begun")
  func replaced() throws {
    let house = try Station.judging.installation()
    try house.assign(4)
    #expect(try house.refusal(PanelAssign.self, house.assignment(), as: .head).code == "assignment.exists")
    #expect(try house.assign(5, replace: "样例").run == 2)
    #expect(try house.texts("SELECT supersede_reason FROM assignment_run WHERE number = 1") == ["样例"])
    #expect(try house.faults() == [])
    try house.plant(
      """
      INSERT INTO work_sheet SELECT run.edition_id, 'nominee', a.judge, a.nomination, 'OPEN', 1, '', run.made_by,
        run.made_at FROM assignment a JOIN assignment_run run ON run.id = a.run_id WHERE run.number = 2
        ORDER BY a.judge, a.nomination LIMIT 1
      """)
    let refusal = try house.refusal(PanelAssign.self, house.assignment(replace: "样例"), as: .head)
    #expect(refusal.code == "assignment.sheets-begun")
  }

  private func code(_ house: Installation, _ input: PanelSupplement.Input) throws -> String {
    try house.refusal(PanelSupplement.self, input, as: .head).code
  }

  @Test("R-227 SM-3 another judge takes the seat of one who is recused after sheets were begun, and nobody else's")
  func supplement() throws {
    let house = try Station.judging.installation()
    try house.assign(4)
    let seat = try house.seat()
    let wanted = try house.supplement(seat)
    #expect(try code(house, wanted) == "assignment.no-empty-seat")
    let name = try house.actor(expert: seat.judge)
    try house.run(SheetSave.self, Installation.save(seat.nomination, [("craft", "80")]), named: name)
    try house.run(RecusalDeclare.self, house.recusal(seat), as: .head)
    #expect(try house.texts("SELECT state FROM work_sheet") == ["RECUSED"])
    var other = wanted
    other.judge = seat.judge
    #expect(try code(house, other) == "assignment.judge-assigned")
    other.judge = "none"
    #expect(try code(house, other) == "panel.unknown-judge")
    try house.run(PanelSupplement.self, wanted, as: .head)
    #expect(try code(house, wanted) == "assignment.judge-assigned")
    let shown = try house.run(PanelShow.self, house.nominees, as: .head)
    #expect(shown.panels.first { $0.nomination == seat.nomination }?.judges.contains(wanted.judge) == true)
    let successor = try house.actor(expert: wanted.judge)
    try house.run(SheetSave.self, Installation.save(seat.nomination, [("craft", "80")]), named: successor)
    #expect(try house.texts("SELECT state FROM work_sheet ORDER BY state") == ["OPEN", "RECUSED"])
    #expect(try house.faults() == [])
  }

  @Test("R-219 R-220 OP-24 too few judges, no candidates and no judges are refused")
  func refused() throws {
    let judging = try Station.judging.installation()
    for count in [0, 1, 2, 100] {
      #expect(try judging.refusal(PanelAssign.self, judging.assignment(count), as: .head).code == "assignment.too-few")
    }
    let reviewing = try Station.reviewing.installation()
    #expect(
      try reviewing.refusal(PanelAssign.self, reviewing.assignment(), as: .head).code == "assignment.no-candidates")
    let reviewers = PanelAssign.Input(edition: SampleFiles.name, stage: .candidate, perNomination: 2)
    #expect(try reviewing.refusal(PanelAssign.self, reviewers, as: .head).code == "assignment.no-judges")
    let alone = PanelAssign.Input(edition: SampleFiles.name, stage: .candidate, perNomination: 1)
    #expect(try reviewing.refusal(PanelAssign.self, alone, as: .head).citation?.rule == "R-219")
    let named = try Station.named.installation()
    #expect(try named.refusal(PanelAssign.self, named.assignment(), as: .head).code == "edition.wrong-state")
  }

  @Test("R-219 reviewers are assigned to the qualified nominations, never to colleagues")
  func reviewers() throws {
    let house = try Station.reviewing.installation()
    let code = try #require(
      try house.texts(
        "SELECT employer_credit_code FROM nomination WHERE qualification = 'qualified' ORDER BY number"
      ).first)
    for (index, employer) in ["", code, "", ""].enumerated() {
      try house.plant(
        """
        INSERT INTO reviewer SELECT e.id, 'R\(index)', '样本·评审\(index)', '\(employer)', NULL, a.id, 'x'
          FROM edition e, actor a WHERE a.name = 'office'
        """)
    }
    let input = PanelAssign.Input(edition: SampleFiles.name, stage: .candidate, perNomination: 2)
    let output = try house.run(PanelAssign.self, input, as: .office)
    let qualified = try house.texts(
      "SELECT number FROM nomination WHERE qualification = 'qualified' ORDER BY number")
    #expect(output.panels.map(\.nomination.string) == qualified)
    #expect(output.panels.allSatisfy { $0.judges.count == 2 })
    let colleagues = Set(try house.texts("SELECT number FROM nomination WHERE employer_credit_code = '\(code)'"))
    for panel in output.panels where colleagues.contains(panel.nomination.string) {
      #expect(!panel.judges.contains("R1"))
    }
    #expect(try house.faults() == [])
  }

  @Test("R-207 not both of these: judges of a pair share no nomination, and unknown ones are refused")
  func exclusions() throws {
    let house = try Station.judging.installation()
    let experts = try house.texts("SELECT expert FROM panel_expert ORDER BY expert")
    var input = house.assignment(4)
    input.exclusions = try house.write("x.csv", "judge,other\n\(experts[1]),\(experts[0])\n")
    let output = try house.run(PanelAssign.self, input, as: .head)
    let pair = Set(experts.prefix(2).map { ByteText($0) })
    #expect(output.panels.allSatisfy { !pair.isSubset(of: $0.judges) })
    #expect(try house.count("assignment_exclusion") == 1)
    input.replace = "样例"
    for rows in ["none,\(experts[0])\n", "\(experts[0]),\(experts[0])\n"] {
      input.exclusions = try house.write("x.csv", "judge,other\n" + rows)
      let code = try house.refusal(PanelAssign.self, input, as: .head).code
      #expect(code == (rows.hasPrefix("none") ? "panel.unknown-judge" : "assignment.same-judge"))
    }
  }

  @Test("R-207 a plan from files alone needs no database")
  func plan() throws {
    let house = try Installation()
    let input = PanelPlan.Input(
      nominations: try house.write("n.csv", "nomination,field\nN1,焊接\nN2,机械\nN3,\n"),
      judges: try house.write("j.csv", "expert,fields\nE1,焊接；机械\nE2,机械\nE3,\nE4,焊接\n"), perNomination: 2,
      forbidden: try house.write("f.csv", "expert,nomination\nE1,N3\n"),
      exclusions: try house.write("x.csv", "judge,other\nE1,E2\n"))
    let output = try #require(
      try house.call("panel plan", json: JSONEncoder().encode(input), as: nil) as? AssignmentOutput)
    #expect(output.panels.map(\.judges.count) == [2, 2, 2])
    #expect(output.loads.map(\.nominations).max() == 2)
    #expect(output.gaps.isEmpty)
  }
}
