import Primitives
import SelectionRules

/// Invents the scores of the preliminary review: two or three reviewers for every qualified nomination.
enum SamplePreliminary {
  static func make(_ people: [SamplePerson], seed: Int) -> [PreliminaryScore] {
    var random = SampleRandom(seed: seed, .preliminary)
    let severities = (0..<12).map { _ in random.bell(200) }
    var reviewers = Array(severities.indices)
    return people.indices.filter { people[$0].disqualification == nil }.flatMap { index in
      random.draw(2 + random.below(2), from: &reviewers).map { reviewer in
        PreliminaryScore(
          nomination: index, reviewer: ByteText("初审员\(SampleCodes.padded(reviewer + 1, 2))"),
          hundredths: SampleScale.points(people[index].quality + severities[reviewer] + random.bell(350)))
      }
    }
  }
}

/// The panel's work: who was drawn for whom, who recused himself, who scored how.
struct SamplePanel {
  var sheets: [ScoreSheet] = []
  var recusals: [Recusal] = []

  /// Invents sheets for nominations, as many for each, by different experts.
  init(_ nominations: [Int], sheets: Int, _ people: [SamplePerson], _ experts: [SampleExpert], seed: Int) {
    var random = SampleRandom(seed: seed, .panel)
    var pool = Array(experts.indices)
    self.sheets.reserveCapacity(nominations.count * sheets)
    for nomination in nominations {
      // One more than score, where there is one: he may recuse himself.
      let drawn = random.draw(min(sheets + 1, experts.count), from: &pool)
      for expert in drawn.prefix(sheets) {
        self.sheets.append(Self.sheet(expert, experts[expert], nomination, people[nomination], &random))
        // A declaration that came after the sheet: the sheet stays in the file and does not count.
        let isColleague = experts[expert].employer == people[nomination].employer
        if isColleague, random.chance(percent: 50) { recuse(expert, nomination, .employer) }
      }
      if drawn.count > sheets, let last = drawn.last, random.chance(percent: 6) {
        recuse(last, nomination, random.pick([.kinship, .mentorship, .mentorship, .other]))
      }
    }
  }

  private mutating func recuse(_ expert: Int, _ nomination: Int, _ kind: RecusalKind) {
    recusals.append(Recusal(expert: expert, nomination: nomination, kind: kind))
  }

  private static func sheet(
    _ index: Int, _ expert: SampleExpert, _ nomination: Int, _ person: SamplePerson, _ random: inout SampleRandom
  ) -> ScoreSheet {
    let scores = ByDimension { dimension in
      let seen = person.quality + person.profile[dimension] + random.bell(300)
      return SampleScale.points(7600 + (seen - 7600) * expert.stretch / 100 + expert.severity)
    }
    return ScoreSheet(expert: index, nomination: nomination, hundredths: scores)
  }
}

/// The scale on which people score.
enum SampleScale {
  /// Half points from 40 to 100.
  static func points(_ hundredths: Int) -> Int { (min(max(hundredths, 4000), 10_000) + 25) / 50 * 50 }
}

/// Invents votes: twice as many for about every four points of quality, and much of chance.
enum SampleVotes {
  /// The channels with their share of the votes in per cent and their weight.
  static let channels: [(name: ByteText, share: Int, weight: ExactDecimal?)] = [
    ("app", 45, ExactDecimal.one), ("wechat", 33, ExactDecimal(scaled: ExactDecimal.unit * 8 / 10)),
    ("web", 14, ExactDecimal(scaled: ExactDecimal.unit * 6 / 10)),
    ("sms", 8, ExactDecimal(scaled: ExactDecimal.unit / 2)),
  ]

  static func make(_ nominations: [Int], _ people: [SamplePerson], seed: Int) -> [ChannelVotes] {
    var random = SampleRandom(seed: seed, .votes)
    return nominations.flatMap { nomination in
      let total = powerOfTwo(11 * 256 + (people[nomination].quality - 7600) * 256 / 400 + random.bell(320))
      return channels.map { channel in
        let share = channel.share * (70 + random.below(61))
        return ChannelVotes(nomination: nomination, channel: channel.name, votes: Int64(total * share / 10_000))
      }
    }
  }

  /// 2 to the power of a number of 256ths, straight between whole powers.
  private static func powerOfTwo(_ exponent: Int) -> Int {
    let bounded = min(max(exponent, 0), 30 * 256)
    return (256 + bounded % 256) << (bounded / 256) / 256
  }
}
