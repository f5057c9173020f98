import Primitives
import StudioRules
import Testing

/// The row of a grant as the database holds it: numbers that are moved blindly, and the checks that refuse.
///
/// Its arithmetic is written apart from the rules': a posting moves `spent` alone, a match moves `matched` and sets
/// `spendable` by the two sides of the gate.
private struct Row: Equatable {
  let required: Int64
  var received: Int64 = 0
  var matched: Int64 = 0
  var spendable: Int64 = 0
  var spent: Int64 = 0

  var isKept: Bool {
    0 <= spent && spent <= spendable && spendable <= received && received <= required && matched >= 0
      && (matched >= required || spendable == spent)
  }

  /// What the act does to the numbers, asking nothing.
  func after(_ act: Act) -> Row {
    var row = self
    switch act {
    case .receive(let fen):
      row.received += fen
      row.settle()
    case .match(let fen):
      row.matched += fen
      row.settle()
    case .withdraw(let fen):
      row.matched -= fen
      row.settle()
    case .spend(let fen): row.spent += fen
    case .reverse(let fen):
      row.spent -= fen
      if row.matched < required { row.spendable -= fen }
    }
    return row
  }

  private mutating func settle() { spendable = matched >= required ? received : spent }
}

private enum Act {
  case receive(Int64)
  case match(Int64)
  case withdraw(Int64)
  case spend(Int64)
  case reverse(Int64)
}

@Suite("The rules and the database's checks of a grant's row")
struct GrantRowPropertyTests {
  private static let amount: Int64 = 5_000_000

  private func act(_ numbers: inout SeededNumbers, _ row: Row) -> Act {
    // Amounts near the edges are frequent: exactly what is left or missing, and one fen beyond it.
    let edges = [row.received - row.spent, Self.amount - row.matched, row.spent, row.matched].filter { $0 > 0 }
    let edge = edges.randomElement(using: &numbers) ?? 1
    let fen = max(
      1,
      Bool.random(using: &numbers)
        ? edge + .random(in: -1...1, using: &numbers) : .random(in: 1...2_000_000, using: &numbers))
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: return .receive(Self.amount)
    case 1...3: return .match(fen)
    case 4: return .withdraw(fen)
    case 5...7: return .spend(fen)
    default: return .reverse(fen)
    }
  }

  private func apply(_ act: Act, to standing: GrantStanding) throws -> GrantStanding {
    switch act {
    case .receive(let fen): try standing.receiving(Money(fen: fen))
    case .match(let fen): try standing.confirmingMatch(Money(fen: fen))
    case .withdraw(let fen): try standing.withdrawingMatch(Money(fen: fen))
    case .spend(let fen): try standing.spending(Money(fen: fen))
    case .reverse(let fen): try standing.reversing(Money(fen: fen))
    }
  }

  private func row(_ standing: GrantStanding) -> Row {
    Row(
      required: standing.required.fen, received: standing.received.fen, matched: standing.matched.fen,
      spendable: standing.spendable.fen, spent: standing.spent.fen)
  }

  @Test("R-306 R-315 the rule refuses exactly when the row would break, in random interleavings", arguments: 0..<200)
  func agree(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var standing = try GrantStanding(amount: Money(fen: Self.amount))
    for step in 0..<300 {
      let act = act(&numbers, row(standing))
      let blind = row(standing).after(act)
      let next = try? apply(act, to: standing)
      #expect((next != nil) == blind.isKept, "seed \(seed), step \(step), \(act) on \(row(standing))")
      if let next {
        #expect(row(next) == blind, "seed \(seed), step \(step), \(act)")
        #expect(next.holds)
        standing = next
      }
    }
  }

  @Test("R-306 R-315 the interleavings reach open and locked gates, refusals of both kinds and an empty balance")
  func reach() throws {
    var seen: Set<String> = []
    for seed in 0..<50 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      var standing = try GrantStanding(amount: Money(fen: Self.amount))
      for _ in 0..<300 {
        let act = act(&numbers, row(standing))
        if let refused = code({ try apply(act, to: standing) }) { seen.insert(refused) }
        standing = (try? apply(act, to: standing)) ?? standing
        if standing.isOpen { seen.insert(standing.left == .zero ? "empty" : "open") }
        if !standing.isMatched && standing.spent > .zero { seen.insert("relocked") }
      }
    }
    #expect(
      seen == [
        "open", "empty", "relocked", "grant.match-required", "grant.balance-exceeded", "grant.already-received",
        "grant.match-below-zero", "grant.spent-below-zero",
      ])
  }
}
