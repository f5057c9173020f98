/// The headers of one part of a form, read and checked.
struct PartHeading: Sendable, Hashable {
  let name: String
  let filename: String?
  let contentType: String?

  /// Reads header lines, separated by CR LF, without the empty line behind them.
  ///
  /// Throws ``HTTPFault/malformed``: no or two `Content-Disposition`, another kind than `form-data`, no name, control
  /// characters, folded lines, an encoding that would have to be decoded, or anything over its limit.
  init(lines: ArraySlice<UInt8>, limits: HTTPLimits) throws(HTTPFault) {
    guard let text = String(validating: lines, as: UTF8.self) else { throw .malformed }
    var headers: [String: String] = [:]
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
      let (name, value) = try PartHeading.header(in: line)
      guard headers.updateValue(value, forKey: name) == nil else { throw .malformed }
    }
    guard let disposition = headers["content-disposition"] else { throw .malformed }
    var parameters = try DispositionParameters(disposition)
    guard let name = try parameters.take("name"), !name.isEmpty, name.utf8.count <= limits.partNameBytes else {
      throw .malformed
    }
    guard PartHeading.isPlain(headers["content-transfer-encoding"]) else { throw .malformed }
    self.name = name
    filename = try parameters.take("filename").map { full throws(HTTPFault) in
      try PartHeading.lastComponent(of: full, limits)
    }
    contentType = headers["content-type"]
  }

  private static func header(in line: Substring) throws(HTTPFault) -> (name: String, value: String) {
    let bytes = line.utf8
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .malformed }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else { throw .malformed }
    guard bytes[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .malformed }
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    return (line[..<colon].lowercased(), String(value))
  }

  /// Old clients send the whole path, with the separators of their system.
  private static func lastComponent(of path: String, _ limits: HTTPLimits) throws(HTTPFault) -> String {
    let parts = path.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    let name = parts.last.map(String.init) ?? ""
    guard name.utf8.count <= limits.partFilenameBytes, name != ".", name != ".." else { throw .malformed }
    return name
  }

  private static func isPlain(_ encoding: String?) -> Bool {
    encoding.map { ["7bit", "8bit", "binary"].contains($0.lowercased()) } ?? true
  }
}

/// `form-data; name="a"; filename="b.pdf"`, read strictly.
struct DispositionParameters {
  private var values: [String: String] = [:]

  /// Throws ``HTTPFault/malformed`` for another kind than `form-data`, a repeated parameter, an open quotation mark,
  /// or `filename*`, which forms must not use (RFC 7578, 4.2).
  init(_ text: String) throws(HTTPFault) {
    var rest = Array(text.utf8)[...]
    guard DispositionParameters.token(&rest).lowercased() == "form-data" else { throw .malformed }
    while DispositionParameters.skipBlanks(&rest) != nil {
      guard rest.removeFirst() == UInt8(ascii: ";"), DispositionParameters.skipBlanks(&rest) != nil else {
        throw .malformed
      }
      let name = DispositionParameters.token(&rest).lowercased()
      guard !name.isEmpty, name != "filename*", rest.popFirst() == UInt8(ascii: "=") else { throw .malformed }
      let value = try DispositionParameters.value(&rest)
      guard values.updateValue(value, forKey: name) == nil else { throw .malformed }
    }
  }

  /// The value of a parameter, or nil.
  mutating func take(_ name: String) throws(HTTPFault) -> String? { values.removeValue(forKey: name) }

  /// Passes blanks and gives the byte behind them.
  private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    return rest.first
  }

  private static func token(_ rest: inout ArraySlice<UInt8>) -> String {
    let end = rest.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "=") } ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private static func value(_ rest: inout ArraySlice<UInt8>) throws(HTTPFault) -> String {
    guard rest.first == UInt8(ascii: "\"") else {
      let value = token(&rest)
      guard !value.isEmpty, !value.contains("\"") else { throw .malformed }
      return value
    }
    rest.removeFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      // Only a quotation mark is escaped by clients in use; any other backslash separates folders of Windows.
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
        rest.removeFirst(); bytes.append(0x22)
      } else {
        bytes.append(byte)
      }
    }
    throw .malformed
  }
}
