import CSodium

/// What somebody shows who signed in, or a program with a token: 256 random bits as text, stored as its digest alone.
///
/// The secret is no password, so that one SHA-256 of it tells nothing. It prints as its kind.
public struct AccessSecret: Sendable, CustomStringConvertible, CustomReflectable {
  /// What it opens; the beginning of the text tells it, so that a secret that leaked is recognised.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A session that began with a password.
    case session = "qilu_s_"
    /// A token for programs.
    case token = "qilu_t_"
  }

  private static let size = 32
  /// 32 bytes as base64url without padding.
  private static let textLength = 43

  /// What it opens.
  public let kind: Kind
  /// The whole text, shown once.
  public let text: String

  /// A secret that nobody can foresee.
  public init(random kind: Kind) {
    self.kind = kind
    text = kind.rawValue + Base64URL.text(of: randomBytes(Self.size))
  }

  /// Takes what was shown; nil for what has not the form of a secret.
  public init?(text: String) {
    guard let kind = Kind.allCases.first(where: { text.hasPrefix($0.rawValue) }) else { return nil }
    let rest = text.utf8.dropFirst(kind.rawValue.utf8.count)
    guard rest.count == Self.textLength, rest.allSatisfy({ Base64URL.isDigit[Int($0)] }) else { return nil }
    self.kind = kind
    self.text = text
  }

  /// What is stored of it.
  public var digest: Digest { Digest.sha256(of: Array(text.utf8)) }

  /// Whether a stored digest is this secret's; takes the same time wherever they differ.
  public func matches(_ stored: [UInt8]) -> Bool {
    let own = digest.bytes
    return stored.count == own.count && sodium_memcmp(own, stored, own.count) == 0
  }

  /// The kind.
  public var description: String { "\(kind.rawValue)…" }
  /// The kind.
  public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
}

/// Base64 of RFC 4648, section 5, without padding.
enum Base64URL {
  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Whether a byte is in the alphabet: every request shows a secret.
  static let isDigit = (UInt8.min...UInt8.max).map(alphabet.contains)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var (rest, count) = (UInt32(0), 0)
    for byte in bytes {
      (rest, count) = (rest << 8 | UInt32(byte), count + 8)
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(rest >> count & 63)])
      }
    }
    if count > 0 { text.append(alphabet[Int(rest << (6 - count) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
