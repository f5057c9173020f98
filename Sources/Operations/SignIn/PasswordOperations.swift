import Primitives
import Sealing
import Store

/// `qilu password set`: one's own password.
struct PasswordSet: StagedOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var old: String
    var new: String
  }

  /// The proof of the old one, and the hash of the new one.
  struct Stage: Sendable {
    let proof: SignInProof
    let hash: PasswordHash
  }

  static let name = "password set"
  static let summary = Bilingual("修改自己的密码", "change one's own password")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .personal("old", "PASSWORD", "现在的密码；写 - 则从标准输入读取", "the password of today; - reads it from standard input"),
    .personal("new", "PASSWORD", "新密码，至少 8 个字符", "the new one, of 8 characters at least"),
  ]

  static func stage(_ input: Input, _ session: Session) throws -> Stage {
    let actor = try session.actorBeforehand(for: name)
    try PasswordRules.check(input.new, name: actor.row.name, displayName: actor.row.displayName)
    guard PasswordText.bytes(input.new) != PasswordText.bytes(input.old) else { throw PasswordRefusals.same }
    let proof = try PasswordRefusals.proof(of: input.old, actor, session)
    return Stage(proof: proof, hash: try PasswordGate.hash(input.new))
  }

  static func run(_ input: Input, _ stage: Stage, _ call: WriteCall) throws -> DoneOutput {
    try stage.proof.checkUnchanged(in: call.connection)
    let actor = call.actor.id
    try PasswordStore.set(
      stage.hash, of: actor, startEnds: nil, by: actor, at: call.environment.instant, in: call.transaction)
    // Whoever knew the old one may be signed in elsewhere.
    try SignInEnding.endAll(of: actor, but: call.currentSession, "password-set", withTokens: false, call)
    call.record("actor", actor.text)
    return DoneOutput(
      subject: actor.text, done: Bilingual("密码已修改，其他登录会话已结束", "the password is changed; other sessions are ended"))
  }
}

/// `qilu password reset NAME`: a start password, with which its owner chooses one of his own.
struct PasswordReset: StagedOperation {
  typealias Input = ActorDisable.Input

  struct Output: OperationOutput {
    var name: String
    /// Shown once; only its hash is kept.
    var startPassword: String
    var expiresAt: String

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("登录名", "name", name),
          Block.Fact("初始密码（只显示一次）", "start password, shown once", startPassword),
          Block.Fact("有效至", "until", expiresAt),
        ]),
        .line("首次登录后须设置自己的密码。", "Its owner chooses a password of his own after the first sign-in."),
      ]
    }
  }

  /// The start password and its hash.
  struct Stage: Sendable {
    let password: String
    let hash: PasswordHash
  }

  /// 24 hours: until the next working day at about the same time.
  private static let hours = 24

  static let name = "password reset"
  static let summary = Bilingual("给某人初始密码，24 小时内有效", "give somebody a start password, good for 24 hours")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = ActorDisable.notes

  static func stage(_ input: ActorDisable.Input, _ session: Session) throws -> Stage {
    _ = try session.actorBeforehand(for: name)
    let password = startPassword()
    return Stage(password: password, hash: try PasswordGate.hash(password))
  }

  static func run(_ input: ActorDisable.Input, _ stage: Stage, _ call: WriteCall) throws -> Output {
    let actor = try ActorRefusals.find(input.name, in: call.connection)
    // The first administrator gets his from the machine itself, where the database is his anyway.
    guard actor.id != call.actor.id || call.isOnMachine else { throw PasswordRefusals.ownReset }
    let ends = call.environment.now() + Int64(hours) * 3_600_000
    try PasswordStore.set(
      stage.hash, of: actor.id, startEnds: ends, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try SignInEnding.endAll(of: actor.id, "password-reset", withTokens: true, call)
    call.record("actor", actor.id.text)
    return Output(
      name: actor.name, startPassword: stage.password, expiresAt: InstantText.text(milliseconds: ends))
  }

  /// 16 of 32 characters that nobody confuses in print: 80 bits, so that nobody guesses it in its day.
  static func startPassword() -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
    let characters = randomBytes(16).map { alphabet[Int($0 & 31)] }
    return stride(from: 0, to: 16, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
  }
}

/// What is refused about passwords.
enum PasswordRefusals {
  static let same = Refusal(
    "password.same", message: Bilingual("新密码与现在的相同", "the new password is the one of today"),
    remedy: Bilingual("换一个不同的", "choose another one"))

  static let wrong = Refusal(
    "password.wrong", message: Bilingual("现在的密码不正确", "the password of today is wrong"),
    remedy: Bilingual("核对后重试；忘记密码的，请系统管理员重置", "check it and try again; an administrator resets a forgotten one"))

  static let ownReset = Refusal(
    "password.own-reset", kind: .notPermitted,
    message: Bilingual("不能重置自己的密码", "nobody resets his own password"),
    remedy: Bilingual("用 password set 修改，或由另一位系统管理员操作", "use password set, or let another administrator do it"))

  /// The proof that somebody who is signed in knows his password: failures count as those of a sign-in, and are told as
  /// what they are, since the sign-in still holds.
  static func proof(of password: String, _ actor: Actor, _ session: Session) throws -> SignInProof {
    do {
      return try SignInProof(
        SignInProof.Shown(name: actor.row.name, password: password, code: nil, asksForCode: false), session)
    } catch let refusal as Refusal where refusal.code == SignInRefusals.failed.code {
      throw wrong
    }
  }
}
