import Primitives

/// What is refused about signing in.
enum SignInRefusals {
  static let required = make(
    "sign-in.required", .notSignedIn,
    Bilingual("请先登录", "nobody has signed in"),
    Bilingual("先登录，或出示访问令牌", "sign in first, or show a token"))

  /// One text for an unknown name, a wrong password, a wrong code and a disabled actor.
  static let failed = make(
    "sign-in.failed", .notSignedIn,
    Bilingual("登录名、密码或动态口令不正确", "the name, the password or the code is wrong"),
    Bilingual("核对后重试；忘记密码的，请系统管理员重置", "check them and try again; an administrator resets a forgotten password"))

  static let codeRequired = make(
    "sign-in.code-required", .notSignedIn,
    Bilingual("还需要动态口令", "a one-time code is needed as well"),
    Bilingual("填写身份验证器显示的 6 位数字", "give the 6 digits that the authenticator shows"))

  static let ended = make(
    "sign-in.ended", .notSignedIn,
    Bilingual("登录已结束", "the sign-in has ended"), Bilingual("重新登录", "sign in again"))

  static let startPassword = make(
    "sign-in.start-password", .notPermitted,
    Bilingual("请先设置自己的密码", "choose a password of your own first"),
    Bilingual("用 password set 设置", "use password set"))

  static let secondFactor = make(
    "sign-in.second-factor", .notPermitted,
    Bilingual("该角色的操作需要双因素登录", "what this role may do needs a sign-in with a second factor"),
    Bilingual(
      "用 totp enrol 和 totp confirm 启用动态口令；已启用的，登录时填写动态口令",
      "use totp enrol and totp confirm; who has a second factor gives its code when signing in"))

  static let sessionNeeded = make(
    "token.session-needed", .notPermitted,
    Bilingual("该操作不能用访问令牌", "no token may do this"), Bilingual("用密码登录后操作", "sign in with a password"))

  static func scope(_ operation: String) -> Refusal {
    make(
      "token.scope", .notPermitted,
      Bilingual("令牌的范围不含“\(operation)”", "the scope of the token does not hold “\(operation)”"),
      Bilingual("换用范围更大的令牌", "use a token of a wider scope"))
  }

  /// The same text for every reason to wait.
  static func wait(seconds: Int) -> Refusal {
    Refusal(
      "sign-in.wait", kind: .tooMany,
      message: Bilingual("登录失败次数过多", "too many sign-ins have failed"),
      remedy: Bilingual("\(seconds) 秒后再试", "try again in \(seconds) seconds"), retryAfter: seconds)
  }

  static let noSession = make(
    "session.none", .refused,
    Bilingual("当前没有登录会话", "there is no session to end"),
    Bilingual("在登录后的会话中操作", "do it in a session that began with a sign-in"))

  static let otherSession = make(
    "session.of-other", .refused,
    Bilingual("只能结束自己的登录会话", "one ends one's own sessions only"),
    Bilingual("请系统管理员操作", "ask an administrator"))

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, message: message, remedy: remedy)
  }
}
