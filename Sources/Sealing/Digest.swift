import CSodium

/// A SHA-256 digest: 32 bytes that stand for a content.
public struct Digest: Sendable, Hashable, Comparable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Makes a digest of its bytes; nil for any other number than 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Int(crypto_hash_sha256_BYTES) else { return nil }
    self.bytes = bytes
  }

  /// Makes a digest of its 64 lower-case hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(of: hex) else { return nil }
    self.init(bytes: bytes)
  }

  init(complete bytes: [UInt8]) { self.bytes = bytes }

  /// The digest as 64 lower-case hexadecimal digits.
  public var hex: String { Hexadecimal.text(of: bytes) }

  /// The digest of bytes that are in memory as a whole.
  public static func sha256(of bytes: [UInt8]) -> Digest {
    var stream = SHA256Stream()
    stream.update(bytes)
    return stream.finish()
  }

  /// The order of the bytes, which is the order of the hexadecimal digits.
  public static func < (left: Digest, right: Digest) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Digest: CustomStringConvertible, Codable {
  /// The hexadecimal digits.
  public var description: String { hex }

  /// Reads a digest from its hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "a digest has 64 hexadecimal digits")
    }
    self = digest
  }

  /// Writes the hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}

/// A SHA-256 digest of a content that comes in parts; where the parts are cut makes no difference.
public struct SHA256Stream: Sendable {
  private var state = crypto_hash_sha256_state()

  /// Begins with no content.
  public init() {
    Sodium.start()
    crypto_hash_sha256_init(&state)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    crypto_hash_sha256_update(&state, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// Adds bytes.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    update(Array(bytes))
  }

  /// The digest of everything added so far; more may be added afterwards.
  public func finish() -> Digest {
    var last = state
    var bytes = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256_final(&last, &bytes)
    return Digest(complete: bytes)
  }
}
