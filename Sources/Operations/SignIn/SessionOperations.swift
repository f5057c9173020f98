import Primitives
import Sealing
import Store

/// `qilu session start NAME`: the beginning of a sign-in.
struct SessionStart: StagedOperation {
  struct Input: Codable, Sendable {
    var name: String
    var password: String
    var code: String?
  }

  struct Output: OperationOutput {
    /// Shown once; only its digest is kept.
    var token: String
    /// When the session ends at the latest.
    var expiresAt: String
    /// After how many minutes without a use it ends.
    var idleMinutes: Int
    /// Whether nothing may be done before the person chooses a password of his own.
    var mustSetPassword: Bool
    /// Whether the person holds roles that need a second factor, which was not shown.
    var needsSecondFactor: Bool

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("会话令牌（只显示一次）", "session token, shown once", token),
          Block.Fact("最迟结束", "ends at the latest", expiresAt),
          Block.Fact("闲置分钟数", "idle minutes", "\(idleMinutes)"),
        ])
      ]
        + (mustSetPassword
          ? [.line("请先用 password set 设置自己的密码。", "Choose a password of your own first: password set.")] : [])
        + (needsSecondFactor
          ? [.line("部分角色需要双因素登录：totp enrol。", "Some of your roles need a second factor: totp enrol.")] : [])
    }
  }

  static let name = "session start"
  static let summary = Bilingual("登录", "sign in")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "登录名", "the sign-in name"),
    .personal("password", "PASSWORD", "密码；写 - 则从标准输入读取", "the password; - reads it from standard input"),
    .personal("code", "DIGITS", "动态口令", "the one-time code of the second factor"),
  ]

  static func stage(_ input: Input, _ session: Session) throws -> SignInProof {
    try SignInProof(
      SignInProof.Shown(name: input.name, password: input.password, code: input.code, asksForCode: true), session)
  }

  static func run(_ input: Input, _ proof: SignInProof, _ call: WriteCall) throws -> Output {
    try proof.checkUnchanged(in: call.connection)
    let actor = proof.actor
    // The code of a step is taken once, also where two sign-ins came at one moment.
    if let step = proof.step, try !SecondFactorStore.use(step, of: actor.id, in: call.transaction) {
      throw SignInRefusals.failed
    }
    if let renewed = proof.renewed { try PasswordStore.renew(renewed, of: actor.id, in: call.transaction) }
    try GuessStore.succeed(
      actor.id, account: proof.guessGuard.account, address: proof.guessGuard.address, at: call.environment.now(),
      in: call.transaction)
    try endEarlier(call)
    let roles = Set(try ActorStore.roles(of: actor.id, in: call.connection).compactMap(Role.init(rawValue:)))
    call.act(as: Actor(row: actor, roles: roles))
    return try begin(proof, roles, call)
  }

  /// A browser that signs in again leaves its session before.
  private static func endEarlier(_ call: WriteCall) throws {
    guard let id = call.currentSession else { return }
    _ = try SignInStore.end(id, at: call.environment.now(), reason: "signed-in-again", in: call.transaction)
  }

  private static func begin(_ proof: SignInProof, _ roles: Set<Role>, _ call: WriteCall) throws -> Output {
    let secret = AccessSecret(random: .session)
    let now = call.environment.now()
    let row = SignInRow(
      id: call.environment.newIdentifier(), actor: proof.actor.id, digest: secret.digest.bytes,
      isStrong: proof.step != nil, startedAt: call.environment.instant, seen: now,
      ends: now + Int64(SessionLimits.hours) * 3_600_000)
    try SignInStore.insert(row, in: call.transaction)
    call.record("session", row.id, ["second-factor": row.isStrong ? "yes" : "no"])
    return Output(
      token: secret.text, expiresAt: InstantText.text(milliseconds: row.ends), idleMinutes: SessionLimits.idleMinutes,
      mustSetPassword: proof.isStart,
      needsSecondFactor: !row.isStrong && !roles.isDisjoint(with: RolePolicy.needsStrongSignIn))
  }
}

/// `qilu session end`: ends the session in which it is called.
struct SessionEnd: WriteOperation {
  typealias Output = DoneOutput
  struct Input: Codable, Sendable {}

  static let name = "session end"
  static let summary = Bilingual("退出登录", "sign out")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    guard let id = call.currentSession,
      try SignInStore.end(id, at: call.environment.now(), reason: "signed-out", in: call.transaction)
    else { throw SignInRefusals.noSession }
    call.record("session", id)
    return DoneOutput(subject: id, done: Bilingual("已退出登录", "signed out"))
  }
}

/// `qilu session list`: one's own sessions.
struct SessionList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var session: String
      var startedAt: String
      /// To the minute.
      var lastUsedAt: String
      var hasSecondFactor: Bool
      var isCurrent: Bool
    }

    var sessions: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("会话", "session"), TableBlock.text("开始", "started"), TableBlock.text("最近使用", "last used"),
        TableBlock.text("双因素", "second factor"), TableBlock.text("当前", "current"),
      ]
      let rows = sessions.map {
        [$0.session, $0.startedAt, $0.lastUsedAt, $0.hasSecondFactor ? "●" : "", $0.isCurrent ? "●" : ""]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "session list"
  static let summary = Bilingual("列出自己的登录会话", "list one's own sessions")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let now = call.environment.now()
    let open = try SignInStore.open(of: call.actor.id, in: call.connection)
    return Output(
      sessions: open.filter { SessionLimits.end(of: $0, now: now) != nil }.map {
        Output.Item(
          session: $0.id, startedAt: $0.startedAt, lastUsedAt: InstantText.text(milliseconds: $0.seen),
          hasSecondFactor: $0.isStrong, isCurrent: $0.id == call.currentSession)
      })
  }
}

/// `qilu session end-all NAME`: ends every session of oneself, or, for an administrator, of another one.
struct SessionEndAll: WriteOperation {
  typealias Input = ActorDisable.Input
  typealias Output = DoneOutput

  static let name = "session end-all"
  static let summary = Bilingual("结束某人的全部登录会话", "end all sessions of somebody")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = ActorDisable.notes

  static func run(_ input: ActorDisable.Input, _ call: WriteCall) throws -> DoneOutput {
    guard input.name == call.actor.row.name || call.actor.roles.contains(.administrator) else {
      throw SignInRefusals.otherSession
    }
    let actor = try ActorRefusals.find(input.name, in: call.connection)
    try SignInEnding.endAll(of: actor.id, "ended", withTokens: false, call)
    call.record("actor", actor.id.text)
    return DoneOutput(
      subject: actor.id.text,
      done: Bilingual("已结束 \(input.name) 的全部登录会话", "all sessions of \(input.name) are ended"))
  }
}
