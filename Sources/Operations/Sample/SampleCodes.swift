/// Invented numbers that pass every check and that nobody takes for real ones.
enum SampleCodes {
  /// A citizen ID: the region's code, a birth day whose month and day are the same number, a sequence from 000 on.
  ///
  /// Neighbours in the list share the birth day and differ in the last digit of the sequence, man and woman; the list
  /// so counts up through 1970-01-01, 1970-02-02 … 1999-12-12 and begins again with the next two sequences. No two
  /// indices below 360,000 share birth day and sequence.
  static func citizenID(index: Int, region: String) -> String {
    let days = 30 * 12
    let day = index / 2 % days
    let month = padded(day % 12 + 1, 2)
    let sequence = padded(index / (2 * days) * 2 + (index + 1) % 2, 3)
    return checkedCitizenID("\(sixDigits(region))\(1970 + day / 12)\(month)\(month)\(sequence)")
  }

  /// A credit code of market regulation: class 1, the region's code, the organisation `EXAM` with five digits.
  ///
  /// A real organisation code has a check character of its own inside; these do not.
  static func creditCode(number: Int, region: String) -> String {
    checkedCreditCode("91\(sixDigits(region))EXAM\(padded(number, 5))")
  }

  /// A whole number with zeros before it, at least so wide.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Codes of the province and of cities are filled up with zeros.
  private static func sixDigits(_ region: String) -> String {
    region + String(repeating: "0", count: max(0, 6 - region.utf8.count))
  }

  /// Adds the check character: the weight of a place is 2 to the power of its distance from the end, modulo 11.
  private static func checkedCitizenID(_ digits: String) -> String {
    let sum = digits.utf8.reduce(0) { ($0 + Int($1) - 48) * 2 % 11 }
    return digits + String(Array("10X98765432")[sum])
  }

  /// Adds the check character: the weight of a place is 3 to the power of its distance from the start.
  private static func checkedCreditCode(_ text: String) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    var weight = 1
    var sum = 0
    for character in text {
      sum += (alphabet.firstIndex(of: character) ?? 0) * weight
      weight = weight * 3 % 31
    }
    return text + String(alphabet[(31 - sum % 31) % 31])
  }
}
