extension JSONValue {
  /// Reads one JSON value (RFC 8259, strictly) from the bytes of a file; a BOM before it is skipped.
  ///
  /// Throws a ``Refusal`` with a code `json.…` whose location is the file, the physical line and, as column, the
  /// ``JSONPath`` of the value in which the fault stands: syntax faults, repeated keys, bytes that are not UTF-8,
  /// halves of surrogate pairs, and what goes beyond ``JSONLimits``.
  ///
  /// - Parameter file: The name of the file as the person knows it.
  public init(reading bytes: [UInt8], file: String) throws {
    self = try bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer, file: file)
      return try reader.document()
    }
  }
}

/// One pass over the bytes of a JSON text.
struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  /// The first byte that breaks UTF-8, or the end.
  let validEnd: Int
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
    validEnd = UTF8Prefix.length(of: bytes)
  }

  /// The byte at the position; nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func document() throws -> JSONValue {
    guard bytes.count <= JSONLimits.bytes else {
      throw JSONFault.tooLarge.refusal(at: Refusal.Location(file: file))
    }
    if bytes.starts(with: ASCII.byteOrderMark) { position = ASCII.byteOrderMark.count }
    skipSpace()
    let value = try value(at: .root, depth: 0)
    skipSpace()
    guard next == nil else { throw fault(.trailing, .root) }
    return value
  }

  /// Reads the value that begins at the position. `depth` counts the arrays and objects around it.
  private mutating func value(at path: JSONPath, depth: Int) throws -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return try object(at: path, depth: depth + 1)
    case UInt8(ascii: "["): return try array(at: path, depth: depth + 1)
    case ASCII.quote: return .string(try string(at: path))
    case UInt8(ascii: "t"): return try word("true", .bool(true), path)
    case UInt8(ascii: "f"): return try word("false", .bool(false), path)
    case UInt8(ascii: "n"): return try word("null", .null, path)
    default: return .number(try number(at: path))
    }
  }

  private mutating func object(at path: JSONPath, depth: Int) throws -> JSONValue {
    guard depth <= JSONLimits.depth else { throw fault(.tooDeep, path) }
    position += 1
    var members: [JSONValue.Member] = []
    var seen: Set<ByteText> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpace()
      let keyStart = position
      guard next == ASCII.quote else { throw fault(.syntax, path) }
      let key = ByteText(try string(at: path))
      let keyPath = path.key(key)
      guard seen.insert(key).inserted else { throw fault(.repeatedKey, keyPath, at: keyStart) }
      skipSpace()
      guard take(ASCII.colon) else { throw fault(.syntax, keyPath) }
      skipSpace()
      members.append(JSONValue.Member(key, try value(at: keyPath, depth: depth)))
      skipSpace()
    } while take(ASCII.comma)
    guard take(UInt8(ascii: "}")) else { throw fault(.syntax, path) }
    return .object(members)
  }

  private mutating func array(at path: JSONPath, depth: Int) throws -> JSONValue {
    guard depth <= JSONLimits.depth else { throw fault(.tooDeep, path) }
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      skipSpace()
      elements.append(try value(at: path.index(elements.count), depth: depth))
      skipSpace()
    } while take(ASCII.comma)
    guard take(UInt8(ascii: "]")) else { throw fault(.syntax, path) }
    return .array(elements)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue, _ path: JSONPath) throws -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard take(word.utf8Start[index]) else { throw fault(.syntax, path) }
    }
    return value
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func number(at path: JSONPath) throws -> String {
    let start = position
    let negative = take(ASCII.hyphen)
    guard let first = next, ASCII.isDigit(first) else { throw fault(negative ? .number : .syntax, path) }
    if !take(ASCII.zero) { skipDigits() }
    if take(ASCII.point), !skipDigits() { throw fault(.number, path) }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(ASCII.plus) { _ = take(ASCII.hyphen) }
      guard skipDigits() else { throw fault(.number, path) }
    }
    if let next, ASCII.isDigit(next) || next == ASCII.point { throw fault(.number, path) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}

extension JSONReader {
  /// Takes one byte if it is the next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Skips digits; false if there was none.
  @discardableResult
  mutating func skipDigits() -> Bool {
    let start = position
    while let byte = next, ASCII.isDigit(byte) { position += 1 }
    return position > start
  }

  /// Skips the four white-space bytes of JSON.
  mutating func skipSpace() {
    while let byte = next,
      byte == ASCII.space || byte == ASCII.lineFeed || byte == ASCII.carriageReturn || byte == ASCII.tab
    {
      position += 1
    }
  }

  /// The refusal of a fault at the position (or at `offset`): the end and broken UTF-8 are told as what they are.
  func fault(_ fault: JSONFault, _ path: JSONPath, at offset: Int? = nil) -> Refusal {
    let offset = offset ?? position
    let told: JSONFault =
      if offset >= bytes.count { .unexpectedEnd } else if offset >= validEnd { .encoding } else { fault }
    return told.refusal(at: Refusal.Location(file: file, line: line(of: offset), column: path.text))
  }

  /// The physical line of an offset, from 1. LF, CRLF and a lone CR end a line.
  private func line(of offset: Int) -> Int {
    var line = 1
    for index in 0..<min(offset, bytes.count) {
      let byte = bytes[index]
      let endsInLF = index + 1 < bytes.count && bytes[index + 1] == ASCII.lineFeed
      if byte == ASCII.lineFeed || (byte == ASCII.carriageReturn && !endsInLF) { line += 1 }
    }
    return line
  }
}
