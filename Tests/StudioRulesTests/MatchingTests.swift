import LedgerRules
import Primitives
import StudioRules
import Testing

@Suite("The employer's match")
struct MatchingTests {
  private static let required = Money(fen: 30_000_000)

  private func proof(
    _ amount: String, paid: String, confirmed: String? = nil, withdrawn: String? = nil, form: MatchingForm = .cash
  ) throws -> MatchingProof {
    MatchingProof(
      amount: try yuan(amount), form: form, paidOn: try day(paid), confirmedOn: try day(confirmed ?? paid),
      withdrawnOn: try withdrawn.map(day))
  }

  private func gate(_ proofs: [MatchingProof], received: String? = "2026-07-13") throws -> MatchingGate {
    MatchingGate(required: Self.required, deadline: try received.map(deadline), proofs: proofs)
  }

  @Test(
    "R-307 OP-26 one month from the base union's bank date, moved off rest days",
    arguments: [
      ("2026-07-13", "2026-08-13"), ("2026-01-31", "2026-02-28"), ("2026-04-30", "2026-06-01"),
      ("2026-09-03", "2026-10-08"),
    ])
  func lastDay(received: String, last: String) throws {
    let deadline = try deadline(received)
    #expect(deadline.lastDay.value.text == last)
    #expect(deadline.lastDay.warnings.isEmpty)
    #expect(try !deadline.isOver(on: day(last)))
    #expect(try deadline.daysLeft(on: day(last)) == 0)
    #expect(deadline.isOver(on: try day(last).adding(days: 1)))
    #expect(deadline.daysLeft(on: try day(last).adding(days: -3)) == 3)
  }

  @Test("R-307 a year without holiday data is answered with its warning")
  func warning() throws {
    #expect(try deadline("2060-03-01").lastDay.warnings.map(\.year) == [2060])
  }

  @Test(
    "R-308 SM-6 part 1 of 5.5 leaves the gate locked, the deadline passes, part 2 opens it late",
    arguments: [
      ("2026-07-12", MatchingGate.Status.notReceived), ("2026-08-10", .locked), ("2026-08-13", .locked),
      ("2026-08-14", .overdue), ("2026-08-17", .overdue), ("2026-08-18", .openLate), ("2026-12-31", .openLate),
    ])
  func late(on text: String, status: MatchingGate.Status) throws {
    let gate = try gate([proof("200000.00", paid: "2026-08-10"), proof("100000.00", paid: "2026-08-18")])
    #expect(try gate.status(on: day(text)) == status)
  }

  @Test("R-305 early matching counts, and what was paid in time stays in time however late it is confirmed")
  func inTime() throws {
    let early = try gate([proof("300000.00", paid: "2026-06-01")])
    #expect(try early.status(on: day("2026-07-12")) == .notReceived)
    #expect(try early.status(on: day("2026-07-13")) == .open)
    let slow = try gate([proof("300000.00", paid: "2026-08-13", confirmed: "2026-09-20")])
    #expect(try slow.status(on: day("2026-09-19")) == .overdue)
    #expect(try slow.status(on: day("2026-09-20")) == .open)
  }

  @Test("OP-27 matching in kind is information and opens nothing")
  func inKind() throws {
    let gate = try gate([
      proof("299999.99", paid: "2026-08-01"), proof("500000.00", paid: "2026-08-01", form: .inKind),
    ])
    #expect(try gate.status(on: day("2026-08-02")) == .locked)
    #expect(try gate.missing(on: day("2026-08-02")) == Money(fen: 1))
    #expect(try gate.inKind() == yuan("500000.00"))
  }

  @Test("SM-6 a withdrawal locks again, and the gate that opens after it is late for good")
  func relocked() throws {
    let gate = try gate([
      proof("300000.00", paid: "2026-07-20", withdrawn: "2026-08-01"), proof("300000.00", paid: "2026-08-05"),
    ])
    #expect(try gate.status(on: day("2026-07-31")) == .open)
    #expect(try gate.status(on: day("2026-08-01")) == .relocked)
    #expect(try gate.status(on: day("2026-08-05")) == .openLate)
    #expect(try gate.relockedOn(through: day("2026-12-31")) == day("2026-08-01"))
    #expect(MatchingGate.Status.allCases.filter(\.isMarked) == [.overdue, .openLate, .relocked])
  }

  @Test("R-306 the gate's refusal names the missing amount and the last day")
  func refusal() throws {
    let gate = try gate([proof("200000.00", paid: "2026-08-10")])
    let refusal = #expect(throws: Refusal.self) { try gate.check(on: day("2026-08-11")) }
    #expect(refusal?.code == "grant.match-required")
    #expect(refusal?.message.en.contains("100000.00 are missing, due by 2026-08-13") == true)
    #expect(code { try gate.check(on: day("2026-07-12")) } == "grant.not-received")
    #expect(code { try self.gate([proof("300000.00", paid: "2026-08-10")]).check(on: day("2026-08-11")) } == nil)
  }

  @Test(
    "SM-7 a proof is confirmed by another person, and needs evidence in every mode", arguments: MatchMode.allCases)
  func proofs(mode: MatchMode) {
    let one = Money(fen: 1)
    #expect(code { try MatchingProof.checkSecondPerson(isSubmitter: true) } == "matching.same-person")
    #expect(code { try MatchingProof.checkSecondPerson(isSubmitter: false) } == nil)
    #expect(
      code { try MatchingProof.checkSubmission(amount: one, mode: mode, hasEvidence: false) }
        == "matching.evidence-missing")
    #expect(code { try MatchingProof.checkSubmission(amount: one, mode: mode, hasEvidence: true) } == nil)
    #expect(
      code { try MatchingProof.checkSubmission(amount: .zero, mode: mode, hasEvidence: true) }
        == "grant.amount-not-positive")
  }

  @Test("OP-10 the match is custodial unless another mode is chosen, and only M1 stands outside the union's books")
  func modes() {
    #expect(MatchMode.proposed == .custodial)
    #expect(MatchMode.allCases.filter { !$0.isInUnionBooks } == [.employerBooks])
  }

  @Test("R-307 the calendar lists what is missing, the earliest last day first, and leaves out what is matched")
  func calendar() throws {
    let rows = [
      MatchCalendar.Row(grant: "G1", employer: "A", gate: try gate([], received: "2026-08-03")),
      MatchCalendar.Row(grant: "G2", employer: "B", gate: try gate([proof("100000.00", paid: "2026-07-20")])),
      MatchCalendar.Row(grant: "G3", employer: "C", gate: try gate([])),
      MatchCalendar.Row(grant: "G4", employer: "D", gate: try gate([proof("300000.00", paid: "2026-07-20")])),
      MatchCalendar.Row(grant: "G5", employer: "E", gate: try gate([], received: nil)),
    ]
    let calendar = try MatchCalendar(rows, on: day("2026-08-14"))
    #expect(calendar.lines.map(\.grant) == ["G3", "G2", "G1"])
    #expect(calendar.overdue.map(\.grant) == ["G3", "G2"])
    #expect(calendar.lines.map(\.daysLeft) == [-1, -1, 20])
    #expect(try calendar.lines.map(\.missing) == [Self.required, yuan("200000.00"), Self.required])
    #expect(calendar.lines.map(\.status) == [.overdue, .overdue, .locked])
  }
}
