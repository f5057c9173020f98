import Foundation
import Primitives
import Store

/// Who registers himself.
enum RegistrationKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// A person.
  case individual
  /// An enterprise, by its contact.
  case enterprise
}

/// The roles that people may ask for by themselves: none of them decides anything.
enum WishedRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// Fills in the forms of the unit that is asked.
  case nominatingClerk = "nominating_clerk"
  /// Acts for the enterprise.
  case enterpriseContact = "enterprise_contact"
  /// Has his own account only.
  case craftsman

  var role: Role {
    switch self {
    case .nominatingClerk: .nominatingClerk
    case .enterpriseContact: .enterpriseContact
    case .craftsman: .craftsman
    }
  }

  /// Whether the role is held for the unit that confirms.
  var hasUnit: Bool { self != .craftsman }
}

/// Whether a registration waits.
enum RegistrationState: String, Sendable, Hashable, Codable, CaseIterable {
  case submitted, confirmed, refused
  /// Nobody decided within the time.
  case void

  /// The state at a moment.
  init(_ row: RegistrationRow, now: Int64) {
    let stored = RegistrationState(rawValue: row.state) ?? .void
    self = stored == .submitted && row.submitted + RegistrationLimits.lifetime <= now ? .void : stored
  }
}

/// What anybody may put into the database who is nobody yet.
enum RegistrationLimits {
  /// 5 of one address a day: an office in which some colleagues register, not a program.
  static let anAddressADay = 5
  /// 500 of all addresses a day: about what the clerks of a province decide, and 1 MB of rows.
  static let aDay = 500
  /// 30 days, in milliseconds: a request that nobody decided in a month is void.
  static let lifetime = 30 * GuessLimits.day
  static let nameLengths = 2...32
  static let longestText = 100

  /// Passes if the texts have the form and the size that is taken.
  ///
  /// - Throws: a ``Refusal`` of wrong use, or of the value that is wrong; it repeats no value.
  static func check(_ input: RegistrationSubmit.Input) throws {
    guard nameLengths.contains(input.name.unicodeScalars.count), input.name != Actor.nobody.row.name,
      input.name.unicodeScalars.allSatisfy({ isOfName($0) })
    else { throw RegistrationRefusals.name }
    for text in [input.displayName, input.employer] {
      guard !text.allSatisfy(\.isWhitespace), text.unicodeScalars.count <= longestText,
        !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else { throw RegistrationRefusals.text }
    }
    if let code = input.creditCode { _ = try CreditCode(code) }
    guard input.kind == .individual || input.creditCode != nil else { throw RegistrationRefusals.creditCode }
    guard input.kind == .enterprise || input.role != .enterpriseContact else { throw RegistrationRefusals.role }
    guard input.kind == .individual || input.role != .craftsman else { throw RegistrationRefusals.role }
    try PasswordRules.check(input.password, name: input.name, displayName: input.displayName)
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal || "._-".unicodeScalars.contains(scalar)
  }
}

/// What is refused about registrations.
enum RegistrationRefusals {
  static let name = refusal(
    "name", .wrongUse,
    Bilingual("登录名须为 2 至 32 个字母、汉字、数字或 . _ -", "a sign-in name has 2 to 32 letters, digits or . _ -"),
    Bilingual("换一个登录名", "choose another name"))
  static let text = refusal(
    "text", .wrongUse, Bilingual("姓名和单位须填写，且不超过 100 个字符", "name and employer are given, in 100 characters at most"),
    Bilingual("改正后重新提交", "correct them and submit again"))
  static let creditCode = refusal(
    "credit-code", .wrongUse, Bilingual("企业注册须填写统一社会信用代码", "an enterprise gives its unified social credit code"),
    Bilingual("填写 --credit-code", "give --credit-code"))
  static let role = refusal(
    "role", .wrongUse, Bilingual("注册类别与所申请的角色不符", "the role does not go with the kind of registration"),
    Bilingual(
      "个人可申请 craftsman、nominating_clerk，企业可申请 enterprise_contact、nominating_clerk",
      "individuals ask for craftsman or nominating_clerk, enterprises for enterprise_contact or nominating_clerk"))
  static let tooMany = Refusal(
    "registration.too-many", kind: .tooMany,
    message: Bilingual("今天的注册已满", "no more registrations are taken today"),
    remedy: Bilingual("明天再试，或请工会直接开通", "try again tomorrow, or ask the union for an account"),
    retryAfter: Int(GuessLimits.day / 1000))
  static let unknown = refusal(
    "unknown", .notFound, Bilingual("没有这项注册", "there is no such registration"),
    Bilingual("registration list 列出注册", "registration list shows them"))
  static let decided = refusal(
    "decided", .refused, Bilingual("该注册已处理或已失效", "the registration is decided, or void"),
    Bilingual("registration list 查看状态", "registration list tells its state"))
  static let nameTaken = refusal(
    "name-taken", .refused, Bilingual("登录名已被使用", "the sign-in name is somebody else's"),
    Bilingual("拒绝并请申请人换一个登录名", "refuse it, and ask for another name"))

  private static func refusal(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal("registration.\(code)", kind: kind, message: message, remedy: remedy)
  }
}
