import CCrypto
import CSodium
import Primitives

/// The secret behind somebody's one-time codes: RFC 6238 with HMAC-SHA-1, steps of 30 seconds and 6 digits, which is what
/// every authenticator program reads.
///
/// It prints as nothing of itself.
public struct OneTimeSecret: Sendable, CustomStringConvertible, CustomReflectable {
  /// 20 bytes: the length of the digest, as RFC 4226 asks.
  private static let size = 20
  /// Seconds a code is shown.
  private static let stepLength: Int64 = 30

  /// The secret bytes, to be sealed.
  public let bytes: [UInt8]

  /// Takes the bytes of a secret.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// A secret that nobody can foresee.
  public static func random() -> OneTimeSecret { OneTimeSecret(bytes: randomBytes(size)) }

  /// Nothing of the secret.
  public var description: String { "one-time secret" }
  /// Nothing of the secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The secret as people type it: base32 of RFC 4648 without padding.
  public var base32: String { Base32.text(of: bytes) }

  /// What an authenticator program reads from a picture.
  public func uri(account: String, issuer: String) -> String {
    let label = Self.escaped(issuer) + ":" + Self.escaped(account)
    return "otpauth://totp/\(label)?secret=\(base32)&issuer=\(Self.escaped(issuer))&algorithm=SHA1&digits=6&period=30"
  }

  /// The step of a moment.
  public static func step(atMilliseconds moment: Int64) -> Int64 { moment / 1000 / stepLength }

  /// The code of a step.
  public func code(ofStep step: Int64, digits: Int = 6) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
    var digest = [UInt8](repeating: 0, count: Self.size)
    var length = UInt32(digest.count)
    let done = HMAC(EVP_sha1(), bytes, Int32(bytes.count), counter, counter.count, &digest, &length)
    precondition(done != nil, "HMAC takes any key and any content")
    return Self.truncated(digest, digits: digits)
  }

  /// The step of which a code is, among a moment's step and one on each side, which forgives clocks half a minute;
  /// nil for a wrong code and for one of a step that was used, or an earlier one.
  public func step(accepting code: String, atMilliseconds moment: Int64, after used: Int64) -> Int64? {
    let now = Self.step(atMilliseconds: moment)
    var found: Int64?
    // All three are looked at, whatever the first one tells.
    for step in now - 1...now + 1 where Self.equal(self.code(ofStep: step), code) && step > used { found = step }
    return found
  }

  /// RFC 4226, 5.3: four bytes at a place that the last half-byte names, without the sign.
  private static func truncated(_ digest: [UInt8], digits: Int) -> String {
    let place = Int(digest[digest.count - 1] & 15)
    let number = digest[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let text = String(UInt64(number) % (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 })
    return String(repeating: "0", count: digits - text.count) + text
  }

  private static func equal(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
  }

  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text(of: [byte]).uppercased()
    }.joined()
  }
}

/// Base32 of RFC 4648, without padding.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var (rest, count) = (UInt32(0), 0)
    for byte in bytes {
      (rest, count) = (rest << 8 | UInt32(byte), count + 8)
      while count >= 5 {
        count -= 5
        text.append(alphabet[Int(rest >> count & 31)])
      }
    }
    if count > 0 { text.append(alphabet[Int(rest << (5 - count) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
