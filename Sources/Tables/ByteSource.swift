/// Where a reader takes its bytes from, piece by piece, so that a file larger than memory can be read.
public struct ByteSource {
  /// Fills the front of the buffer and returns how many bytes it wrote; 0 means the end.
  public let fill: (UnsafeMutableRawBufferPointer) throws -> Int

  /// Makes a source of a closure that fills the front of a buffer and returns the count, 0 at the end.
  public init(fill: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) { self.fill = fill }

  /// A source over bytes that are in memory already.
  public init(_ bytes: [UInt8]) {
    var position = 0
    self.init { buffer in
      let count = min(buffer.count, bytes.count - position)
      guard count > 0 else { return 0 }
      bytes.withUnsafeBytes { all in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
      }
      position += count
      return count
    }
  }
}
