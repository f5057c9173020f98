import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Objections")
struct ObjectionTests {
  private func naming(_ house: Installation) throws -> Refusal {
    let input = EditionNaming.Input(name: SampleFiles.name, document: Installation.document, date: "2026-05-29")
    return try house.refusal(EditionNaming.self, input, as: .confirmer)
  }

  private func show(_ house: Installation, _ receipt: String) throws -> ObjectionShow.Output {
    try house.run(ObjectionShow.self, ObjectionShow.Input(receipt: receipt), as: .auditor)
  }

  @Test("R-229 receipts are numbered without a gap, and an objection that is refused takes no number")
  func receipts() throws {
    let house = try Station.published.installation()
    var receipts: [String] = []
    for day in ["2026-05-20", "2026-05-28", "2026-05-21"] {
      let wrong = try house.objection(on: "2026-06-02")
      #expect(try house.refusal(ObjectionReceive.self, wrong, as: .office).code == "objection.in-future")
      receipts.append(try house.run(ObjectionReceive.self, try house.objection(on: day), as: .office).receipt)
    }
    #expect(receipts == ["2026-YY-002", "2026-YY-003", "2026-YY-004"])
    #expect(try house.faults().isEmpty)
  }

  @Test("R-229 SM-5 a person by real name is accepted with an answer term, inside or outside the window")
  func formal() throws {
    let house = try Station.published.installation()
    let inside = try house.run(ObjectionReceive.self, try house.objection(), as: .handler)
    #expect(inside.state == .formal && inside.isInsideWindow && inside.answerBy == "2026-06-11")
    let outside = try house.run(ObjectionReceive.self, try house.objection(on: "2026-05-28"), as: .handler)
    #expect(outside.state == .formal && !outside.isInsideWindow)
    let history = try show(house, inside.receipt).history
    #expect(history.map(\.to) == [.received, .formal])
  }

  @Test("R-229 an anonymous or incomplete objection is recorded, not formally accepted, and blocks nothing")
  func informal() throws {
    let house = try Station.published.installation()
    let anonymous = try house.objection(objector: .anonymous, name: nil, phone: nil)
    let unsealed = try house.objection(objector: .unit, address: "示例路1号")
    for input in [anonymous, unsealed] {
      let output = try house.run(ObjectionReceive.self, input, as: .office)
      #expect(output.state == .informal && output.answerBy == nil && !output.missing.isEmpty)
      let handler = ObjectionAssign.Input(receipt: output.receipt, handler: "handler")
      try house.run(ObjectionAssign.self, handler, as: .office)
      let step = ObjectionInvestigate.Input(receipt: output.receipt)
      #expect(try house.refusal(ObjectionInvestigate.self, step, as: .handler).code == "objection.no-such-step")
    }
    let sealed = try house.objection(objector: .unit, address: "示例路1号", seal: true, on: "2026-05-28")
    #expect(try house.run(ObjectionReceive.self, sealed, as: .office).state == .formal)
    try house.name()
    #expect(try house.faults().isEmpty)
  }

