/// The quotient of two whole numbers rounded half up; both are ≥ 0 and the divisor is > 0.
///
/// "Rounded" in the edition package is always this: half up, once, of an exact fraction.
func roundedQuotient(_ dividend: Int128, _ divisor: Int128) -> Int {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return Int(quotient) + (remainder >= divisor - remainder ? 1 : 0)
}

/// The same for numbers that fit 63 bits, which is most of them and much faster.
func roundedQuotient(_ dividend: Int, _ divisor: Int) -> Int {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return quotient + (remainder >= divisor - remainder ? 1 : 0)
}

/// 100 × part / whole in hundredths, rounded half up, for 0 ≤ part ≤ whole and whole > 0.
///
/// Long division by tens, since 10,000 × a weighted vote total may need more than 128 bits.
func shareInHundredths(of part: Int128, in whole: Int128) -> Int {
  var (quotient, remainder) = part.quotientAndRemainder(dividingBy: whole)
  for _ in 0..<4 {
    let (digit, rest) = (remainder * 10).quotientAndRemainder(dividingBy: whole)
    quotient = quotient * 10 + digit
    remainder = rest
  }
  return Int(quotient) + (remainder >= whole - remainder ? 1 : 0)
}
