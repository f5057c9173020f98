import Primitives
import SelectionRules

/// An invented nominee: what the files say, and what the scores are made of.
struct SamplePerson {
  let name: String
  let citizenID: String
  /// The position of the employer.
  let employer: Int
  let channel: NominationChannel
  /// Why the nomination is not qualified; nil for a qualified one.
  let disqualification: String?
  /// How good the nominee is, in hundredths of a point; reviewers, experts and voters see it through their errors.
  let quality: Int
  /// What the nominee is better or worse at, in hundredths of a point.
  let profile: ByDimension<Int>
}

/// Invents people.
enum SamplePeople {
  static func make(count: Int, employers: SampleEmployers, seed: Int) -> [SamplePerson] {
    var random = SampleRandom(seed: seed, .people)
    return (0..<count).map { person($0, employers, &random) }
  }

  private static func person(
    _ index: Int, _ employers: SampleEmployers, _ random: inout SampleRandom
  ) -> SamplePerson {
    // The lesser of two lots: low numbers are large companies with several nominees.
    let employer = min(random.below(employers.companies), random.below(employers.companies))
    let isUnqualified = random.chance(percent: 5)
    let reason = random.pick(reasons)
    return SamplePerson(
      name: "样本·" + numberedName(index),
      citizenID: SampleCodes.citizenID(index: index, region: employers.all[employer].region.code),
      employer: employer, channel: channel(&random), disqualification: isUnqualified ? reason : nil,
      quality: 7600 + random.bell(1000), profile: ByDimension { _ in random.bell(300) })
  }

  /// 甲子0001, 乙丑0002 …: the cycle of sixty, which no family name is.
  static func numberedName(_ index: Int) -> String {
    let stem = Array("甲乙丙丁戊己庚辛壬癸")[index % 10]
    let branch = Array("子丑寅卯辰巳午未申酉戌亥")[index % 12]
    return "\(stem)\(branch)\(SampleCodes.padded(index + 1, 4))"
  }

  /// Seven in ten come from their unit, two on their own, one from colleagues.
  private static func channel(_ random: inout SampleRandom) -> NominationChannel {
    switch random.below(10) {
    case 0..<7: .unit
    case 7..<9: .selfRecommended
    default: .joint
    }
  }

  ///
  private static let reasons = [
    "not_in_service", "not_front_line", "leading_cadre", "publicity_missing", "too_few_co_nominators",
  ]
}
