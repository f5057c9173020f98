import Primitives
import Sealing
import Store

/// Somebody's one-time codes.
enum SecondFactor {
  static func open(_ row: SecondFactorRow, of actor: ActorID, _ keys: KeyRing) throws -> OneTimeSecret {
    OneTimeSecret(bytes: try keys.open(row.secret, context: context(actor)))
  }

  static func seal(_ secret: OneTimeSecret, of actor: ActorID, _ keys: KeyRing) -> SealedValue {
    keys.seal(secret.bytes, context: context(actor))
  }

  private static func context(_ actor: ActorID) -> String { "second-factor/\(actor.text)" }
}

/// `qilu totp enrol`: the secret for an authenticator program, which waits for its first code.
struct TotpEnrol: StagedOperation {
  struct Input: Codable, Sendable {
    var password: String
  }

  struct Output: OperationOutput {
    /// Shown once; kept sealed.
    var secret: String
    /// The same as an authenticator reads it.
    var uri: String

    var presentation: [Block] {
      [
        .facts([Block.Fact("密钥（只显示一次）", "secret, shown once", secret), Block.Fact("地址", "address", uri)]),
        .line("在身份验证器中添加后，用 totp confirm 确认。", "Add it to an authenticator, then use totp confirm."),
      ]
    }
  }

  static let name = "totp enrol"
  static let summary = Bilingual("申请动态口令", "ask for a second factor of one-time codes")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .personal("password", "PASSWORD", "密码；写 - 则从标准输入读取", "the password; - reads it from standard input")
  ]

  static func stage(_ input: Input, _ session: Session) throws -> SignInProof {
    try PasswordRefusals.proof(of: input.password, try session.actorBeforehand(for: name), session)
  }

  static func run(_ input: Input, _ proof: SignInProof, _ call: WriteCall) throws -> Output {
    try proof.checkUnchanged(in: call.connection)
    let actor = call.actor
    guard try SecondFactorStore.find(actor.id, in: call.connection)?.isActive != true else {
      throw TotpRefusals.active
    }
    let secret = OneTimeSecret.random()
    try SecondFactorStore.enrol(
      SecondFactor.seal(secret, of: actor.id, try call.keyRing()), of: actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("actor", actor.id.text)
    return Output(secret: secret.base32, uri: secret.uri(account: actor.row.name, issuer: "Qilu Craftsman"))
  }
}

/// `qilu totp confirm CODE`: takes the second factor into use; the session in which it is called is a strong one from here.
struct TotpConfirm: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var code: String
  }

  static let name = "totp confirm"
  static let summary = Bilingual("用第一个动态口令启用", "take the second factor into use by its first code")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("code", "DIGITS", "身份验证器显示的 6 位数字", "the 6 digits that the authenticator shows")
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let actor = call.actor.id
    guard let row = try SecondFactorStore.find(actor, in: call.connection) else { throw TotpRefusals.none }
    guard !row.isActive else { throw TotpRefusals.active }
    let secret = try SecondFactor.open(row, of: actor, try call.keyRing())
    guard let step = secret.step(accepting: input.code, atMilliseconds: call.environment.now(), after: row.lastStep)
    else { throw TotpRefusals.wrongCode }
    try SecondFactorStore.confirm(actor, step: step, at: call.environment.instant, in: call.transaction)
    try SignInEnding.endAll(of: actor, but: call.currentSession, "second-factor", withTokens: false, call)
    if let id = call.currentSession { try SignInStore.strengthen(id, in: call.transaction) }
    call.record("actor", actor.text)
    return DoneOutput(subject: actor.text, done: Bilingual("动态口令已启用", "the second factor is in use"))
  }
}

/// `qilu totp remove NAME`: for somebody who lost his device.
struct TotpRemove: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
    var reason: String
  }

  static let name = "totp remove"
  static let summary = Bilingual("取消他人的动态口令", "take another one's second factor away")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "登录名", "the sign-in name"),
    .option("reason", "TEXT", "理由，例如设备遗失", "the reason, such as a lost device"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason)
    let actor = try ActorRefusals.find(input.name, in: call.connection)
    guard actor.id != call.actor.id else { throw TotpRefusals.own }
    guard try SecondFactorStore.remove(actor.id, in: call.transaction) else { throw TotpRefusals.none }
    try SignInEnding.endAll(of: actor.id, "second-factor", withTokens: true, call)
    call.record("actor", actor.id.text, ["reason": input.reason])
    return DoneOutput(
      subject: actor.id.text,
      done: Bilingual("已取消 \(input.name) 的动态口令", "the second factor of \(input.name) is taken away"))
  }
}

/// What is refused about second factors.
enum TotpRefusals {
  static let active = refusal(
    "active", .refused, Bilingual("动态口令已启用", "a second factor is in use already"),
    Bilingual("更换设备的，先请系统管理员用 totp remove 取消", "for another device, an administrator first runs totp remove"))
  static let none = refusal(
    "none", .refused, Bilingual("没有申请过动态口令", "no second factor was asked for"),
    Bilingual("先用 totp enrol 申请", "use totp enrol first"))
  static let wrongCode = refusal(
    "wrong-code", .refused, Bilingual("动态口令不正确", "the code is wrong"),
    Bilingual("核对设备时间，用下一个口令重试", "check the clock of the device and try the next code"))
  static let own = refusal(
    "own", .notPermitted, Bilingual("不能取消自己的动态口令", "nobody takes away his own second factor"),
    Bilingual("由另一位系统管理员操作", "let another administrator do it"))

  private static func refusal(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal("totp.\(code)", kind: kind, message: message, remedy: remedy)
  }
}
