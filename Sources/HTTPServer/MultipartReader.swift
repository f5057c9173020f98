import Glibc

/// Reads a form (multipart/form-data) as it comes, in pieces of any size.
///
/// libmicrohttpd's own reader was weighed and not taken: it needs a connection, so that it cannot be tested by itself,
/// takes a name without quotation marks for no name, stops names at a NUL, finds `Content-Type:` anywhere in a line,
/// and tells nothing of repeated headers.
struct MultipartReader {
  /// What is told of a form.
  enum Event {
    case begin(PartHeading)
    case content(UnsafeRawBufferPointer)
    case end
  }

  private enum State {
    case start, behindBoundary, heading, content, done
  }

  private let delimiter: [UInt8]
  private let limits: HTTPLimits
  private var state = State.start
  private var pending: [UInt8] = []
  /// What of `pending` has been used.
  private var used = 0
  private var parts = 0

  /// Reads a form whose parts are separated by `boundary`.
  init(boundary: [UInt8], limits: HTTPLimits) {
    delimiter = Array("\r\n--".utf8) + boundary
    self.limits = limits
  }

  /// The boundary that a content type names; nil where it is no form or its boundary is malformed (RFC 2046, 5.1.1).
  static func boundary(in contentType: String) -> [UInt8]? {
    guard let semicolon = contentType.firstIndex(of: ";") else { return nil }
    let type = contentType[..<semicolon].filter { $0 != " " && $0 != "\t" }
    guard type.lowercased() == "multipart/form-data" else { return nil }
    // The parameters of both headers have one grammar.
    let parameters = try? DispositionParameters("form-data" + contentType[semicolon...])
    guard var parameters, let boundary = try? parameters.take("boundary") else { return nil }
    let bytes = Array(boundary.utf8)
    guard (1...70).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), bytes.last != 0x20 else {
      return nil
    }
    return bytes
  }

  /// Takes the next piece and tells what it completes. Throws ``HTTPFault``; the reader is then not to be used again.
  mutating func read(_ piece: UnsafeRawBufferPointer, _ receive: (Event) throws -> Void) throws {
    pending.append(contentsOf: piece)
    while try step(receive) {}
    pending.removeFirst(used)
    used = 0
  }

  /// Throws ``HTTPFault/malformed`` where the form was cut.
  func finish() throws(HTTPFault) {
    guard state == .done else { throw .malformed }
  }

  /// Does one thing; false where more bytes are needed.
  private mutating func step(_ receive: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .start: try passStart()
    case .behindBoundary: try passLineEnd()
    case .heading: try readHeading(receive)
    case .content: try readContent(receive)
    case .done: try passEnd()
    }
  }

  private var left: ArraySlice<UInt8> { pending[used...] }

  /// A form begins with its boundary; nothing stands in front of it.
  private mutating func passStart() throws -> Bool {
    let expected = delimiter.dropFirst(2)
    guard expected.starts(with: left.prefix(expected.count)) else { throw HTTPFault.malformed }
    guard left.count >= expected.count else { return false }
    used += expected.count
    state = .behindBoundary
    return true
  }

  private mutating func passLineEnd() throws -> Bool {
    guard left.count >= 2 else { return false }
    switch (left[used], left[used + 1]) {
    case (0x0D, 0x0A): state = .heading
    case (UInt8(ascii: "-"), UInt8(ascii: "-")) where parts > 0: state = .done
    default: throw HTTPFault.malformed
    }
    used += 2
    return true
  }

  private mutating func readHeading(_ receive: (Event) throws -> Void) throws -> Bool {
    guard let end = position(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
      guard left.count <= limits.partHeaderBytes else { throw HTTPFault.malformed }
      return false
    }
    guard end - used <= limits.partHeaderBytes else { throw HTTPFault.malformed }
    parts += 1
    guard parts <= limits.multipartParts else { throw HTTPFault.bodyTooLarge }
    let heading = try PartHeading(lines: pending[used..<end], limits: limits)
    try receive(.begin(heading))
    used = end + 4
    state = .content
    return true
  }

  private mutating func readContent(_ receive: (Event) throws -> Void) throws -> Bool {
    guard let end = position(of: delimiter) else {
      // The last bytes may be the beginning of the delimiter.
      let certain = left.count - delimiter.count + 1
      if certain > 0 { try give(certain, receive) }
      return false
    }
    try give(end - used, receive)
    try receive(.end)
    used += delimiter.count
    state = .behindBoundary
    return true
  }

  private mutating func give(_ count: Int, _ receive: (Event) throws -> Void) throws {
    guard count > 0 else { return }
    try pending.withUnsafeBytes { try receive(.content(UnsafeRawBufferPointer(rebasing: $0[used..<(used + count)]))) }
    used += count
  }

  /// Behind the last boundary stand line breaks and nothing else.
  private mutating func passEnd() throws -> Bool {
    guard left.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) else { throw HTTPFault.malformed }
    used = pending.count
    return false
  }

  private func position(of pattern: [UInt8]) -> Int? {
    pending.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var start = used
      // Every pattern begins with CR, which the system's search for one byte finds quickly.
      while start + pattern.count <= bytes.count,
        let found = memchr(base + start, 0x0D, bytes.count - pattern.count - start + 1)
      {
        start = UnsafeRawPointer(found) - base
        if memcmp(found, pattern, pattern.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }
}
