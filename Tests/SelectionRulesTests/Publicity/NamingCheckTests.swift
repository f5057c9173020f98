import Primitives
import SelectionRules
import Testing

@Suite("The guard of the naming")
struct NamingCheckTests {
  private func publicity(_ from: String, _ through: String, _ shown: Set<ByteText>) throws -> Publicity {
    Publicity(
      window: PublicityWindow(from: try CalendarDay(from), through: try CalendarDay(through)), shown: shown)
  }

  private func code(_ check: NamingCheck, on day: String, today: String = "2026-06-01") throws -> String? {
    do {
      try check.check(on: try CalendarDay(day), today: try CalendarDay(today))
      return nil
    } catch let refusal as Refusal {
      return refusal.code
    }
  }

  private func check(_ publicities: [Publicity], open: [String] = [], uninspected: [ByteText] = []) -> NamingCheck {
    NamingCheck(named: ["A", "B"], publicities: publicities, openObjections: open, uninspected: uninspected)
  }

  @Test(
    "R-228 SM-1 the naming comes after the last day and not after today",
    arguments: [
      ("2026-05-26", "naming.publicity-not-over"), ("2026-05-27", "naming.publicity-not-over"), ("2026-05-28", nil),
      ("2026-06-01", nil), ("2026-06-02", "naming.in-future"),
    ])
  func day(day: String, code expected: String?) throws {
    let check = check([try publicity("2026-05-20", "2026-05-27", ["A", "B"])])
    #expect(try code(check, on: day) == expected)
  }

  @Test("R-228 a window of 4 working days does not do, whatever its dates say")
  func short() throws {
    let check = check([try publicity("2026-05-20", "2026-05-26", ["A", "B"])])
    #expect(try code(check, on: "2026-05-29") == "naming.publicity-not-over")
  }

  @Test("R-228 SM-1 everybody needs a window; a new name one of its own, while that of the others stands")
  func newName() throws {
    let first = try publicity("2026-05-11", "2026-05-18", ["A", "C"])
    #expect(try code(check([first]), on: "2026-05-29") == "naming.not-shown")
    let second = try publicity("2026-05-20", "2026-05-27", ["B"])
    #expect(try code(check([first, second]), on: "2026-05-27") == "naming.publicity-not-over")
    #expect(try code(check([first, second]), on: "2026-05-28") == nil)
    let running = try publicity("2026-05-21", "2026-05-28", ["A", "B"])
    #expect(try code(check([first, second, running]), on: "2026-05-28") == "naming.publicity-not-over")
  }

  @Test("R-229 SM-1 an objection of the window that nobody decided blocks, and its receipt is named")
  func objection() throws {
    let check = check([try publicity("2026-05-20", "2026-05-27", ["A", "B"])], open: ["2026-YY-007"])
    let refusal = #expect(throws: Refusal.self) {
      try check.check(on: try CalendarDay("2026-05-29"), today: try CalendarDay("2026-06-01"))
    }
    #expect(refusal?.code == "naming.objection-open")
    #expect(refusal?.message.en.contains("2026-YY-007") == true)
  }

  @Test("R-216 who lacks a passed inspection in an inspected edition is not named")
  func inspection() throws {
    let check = check([try publicity("2026-05-20", "2026-05-27", ["A", "B"])], uninspected: ["B"])
    #expect(try code(check, on: "2026-05-29") == "edition.inspection-missing")
  }

  // MARK: The steps before

  private func advance(_ state: EditionState, to target: EditionState, hasVote: Bool = true) throws -> String? {
    var situation = EditionFlow.Situation(
      state: state, hasVote: hasVote, lists: [.nominee: .confirmed, .named: .submitted, .great: .submitted])
    situation.undisplayed = state == .display ? ["A", "B"] : []
    situation.uninspected = state == .inspection ? ["A"] : []
    do {
      try EditionFlow.checkAdvance(situation, to: target)
      return nil
    } catch let refusal as Refusal {
      return refusal.code
    }
  }

  @Test("R-208 OP-25 SM-1 the display is left when the deeds of every nominee are published, with and without a vote")
  func display() throws {
    #expect(try advance(.display, to: .voting) == "edition.deeds-missing")
    #expect(try advance(.display, to: .composite, hasVote: false) == "edition.deeds-missing")
    #expect(try advance(.display, to: .cancelled) == nil)
    #expect(try advance(.voting, to: .composite) == nil)
  }

  @Test("R-208 the refusal tells how many lack their deeds, and the first")
  func displayTold() throws {
    var situation = EditionFlow.Situation(state: .display, hasVote: true, lists: [:])
    situation.undisplayed = ["2026-0009", "2026-0010", "2026-0011"]
    let refusal = #expect(throws: Refusal.self) { try EditionFlow.checkAdvance(situation, to: .voting) }
    #expect(refusal?.message.en.contains("3 nominees") == true)
    #expect(refusal?.message.en.contains("2026-0009") == true)
  }

  @Test("R-216 SM-1 the inspection is left when everybody proposed has a result; who skips it needs none")
  func inspectionLeft() throws {
    #expect(try advance(.inspection, to: .publicity) == "edition.inspection-missing")
    #expect(try advance(.composite, to: .publicity) == nil)
    #expect(try advance(.inspection, to: .cancelled) == nil)
  }
}
