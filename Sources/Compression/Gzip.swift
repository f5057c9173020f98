import CZlib
import Primitives

/// The gzip form of bytes.
public enum Gzip {
  /// The version of the library, for `--version` texts.
  public static var libraryVersion: String { String(cString: zlibVersion()) }

  /// Compresses bytes in memory; `level` from 1 (fast) to 9 (small). The same bytes always give the same result: the
  /// header names no time.
  public static func compressed(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    var result: [UInt8] = []
    let writer = GzipWriter(level: level) { result.append(contentsOf: $0) }
    // Only the closure throws, and this one does not.
    try? writer.write(bytes)
    try? writer.finish()
    return result
  }

  /// Gives back what was compressed, of all members one after the other (RFC 1952, 2.2).
  ///
  /// Throws a ``Primitives/Refusal``: `gzip.damaged` for what is no gzip, was cut or has a wrong checksum;
  /// `gzip.too-large` for more than `limit` bytes.
  public static func decompressed(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
    let reader = try GzipReader()
    var result: [UInt8] = []
    try reader.read(bytes) { part in
      guard result.count + part.count <= limit else { throw Refusal.tooLargeGzip(limit) }
      result.append(contentsOf: part)
    }
    try reader.finish()
    return result
  }
}

/// Compresses a stream: pieces in, pieces out; memory does not grow with it. Used by one thread at a time.
public final class GzipWriter {
  private var stream = z_stream()
  private let receive: (UnsafeRawBufferPointer) throws -> Void
  private var buffer = [UInt8](repeating: 0, count: 32 * 1024)

  /// Makes a writer that hands on what is compressed; `level` from 1 to 9, others are taken as the nearest.
  public init(level: Int = 6, _ receive: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.receive = receive
    let code = qilu_gzip_deflate_init(&stream, Int32(max(1, min(9, level))))
    // Parameters are fixed, so that only memory can be missing, as for any other object.
    precondition(code == Z_OK, "zlib could not begin")
  }

  deinit { deflateEnd(&stream) }

  /// Takes the next bytes. Throws what the receiver throws.
  public func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try run($0, flush: Z_NO_FLUSH) } }

  /// Takes the next bytes. Throws what the receiver throws.
  public func write(_ bytes: UnsafeRawBufferPointer) throws { try run(bytes, flush: Z_NO_FLUSH) }

  /// Writes what is left and the checksum; once, at the end. Throws what the receiver throws.
  public func finish() throws { try run(UnsafeRawBufferPointer(start: nil, count: 0), flush: Z_FINISH) }

  private func run(_ bytes: UnsafeRawBufferPointer, flush: Int32) throws {
    var rest = bytes
    repeat {
      // zlib counts in 32 bits.
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
      stream.next_in = UnsafeMutablePointer(mutating: piece.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(piece.count)
      while try step(flush: flush) {}
    } while !rest.isEmpty
    stream.next_in = nil
  }

  /// Fills the buffer once; false where all input is used.
  private func step(flush: Int32) throws -> Bool {
    let size = buffer.count
    return try buffer.withUnsafeMutableBytes { room in
      stream.next_out = room.bindMemory(to: UInt8.self).baseAddress
      stream.avail_out = UInt32(size)
      deflate(&stream, flush)
      let made = size - Int(stream.avail_out)
      if made > 0 { try receive(UnsafeRawBufferPointer(rebasing: room[..<made])) }
      return stream.avail_out == 0
    }
  }
}
