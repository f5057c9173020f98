import Foundation
import LedgerRules
import Primitives
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Fuzzed bank statements", .enabled(if: Installation.hasFile))
struct BankFuzzTests {
  /// SplitMix64: the same files each time.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  private static let sound = Array((Installation.bankHead + Installation.may.map { $0 + "\n" }.joined()).utf8)

  /// Some bytes that are no statement, or a statement of which something was changed.
  private static func bytes(_ dice: inout Dice) -> [UInt8] {
    if Int.random(in: 0..<8, using: &dice) == 0 {
      return (0..<Int.random(in: 0...200, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
    }
    var bytes = sound
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1 where !bytes.isEmpty: bytes.remove(at: place)
      case 2: bytes.insert(Array("0123456789,-.\"\n".utf8).randomElement(using: &dice) ?? 0, at: place)
      case 3: bytes = Array(bytes.prefix(place))
      case 4: bytes = lines(bytes, &dice) { $0.remove(at: $1) }
      default: bytes = lines(bytes, &dice) { $0.insert($0[$1], at: $1) }
      }
    }
    return bytes
  }

  private static func lines(
    _ bytes: [UInt8], _ dice: inout Dice, _ change: (inout [ArraySlice<UInt8>], Int) -> Void
  ) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A)
    guard !lines.isEmpty else { return bytes }
    change(&lines, Int.random(in: lines.indices, using: &dice))
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  @Test(
    "R-424 no file, whatever its bytes, leaves half an import; what is taken adds up", arguments: [UInt64(1), 2, 3])
  func fuzz(seed: UInt64) throws {
    let house = try Installation.withBank()
    try house.run(BankVoid.self, BankVoid.Input(unit: "37", statement: 2, reason: "样例"), as: .provincePreparer)
    var dice = Dice(state: seed)
    var (taken, refused) = (0, 0)
    var before = try house.contentDigest()
    for _ in 0..<120 {
      let file = try house.write("fuzzed.csv", bytes: Self.bytes(&dice))
      let input = BankImport.Input(unit: "37", file: file, to: "2026-05-31")
      do {
        let output = try house.run(BankImport.self, input, as: .provinceCashier)
        taken += 1
        let lines = "SELECT count(*) FROM bank_line JOIN bank_statement ON id = statement_id WHERE number = "
        #expect(try house.texts(lines + "\(output.statement)") == ["\(output.rows)"])
        #expect(try house.run(BooksCheck.self, BooksCheck.Input(), as: .auditor).faults.map(\.name) == [])
        let void = BankVoid.Input(unit: "37", statement: output.statement, reason: "样例")
        try house.run(BankVoid.self, void, as: .provincePreparer)
        before = try house.contentDigest()
      } catch let refusal as Refusal {
        refused += 1
        #expect(refusal.kind != .bug && refusal.kind != .storage, "\(refusal.code)")
        #expect(refusal.textFaults.isEmpty)
      }
      #expect(try house.contentDigest() == before)
    }
    #expect(refused > 60 && taken + refused == 120)
  }
}
