import Primitives

/// Gives back a compressed stream, piece by piece. Used by one thread at a time.
final class GzipReader {
  private let inflater: Inflater
  private var buffer = [UInt8](repeating: 0, count: 32 * 1024)

  /// Throws `gzip.damaged` where zlib cannot begin.
  init() throws { inflater = try Inflater(.gzip) }

  /// Takes the next bytes and hands on what they hold. Throws `gzip.damaged`, and what the receiver throws.
  func read(_ bytes: [UInt8], _ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    try bytes.withUnsafeBytes { all in
      try buffer.withUnsafeMutableBytes { room in
        var rest = all[...]
        while true {
          let (used, made) = try inflater.inflate(UnsafeRawBufferPointer(rebasing: rest), into: room)
          rest = rest.dropFirst(used)
          if made > 0 { try receive(UnsafeRawBufferPointer(rebasing: room[..<made])) }
          if rest.isEmpty && made < room.count { return }
        }
      }
    }
  }

  /// Throws `gzip.damaged` where the stream was cut, or was empty.
  func finish() throws { try inflater.finish() }
}
