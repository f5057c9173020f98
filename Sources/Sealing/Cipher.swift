import CSodium
import Primitives

/// Sealing and opening with one key: XChaCha20-Poly1305, whose nonce is long enough to be random.
///
/// Algorithm, key id and context are bound to the value: a sealed value that is moved to another person's row or
/// another column does not open there.
extension SecretKey {
  private static let nonceSize = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  private static let tagSize = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

  /// Seals a value under this key, naming `keyID` as the key to be asked for.
  func seal(_ plain: [UInt8], keyID: String, context: String) -> SealedValue {
    let algorithm = SealedValue.currentAlgorithm
    let bound = Self.bound(algorithm, keyID, context)
    let nonce = randomBytes(Self.nonceSize)
    var cipher = [UInt8](repeating: 0, count: plain.count + Self.tagSize)
    let code = withBytes { key in
      crypto_aead_xchacha20poly1305_ietf_encrypt(
        &cipher, nil, plain, UInt64(plain.count), bound, UInt64(bound.count), nil, nonce, key)
    }
    precondition(code == 0, "sealing does not fail")
    return SealedValue(algorithm: algorithm, keyID: keyID, bytes: nonce + cipher)
  }

  /// Opens a value; refuses one that was changed, belongs to another context or to another key.
  func open(_ sealed: SealedValue, context: String) throws -> [UInt8] {
    guard sealed.algorithm == SealedValue.currentAlgorithm else {
      throw Refusal.unknownSealingAlgorithm(sealed.algorithm)
    }
    guard sealed.bytes.count >= Self.nonceSize + Self.tagSize else { throw Refusal.malformedSealedValue }
    let bound = Self.bound(sealed.algorithm, sealed.keyID, context)
    let nonce = Array(sealed.bytes.prefix(Self.nonceSize))
    let cipher = Array(sealed.bytes.dropFirst(Self.nonceSize))
    var plain = [UInt8](repeating: 0, count: cipher.count - Self.tagSize)
    let code = withBytes { key in
      crypto_aead_xchacha20poly1305_ietf_decrypt(
        &plain, nil, nil, cipher, UInt64(cipher.count), bound, UInt64(bound.count), nonce, key)
    }
    guard code == 0 else { throw Refusal.tamperedSealedValue }
    return plain
  }

  /// The first two hold no NUL, so that no two triples give the same bytes.
  private static func bound(_ algorithm: String, _ keyID: String, _ context: String) -> [UInt8] {
    Array(algorithm.utf8) + [0] + Array(keyID.utf8) + [0] + Array(context.utf8)
  }
}
