import CSodium
import Primitives

/// The Argon2id hash of a password in libsodium's text form, in which version, parameters and salt stand.
///
/// The parameters are 2 passes over 19 MiB by one lane, which takes some 20 ms; raising them makes ``needsRehash`` true of
/// every older hash, and it is renewed when its owner next signs in.
public struct PasswordHash: Sendable, Hashable {
  /// The name of the algorithm, kept beside each hash.
  public static let algorithm = "argon2id-str-1"
  private static let passes: UInt64 = 2
  private static let memory = 19 * 1024 * 1024
  private static let size = Int(crypto_pwhash_STRBYTES)

  /// The hash as it is stored.
  public let text: String

  /// Takes a hash as it is stored.
  public init(text: String) { self.text = text }

  /// Hashes a password under a new salt.
  ///
  /// - Throws: a ``Primitives/Refusal`` (`password.no-memory`) where the machine has not the memory at the moment.
  public init(of password: [UInt8]) throws {
    try self.init(of: password, passes: Self.passes, memory: Self.memory)
  }

  /// Hashes with other parameters than today's, as an earlier program may have done.
  package init(of password: [UInt8], passes: UInt64, memory: Int) throws {
    Sodium.start()
    let plain = password.map(CChar.init(bitPattern:))
    var text = [CChar](repeating: 0, count: Self.size)
    let code = crypto_pwhash_str_alg(
      &text, plain, UInt64(plain.count), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
    guard code == 0 else { throw Refusal.noMemoryForPassword }
    self.text = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether a password is the one that was hashed; false for a damaged hash too.
  public func verifies(_ password: [UInt8]) -> Bool {
    Sodium.start()
    let plain = password.map(CChar.init(bitPattern:))
    return withText { crypto_pwhash_str_verify($0, plain, UInt64(plain.count)) == 0 }
  }

  /// Whether it was made with other parameters than today's.
  public var needsRehash: Bool {
    withText { crypto_pwhash_str_needs_rehash($0, Self.passes, Self.memory) != 0 }
  }

  /// The text as the library reads it: in a buffer of its own size, ended by a zero.
  private func withText<T>(_ body: (UnsafePointer<CChar>) -> T) -> T {
    let bytes = text.utf8.prefix(Self.size - 1).map(CChar.init(bitPattern:))
    return body(bytes + [CChar](repeating: 0, count: Self.size - bytes.count))
  }
}

extension Refusal {
  static var noMemoryForPassword: Refusal {
    Refusal(
      "password.no-memory", kind: .storage,
      message: Bilingual("内存不足，无法处理密码。", "There is not enough memory for a password."),
      remedy: Bilingual("请稍后再试。", "Try again in a while."))
  }
}
