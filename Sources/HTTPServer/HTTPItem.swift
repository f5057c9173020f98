/// A name and a value of a query, a form or a cookie.
public struct HTTPItem: Sendable, Hashable {
  /// The name, decoded.
  public let name: String
  /// The value, decoded; empty where there was no `=`.
  public let value: String

  /// Makes an item.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// Reads `a=1&b=2` as queries and forms write it (application/x-www-form-urlencoded).
public enum QueryText {
  /// The items in their order, repeated names kept; nil where the text is malformed.
  ///
  /// Malformed are a `%` without two hexadecimal digits, bytes that are no UTF-8 when decoded, and control
  /// characters other than tab and line breaks: a NUL ends a text for whoever reads it in C. Empty items are skipped.
  public static func items(in bytes: some Sequence<UInt8>) -> [HTTPItem]? {
    var items: [HTTPItem] = []
    for item in Array(bytes).split(separator: UInt8(ascii: "&")) {
      let equals = item.firstIndex(of: UInt8(ascii: "=")) ?? item.endIndex
      guard let name = decoded(item[..<equals]), let value = decoded(item[equals...].dropFirst()) else { return nil }
      items.append(HTTPItem(name: name, value: value))
    }
    return items
  }

  /// Text of percent-encoded bytes in which `+` is a space; nil where it is malformed.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard let escaped = escaped(in: bytes, at: index) else { return nil }
        byte = escaped
        index += 2
      } else if byte == UInt8(ascii: "+") {
        byte = UInt8(ascii: " ")
      }
      guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D, byte != 0x7F else { return nil }
      plain.append(byte)
      index += 1
    }
    return String(validating: plain, as: UTF8.self)
  }

  private static func escaped(in bytes: ArraySlice<UInt8>, at index: Int) -> UInt8? {
    guard index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]) else {
      return nil
    }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// Reads the header `Cookie`.
enum CookieText {
  /// The cookies in their order, as they were sent: cookies know no percent-encoding, and quotes around a value belong
  /// to it for the one who set it. Pieces without `=` are skipped.
  ///
  /// Nil where there are control characters or bytes that are no UTF-8.
  static func items(in bytes: some Sequence<UInt8>) -> [HTTPItem]? {
    let bytes = Array(bytes)
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }),
      String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    var items: [HTTPItem] = []
    for piece in bytes.split(separator: UInt8(ascii: ";")) {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      guard let name = String(validating: trimmed(piece[..<equals]), as: UTF8.self),
        let value = String(validating: trimmed(piece[(equals + 1)...]), as: UTF8.self)
      else { return nil }
      if !name.isEmpty { items.append(HTTPItem(name: name, value: value)) }
    }
    return items
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var rest = bytes.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }
}
