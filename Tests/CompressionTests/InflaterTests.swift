import Compression
import Foundation
import Primitives
import Testing

@Suite struct InflaterTests {
  private let sample = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7 ^ $0 &* $0 >> 9) }

  /// Unpacks with pieces and buffers of given sizes.
  private func unpacked(_ packing: Packing, _ bytes: [UInt8], piece: Int = .max, room: Int = 4096) throws -> [UInt8] {
    let inflater = try Inflater(packing)
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: room)
    var start = 0
    while start < bytes.count {
      let end = start + min(piece, bytes.count - start)
      var rest = bytes[start..<end]
      while true {
        let (used, made) = try buffer.withUnsafeMutableBytes { target in
          try rest.withUnsafeBytes { try inflater.inflate($0, into: target) }
        }
        result += buffer[..<made]
        rest = rest.dropFirst(used)
        if rest.isEmpty && made < room { break }
      }
      start = end
    }
    try inflater.finish()
    return result
  }

  private func packed(_ packing: Packing, _ bytes: some Sequence<UInt8>) -> [UInt8] {
    packing == .gzip ? Gzip.compressed(Array(bytes)) : Zstd.compressed(Array(bytes))
  }

  private func code(_ body: () throws -> [UInt8]) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test("Both packings are told by their first bytes, and everything else is not packed")
  func told() {
    func packing(_ bytes: [UInt8]) -> Packing? { bytes.withUnsafeBytes { Packing(beginning: $0) } }
    for packing in Packing.allCases {
      let bytes = packed(packing, sample)
      #expect(bytes.withUnsafeBytes { Packing(beginning: $0) } == packing)
    }
    #expect(packing([0x5F, 0x2A, 0x4D, 0x18]) == .zstd)
    #expect(packing([0x28, 0xB5, 0x2F]) == nil && packing([]) == nil && packing([0x1F]) == nil)
    #expect(packing(Array("ball".utf8)) == nil)
  }

  @Test("All members and frames come back, whatever pieces and buffers", arguments: Packing.allCases)
  func members(_ packing: Packing) throws {
    let stream = packed(packing, sample) + packed(packing, []) + packed(packing, [1, 2, 3])
    for (piece, room) in [(Int.max, 1 << 20), (1000, 100), (1, 4096), (77, 1)] {
      #expect(try unpacked(packing, stream, piece: piece, room: room) == sample + [1, 2, 3])
    }
  }

  @Test("A stream that was cut at any place, or has something behind it, is refused", arguments: Packing.allCases)
  func cut(_ packing: Packing) {
    let stream = packed(packing, sample.prefix(3000))
    for count in 0..<stream.count {
      #expect(code { try unpacked(packing, Array(stream.prefix(count))) } == "\(packing.rawValue).damaged")
    }
    for byte in [0, 0x20, 0x1F, 0x28] as [UInt8] {
      #expect(code { try unpacked(packing, stream + [byte]) } == "\(packing.rawValue).damaged")
    }
  }

  @Test("A changed byte of a zstd frame is refused, since ours have a checksum")
  func damaged() {
    let stream = Zstd.compressed(Array(sample.prefix(300)))
    for index in stream.indices {
      var changed = stream
      changed[index] ^= 0x41
      #expect(code { try unpacked(.zstd, changed) } != nil || index == 4, "\(index)")
    }
  }

  @Test("A frame that asks for a window of 2 GiB is refused")
  func window() {
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00]
    #expect(code { try unpacked(.zstd, frame) } == "zstd.window")
  }
}
