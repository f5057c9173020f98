import Primitives
import Testing

@testable import Sealing

@Suite struct PasswordHashTests {
  private let password = Array("正确的密码 correct".utf8)

  @Test("a password verifies against its own hash, and no other one does")
  func verifies() throws {
    let hash = try PasswordHash(of: password)
    #expect(PasswordHash(text: hash.text).verifies(password))
    for wrong in [[], Array(password.dropLast()), password + [0], Array("x".utf8)] { #expect(!hash.verifies(wrong)) }
  }

  @Test("the text names Argon2id with 2 passes over 19 MiB by one lane, and each hash has a salt of its own")
  func parameters() throws {
    let hash = try PasswordHash(of: password)
    #expect(hash.text.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(try PasswordHash(of: password).text != hash.text)
    #expect(!hash.text.contains("correct"))
  }

  @Test("a hash of other parameters asks to be renewed, one of today's does not")
  func rehash() throws {
    #expect(try !PasswordHash(of: password).needsRehash)
    let weak = try PasswordHash(of: password, passes: 1, memory: 8192)
    #expect(weak.verifies(password))
    #expect(weak.needsRehash)
  }

  @Test("a damaged hash verifies nothing", arguments: ["", "$argon2id$", "x", String(repeating: "a", count: 500)])
  func damaged(text: String) { #expect(!PasswordHash(text: text).verifies(password)) }
}

@Suite struct OneTimeCodeTests {
  private static let secret = OneTimeSecret(bytes: Array("12345678901234567890".utf8))

  @Test(
    "codes are those of RFC 6238, appendix B",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func vectors(second: Int64, code: String) {
    let step = OneTimeSecret.step(atMilliseconds: second * 1000)
    #expect(Self.secret.code(ofStep: step, digits: 8) == code)
    #expect(Self.secret.code(ofStep: step) == String(code.suffix(6)))
  }

  @Test("a code holds in its own step and one step on each side", arguments: -3...3 as ClosedRange<Int64>)
  func window(distance: Int64) {
    let code = Self.secret.code(ofStep: 1000 + distance)
    let step = Self.secret.step(accepting: code, atMilliseconds: 30_000_000, after: 0)
    #expect(step == (abs(distance) <= 1 ? 1000 + distance : nil))
  }

  @Test("no code works twice, nor one before it")
  func once() {
    let code = Self.secret.code(ofStep: 1000)
    #expect(Self.secret.step(accepting: code, atMilliseconds: 30_000_000, after: 999) == 1000)
    #expect(Self.secret.step(accepting: code, atMilliseconds: 30_000_000, after: 1000) == nil)
    #expect(Self.secret.step(accepting: code, atMilliseconds: 30_000_000, after: 1001) == nil)
  }

  @Test("what is no code is not accepted", arguments: ["", "12345", "1234567", "abcdef", "一二三四五六"])
  func malformed(code: String) {
    #expect(Self.secret.step(accepting: code, atMilliseconds: 30_000_000, after: 0) == nil)
  }

  @Test(
    "base32 is that of RFC 4648 without padding",
    arguments: [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
      ("foobar", "MZXW6YTBOI"),
    ])
  func base32(text: String, coded: String) { #expect(OneTimeSecret(bytes: Array(text.utf8)).base32 == coded) }

  @Test("the address for authenticator programs escapes what is not plain, and the secret prints as nothing of itself")
  func uri() {
    let uri = Self.secret.uri(account: "李 四", issuer: "Qilu")
    #expect(
      uri.hasPrefix("otpauth://totp/Qilu:%E6%9D%8E%20%E5%9B%9B?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Qilu"))
    var dumped = ""
    dump(Self.secret, to: &dumped)
    #expect(!"\(Self.secret)\(dumped)".contains("49"))
    #expect(OneTimeSecret.random().bytes != OneTimeSecret.random().bytes)
  }
}

@Suite struct AccessSecretTests {
  @Test("a secret is read back from its text and matches its own digest alone", arguments: AccessSecret.Kind.allCases)
  func whole(kind: AccessSecret.Kind) throws {
    let secret = AccessSecret(random: kind)
    let shown = try #require(AccessSecret(text: secret.text))
    #expect(shown.kind == kind)
    #expect(shown.matches(secret.digest.bytes))
    #expect(!shown.matches(AccessSecret(random: kind).digest.bytes))
    #expect(!shown.matches([]))
    #expect(secret.text.wholeMatch(of: #/qilu_[st]_[A-Za-z0-9_-]{43}/#) != nil)
  }

  @Test("what has not the form of a secret is none")
  func malformed() {
    let text = AccessSecret(random: .session).text
    for wrong in [
      "", "qilu_s_", text + "A", String(text.dropLast()), "qilu_x_" + text.dropFirst(7), text.dropLast() + "=",
    ] {
      #expect(AccessSecret(text: String(wrong)) == nil)
    }
  }

  @Test("a secret does not print itself")
  func silent() {
    let secret = AccessSecret(random: .token)
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret)\(dumped)".contains(secret.text.dropFirst(7)))
  }

  @Test(
    "base64url is that of RFC 4648 without padding",
    arguments: [([UInt8](), ""), ([102], "Zg"), ([102, 111], "Zm8"), ([102, 111, 111], "Zm9v"), ([251, 255], "-_8")])
  func base64(bytes: [UInt8], coded: String) { #expect(Base64URL.text(of: bytes) == coded) }
}
