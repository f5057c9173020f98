/// Chinese numerals in addresses, written as digits: 十二 is 12, 二〇一 is 201, 一百零二 is 102.
enum ChineseNumeral {
  private static let digits: [Unicode.Scalar: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let units: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1000]

  /// The text with every run of numerals as digits.
  static func replaced(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var run: [Unicode.Scalar] = []
    for scalar in scalars {
      if digits[scalar] != nil || units[scalar] != nil {
        run.append(scalar)
      } else {
        result += digitRun(run)
        run = []
        result.append(scalar)
      }
    }
    return result + digitRun(run)
  }

  private static func digitRun(_ run: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard run.contains(where: { units[$0] != nil }), run.count < 9 else {
      return run.flatMap { Array("\(digits[$0] ?? 0)".unicodeScalars) }
    }
    var total = 0
    var pending: Int?
    for scalar in run {
      if let unit = units[scalar] {
        total += (pending ?? 1) * unit
        pending = nil
      } else {
        pending = digits[scalar]
      }
    }
    return Array("\(total + (pending ?? 0))".unicodeScalars)
  }
}
