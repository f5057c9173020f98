import Compression
import Primitives
import Sealing

/// A file of a hand-over, or a pipe: its name, and where its bytes come from.
public struct BallotInput: Sendable {
  /// The name as it was given, which `rejected.csv` and `summary.json` bear.
  public let name: String
  /// Fills a buffer with the next bytes, at least one, and tells how many; 0 at the end. Called by one thread at a time.
  public let read: @Sendable (UnsafeMutableRawBufferPointer) throws -> Int

  /// Names an input.
  public init(name: String, read: @escaping @Sendable (UnsafeMutableRawBufferPointer) throws -> Int) {
    self.name = name
    self.read = read
  }
}

/// What is known of a file when it was read to its end.
public struct BallotFile: Sendable, Hashable {
  /// The name as it was given.
  public let name: String
  /// How many bytes were handed over.
  public let bytes: Int
  /// How many rows it holds, of all classes.
  public internal(set) var rows: Int
  /// The SHA-256 of the bytes as handed over.
  public let digest: Digest
  /// The SHA-256 of what the bytes hold: the same where they are not packed.
  public let content: Digest
}

/// The bytes of one file: taken in, digested and unpacked.
final class InputStream {
  private let input: BallotInput
  private let raw = FileDigest()
  private var inflater: Inflater?
  private var content: FileDigest?
  private let buffer: UnsafeMutableRawBufferPointer
  /// What was read and not yet used.
  private var pending: Range<Int> = 0..<0
  private var isAtEnd = false
  private(set) var rawBytes = 0

  /// Begins to read; tells by the first bytes whether they are packed.
  init(_ input: BallotInput, bufferSize: Int = 1 << 18) throws {
    self.input = input
    buffer = .allocate(byteCount: max(bufferSize, Packing.signatureSize), alignment: 64)
    while pending.count < Packing.signatureSize && !isAtEnd { try fetch() }
    let beginning = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[pending])
    if let packing = Packing(beginning: beginning) {
      inflater = try located { try Inflater(packing) }
      content = FileDigest()
    }
  }

  deinit { buffer.deallocate() }

  /// Fills a buffer as far as the bytes reach at once; 0 at the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let inflater, let content else { return try readPlain(into: target) }
    while true {
      let made = try inflate(inflater, into: target)
      if made > 0 {
        content.update(UnsafeRawBufferPointer(rebasing: target[..<made]))
        return made
      }
      guard pending.isEmpty else { continue }
      if isAtEnd {
        try located { try inflater.finish() }
        return 0
      }
      try fetch()
    }
  }

  private func inflate(_ inflater: Inflater, into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let (used, made) = try located {
      try inflater.inflate(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[pending]), into: target)
    }
    pending = pending.lowerBound + used..<pending.upperBound
    return made
  }

  /// What the first look read, then directly into the target.
  private func readPlain(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    if pending.isEmpty {
      let count = try input.read(target)
      took(UnsafeRawBufferPointer(rebasing: target[..<count]))
      return count
    }
    let count = min(pending.count, target.count)
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[pending.lowerBound..<pending.lowerBound + count]))
    pending = pending.lowerBound + count..<pending.upperBound
    return count
  }

  /// Reads more behind what is pending.
  private func fetch() throws {
    if pending.isEmpty { pending = 0..<0 }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[pending.upperBound...])
    let count = try input.read(room)
    isAtEnd = count == 0
    took(UnsafeRawBufferPointer(rebasing: room[..<count]))
    pending = pending.lowerBound..<pending.upperBound + count
  }

  private func took(_ bytes: UnsafeRawBufferPointer) {
    raw.update(bytes)
    rawBytes += bytes.count
  }

  /// What is known at the end.
  func summary() -> BallotFile {
    let digest = raw.finish()
    return BallotFile(
      name: input.name, bytes: rawBytes, rows: 0, digest: digest, content: content?.finish() ?? digest)
  }

  private func located<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let refusal as Refusal where refusal.location == nil {
      throw refusal.at(Refusal.Location(file: input.name))
    }
  }
}
