import Foundation
import Sealing
import Testing

@Suite struct DigestTests {
  @Test(
    "SHA-256 gives the digests of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(_ text: String, _ hex: String) {
    #expect(Digest.sha256(of: Array(text.utf8)).hex == hex)
  }

  @Test("the digest of files is the same by the processor's own instructions", arguments: [0, 1, 55, 64, 1000, 70_001])
  func files(_ size: Int) {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let digest = FileDigest()
    for start in stride(from: 0, to: size, by: 333) {
      content[start..<min(start + 333, size)].withUnsafeBytes { digest.update($0) }
    }
    #expect(digest.finish() == Digest.sha256(of: content))
    #expect(FileDigest.sha256(of: content) == Digest.sha256(of: content))
  }

  @Test("where a content is cut into parts makes no difference", arguments: [1, 63, 64, 65, 999, 1000])
  func parts(_ size: Int) {
    let content = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var stream = SHA256Stream()
    for start in stride(from: 0, to: content.count, by: size) {
      stream.update(content[start..<min(start + size, content.count)])
    }
    #expect(stream.finish() == Digest.sha256(of: content))
    stream.update([1])
    #expect(stream.finish() == Digest.sha256(of: content + [1]))
  }

  @Test("a digest is read from its digits, and from nothing else")
  func hex() throws {
    let digest = Digest.sha256(of: [1])
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    for wrong in ["", "ab", digest.hex + "00", digest.hex.uppercased(), String(digest.hex.dropLast()) + "g"] {
      #expect(Digest(hex: wrong) == nil)
    }
    let json = try JSONEncoder().encode([digest])
    #expect(try JSONDecoder().decode([Digest].self, from: json) == [digest])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Digest.self, from: Data("\"ab\"".utf8)) }
  }

  @Test("digests are ordered as their digits are")
  func order() {
    let digests = (0..<50).map { Digest.sha256(of: [$0]) }
    #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
  }
}
