import Foundation
import Primitives

/// Which passwords are taken: long enough and not among those that everybody tries first. Nothing is asked of their letters.
enum PasswordRules {
  /// Unicode scalars, composed.
  static let shortest = 8
  /// Bytes, so that nobody makes the program hash a book.
  static let longest = 1024

  /// Passes if somebody may have a password.
  ///
  /// - Throws: a ``Refusal`` that does not repeat it.
  static func check(_ password: String, name: String, displayName: String) throws {
    let composed = password.precomposedStringWithCanonicalMapping
    guard composed.unicodeScalars.count >= shortest else { throw tooShort }
    guard composed.utf8.count <= longest else { throw tooLong }
    let folded = composed.lowercased()
    guard !isCommon(folded) else { throw common }
    guard !isOwn(folded, name), !isOwn(folded, displayName) else { throw ownName }
  }

  /// Whether everybody tries it first: a listed one, fewer than four different characters, or a word of this house with
  /// digits and signs around it.
  private static func isCommon(_ folded: String) -> Bool {
    CommonPasswords.all.contains(folded) || CommonPasswords.all.contains(core(folded, of: isSign))
      || Set(folded.unicodeScalars).count < 4 || houseWords.contains(core(folded, of: isSignOrDigit))
  }

  /// Whether it is somebody's name, with digits and signs around it.
  private static func isOwn(_ folded: String, _ name: String) -> Bool {
    let name = name.precomposedStringWithCanonicalMapping.lowercased()
    guard !name.isEmpty else { return false }
    return folded == name || core(folded, of: isSignOrDigit) == name
      || core(folded, of: isSignOrDigit) == core(name, of: isSignOrDigit) && !core(name, of: isSignOrDigit).isEmpty
  }

  private static let houseWords: Set = [
    "qilu", "gonghui", "gongjiang", "qilugongjiang", "qilucraftsman", "craftsman", "zonggonghui", "shandonggonghui",
    "sdgh", "sdzgh", "laomo", "laodongmofan", "zhigong", "gongren", "jiangren", "dagongjiang", "齐鲁工匠", "齐鲁", "工会",
    "总工会", "工匠", "大工匠", "职工", "劳模",
  ]

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
  }

  private static func isSignOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    isSign(scalar) || scalar.properties.numericType == .decimal
  }

  /// What is left between the characters around it.
  private static func core(_ text: String, of isAround: (Unicode.Scalar) -> Bool) -> String {
    let scalars = text.unicodeScalars.drop(while: isAround).reversed().drop(while: isAround).reversed()
    return String(String.UnicodeScalarView(scalars))
  }

  static let tooShort = refusal(
    "too-short", Bilingual("密码至少 \(shortest) 个字符", "a password has \(shortest) characters at least"),
    Bilingual("换一个更长的，例如几个词连在一起", "choose a longer one, such as some words in a row"))
  static let tooLong = refusal(
    "too-long", Bilingual("密码不超过 \(longest) 字节", "a password has \(longest) bytes at most"),
    Bilingual("换一个较短的", "choose a shorter one"))
  static let common = refusal(
    "common", Bilingual("这个密码太常见", "the password is among those that everybody tries first"),
    Bilingual("换一个别人想不到的", "choose one that nobody guesses"))
  static let ownName = refusal(
    "own-name", Bilingual("密码不能是登录名或姓名", "a password is not one's own name"),
    Bilingual("换一个别人想不到的", "choose one that nobody guesses"))

  private static func refusal(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal("password.\(code)", message: message, remedy: remedy)
  }
}

/// The list of common passwords, which `Scripts/common-passwords` writes.
enum CommonPasswords {
  /// Each in lower case.
  static let all = Set(
    PackageResources.common_passwords_txt.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    })
}