  @Test("R-229 SM-1 an objection received inside the window blocks the naming until it is decided")
  func blocks() throws {
    let house = try Station.published.installation()
    let receipt = try house.run(ObjectionReceive.self, try house.objection(), as: .office).receipt
    let blocked = try naming(house)
    #expect(blocked.code == "naming.objection-open")
    #expect(blocked.message.zh.contains(receipt))
    let assignment = ObjectionAssign.Input(receipt: receipt, handler: "handler")
    try house.run(ObjectionAssign.self, assignment, as: .office)
    try house.run(ObjectionInvestigate.self, ObjectionInvestigate.Input(receipt: receipt), as: .handler)
    #expect(try naming(house).code == "naming.objection-open")
    let output = try house.run(ObjectionDecide.self, try house.ruling(.dismissed, receipt), as: .handler)
    #expect(output.state == .dismissed && output.removedAt == nil)
    try house.name()
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-5 SM-19 an upheld objection strikes out in the same act; confirmed lists give way and are confirmed anew")
  func upheld() throws {
    let house = try Station.published.installation()
    let first = try #require(try SampleFiles.passed(.named).first)
    let receipt = try house.investigated(try house.objection())
    let events = try house.count("audit_event")
    let output = try house.run(ObjectionDecide.self, try house.ruling(.upheld, receipt), as: .handler)
    #expect(output.removedAt == .named)
    #expect(try house.count("audit_event") == events + 1)
    #expect(try house.states(.named).last == .void && house.states(.great).last == .void)
    let decision = "SELECT nomination FROM decision WHERE stage = 'named' AND kind = 'remove'"
    #expect(try house.texts(decision) == [first.string])
    #expect(try naming(house).code == "edition.list-missing")
    try house.settle(.named)
    try house.settle(.great)
    try house.name()
    #expect(try house.texts("SELECT nomination FROM naming").contains(first.string) == false)
    #expect(try house.count("naming") == (try SampleFiles.passed(.named)).count - 1)
    #expect(try house.faults().isEmpty)
  }

  @Test(
    "SM-5 an upheld objection strikes out at the stage where the nomination stands",
    arguments: [(Station.reviewing, Stage.candidate), (.judging, .nominee), (.composing, .named)])
  func stages(station: Station, stage: Stage) throws {
    let house = try station.installation()
    let earlier = Stage.allCases.last { $0 < stage }
    let nomination = try #require(
      try earlier.map { try SampleFiles.passed($0) }?.last ?? SampleFiles.texts(outside: .great).last)
    let receipt = try house.investigated(try house.objection(nomination.string))
    let output = try house.run(ObjectionDecide.self, try house.ruling(.upheld, receipt), as: .handler)
    #expect(output.removedAt == stage)
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-5 an upheld objection to somebody who is out already strikes nobody out a second time")
  func alreadyOut() throws {
    let house = try Station.published.installation()
    let outsider = try #require(try SampleFiles.texts(outside: .candidate).first)
    let receipt = try house.investigated(try house.objection(outsider.string))
    let output = try house.run(ObjectionDecide.self, try house.ruling(.upheld, receipt), as: .handler)
    #expect(output.state == .upheld && output.removedAt == nil)
    #expect(try house.states(.named) == [.confirmed])
    let twice = try house.investigated(try house.objection())
    let again = try house.investigated(try house.objection())
    for receipt in [twice, again] {
      let output = try house.run(ObjectionDecide.self, try house.ruling(.upheld, receipt), as: .handler)
      #expect(output.removedAt == .named)
    }
    #expect(try house.count("decision WHERE stage = 'named' AND kind = 'remove'") == 1)
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-5 a replacement of the decisions keeps the removal of an upheld objection")
  func boundRemoval() throws {
    let house = try Station.published.installation()
    let receipt = try house.investigated(try house.objection())
    try house.run(ObjectionDecide.self, try house.ruling(.upheld, receipt), as: .handler)
    let file = try house.write("none.csv", "stage,nomination,decision,position,document,reason\n")
    let input = ImportInput(edition: SampleFiles.name, file: file, dryRun: nil, replace: "样例")
    #expect(try house.refusal(DecisionImport.self, input, as: .office).code == "decision.removal-bound")
  }

  @Test("SM-5 only its handler decides, with document, reason and reply, and only once")
  func handlerDecides() throws {
    let house = try Station.published.installation()
    let receipt = try house.investigated(try house.objection())
    try house.run(RoleGrant.self, RoleInput(actor: "clerk", role: .objectionHandler), as: .administrator)
    let other = try house.refusal(ObjectionDecide.self, try house.ruling(.dismissed, receipt), as: .clerk)
    #expect(other.code == "objection.not-handler" && other.kind == .notPermitted)
    var ruling = try house.ruling(.dismissed, receipt)
    ruling.reason = " "
    #expect(try house.refusal(ObjectionDecide.self, ruling, as: .handler).code == "reason.missing")
    ruling = try house.ruling(.dismissed, receipt)
    ruling.document = "x"
    #expect(try house.refusal(ObjectionDecide.self, ruling, as: .handler).citation?.rule == "R-812")
    try house.run(ObjectionDecide.self, try house.ruling(.dismissed, receipt), as: .handler)
    let again = try house.refusal(ObjectionDecide.self, try house.ruling(.upheld, receipt), as: .handler)
    #expect(again.code == "objection.no-such-step")
    let assignment = ObjectionAssign.Input(receipt: receipt, handler: "handler")
    #expect(try house.refusal(ObjectionAssign.self, assignment, as: .office).code == "objection.decided")
  }

  @Test("R-229 an objection is handled by somebody who has the role, and counts as overdue behind its term")
  func assigned() throws {
    let house = try Station.published.installation()
    let receipt = try house.run(ObjectionReceive.self, try house.objection(on: "2026-05-06"), as: .office).receipt
    let wrong = ObjectionAssign.Input(receipt: receipt, handler: "office")
    #expect(try house.refusal(ObjectionAssign.self, wrong, as: .office).code == "objection.no-handler-role")
    let unassigned = ObjectionInvestigate.Input(receipt: receipt)
    #expect(try house.refusal(ObjectionInvestigate.self, unassigned, as: .handler).code == "objection.not-handler")
    let list = try house.run(ObjectionList.self, ObjectionList.Input(edition: SampleFiles.name), as: .auditor)
    #expect(list.objections.map(\.answerBy) == ["2026-06-11", "2026-05-26"])
    #expect(list.objections.map(\.isOverdue) == [false, true])
    #expect(list.objections.map(\.isInsideWindow) == [true, false])
  }
}
