import Compression
import Foundation
import Primitives
import Synchronization
import Testing

@testable import Ballots

@Suite("The count of raw ballots")
struct CountTests {
  private static let voter = MadeRows.voter(7)

  private func row(
    _ ballot: Int, _ voter: String = voter, _ candidate: String = "1", _ channel: String = "web",
    _ time: String = "2026-05-01T10:00:00Z"
  ) -> String {
    "B" + String(10_000_000_000 + ballot).dropFirst() + ",\(voter),\(candidate),\(channel),\(time)\n"
  }

  private func classes(_ rules: BallotRules, _ rows: String...) throws -> [BallotClass] {
    let result = try HandOver(rules, HandOver.header + rows.joined()).count(all: true)
    var found = [BallotClass](repeating: .counted, count: result.read)
    try result.forEachRejected { found[$0.line - 2] = $0.ballotClass }
    return found
  }

  @Test("Each row is put into the first class that fits")
  func everyClass() throws {
    let other = MadeRows.voter(8)
    let found = try classes(
      HandOver.rules(picksPerDay: 2, voided: [other]),
      "x" + row(1), row(1, Self.voter, "4"), row(1, Self.voter, "1", "fax"),
      row(1, Self.voter, "1", "web", "2026-05-03T00:00:00Z"), row(1), row(1), row(2, other), row(3),
      row(4, Self.voter, "2"),
      row(5, Self.voter, "3"))
    #expect(
      found == [
        .malformed, .unknownCandidate, .unknownChannel, .outsideWindow, .counted, .repeatedBallot, .voidedVoter,
        .repeatedChoice, .counted, .overDailyLimit,
      ])
  }

  @Test("A ballot is used up by choices that are voided, repeated or over the limit, and by nothing earlier")
  func usedBallots() throws {
    let other = MadeRows.voter(8)
    let found = try classes(
      HandOver.rules(voided: [other]), row(1, Self.voter, "9"), row(1, other), row(1), row(2), row(3),
      row(3, MadeRows.voter(9)))
    #expect(found == [.unknownCandidate, .voidedVoter, .repeatedBallot, .counted, .repeatedChoice, .repeatedBallot])
  }

  @Test("A day begins at 16:00 UTC, for the period and for the limit of a day")
  func days() throws {
    let before = "2026-05-01T15:59:59Z"
    let after = "2026-05-01T16:00:00Z"
    let rows = [row(1, Self.voter, "1", "web", before), row(2, Self.voter, "1", "web", after)]
    let again = row(3, Self.voter, "2", "web", after)
    #expect(try classes(HandOver.rules(oncePer: .day), rows[0], rows[1]) == [.counted, .counted])
    #expect(try classes(HandOver.rules(), rows[0], rows[1]) == [.counted, .repeatedChoice])
    #expect(
      try classes(HandOver.rules(oncePer: .day, picksPerDay: 1), rows[0], rows[1], again) == [
        .counted, .counted, .overDailyLimit,
      ])
  }

  @Test("A voter with thousands of choices is held against all of them")
  func busyVoter() throws {
    let rules = try HandOver.rules(picksPerDay: 2000, candidates: 3000)
    let rows = (1...2002).map { row($0, Self.voter, String($0)) }.joined()
    let more = [row(3000, Self.voter, "1"), row(3001, Self.voter, "2002", "web", "2026-05-02T10:00:00Z")].joined()
    for memory in [nil, 0] {
      let result = try HandOver(rules, HandOver.header + rows + more).count(stateMemory: memory)
      #expect(result.classes[.counted] == 2001)
      #expect(result.classes[.overDailyLimit] == 2)
      #expect(result.classes[.repeatedChoice] == 1)
      #expect(result.voters == 1)
    }
  }

  @Test("The outcome is the same for any number of threads, blocks, pieces, memory, packing and split into files")
  func sameForAll() throws {
    let rows = MadeRows.rows(4000, seed: 3).map { $0 + "\n" }
    let rules = try HandOver.rules(
      oncePer: .day, picksPerDay: 2, voided: [MadeRows.voter(5)], nominations: ["c", "a", "b"])
    let plain = Array((HandOver.header + rows.joined()).utf8)
    let expected = try HandOver.written(HandOver(rules, files: [plain]).count(threads: 1, all: true))
    #expect(try HandOver(rules, files: [plain]).count().classes.values.allSatisfy { $0 > 0 })
    for (threads, block, memory, piece) in [
      (2, 128, nil, 1 << 10), (3, 1000, nil, 7), (4, 130, 0, 1 << 16), (1, 5000, 0, .max), (2, 777, 20_000, 100),
      (16, 4096, 60_000, 333),
    ] as [(Int, Int, Int?, Int)] {
      let result = try HandOver(rules, files: [plain]).count(
        threads: threads, block: block, stateMemory: memory, piece: piece, all: true)
      #expect(try HandOver.written(result) == expected, "\(threads) threads, blocks of \(block)")
      #expect((result.scratchBytes > 0) == (memory != nil))
    }
    let parts = [rows[..<10], rows[10..<2500], rows[2500...]].map { Array((HandOver.header + $0.joined()).utf8) }
    let split = try HandOver.written(
      HandOver(rules, files: [Gzip.compressed(parts[0]), parts[1], Zstd.compressed(parts[2])]).count(block: 500))
    for name in ["classes.csv", "classes_by_day.csv", "tally.csv", "votes.csv", "signals.csv"] {
      #expect(split[name] == expected[name], "\(name)")
    }
  }

  @Test("The first thousand of each class are listed, in the order of reading, unless all are asked for")
  func listed() throws {
    let rows = (0..<2500).map { row($0 + 1, Self.voter, "1") + ($0 % 2 == 0 ? "x\n" : "") }.joined()
    let hand = HandOver(try HandOver.rules(), HandOver.header + rows)
    for memory in [nil, 0] {
      var lines: [Int] = []
      try hand.count(block: 256, stateMemory: memory).forEachRejected { lines.append($0.line) }
      #expect(lines.count == 2000 && lines == lines.sorted())
      var all = 0
      try hand.count(block: 256, stateMemory: memory, all: true).forEachRejected { _ in all += 1 }
      #expect(all == 1250 + 2499)
    }
  }

  @Test("Each counted choice is given once, with its row, in memory and from partitions")
  func choices() throws {
    let hand = HandOver(try HandOver.rules(), HandOver.header + MadeRows.rows(500, seed: 9).joined(separator: "\n"))
    var outcomes: [[Int]] = []
    for memory in [nil, 0] {
      let kept = Mutex<[CountedChoice]>([])
      let result = try hand.count(block: 300, stateMemory: memory) { choices in kept.withLock { $0 += choices } }
      let choices = kept.withLock { $0 }
      #expect(choices.count == result.classes[.counted])
      #expect(Set(choices.map(\.row)).count == choices.count)
      outcomes.append(choices.map(\.row).sorted())
    }
    #expect(outcomes[0] == outcomes[1])
  }

  @Test("A file without the header, a broken one, and one that was given twice refuse the call by its name")
  func refused() throws {
    let rules = try HandOver.rules()
    let good = Array((HandOver.header + row(1)).utf8)
    let cases: [(String, [[UInt8]])] = [
      ("ballots.header", [[]]), ("ballots.header", [Array(row(1).utf8)]),
      ("ballots.header", [Array(HandOver.header.replacingOccurrences(of: "channel", with: "Channel").utf8)]),
      ("ballots.header", [[UInt8](repeating: 0x61, count: 100_000)]),
      ("gzip.damaged", [Array(Gzip.compressed(good).dropLast())]), ("gzip.damaged", [Gzip.compressed(good) + [0]]),
      ("zstd.damaged", [Array(Zstd.compressed(good).dropLast())]), ("zstd.damaged", [Zstd.compressed(good) + [0]]),
      ("ballots.header", [Gzip.compressed(Gzip.compressed(good))]), ("ballots.same-file", [good, good]),
      ("ballots.same-file", [good, Zstd.compressed(good)]),
    ]
    for (code, files) in cases {
      let refusal = HandOver(rules, files: files).refusal()
      #expect(refusal?.code == code)
      #expect(refusal?.location?.file == "\(files.count).csv")
    }
    #expect(HandOver(rules, files: [good]).refusal() == nil)
  }

  @Test("A row longer than any block is judged like another")
  func longRow() throws {
    let name = String(repeating: "长", count: 3000)
    let rules = try HandOver.rules(channels: ["web", ByteText(name)])
    let text =
      HandOver.header + row(1, Self.voter, "1", name) + row(2, Self.voter, "2", name + "x") + row(3, Self.voter, "3")
    let result = try HandOver(rules, text).count(block: 128)
    #expect(result.classes[.counted] == 2)
    #expect(result.classes[.unknownChannel] == 1)
  }
}
