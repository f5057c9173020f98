/// The ASCII bytes by which the readers of this module find their way.
package enum ASCII {
  package static let quote = UInt8(ascii: "\"")
  package static let backslash = UInt8(ascii: "\\")
  package static let comma = UInt8(ascii: ",")
  package static let colon = UInt8(ascii: ":")
  package static let point = UInt8(ascii: ".")
  package static let hyphen = UInt8(ascii: "-")
  package static let plus = UInt8(ascii: "+")
  package static let zero = UInt8(ascii: "0")
  package static let space = UInt8(ascii: " ")
  package static let lineFeed = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")
  package static let tab = UInt8(ascii: "\t")

  /// The byte order mark of UTF-8, skipped before a file.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The value of an ASCII digit; nil for any other byte, full-width digits included.
  @inline(__always)
  package static func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte &- 0x30) : nil
  }

  /// Whether a byte is an ASCII digit.
  @inline(__always)
  package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The number that a run of ASCII digits writes; nil if it is empty, holds another byte or overflows `Int`.
  package static func number(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty else { return nil }
    var value = 0
    for byte in bytes {
      guard let digit = digit(byte) else { return nil }
      let (tens, overTens) = value.multipliedReportingOverflow(by: 10)
      let (next, overNext) = tens.addingReportingOverflow(digit)
      guard !overTens, !overNext else { return nil }
      value = next
    }
    return value
  }

  /// A number with leading zeros up to a width: 7 in 2 digits is `07`.
  package static func padded(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
