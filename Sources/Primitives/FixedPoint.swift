/// How integers that stand for decimals are written.
enum FixedPoint {
  /// The text of `value / 10^scale` without exponent; `trimmed` drops the zeros at the end, and the point of a whole
  /// number.
  static func text(_ value: Int128, scale: Int, trimmed: Bool) -> String {
    var digits = String(value.magnitude)
    if digits.utf8.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
    }
    let whole = digits.prefix(digits.count - scale)
    var decimals = digits.suffix(scale)
    if trimmed {
      while decimals.last == "0" { decimals.removeLast() }
    }
    let sign = value < 0 ? "-" : ""
    return decimals.isEmpty ? sign + whole : "\(sign)\(whole).\(decimals)"
  }
}
