import Foundation
import Primitives
import Synchronization

@testable import Ballots

/// A small hand-over in memory, and the means to count it in different ways.
struct HandOver {
  static let header = "ballot_id,voter_hash,candidate_no,channel,timestamp\n"

  var rules: BallotRules
  var files: [(name: String, bytes: [UInt8])]

  /// Rules of the first two days of May 2026, in UTC, for three nominees.
  static func rules(
    oncePer: BallotRules.Period = .edition, picksPerDay: Int? = nil, voided: [String] = [], candidates: Int = 3,
    channels: [ByteText] = ["web", "app"], nominations: [ByteText]? = nil
  ) throws -> BallotRules {
    let opens: Int64 = 1_777_593_600
    return try BallotRules(
      candidates: candidates, channels: channels, opens: opens, closes: opens + 172_800, oncePer: oncePer,
      picksPerDay: picksPerDay,
      voidedVoters: voided.map { BallotRules.VoidedVoter(voter: ByteText($0), document: "d", reason: "r") },
      nominations: nominations)
  }

  init(_ rules: BallotRules, _ texts: String...) {
    self.rules = rules
    files = texts.enumerated().map { ("\($0.offset + 1).csv", Array($0.element.utf8)) }
  }

  init(_ rules: BallotRules, files: [[UInt8]]) {
    self.rules = rules
    self.files = files.enumerated().map { ("\($0.offset + 1).csv", $0.element) }
  }

  /// Counts it; `piece` is the most that a file gives at once.
  func count(
    threads: Int = 2, block: Int = 1 << 20, stateMemory: Int? = nil, piece: Int = .max, all: Bool = false,
    onCounted: CountedChoices? = nil
  ) throws -> BallotResult {
    var count = BallotCount(rules: rules)
    (count.threads, count.blockBytes, count.stateMemory) = (threads, block, stateMemory)
    (count.tellsAllRejected, count.onCounted) = (all, onCounted)
    return try count.count(files.map { input($0.name, $0.bytes, piece) }, scratch: MemoryScratch().scratch)
  }

  private func input(_ name: String, _ bytes: [UInt8], _ piece: Int) -> BallotInput {
    let place = Mutex(0)
    return BallotInput(name: name) { buffer in
      place.withLock { place in
        let count = min(piece, buffer.count, bytes.count - place)
        buffer.copyBytes(from: bytes[place..<place + count])
        place += count
        return count
      }
    }
  }

  /// All files of a result, `rejected.csv` among them.
  static func written(_ result: BallotResult) throws -> [String: String] {
    var files = Dictionary(
      uniqueKeysWithValues: result.resultFiles.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    var rejected: [UInt8] = []
    try result.writeRejected { rejected += $0 }
    files["rejected.csv"] = String(decoding: rejected, as: UTF8.self)
    return files
  }

  /// Code of the refusal; nil where it is counted.
  func refusal() -> Refusal? {
    do {
      _ = try count()
      return nil
    } catch {
      return error as? Refusal
    }
  }
}

/// A scratch in memory.
final class MemoryScratch: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var scratch: BallotScratch {
    BallotScratch(
      write: { [self] offset, part in
        bytes.withLock { bytes in
          let end = offset + part.count
          if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
          bytes.replaceSubrange(offset..<end, with: part)
        }
      },
      read: { [self] offset, buffer in
        bytes.withLock { buffer.copyBytes(from: $0[offset..<offset + buffer.count]) }
      })
  }
}

/// Numbers that a seed makes the same for ever (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Rows by the thousand, in which every class stands.
enum MadeRows {
  static func voter(_ number: UInt64) -> String {
    let digits = String(number &* 0x9E37_79B9_7F4A_7C15, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  static func rows(_ count: Int, seed: UInt64) -> [String] {
    var random = SeededRandom(seed)
    return (0..<count).map { _ in
      let ballot = String(10_000_000_000 + Int.random(in: 0..<count * 2, using: &random) * 7).dropFirst()
      let day = Int.random(in: 1...3, using: &random)
      let hour = Int.random(in: 10...23, using: &random)
      let row = [
        "B" + ballot, voter(UInt64.random(in: 0..<UInt64(count / 6 + 1), using: &random)),
        String(Int.random(in: 1...(Int.random(in: 0..<30, using: &random) == 0 ? 4 : 3), using: &random)),
        Int.random(in: 0..<40, using: &random) == 0 ? "fax" : Bool.random(using: &random) ? "web" : "app",
        "2026-05-0\(day)T\(hour):00:59Z",
      ].joined(separator: ",")
      return Int.random(in: 0..<50, using: &random) == 0 ? String(row.dropLast(3)) : row
    }
  }
}
