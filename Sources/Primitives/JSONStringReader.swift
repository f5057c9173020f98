extension JSONReader {
  /// Reads the string that begins at the position, escapes resolved.
  mutating func string(at path: JSONPath) throws -> String {
    position += 1
    var text: [UInt8] = []
    while true {
      let start = position
      while let byte = next, byte >= 0x20, byte != ASCII.quote, byte != ASCII.backslash, position < validEnd {
        position += 1
      }
      text.append(contentsOf: bytes[start..<position])
      if take(ASCII.quote) { return String(decoding: text, as: UTF8.self) }
      guard next == ASCII.backslash else { throw fault(.controlCharacter, path) }
      try escape(into: &text, path)
    }
  }

  /// Resolves the escape at the position.
  private mutating func escape(into text: inout [UInt8], _ path: JSONPath) throws {
    let start = position
    position += 1
    if take(UInt8(ascii: "u")) {
      let scalar = try unicodeEscape(startingAt: start, path)
      text.append(contentsOf: Character(scalar).utf8)
      return
    }
    guard let byte = next else { throw fault(.unexpectedEnd, path) }
    guard let plain = Self.plainEscape(byte) else { throw fault(.escape, path) }
    position += 1
    text.append(plain)
  }

  private static func plainEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"): byte
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): ASCII.lineFeed
    case UInt8(ascii: "r"): ASCII.carriageReturn
    case UInt8(ascii: "t"): ASCII.tab
    default: nil
    }
  }

  /// The scalar after `\u`: one unit, or a high surrogate and the low one that must follow as a second escape.
  private mutating func unicodeEscape(startingAt start: Int, _ path: JSONPath) throws -> Unicode.Scalar {
    let unit = try hexUnit(path)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(unit)), take(ASCII.backslash), take(UInt8(ascii: "u")) else {
      throw fault(.loneSurrogate, path, at: start)
    }
    let low = try hexUnit(path)
    guard UTF16.isTrailSurrogate(UInt16(low)),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw fault(.loneSurrogate, path, at: start) }
    return scalar
  }

  /// Four hexadecimal digits.
  private mutating func hexUnit(_ path: JSONPath) throws -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault(.escape, path)
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}

/// How far bytes are valid UTF-8.
enum UTF8Prefix {
  /// The length of the longest prefix of whole, valid scalars: overlong forms, surrogates and values past U+10FFFF
  /// end it (table 3-7 of the Unicode standard).
  static func length(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
      let length = scalarLength(bytes, index)
      if length == 0 { return index }
      index += length
    }
    return index
  }

  /// The length of the scalar at an index; 0 if it is broken.
  @inline(__always)
  private static func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
