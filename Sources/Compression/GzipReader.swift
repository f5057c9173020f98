import CZlib
import Primitives

/// Gives back a compressed stream, piece by piece. Used by one thread at a time.
final class GzipReader {
  private var stream = z_stream()
  private var buffer = [UInt8](repeating: 0, count: 32 * 1024)
  /// Whether the last member is complete.
  private var isComplete = false

  /// Throws `gzip.damaged` where zlib cannot begin.
  init() throws {
    guard qilu_gzip_inflate_init(&stream) == Z_OK else { throw Refusal.damagedGzip() }
  }

  deinit { inflateEnd(&stream) }

  /// Takes the next bytes and hands on what they hold. Throws `gzip.damaged`, and what the receiver throws.
  func read(_ bytes: [UInt8], _ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    try bytes.withUnsafeBufferPointer { all in
      var rest = UnsafeBufferPointer(rebasing: all[...])
      while !rest.isEmpty {
        let used = try take(rest, receive)
        rest = UnsafeBufferPointer(rebasing: rest.dropFirst(used))
      }
    }
  }

  /// Throws `gzip.damaged` where the stream was cut, or was empty.
  func finish() throws {
    guard isComplete else { throw Refusal.damagedGzip() }
  }

  /// Fills the buffer once and tells how many bytes were used.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>, _ receive: (UnsafeRawBufferPointer) throws -> Void) throws
    -> Int
  {
    // Another member follows.
    if isComplete { inflateReset(&stream) }
    isComplete = false
    let offered = min(bytes.count, 1 << 30)
    stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.avail_in = UInt32(offered)
    repeat { try step(receive) } while !isComplete && (stream.avail_in > 0 || stream.avail_out == 0)
    defer { stream.next_in = nil }
    return offered - Int(stream.avail_in)
  }

  private func step(_ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    let size = buffer.count
    try buffer.withUnsafeMutableBytes { room in
      stream.next_out = room.bindMemory(to: UInt8.self).baseAddress
      stream.avail_out = UInt32(size)
      let code = inflate(&stream, Z_NO_FLUSH)
      guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Refusal.damagedGzip() }
      let made = size - Int(stream.avail_out)
      if made > 0 { try receive(UnsafeRawBufferPointer(rebasing: room[..<made])) }
      isComplete = code == Z_STREAM_END
    }
  }
}
