import Foundation
import Primitives
import Testing

@Suite("Mutated JSON")
struct JSONMutationTests {
  /// A generator whose numbers are the same in every run.
  private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let seeds = [
    #"{"name": "样本·甲", "years": [2017, 2025], "score": -90.25e+1, "open": true, "note": null, "s": "\u9f50\ud83d\ude00\n"}"#,
    #"[[], {}, [[["a"]]], {"a": {"b": {"c": [1, 2, 3]}}}, "\"\\\/\b\f\t", 0, -0.5, 1E9]"#,
    "\u{FEFF} {\"a\" : 1,\r\n\t\"b\":[ ] }\n",
  ].map { Array($0.utf8) }

  private static let tokens = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\u0000", "\u{0}", "\u{1F}", "1", "-", ".", "e", "00",
    "true", "nul", " ", "\n", "齐", "\"a\":", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
  ]

  private func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.insert(contentsOf: (Self.tokens.randomElement(using: &random) ?? "").utf8, at: place)
      case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2 where place < bytes.count: bytes.remove(at: place)
      case 3: bytes.removeLast(bytes.count - place)
      default: bytes += bytes[place...].prefix(20)
      }
    }
    return bytes
  }

  @Test("30,000 mutated texts are read as they stand or refused with a code; what is read, Foundation reads too")
  func texts() throws {
    var random = SeededRandom(state: 20_261_128)
    var (taken, refused) = (0, 0)
    for round in 0..<30_000 {
      let bytes = mutated(Self.seeds[round % Self.seeds.count], &random)
      do {
        let value = try JSONValue(reading: bytes, file: "f.json")
        taken += 1
        #expect(try JSONValue(reading: value.compactBytes, file: "f.json") == value)
        #expect(throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))") {
          try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        }
      } catch let refusal as Refusal {
        refused += 1
        #expect(refusal.code.hasPrefix("json.") && refusal.location?.file == "f.json")
      }
    }
    #expect(taken > 1_000 && refused > 10_000, "\(taken) \(refused)")
  }

  @Test("What Foundation takes and the reader refuses is what it says it refuses")
  func strictness() throws {
    var random = SeededRandom(state: 7)
    var codes: [String: String] = [:]
    for round in 0..<30_000 {
      let bytes = mutated(Self.seeds[round % Self.seeds.count], &random)
      guard (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil else { continue }
      do { _ = try JSONValue(reading: bytes, file: "f.json") } catch let refusal as Refusal {
        let text = String(decoding: bytes, as: UTF8.self)
        // Foundation takes a comma behind the last element, which RFC 8259 does not.
        if text.firstMatch(of: /,\s*[\]}]/) == nil { codes[refusal.code] = text }
      }
    }
    #expect(Set(codes.keys).isSubset(of: ["json.repeated-key", "json.lone-surrogate", "json.too-deep"]), "\(codes)")
    #expect(codes["json.repeated-key"] != nil, "\(codes)")
  }
}
