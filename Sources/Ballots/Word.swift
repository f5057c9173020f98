/// Eight bytes at once, the first of the text lowest. Each check answers for all eight; sums do not carry from byte to byte
/// where no byte has its highest bit, and one that has fails the check by itself.
enum Word {
  private static let each: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The place of a byte, 8 where it is not among the eight.
  @inline(__always)
  static func first(_ byte: UInt8, in word: UInt64) -> Int {
    let other = word ^ (UInt64(byte) &* each)
    return ((other &- each) & ~other & high).trailingZeroBitCount >> 3
  }

  /// The number that eight digits write.
  @inline(__always)
  static func digits(_ word: UInt64) -> UInt64? {
    let values = word ^ zeros
    guard ((values &+ 0x7676_7676_7676_7676) | values) & high == 0 else { return nil }
    return number(values)
  }

  @inline(__always)
  static func twoDigits(_ first: UInt8, _ second: UInt8) -> UInt64? {
    let (tens, ones) = (first &- 0x30, second &- 0x30)
    guard tens < 10, ones < 10 else { return nil }
    return UInt64(tens) &* 10 &+ UInt64(ones)
  }

  /// A number of one to seven digits, without a leading zero.
  @inline(__always)
  static func number(_ word: UInt64, digits: Int) -> UInt64? {
    guard digits >= 1 else { return nil }
    let values = (word ^ zeros) &<< UInt64(truncatingIfNeeded: 64 &- digits &* 8)
    guard ((values &+ 0x7676_7676_7676_7676) | values) & high == 0, word & 0xFF != 0x30 else { return nil }
    return number(values)
  }

  /// The number of eight values of 0 to 9: pairs, then fours, then all.
  @inline(__always)
  private static func number(_ values: UInt64) -> UInt64 {
    let pairs = (values &* 10 &+ values >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }

  /// The number that sixteen lower-case hexadecimal digits write.
  @inline(__always)
  static func hexadecimal(_ front: UInt64, _ back: UInt64) -> UInt64? {
    guard (marks(front) & marks(back)) == high else { return nil }
    return nibbles(front) << 32 | nibbles(back)
  }

  /// The highest bit of each byte that is a digit or a letter from a to f: at least the first of its kind and below the
  /// one behind the last.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let digit = (word &+ 0x5050_5050_5050_5050) & ~(word &+ 0x4646_4646_4646_4646)
    let letter = (word &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(word &+ 0x1919_1919_1919_1919)
    return (digit | letter) & ~word & high
  }

  @inline(__always)
  private static func nibbles(_ word: UInt64) -> UInt64 {
    let values = (word & 0x0F0F_0F0F_0F0F_0F0F) &+ ((word >> 6) & each) &* 9
    let pairs = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs << 8 | pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours << 16 | fours >> 32) & 0xFFFF_FFFF
  }

  /// Hour and second of the day of `hh:mm:ss`.
  @inline(__always)
  static func time(_ word: UInt64) -> (hour: Int, second: Int)? {
    // What is left of each byte is at most 2 9 0 5 9 0 5 9; the sums reach the highest bit above that.
    let values = word ^ 0x3030_3A30_303A_3030
    guard ((values &+ 0x767A_7F76_7A7F_767D) | values) & high == 0 else { return nil }
    let pairs = values &* 10 &+ values >> 8
    let (hour, minute, second) = (Int(pairs & 0xFF), Int(pairs >> 24 & 0xFF), Int(pairs >> 48 & 0xFF))
    guard hour < 24 else { return nil }
    return (hour, (hour &* 60 &+ minute) &* 60 &+ second)
  }
}
