import Foundation
import Primitives
import Testing

@testable import Ballots

/// The reader of rows against itself: the fast way and the slow one must agree on every row, and blocks must not matter.
///
/// The corpus is replayed and mutated by a seed. A long run by hand: `QILU_FUZZ_ROUNDS=100000000 swift test --filter
/// FuzzTests`; what it finds belongs into the corpus.
@Suite("The reader of rows under mutation")
struct FuzzTests {
  private static let corpus: [[UInt8]] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { try? Array(Data(contentsOf: folder.appendingPathComponent($0))) }
  }()

  private static let rounds = ProcessInfo.processInfo.environment["QILU_FUZZ_ROUNDS"].flatMap(Int.init) ?? 8_000
  private let form: RowForm

  init() throws {
    form = RowForm(try HandOver.rules(channels: ["web", "app", "微信", "a,b", "\"q\"", "wechat-mini"]))
  }

  /// What each row is, read the fast way where it can be, and where the records end up.
  private func verdicts(_ bytes: [UInt8], fast: Bool) -> [RowVerdict] {
    var found: [RowVerdict] = []
    let parser = BlockParser(form, owners: 1, mistake: fast ? nil : .countsLinesFromRow)
    let block = Block(capacity: max(bytes.count, 1), owners: 1, listed: .max)
    block.bytes.copyMemory(from: bytes, byteCount: bytes.count)
    // What stands behind a block is left from an earlier one, and must not be taken for a row's end.
    (block.bytes + bytes.count).copyMemory(from: Self.leftOver, byteCount: Self.leftOver.count)
    (block.count, block.order) = (bytes.count, BallotField.allCases)
    parser.parse(block)
    found = [RowVerdict](repeating: .malformed(nil), count: block.rows)
    for rejection in block.rejections {
      let field = BallotField.allCases.first { $0.name == rejection.field }
      found[rejection.row] =
        switch rejection.ballotClass {
        case .unknownCandidate: .unknownCandidate
        case .unknownChannel: .unknownChannel
        case .outsideWindow: .outsideWindow
        default: .malformed(field)
        }
    }
    for index in block.ballots(of: 0) {
      let record = block.records[Int(index)]
      found[record.row] = .cast(
        Choice(
          ballot: record.ballot, voterHigh: record.voterHigh, voterLow: record.voterLow, candidate: record.candidate,
          channel: UInt32(record.channel), hour: UInt32(record.hour)))
    }
    return found
  }

  private static let leftOver = Array(
    "\n0Z\nB0000000001,0123456789abcdef0123456789abcdef,1,web,2026-05-01T00:00:00Z\n".utf8)

  @Test("The corpus holds rows that are good and rows of every fault")
  func corpusIsThere() {
    let found = Self.corpus.flatMap { verdicts($0, fast: true) }
    #expect(Set(found.map(\.ballotClass)).count == 5)
    for field in [nil] + BallotField.allCases { #expect(found.contains(.malformed(field))) }
  }

  @Test("The fast way and the slow way agree on the corpus and on what a seed makes of it")
  func waysAgree() {
    var random = SeededRandom(20_260_501)
    for bytes in Self.corpus { #expect(verdicts(bytes, fast: true) == verdicts(bytes, fast: false)) }
    for _ in 0..<Self.rounds {
      let bytes = mutated(&random)
      guard verdicts(bytes, fast: true) != verdicts(bytes, fast: false) else { continue }
      Issue.record("the two ways differ on \(Data(bytes).base64EncodedString())")
      return
    }
  }

  @Test("Blocks of any size and pieces of any length give the same classes and lines")
  func blocksDoNotMatter() throws {
    var random = SeededRandom(5)
    let rules = try HandOver.rules(channels: form.channels)
    for round in 0..<max(200, Self.rounds / 100) {
      let files = [Array(HandOver.header.utf8) + mutated(&random) + mutated(&random)]
      let whole = try HandOver.written(HandOver(rules, files: files).count(all: true))
      let cut = try HandOver(rules, files: files).count(
        threads: 1 + round % 3, block: Int.random(in: 128...400, using: &random),
        piece: Int.random(in: 1...300, using: &random), all: true)
      #expect(try HandOver.written(cut) == whole, "\(Data(files[0]).base64EncodedString())")
    }
  }

  /// A file of the corpus with some bytes changed, put in, taken out, or pieces repeated.
  private func mutated(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = Self.corpus.randomElement(using: &random) ?? []
    let marks = Array("\n\r\",B09afzZT:- ,\n".utf8) + [0, 0x80, 0xC3, 0xFF, 0x3A, 0x2F, 0x60, 0x67]
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let byte = marks.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = byte
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.insert(byte, at: place)
      case 3: bytes.remove(at: place)
      case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
      default:
        let end = min(bytes.count, place + Int.random(in: 1...90, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }
}
