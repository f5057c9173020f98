import Primitives

/// An invented employer.
struct SampleEmployer {
  /// What its base union is a part of.
  enum UnionAbove {
    case county
    case industrial(Int)
    case largeEnterprise(Int)
  }

  let number: Int
  let name: String
  let creditCode: String
  let region: Region
  let unionAbove: UnionAbove

  /// The city in which it lies, by code.
  var city: String { (region.city ?? region).code }

  /// The trades of the sample's companies; each has an industrial union.
  static let industries = ["机械", "电力", "化工", "纺织", "建材", "海洋", "冶金", "轨道", "电子", "食品"]
  /// The sample's large enterprises that have a union at the tier of a city.
  static let largeEnterprises = ["示例重工集团", "示例能源集团", "示例港口集团"]
}

/// Invents the employers: companies where nominees work, behind them institutes where most experts do.
struct SampleEmployers {
  let all: [SampleEmployer]
  let companies: Int

  /// How many companies a number of nominations has: some companies so have several nominees.
  static func companies(nominations: Int) -> Int { max(1, nominations * 2 / 3) }
  /// How many institutes a number of experts has.
  static func institutes(experts: Int) -> Int { max(1, experts / 2) }

  init(nominations: Int, experts: Int, seed: Int) {
    var random = SampleRandom(seed: seed, .employers)
    let regions = SampleRegions()
    companies = Self.companies(nominations: nominations)
    var all: [SampleEmployer] = []
    for number in 1...companies + Self.institutes(experts: experts) {
      let region = regions.pick(&random)
      all.append(number <= companies ? Self.company(number, region, &random) : Self.institute(number, region))
    }
    self.all = all
  }

  private static func company(_ number: Int, _ region: Region, _ random: inout SampleRandom) -> SampleEmployer {
    let industry = random.below(SampleEmployer.industries.count)
    let lot = random.below(100)
    let above: SampleEmployer.UnionAbove =
      lot < 12
      ? .industrial(industry) : lot < 18 ? .largeEnterprise(lot % SampleEmployer.largeEnterprises.count) : .county
    let name = "示例\(SampleEmployer.industries[industry])\(SampleCodes.padded(number, 4))有限公司"
    return make(number, name, region, above)
  }

  private static func institute(_ number: Int, _ region: Region) -> SampleEmployer {
    make(number, "示例技术研究院\(SampleCodes.padded(number, 4))", region, .county)
  }

  private static func make(
    _ number: Int, _ name: String, _ region: Region, _ above: SampleEmployer.UnionAbove
  ) -> SampleEmployer {
    SampleEmployer(
      number: number, name: name, creditCode: SampleCodes.creditCode(number: number, region: region.code),
      region: region, unionAbove: above)
  }
}

/// The counties of the 16 cities, the larger cities oftener.
private struct SampleRegions {
  private let lots: [[Region]]

  init() {
    let counties = Dictionary(grouping: Region.all.filter { $0.level == .county }) { $0.parentCode ?? "" }
    let cities = Region.all.filter { $0.level == .city }
    lots = cities.flatMap { city in
      [[Region]](repeating: counties[city.code] ?? [city], count: Self.weights[city.code] ?? 1)
    }
  }

  func pick(_ random: inout SampleRandom) -> Region { random.pick(random.pick(lots)) }

  private static let weights = ["3701": 3, "3702": 3, "3703": 2, "3706": 2, "3707": 2, "3708": 2, "3713": 2]
}
