import Primitives
import Testing

@testable import Ballots

@Suite("The memory of a count")
struct MemoryTests {
  /// What tables may have besides, before anything is in them: first slots and segments of 256 parts.
  private static let fixed = 12 << 20

  @Test("A ballot and its voter take at most 48 bytes, whatever the numbers and however many there are")
  func distinctBallots() {
    for isNarrow in [true, false] {
      var random = SeededRandom(11)
      var ballots = (0..<Spread.parts).map { _ in BallotSet() }
      var narrow = (0..<Spread.parts).map { _ in VoterTable<UInt32>() }
      var wide = (0..<Spread.parts).map { _ in VoterTable<UInt64>() }
      var worst = 0
      for count in 1...600_000 {
        let ballot = UInt64.random(in: 0..<10_000_000_000, using: &random)
        let page = Spread.page(ballot)
        _ = ballots[Spread.part(page)].insert(ballot, hash: page)
        let (high, low) = (UInt64.random(in: 0 ... .max, using: &random), UInt64.random(in: 0 ... .max, using: &random))
        let hash = Spread.voter(high, low)
        if isNarrow {
          _ = narrow[Spread.part(hash)].choose(high: high, low: low, hash: hash, code: 1, Self.form)
        } else {
          _ = wide[Spread.part(hash)].choose(high: high, low: low, hash: hash, code: 1, Self.form)
        }
        if count % 20_000 == 0 {
          let sum =
            ballots.reduce(0) { $0 + $1.bytes } + narrow.reduce(0) { $0 + $1.bytes } + wide.reduce(0) { $0 + $1.bytes }
          worst = max(worst, (sum - Self.fixed) / count)
        }
      }
      #expect(worst <= 48 && worst > 20)
      ballots.forEach { $0.free() }
      narrow.forEach { $0.free() }
      wide.forEach { $0.free() }
    }
  }

  private static let form: ChoiceForm = {
    guard let rules = try? HandOver.rules() else { preconditionFailure("the rules hold") }
    return ChoiceForm(rules, CellLayout(rules))
  }()

  @Test("Ballots that run take a bit each and their slots")
  func runningNumbers() {
    var ballots = (0..<Spread.parts).map { _ in BallotSet() }
    for ballot in 0..<1_000_000 as Range<UInt64> {
      let page = Spread.page(ballot)
      let isNew = ballots[Spread.part(page)].insert(ballot, hash: page)
      #expect(isNew)
    }
    #expect(ballots.reduce(0) { $0 + $1.bytes } < 1_000_000)
    let isNewAgain = ballots[Spread.part(Spread.page(77))].insert(77, hash: Spread.page(77))
    #expect(!isNewAgain)
    ballots.forEach { $0.free() }
  }
}
