import CZlib
import Primitives

/// How the bytes of a file are packed, told by the first of them and never by a name.
public enum Packing: String, Sendable, Hashable, CaseIterable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd

  /// The most bytes that ``init(beginning:)`` looks at.
  public static let signatureSize = 4

  /// What a file is that begins so; nil for one that is not packed.
  public init?(beginning bytes: UnsafeRawBufferPointer) {
    if bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B {
      self = .gzip
    } else if bytes.count >= 4, ZstdInflater.isSignature(bytes.loadUnaligned(as: UInt32.self).littleEndian) {
      self = .zstd
    } else {
      return nil
    }
  }
}

/// Unpacks a stream into buffers of the caller: all members or frames of it, one after the other, and nothing behind
/// them. Memory does not grow with the stream. Used by one thread at a time.
public final class Inflater {
  private enum Driver {
    case gzip(GzipInflater)
    case zstd(ZstdInflater)
  }

  private let driver: Driver

  /// Begins with a packing. Throws where the library cannot begin.
  public init(_ packing: Packing) throws {
    switch packing {
    case .gzip: driver = .gzip(try GzipInflater())
    case .zstd: driver = .zstd(try ZstdInflater())
    }
  }

  /// Takes bytes from the front of `input` and puts what they hold at the front of `output`, as much as fits. Where
  /// nothing was produced although there is room, all input is used.
  ///
  /// Throws a ``Primitives/Refusal``: `gzip.damaged` or `zstd.damaged` for what is no such stream or has a wrong
  /// checksum; `zstd.window` for one that asks for more memory than is given.
  public func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws -> (
    used: Int, made: Int
  ) {
    switch driver {
    case .gzip(let inflater): try inflater.inflate(input, into: output)
    case .zstd(let inflater): try inflater.inflate(input, into: output)
    }
  }

  /// Throws `gzip.damaged` or `zstd.damaged` where the stream was cut, or was empty.
  public func finish() throws {
    switch driver {
    case .gzip(let inflater): guard inflater.isComplete else { throw Refusal.damagedGzip() }
    case .zstd(let inflater): guard inflater.isComplete else { throw Refusal.damagedZstd() }
    }
  }
}

/// zlib behind ``Inflater``.
final class GzipInflater {
  private var stream = z_stream()
  /// Whether the last member is complete and nothing of another was seen.
  private(set) var isComplete = false

  init() throws {
    guard qilu_gzip_inflate_init(&stream) == Z_OK else { throw Refusal.damagedGzip() }
  }

  deinit { inflateEnd(&stream) }

  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws -> (
    used: Int, made: Int
  ) {
    var used = 0
    var made = 0
    while made < output.count {
      // A member may still hold output of its own when all input is used, so that the library is asked once more.
      if isComplete {
        guard used < input.count else { break }
        inflateReset(&stream)
        isComplete = false
      }
      let (took, gave) = try step(
        UnsafeRawBufferPointer(rebasing: input[used...]), UnsafeMutableRawBufferPointer(rebasing: output[made...]))
      used += took
      made += gave
      if took == 0 && gave == 0 { break }
    }
    return (used, made)
  }

  /// zlib counts in 32 bits.
  private func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) throws -> (Int, Int) {
    let offered = min(input.count, 1 << 30)
    let room = min(output.count, 1 << 30)
    stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(offered)
    stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.avail_out = UInt32(room)
    let code = CZlib.inflate(&stream, Z_NO_FLUSH)
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Refusal.damagedGzip() }
    isComplete = code == Z_STREAM_END
    stream.next_in = nil
    stream.next_out = nil
    return (offered - Int(stream.avail_in), room - Int(stream.avail_out))
  }
}
