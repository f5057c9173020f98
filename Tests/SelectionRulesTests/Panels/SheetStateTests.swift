import Primitives
import SelectionRules
import Testing

@Suite("States of sheets")
struct SheetStateTests {
  /// Every change that SM-3 allows.
  private static let allowed: [SheetState: Set<SheetState>] = [
    .open: [.submitted, .recused], .submitted: [.open, .locked, .recused], .locked: [], .recused: [],
  ]

  private static let pairs = SheetState.allCases.flatMap { from in SheetState.allCases.map { (from, $0) } }

  @Test("SM-3 a sheet changes along its states and in no other way", arguments: pairs)
  func changes(from: SheetState, to: SheetState) throws {
    let isAllowed = try #require(Self.allowed[from]).contains(to)
    do {
      try from.checkChange(to: to)
      #expect(isAllowed)
    } catch let refusal as Refusal {
      #expect(!isAllowed)
      #expect(refusal.code == "sheet.no-such-step")
      #expect(refusal.citation?.rule == "SM-3")
    }
  }

  @Test("SM-3 locked and recused are the end, and only an open sheet is filled in")
  func ends() {
    #expect(SheetState.allCases.filter { $0.successors.isEmpty } == [.locked, .recused])
    #expect(SheetState.allCases.filter(\.isEditable) == [.open])
  }
}
