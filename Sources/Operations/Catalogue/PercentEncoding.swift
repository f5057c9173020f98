/// Texts as addresses write them (RFC 3986): everything but the unreserved characters in hexadecimal digits.
public enum PercentEncoding {
  /// A segment of a path. One of dots alone is encoded too: clients and proxies take `..` as the way up.
  public static func segment(_ text: String) -> String {
    text == "." || text == ".." ? text.utf8.map(digits).joined() : value(text)
  }

  /// A name or a value of a query.
  public static func value(_ text: String) -> String {
    text.utf8.map { isUnreserved($0) ? String(Unicode.Scalar($0)) : digits($0) }.joined()
  }

  private static func digits(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count < 2 ? "0" : "") + digits
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
