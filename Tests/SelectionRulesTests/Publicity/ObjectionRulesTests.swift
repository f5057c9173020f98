import Primitives
import SelectionRules
import Testing

@Suite("Objections as rules")
struct ObjectionRulesTests {
  private static let steps: [ObjectionState: [ObjectionState]] = [
    .received: [.formal, .informal], .formal: [.investigating], .investigating: [.upheld, .dismissed],
  ]

  @Test("SM-5 an objection takes the steps of the table and no others", arguments: ObjectionState.allCases)
  func table(from: ObjectionState) throws {
    for to in ObjectionState.allCases {
      if Self.steps[from, default: []].contains(to) {
        try from.checkChange(to: to)
      } else {
        let refusal = #expect(throws: Refusal.self) { try from.checkChange(to: to) }
        #expect(refusal?.code == "objection.no-such-step")
      }
    }
  }

  private static let objectors: [(Objector, [Objector.Particular])] = [
    (objector(.unit, "示例单位", "示例路1号", "0531-12345678", seal: true), []),
    (objector(.unit, "示例单位", "示例路1号", "0531-12345678"), [.seal]),
    (objector(.unit, "示例单位", "", "0531-12345678", seal: true), [.address]),
    (objector(.unit, "示例单位", "示例路1号", " ", seal: true), [.phone]),
    (objector(.unit, "", "", "", seal: false), [.name, .seal, .address, .phone]),
    (objector(.person, "示例·甲", "", "13900000000"), []),
    (objector(.person, "示例·甲", "示例路1号", ""), []),
    (objector(.person, "示例·甲", "", ""), [.contact]),
    (objector(.person, "　", "", "13900000000"), [.name]),
    (objector(.anonymous, "", "", ""), [.name, .contact]),
    (objector(.anonymous, "示例·甲", "示例路1号", "13900000000"), [.name]),
  ]

  private static func objector(
    _ kind: Objector.Kind, _ name: String, _ address: String, _ phone: String, seal: Bool = false
  ) -> Objector {
    Objector(kind: kind, name: name, address: address, phone: phone, hasSeal: seal)
  }

  @Test(
    "R-229 a unit needs seal, address and phone, a person a real name and a contact; all else is not formally accepted",
    arguments: objectors)
  func acceptance(objector: Objector, missing: [Objector.Particular]) {
    #expect(objector.missing == missing)
    #expect(objector.acceptance == (missing.isEmpty ? .formal : .informal))
  }

  @Test("R-229 the receipt names the edition and the number", arguments: [(1, "001"), (42, "042"), (1234, "1234")])
  func receipt(number: Int, text: String) {
    #expect(ObjectionRules.receipt(edition: "2026", number: number) == "2026-YY-\(text)")
  }

  @Test("R-229 R-806 the answer is due 15 working days after the day of receipt")
  func term() throws {
    #expect(try ObjectionRules.answerDay(receivedOn: try CalendarDay("2026-05-20")).value.text == "2026-06-10")
    // 19 June is the Dragon Boat Festival.
    #expect(try ObjectionRules.answerDay(receivedOn: try CalendarDay("2026-06-01")).value.text == "2026-06-23")
  }

  @Test("R-229 an objection blocks when it was received inside the window of its nomination and is open")
  func blocks() throws {
    let window = PublicityWindow(from: try CalendarDay("2026-05-20"), through: try CalendarDay("2026-05-27"))
    let shown = [Publicity(window: window, shown: ["A"])]
    func blocks(_ state: ObjectionState, _ day: String, _ nomination: ByteText = "A") throws -> Bool {
      ObjectionRules.blocks(state, receivedOn: try CalendarDay(day), of: nomination, in: shown)
    }
    for state in ObjectionState.allCases {
      #expect(try blocks(state, "2026-05-20") == [.received, .formal, .investigating].contains(state))
    }
    #expect(try blocks(.formal, "2026-05-27"))
    #expect(try !blocks(.formal, "2026-05-19"))
    #expect(try !blocks(.formal, "2026-05-28"))
    #expect(try !blocks(.formal, "2026-05-21", "B"))
  }

  private static let stages: [(EditionState, [Stage: ListState], Stage?, Bool)] = [
    (.preliminaryReview, [:], .candidate, false), (.preliminaryReview, [.candidate: .submitted], .candidate, false),
    (.preliminaryReview, [.candidate: .confirmed], nil, false),
    (.expertReview, [.candidate: .confirmed], .nominee, false),
    (.expertReview, [.candidate: .confirmed, .nominee: .confirmed], nil, false),
    (.display, [.nominee: .confirmed], .named, false), (.voting, [.nominee: .confirmed], .named, false),
    (.composite, [.named: .submitted], .named, false), (.inspection, [.named: .confirmed], .named, true),
    (.publicity, [.named: .confirmed, .great: .confirmed], .named, true),
    (.publicity, [.named: .submitted, .great: .submitted], .named, false), (.named, [.named: .confirmed], nil, false),
    (.draft, [:], nil, false), (.nominating, [:], nil, false), (.closed, [:], nil, false),
    (.cancelled, [:], nil, false),
  ]

  @Test("SM-5 SM-19 a removal stands at the stage of the edition, before its list is confirmed", arguments: stages)
  func stage(state: EditionState, lists: [Stage: ListState], stage: Stage?, reopens: Bool) throws {
    let situation = EditionFlow.Situation(state: state, hasVote: true, lists: lists)
    guard let stage else {
      #expect(throws: Refusal.self) { try RemovalStage(situation) }
      return
    }
    let found = try RemovalStage(situation)
    #expect(found.stage == stage)
    #expect(found.reopensLists == reopens)
  }
}
