import Primitives
import Testing

@testable import SelectionRules

@Suite("The public vote and the composite")
struct PublicVoteTests {
  /// Nominees N1, N2, … with equal panels and these votes; nil for no row.
  private static func edition(_ votes: [Int64?], _ method: EditionRules.Vote.Method) -> SmallEdition {
    var edition = SmallEdition(votes.indices.map { "N\($0 + 1)" })
    edition.inputs.rules.vote.method = method
    for (index, votes) in votes.enumerated() {
      edition.panel("N\(index + 1)", 8_000, 8_000, 8_000)
      if let votes { edition.vote("N\(index + 1)", votes) }
    }
    return edition
  }

  private static func publicScores(_ edition: SmallEdition) throws -> [Int] {
    let computed = try edition.compute()
    return edition.inputs.nominations.compactMap { computed.composite($0.key.string)?.publicScore }
  }

  @Test(
    "R-222 by rank: 100 × (N − r + 1) / N among those with votes, ties share the best rank, 0.00 without votes",
    arguments: [
      ([300, 200, 200, nil], [10_000, 6_667, 6_667, 0]), ([5, 4, 4, 1, 0], [10_000, 7_500, 7_500, 2_500, 0]),
      ([nil, nil], [0, 0]), ([0, 0, 7], [0, 0, 10_000]), ([1, 1, 1], [10_000, 10_000, 10_000]),
      ([1, 2, 3, 4, 5, 6, 7], [1_429, 2_857, 4_286, 5_714, 7_143, 8_571, 10_000]),
    ] as [([Int64?], [Int])])
  func rank(votes: [Int64?], expected: [Int]) throws {
    #expect(try Self.publicScores(Self.edition(votes, .rank)) == expected)
  }

  @Test(
    "R-222 by share: 100 × votes / highest, rounded half up, all 0.00 if nobody has votes",
    arguments: [
      ([300, 200, 1, nil], [10_000, 6_667, 33, 0]), ([0, nil, 0], [0, 0, 0]), ([20_000, 1, 3], [10_000, 1, 2]),
      ([999_999_999_999, 999_999_999_998, 1], [10_000, 10_000, 0]), ([8, 8], [10_000, 10_000]),
    ] as [([Int64?], [Int])])
  func share(votes: [Int64?], expected: [Int]) throws {
    #expect(try Self.publicScores(Self.edition(votes, .share)) == expected)
  }

  @Test(
    "R-222 votes for nominations that are no nominees count for nothing", arguments: EditionRules.Vote.Method.allCases)
  func votesOfOthers(method: EditionRules.Vote.Method) throws {
    var edition = Self.edition([10, 5], method)
    edition.nominate("X")
    edition.vote("X", 1_000)
    #expect(try Self.publicScores(edition) == [10_000, 5_000])
  }

  @Test(
    "R-222 a nominee removed at stage named still counts in N, in the ranks and as the highest",
    arguments: EditionRules.Vote.Method.allCases)
  func removedNominee(method: EditionRules.Vote.Method) throws {
    var edition = Self.edition([10, 5], method)
    edition.decide(.named, .remove, "N1")
    #expect(try edition.compute().composite("N2")?.publicScore == 5_000)
  }

