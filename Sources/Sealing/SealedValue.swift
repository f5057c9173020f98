import Primitives

/// A value that can be read only with the key it was sealed with, and only where it belongs.
public struct SealedValue: Sendable, Hashable {
  /// What new values are sealed with: XChaCha20-Poly1305 (IETF), random nonce, version 1 of our use of it.
  public static let currentAlgorithm = "xchacha20poly1305-1"

  /// How it was sealed.
  public let algorithm: String
  /// The id of the key.
  public let keyID: String
  /// The nonce (24 bytes), then the encrypted value with its tag (16 bytes more than the value).
  public let bytes: [UInt8]

  init(algorithm: String, keyID: String, bytes: [UInt8]) {
    self.algorithm = algorithm
    self.keyID = keyID
    self.bytes = bytes
  }

  /// Everything in one run of bytes: length and text of the algorithm, length and text of the key id, the bytes.
  /// Each length is one byte.
  public var serialised: [UInt8] {
    [UInt8(algorithm.utf8.count)] + algorithm.utf8 + [UInt8(keyID.utf8.count)] + keyID.utf8 + bytes
  }

  /// Reads what ``serialised`` wrote. Throws a ``Primitives/Refusal`` (`sealed.malformed`) for anything else.
  public init(serialised: [UInt8]) throws {
    var rest = serialised[...]
    guard let algorithm = Self.takeText(from: &rest), let keyID = Self.takeText(from: &rest) else {
      throw Refusal.malformedSealedValue
    }
    self.init(algorithm: algorithm, keyID: keyID, bytes: Array(rest))
  }

  private static func takeText(from rest: inout ArraySlice<UInt8>) -> String? {
    guard let length = rest.popFirst(), rest.count >= Int(length), length > 0 else { return nil }
    defer { rest = rest.dropFirst(Int(length)) }
    return String(validating: rest.prefix(Int(length)), as: UTF8.self)
  }
}

/// A value that stands for another one in a search: equal for equal values, telling nothing without the key.
public struct KeyedHash: Sendable, Hashable {
  /// What new hashes are made with: BLAKE2b with a key, 32 bytes, version 1 of our use of it.
  public static let currentAlgorithm = "blake2b-256-keyed-1"

  /// How it was made.
  public let algorithm: String
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Takes a hash as it is stored.
  public init(algorithm: String, bytes: [UInt8]) {
    self.algorithm = algorithm
    self.bytes = bytes
  }
}
