import Compression
import Foundation
import Primitives
import Testing

@Suite struct GzipTests {
  /// Text that compresses, with some that does not.
  private let sample = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7 ^ $0 &* $0 >> 9) }

  @Test("What is compressed comes back", arguments: [0, 1, 511, 32 * 1024, 200_000])
  func roundTrip(_ count: Int) throws {
    let bytes = Array(sample.prefix(count))
    for level in [1, 6, 9] {
      #expect(try Gzip.decompressed(Gzip.compressed(bytes, level: level), limit: count) == bytes)
    }
  }

  @Test("The system's gunzip reads what is compressed, and its gzip is read")
  func otherProgram() throws {
    let folder = try TemporaryFolder()
    try Data(Gzip.compressed(sample)).write(to: URL(fileURLWithPath: folder.path + "/a.gz"))
    #expect(try SystemTool.run(["gzip", "-dc", "a.gz"], in: folder.path).output == sample)
    try Data(sample).write(to: URL(fileURLWithPath: folder.path + "/b"))
    let packed = try SystemTool.run(["gzip", "-9c", "b"], in: folder.path).output
    #expect(try Gzip.decompressed(packed, limit: sample.count) == sample)
  }

  @Test("All members of a stream are read, not only the first")
  func members() throws {
    let stream = Gzip.compressed([1, 2]) + Gzip.compressed([]) + Gzip.compressed([3])
    #expect(try Gzip.decompressed(stream, limit: 3) == [1, 2, 3])
  }

  @Test("The same bytes always give the same stream, which is smaller than they are")
  func deterministic() {
    let text = Array(String(repeating: "齐鲁工匠 ", count: 1000).utf8)
    #expect(Gzip.compressed(text) == Gzip.compressed(text))
    #expect(Gzip.compressed(text).count < text.count / 50)
  }

  @Test("A stream that was cut at any place is refused")
  func cut() {
    let stream = Gzip.compressed(Array(sample.prefix(3000)))
    for count in 0..<stream.count {
      #expect(code { try Gzip.decompressed(Array(stream.prefix(count)), limit: 3000) } == "gzip.damaged")
    }
  }

  @Test("A changed byte, or something behind the stream, is refused")
  func damaged() {
    let stream = Gzip.compressed(Array(sample.prefix(300)))
    // The header's own bytes for time and system carry nothing.
    for index in stream.indices where !(4...9).contains(index) {
      var changed = stream
      changed[index] ^= 0x41
      #expect(code { try Gzip.decompressed(changed, limit: 3000) } != nil, "\(index)")
    }
    #expect(code { try Gzip.decompressed(stream + [0x20], limit: 3000) } == "gzip.damaged")
    #expect(code { try Gzip.decompressed(stream, limit: 300) } == nil)
  }

  @Test("More than the limit is refused, also where little was sent")
  func limit() {
    let bomb = Gzip.compressed([UInt8](repeating: 0, count: 10_000_000))
    #expect(bomb.count < 20_000)
    #expect(code { try Gzip.decompressed(bomb, limit: 9_999_999) } == "gzip.too-large")
    #expect(code { try Gzip.decompressed(bomb, limit: 10_000_000) } == nil)
  }

  @Test("Where a stream is cut into pieces makes no difference", arguments: [1, 100, 65_537])
  func pieces(_ size: Int) throws {
    var stream: [UInt8] = []
    let writer = GzipWriter { stream.append(contentsOf: $0) }
    let bytes = Array(sample.prefix(70_000))
    for start in stride(from: 0, to: bytes.count, by: size) {
      try writer.write(Array(bytes[start..<min(bytes.count, start + size)]))
    }
    try writer.finish()
    #expect(try Gzip.decompressed(stream, limit: bytes.count) == bytes)
  }

  @Test("What the receiver of a stream throws arrives at the writer")
  func receiverThrows() {
    struct Full: Error {}
    let writer = GzipWriter { _ in throw Full() }
    #expect(throws: Full.self) {
      try writer.write(sample)
      try writer.finish()
    }
  }
}

/// The code with which something is refused; nil where it is not.
func code<Value>(_ act: () throws -> Value) -> String? {
  do {
    _ = try act()
    return nil
  } catch {
    return (error as? Refusal)?.code ?? "\(error)"
  }
}
