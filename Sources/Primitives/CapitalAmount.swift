/// An amount in Chinese capitals (大写金额), as vouchers and receipts carry it beside the figures.
///
/// 人民币 stands before it without a gap; 整 ends it after 元 and after 角, nothing after 分. Inner zeros give one 零; a
/// yuan amount that ends in zero before jiao is written with 零, which the norm leaves open. A negative amount has 负
/// after 人民币: no source gives it, and so the prefix that every printed amount begins with stays first.
public struct CapitalAmount: Sendable, Hashable, CustomStringConvertible {
  /// The amount that is written.
  public let money: Money

  /// Writes an amount in capitals.
  public init(_ money: Money) { self.money = money }

  /// The capitals: `人民币壹仟肆佰零玖元伍角整`.
  public var text: String {
    let magnitude = money.fen.magnitude
    let yuan = magnitude / 100
    let jiao = Int(magnitude / 10 % 10)
    let fen = Int(magnitude % 10)
    let sign = money.isNegative ? "人民币负" : "人民币"
    let whole = yuan > 0 ? Self.number(yuan) + "元" : ""
    if jiao == 0, fen == 0 { return sign + (whole.isEmpty ? "零元" : whole) + "整" }
    let gap = yuan > 0 && (jiao == 0 || yuan % 10 == 0) ? "零" : ""
    let tenths = jiao > 0 ? Self.digits[jiao] + "角" : ""
    return sign + whole + gap + tenths + (fen > 0 ? Self.digits[fen] + "分" : "整")
  }

  /// The capitals.
  public var description: String { text }

  private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

  /// The units by which a number is read, largest first: every higher one is read as a number of its own.
  private static let units: [(value: UInt64, name: String)] = [
    (100_000_000, "亿"), (10_000, "万"), (1_000, "仟"), (100, "佰"), (10, "拾"),
  ]

  /// Reads a number above zero: the part above its largest unit, the unit, then the rest with one 零 over a gap.
  private static func number(_ value: UInt64) -> String {
    guard let unit = units.first(where: { value >= $0.value }) else { return digits[Int(value)] }
    let rest = value % unit.value
    let head = number(value / unit.value) + unit.name
    if rest == 0 { return head }
    return head + (rest < unit.value / 10 ? "零" : "") + number(rest)
  }
}
