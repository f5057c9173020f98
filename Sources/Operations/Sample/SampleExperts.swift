import Primitives

/// An invented expert.
struct SampleExpert {
  let name: String
  /// The position of the employer.
  let employer: Int
  let fields: [String]
  let trades: [String]
  /// What the expert adds to every score, in hundredths of a point; negative for a severe one.
  let severity: Int
  /// How wide the expert's scale is, in per cent of the usual.
  let stretch: Int
}

/// Invents the panel.
enum SampleExperts {
  static func make(count: Int, employers: SampleEmployers, seed: Int) -> [SampleExpert] {
    var random = SampleRandom(seed: seed, .experts)
    return (0..<count).map { expert($0, employers, &random) }
  }

  private static func expert(
    _ index: Int, _ employers: SampleEmployers, _ random: inout SampleRandom
  ) -> SampleExpert {
    // Four in ten work in a company, so that some share it with nominees.
    let institutes = employers.all.count - employers.companies
    let isCompany = random.chance(percent: 40)
    let employer =
      isCompany ? random.below(employers.companies) : employers.companies + random.below(institutes)
    return SampleExpert(
      name: "示例评委·" + SamplePeople.numberedName(index), employer: employer,
      fields: some(of: fields, &random), trades: some(of: trades, &random), severity: random.bell(350),
      stretch: 100 + random.bell(15))
  }

  private static func some(of names: [String], _ random: inout SampleRandom) -> [String] {
    var pool = names
    return Array(random.draw(1 + random.below(2), from: &pool))
  }

  private static let fields = ["装备制造", "能源电力", "石油化工", "纺织服装", "建筑建材", "海洋工程", "冶金材料", "电子信息"]
  private static let trades = ["焊工", "钳工", "车工", "电工", "铸造工", "化工操作工", "纺织工", "砌筑工", "装配工", "检验员"]
}
