import Synchronization

/// How many bytes of bodies are in memory, of all exchanges together.
final class BufferedBytes: Sendable {
  private let taken = Atomic<Int>(0)
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes room for `count` bytes; false where there is none.
  func take(_ count: Int) -> Bool {
    let (_, sum) = taken.add(count, ordering: .relaxed)
    guard sum > limit else { return true }
    give(count)
    return false
  }

  func give(_ count: Int) { _ = taken.subtract(count, ordering: .relaxed) }
}

/// Takes the body of one request; used by one thread at a time.
struct BodyReceiver {
  private enum Kind {
    case bytes([UInt8])
    case form(MultipartReader, PartCollector)
  }

  private var kind: Kind
  private let limit: Int
  private let buffered: BufferedBytes
  /// All that came, also what was discarded.
  private var count = 0
  private var taken = 0
  /// Why the rest is discarded.
  private(set) var fault: HTTPFault?

  /// Makes ready for a body of a content type; `length` is what the client announced, if it did.
  ///
  /// Throws ``HTTPFault``: too large at once, or a form whose boundary is malformed.
  init(
    contentType: String?, length: Int?, settings: HTTPServerSettings, buffered: BufferedBytes
  ) throws(HTTPFault) {
    let limits = settings.limits
    self.buffered = buffered
    if let contentType, contentType.prefix(19).lowercased() == "multipart/form-data" {
      guard let boundary = MultipartReader.boundary(in: contentType) else { throw .malformed }
      let collector = PartCollector(limits: limits, folder: settings.spoolFolder)
      kind = .form(MultipartReader(boundary: boundary, limits: limits), collector)
      limit = limits.multipartBytes
    } else {
      kind = .bytes([])
      limit = limits.bodyBytes
    }
    guard (length ?? 0) <= limit else { throw .bodyTooLarge }
    if let length, case .bytes = kind {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(length)
      kind = .bytes(bytes)
    }
  }

  /// Takes a piece. After the first fault all is discarded; as much again as the limit, then nothing more is taken.
  mutating func receive(_ piece: UnsafeRawBufferPointer) {
    count += piece.count
    guard fault == nil else { return }
    do { try take(piece) } catch { fail(error as? HTTPFault ?? .malformed) }
  }

  /// Whether a client goes on sending after a fault.
  var isFlooded: Bool { fault != nil && count > 2 * limit }

  /// The whole body. Throws the first ``HTTPFault``.
  mutating func finish() throws(HTTPFault) -> HTTPBody {
    if let fault { throw fault }
    switch kind {
    case .bytes(let bytes): return bytes.isEmpty ? .none : .bytes(bytes)
    case .form(let reader, let collector):
      try reader.finish()
      return .multipart(collector.parts)
    }
  }

  /// Gives back memory and removes files.
  mutating func discard() {
    if case .form(_, var collector) = kind { collector.discard() }
    kind = .bytes([])
    buffered.give(taken)
    taken = 0
  }

  private mutating func fail(_ fault: HTTPFault) {
    discard()
    self.fault = fault
  }

  private mutating func take(_ piece: UnsafeRawBufferPointer) throws {
    guard count <= limit else { throw HTTPFault.bodyTooLarge }
    // The reader is moved out and in again, so that it is not copied.
    let kind = kind
    self.kind = .bytes([])
    switch consume kind {
    case .bytes(var bytes):
      try reserve(piece.count)
      bytes.append(contentsOf: piece)
      self.kind = .bytes(bytes)
    case .form(var reader, var collector):
      defer { self.kind = .form(reader, collector) }
      try reader.read(piece) { event in try collector.receive(event) }
    }
  }

  private mutating func reserve(_ count: Int) throws(HTTPFault) {
    guard buffered.take(count) else { throw .tooMany }
    taken += count
  }
}