  @Test("R-223 channels carry weights of up to twelve decimals and the sum is exact")
  func channelWeights() throws {
    var edition = Self.edition([3, 1], .share)
    edition.inputs.rules.vote.channelWeights = ["web": decimal("0.333333333333"), "app": decimal("2")]
    edition.vote("N1", 7, channel: "sms")
    edition.vote("N2", 999_999_999_999, channel: "app")
    let computed = try edition.compute()
    let rows = computed.text("results/named.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows.first { $0[1] == "N1" }?[3] == "7.999999999999")
    #expect(rows.first { $0[1] == "N2" }?[3] == "1999999999998.333333333333")
  }

  @Test("R-223 two who differ by 10^-12 of a weighted vote have different ranks")
  func smallestDifference() throws {
    var edition = Self.edition([2, 1], .rank)
    edition.inputs.rules.vote.channelWeights = ["web": decimal("0.000000000001")]
    edition.vote("N1", 5, channel: "app")
    edition.vote("N2", 5, channel: "app")
    #expect(try Self.publicScores(edition) == [10_000, 5_000])
  }

  @Test("R-223 votes of a channel that weighs 0 are no votes")
  func zeroWeight() throws {
    var edition = Self.edition([5, nil], .rank)
    edition.inputs.rules.vote.channelWeights = ["web": .zero]
    edition.vote("N2", 1, channel: "app")
    #expect(try Self.publicScores(edition) == [0, 10_000])
  }

  @Test(
    "R-223 the largest weights and votes of the specification stay exact", arguments: EditionRules.Vote.Method.allCases)
  func largest(method: EditionRules.Vote.Method) throws {
    var edition = Self.edition([], method)
    for key in ["N1", "N2"] { edition.nominate(key) }
    for key in ["N1", "N2"] { edition.panel(key, 8_000, 8_000, 8_000) }
    for channel in 0..<200 {
      let name = ByteText("c\(channel)")
      edition.inputs.rules.vote.channelWeights[name] = decimal("999999999.999999999999")
      edition.vote("N1", 999_999_999_999, channel: name)
      if channel < 100 { edition.vote("N2", 999_999_999_999, channel: name) }
    }
    #expect(try Self.publicScores(edition) == [10_000, 5_000])
    #expect(try edition.compute().composite("N1")?.weightedVotes == 200 * 999_999_999_999_999_999_999 * 999_999_999_999)
  }

  @Test("R-223 a weighted channel without any row gives a warning that names it, a used one none")
  func warnings() throws {
    var edition = Self.edition([1], .rank)
    edition.inputs.rules.vote.channelWeights = ["web": .one, "sms": .quarter, "app": .one]
    let warnings = EditionPackage.warnings(edition.inputs)
    #expect(warnings.count == 2)
    #expect(warnings[0].en.contains("app") && warnings[0].zh.contains("app"))
    #expect(warnings[1].en.contains("sms"))
  }

  @Test(
    "R-209 R-221 the composite is expert weight × expert score + public weight × public score, rounded once",
    arguments: [
      ("0.80", "0.20", 8_125, 8_500), ("1", "0", 8_125, 8_125), ("0", "1", 8_125, 10_000),
      ("0.999999999999", "0.000000000001", 8_125, 8_125), ("0.5", "0.5", 8_125, 9_063),
    ])
  func composite(expertWeight: String, publicWeight: String, expert: Int, expected: Int) throws {
    var edition = SmallEdition("A")
    edition.panel("A", expert, expert, expert)
    edition.vote("A", 1)
    edition.inputs.rules.composite = EditionRules.Composite(
      expert: decimal(expertWeight), publicVote: decimal(publicWeight))
    #expect(try edition.compute().composite("A")?.composite == expected)
  }

  @Test("R-209 the public vote can turn the order of the experts")
  func voteTurnsOrder() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(150, 100, 1))
    edition.panel("A", 8_100, 8_100, 8_100)
    edition.panel("B", 8_000, 8_000, 8_000)
    edition.vote("A", 1)
    edition.vote("B", 2)
    let computed = try edition.compute()
    #expect(computed.passed(.nominee) == ["1 A", "2 B"])
    #expect(computed.passed(.named) == ["1 B"])
  }

  @Test("OP-25 with the vote off the composite is the expert score and votes and public score are 0")
  func voteOff() throws {
    var edition = SmallEdition("A")
    edition.panel("A", 8_125, 8_125, 8_125)
    edition.inputs.rules.vote.enabled = false
    edition.inputs.rules.vote.channelWeights = ["web": .one]
    let computed = try edition.compute()
    #expect(computed.text("results/named.csv").hasSuffix("1,A,81.25,0,0.00,81.25,yes\n"))
    #expect(EditionPackage.warnings(edition.inputs).isEmpty)
  }

  @Test("OP-24 R-220 R-221 the defaults of panel and composite compute as the rules say")
  func defaults() throws {
    var edition = SmallEdition("A")
    edition.panel("A", 1_000, 8_000, 8_100, 8_200, 10_000)
    edition.vote("A", 1)
    let result = try edition.compute()
    #expect(result.panel("A")?.expert == 8_100)
    #expect(result.composite("A")?.composite == 8_480)
  }
}
