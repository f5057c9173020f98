import Primitives
import Testing

@testable import Sealing

@Suite struct KeyRingTests {
  private let ring = KeyRing([SecretKey([UInt8](repeating: 1, count: 32))])
  private let other = KeyRing([SecretKey([UInt8](repeating: 2, count: 32))])
  private let plain = Array("a value to keep".utf8)

  private func refusal(_ body: () throws -> Void) -> String? {
    #expect(throws: Refusal.self) { try body() }?.code
  }

  @Test("a value opens with its key under its context", arguments: [0, 1, 15, 100_000])
  func opens(_ size: Int) throws {
    let plain = [UInt8](repeating: 9, count: size)
    let sealed = ring.seal(plain, context: "person/1/name")
    #expect(try ring.open(sealed, context: "person/1/name") == plain)
    #expect(sealed.algorithm == "xchacha20poly1305-1")
    #expect(sealed.keyID == ring.id)
    #expect(sealed.bytes.count == 24 + size + 16)
  }

  @Test("the same value is sealed differently each time")
  func nonces() {
    #expect(Set((0..<100).map { _ in ring.seal(plain, context: "a").bytes }).count == 100)
  }

  @Test("a value with any single bit changed is refused")
  func tampered() throws {
    let sealed = ring.seal(plain, context: "a")
    for bit in 0..<(sealed.bytes.count * 8) {
      var bytes = sealed.bytes
      bytes[bit / 8] ^= 1 << (bit % 8)
      let changed = SealedValue(algorithm: sealed.algorithm, keyID: sealed.keyID, bytes: bytes)
      #expect(refusal { _ = try ring.open(changed, context: "a") } == "sealed.tampered")
    }
  }

  @Test("a cut value is refused", arguments: [0, 1, 24, 39, 40])
  func cut(_ length: Int) {
    let sealed = ring.seal(plain, context: "a")
    let cut = SealedValue(algorithm: sealed.algorithm, keyID: sealed.keyID, bytes: Array(sealed.bytes.prefix(length)))
    let code = refusal { _ = try ring.open(cut, context: "a") }
    #expect(code == (length < 40 ? "sealed.malformed" : "sealed.tampered"))
  }

  @Test("another context is refused", arguments: ["", "A", "a/", "a\u{0}"])
  func context(_ context: String) {
    let sealed = ring.seal(plain, context: "a")
    #expect(refusal { _ = try ring.open(sealed, context: context) } == "sealed.tampered")
  }

  @Test("another key is refused, also when the value claims to be sealed with it")
  func anotherKey() {
    let sealed = ring.seal(plain, context: "a")
    #expect(refusal { _ = try other.open(sealed, context: "a") } == "sealed.unknown-key")
    let claimed = SealedValue(algorithm: sealed.algorithm, keyID: other.id, bytes: sealed.bytes)
    #expect(refusal { _ = try other.open(claimed, context: "a") } == "sealed.tampered")
  }

  @Test("an algorithm that the program does not know is refused")
  func algorithm() {
    let sealed = ring.seal(plain, context: "a")
    let future = SealedValue(algorithm: "aes-9", keyID: sealed.keyID, bytes: sealed.bytes)
    #expect(refusal { _ = try ring.open(future, context: "a") } == "sealed.unknown-algorithm")
  }

  @Test("a ring with several keys seals with the first and opens with each")
  func severalKeys() throws {
    let both = KeyRing(other.keys + ring.keys)
    #expect(both.id == other.id)
    #expect(try both.open(ring.seal(plain, context: "a"), context: "a") == plain)
    #expect(try other.open(both.seal(plain, context: "a"), context: "a") == plain)
  }

  @Test("one run of bytes holds a sealed value, and anything else is refused")
  func serialised() throws {
    let sealed = ring.seal(plain, context: "a")
    #expect(try SealedValue(serialised: sealed.serialised) == sealed)
    for wrong in [[], [0], [5, 65], [1, 0xff, 1, 65], [1, 65], [1, 65, 0], [1, 65, 9, 65]] as [[UInt8]] {
      #expect(refusal { _ = try SealedValue(serialised: wrong) } == "sealed.malformed")
    }
  }

  @Test("a keyed hash is the same for the same bytes, and another for another purpose or key")
  func keyedHash() {
    let hash = ring.keyedHash(plain, purpose: "citizen-id")
    #expect(hash == ring.keyedHash(plain, purpose: "citizen-id"))
    #expect(hash.algorithm == "blake2b-256-keyed-1")
    #expect(hash.bytes.count == 32)
    let hashes = [
      hash, ring.keyedHash(plain + [0], purpose: "citizen-id"), ring.keyedHash(plain, purpose: "phone"),
      other.keyedHash(plain, purpose: "citizen-id"),
    ]
    #expect(Set(hashes).count == 4)
  }

  @Test("a hash does not change from one version of the program to the next")
  func pinnedHash() {
    // Computed with another implementation: BLAKE2b (RFC 7693), 32 bytes, keyed with 32 bytes of 1 for the id, and
    // with the keyed hash of "qilu/subkey/hash/citizen-id" for the hash.
    #expect(ring.id == "fa40313e3b394f93")
    #expect(
      Hexadecimal.text(of: ring.keyedHash(plain, purpose: "citizen-id").bytes)
        == "5a4f541eba1892109071461288181c51a69231b50013f7851d83d3f69d36fc15")
  }

  @Test("values under a data key open with it after it was stored, and with no other")
  func dataKeys() throws {
    let key = ring.newDataKey(owner: "person 1")
    let sealed = key.seal(plain, context: "a")
    let stored = try SealedValue(serialised: key.wrapped.serialised)
    #expect(try ring.dataKey(stored, owner: "person 1").open(sealed, context: "a") == plain)
    #expect(refusal { _ = try key.open(sealed, context: "b") } == "sealed.tampered")
    #expect(refusal { _ = try ring.dataKey(stored, owner: "person 2") } == "sealed.tampered")
    #expect(refusal { _ = try other.dataKey(stored, owner: "person 1") } == "sealed.unknown-key")
    #expect(refusal { _ = try ring.newDataKey(owner: "person 1").open(sealed, context: "a") } == "sealed.unknown-key")
    #expect(refusal { _ = try ring.open(sealed, context: "a") } == "sealed.unknown-key")
    #expect(refusal { _ = try ring.open(stored, context: "person 1") } == "sealed.tampered")
  }

  @Test("a key prints, dumps and reflects as its id only")
  func secrecy() {
    let key = SecretKey([UInt8](repeating: 0x41, count: 32))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(text.contains(key.id))
      #expect(!text.contains("4141") && !text.contains("65") && !text.contains("memory"))
    }
  }

  @Test("random bytes are as many as asked for and differ")
  func random() {
    #expect(randomBytes(0) == [])
    #expect(Set((0..<100).map { _ in randomBytes(16) }).count == 100)
    #expect(randomBytes(5).count == 5)
  }
}
