import Foundation
import Primitives
import Testing

@testable import Operations

@Suite("Damaged files of vouchers")
struct VoucherFileFuzzTests {
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }

  private static let whole = """
    voucher,day,summary,attachments,account,debit,credit,project,note,nature,economic_class
    1,2026-05-20,收到补助,2,102,50000,,,,,
    1,,,,40302,,50000,,,,
    2,2026-04-06,办公费,,506,120.5,,,办公,,30201
    2,,,,50503,79.50,,P-1,,PROJECT,
    2,,,,102,,200,,,,
    3,2026-05-31,更正,1,506,-3,,,,,
    3,,,,102,,-3,,,,

    """

  /// Pieces that mean something in such a file.
  private static let pieces = [
    ",", "\n", "\"", "-", "0", "9", "1", "102", "506", "2026-05-20", "BASIC", "QLGJ-1", "9223372036854775807", ".",
    "\u{0}",
    "\u{FEFF}", "é", "92233720368547758.07", "1\n", ",,", "2,",
  ].map { Array($0.utf8) }

  /// A file of its own for each round, since the same one is taken once; one in four is left whole.
  private static func mutated(_ round: Int, _ numbers: inout Numbers) -> [UInt8] {
    var bytes = Array(whole.replacing("50000", with: "\(50_000 + round)").utf8)
    for _ in 0..<max(0, Int.random(in: -1...3, using: &numbers)) {
      let place = Int.random(in: 0...bytes.count, using: &numbers)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &numbers))
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &numbers))
      case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      // Digits for digits: what is often still a table.
      case 3 where place < bytes.count && (0x30...0x39).contains(bytes[place]):
        bytes[place] = UInt8.random(in: 0x30...0x39, using: &numbers)
      default: bytes.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: place)
      }
    }
    return bytes
  }

  @Test(
    "R-420 R-421 no damaged file leaves an unbalanced voucher, a gap, a number given twice or half an import",
    arguments: [1, 2] as [UInt64])
  func mutations(seed: UInt64) throws {
    let house = try Installation.withBooks()
    var numbers = Numbers(state: seed)
    var (accepted, refused, vouchers) = (0, 0, 0)
    for round in 0..<(Int(ProcessInfo.processInfo.environment["QILU_FUZZ_ROUNDS"] ?? "") ?? 120) {
      let input = VoucherImport.Input(unit: "37", file: try house.write("f.csv", bytes: Self.mutated(round, &numbers)))
      let before = try house.count("voucher")
      #expect(before == vouchers)
      do {
        let output = try house.run(VoucherImport.self, input, as: .provincePreparer)
        if output.isApplied { accepted += 1 } else { refused += 1 }
        #expect(output.isApplied == output.refusals.isEmpty)
        vouchers += output.vouchers.count
        if output.isApplied { try settle(output.vouchers, house, round) }
      } catch let refusal as Refusal {
        refused += 1
        #expect(refusal.kind != .bug && refusal.kind != .storage, "\(refusal)")
      }
      #expect(try house.count("voucher") == vouchers)
    }
    #expect(accepted > 20 && refused > 20, "\(accepted) \(refused)")
    for month in Set(try house.texts("SELECT month FROM voucher WHERE number IS NULL")) {
      _ = try? house.run(VoucherPostAll.self, VoucherPostAll.Input(unit: "37", month: month), as: .provinceReviewer)
    }
    let numbersOfMonths = try house.texts(
      "SELECT month || ' ' || CAST(number AS TEXT) FROM voucher WHERE number IS NOT NULL")
    #expect(Set(numbersOfMonths).count == numbersOfMonths.count && numbersOfMonths.count == vouchers)
    #expect(try house.faults() == [])
    #expect(try house.run(BooksCheck.self, BooksCheck.Input(), as: .auditor).faults.isEmpty)
  }

  /// Signs what a file brought in; now and then the month is posted between.
  private func settle(_ drafted: [VoucherImport.Output.Item], _ house: Installation, _ round: Int) throws {
    let moving = Set(try house.texts("SELECT id FROM voucher WHERE moves_cash = 1 AND cashier_by IS NULL"))
    let rows = drafted.map { "\($0.voucher),\($0.total)" }
    let cash = drafted.filter { moving.contains($0.voucher) }.map { "\($0.voucher),\($0.total)" }
    if !cash.isEmpty { try house.run(VoucherCashListed.self, house.list("37", cash), as: .provinceCashier) }
    try house.run(VoucherReviewListed.self, house.list("37", rows), as: .provinceReviewer)
    guard round.isMultiple(of: 3), let month = drafted.first?.day.prefix(7) else { return }
    try house.run(VoucherPostAll.self, VoucherPostAll.Input(unit: "37", month: String(month)), as: .provincePreparer)
  }
}
