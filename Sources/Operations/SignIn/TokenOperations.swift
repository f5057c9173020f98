import Primitives
import Sealing
import Store

/// `qilu token create NAME --scope SCOPE`: a token of one's own for a program.
struct TokenCreate: WriteOperation {
  struct Input: Codable, Sendable {
    var name: String
    var scope: [String]
    var days: Int?
  }

  struct Output: OperationOutput {
    var id: String
    /// Shown once; only its digest is kept.
    var token: String
    var scope: [String]
    var expiresAt: String

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("编号", "id", id), Block.Fact("令牌（只显示一次）", "token, shown once", token),
          Block.Fact("范围", "scope", scope.joined(separator: ", ")), Block.Fact("有效至", "until", expiresAt),
        ])
      ]
    }
  }

  /// 90 days unless told, a year and a day at most: a program whose token never ends is one that nobody remembers.
  private static let usualDays = 90
  private static let longestDays = 366

  static let name = "token create"
  static let summary = Bilingual("为程序建立自己的访问令牌", "make an access token of one's own for a program")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "名称，用以辨认", "a name by which to know it"),
    .option(
      "scope", "SCOPE", "范围：read、all、form、form:read 或操作名，可写多个",
      "read, all, form, form:read or an operation; may be given again"),
    .option("days", "DAYS", "有效天数，默认 90，最多 366", "how many days it lasts: 90 unless told, 366 at most"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    guard (1...64).contains(input.name.count) else { throw TokenRefusals.name }
    try TokenScopes.check(input.scope, of: call.actor)
    let days = input.days ?? usualDays
    guard (1...longestDays).contains(days) else { throw TokenRefusals.days }
    let own = try TokenStore.all(of: call.actor.id, in: call.connection)
    guard !own.contains(where: { $0.name == input.name && !$0.isRevoked }) else { throw TokenRefusals.exists }
    let secret = AccessSecret(random: .token)
    let row = TokenRow(
      id: call.environment.newIdentifier(), actor: call.actor.id, name: input.name, digest: secret.digest.bytes,
      scopes: input.scope, isStrong: try isStrong(call), createdAt: call.environment.instant,
      expires: call.environment.now() + Int64(days) * GuessLimits.day)
    try TokenStore.insert(row, in: call.transaction)
    call.record("token", row.id, ["days": String(days), "scope": input.scope.joined(separator: ", ")])
    return Output(
      id: row.id, token: secret.text, scope: input.scope, expiresAt: InstantText.text(milliseconds: row.expires))
  }

  private static func isStrong(_ call: WriteCall) throws -> Bool {
    guard let id = call.currentSession else { return false }
    return try SignInStore.find(id, in: call.connection)?.isStrong ?? false
  }
}

/// `qilu token list`: one's own tokens; an administrator sees everybody's. No secret is shown.
struct TokenList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var id: String
      var owner: String
      var name: String
      var scope: [String]
      var createdAt: String
      var expiresAt: String
      var isInForce: Bool
    }

    var tokens: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "id"), TableBlock.text("持有人", "owner"), TableBlock.text("名称", "name"),
        TableBlock.text("范围", "scope"), TableBlock.text("有效至", "until"), TableBlock.text("有效", "in force"),
      ]
      let rows = tokens.map {
        [$0.id, $0.owner, $0.name, $0.scope.joined(separator: ", "), $0.expiresAt, $0.isInForce ? "●" : ""]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "token list"
  static let summary = Bilingual("列出访问令牌（不含密文）", "list access tokens, without their secrets")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let seesAll = call.actor.roles.contains(.administrator)
    let now = call.environment.now()
    let rows = try TokenStore.all(of: seesAll ? nil : call.actor.id, in: call.connection)
    return Output(
      tokens: try rows.map { row in
        Output.Item(
          id: row.id, owner: try ActorStore.find(row.actor, in: call.connection)?.name ?? "", name: row.name,
          scope: row.scopes, createdAt: row.createdAt, expiresAt: InstantText.text(milliseconds: row.expires),
          isInForce: !row.isRevoked && row.expires > now)
      })
  }
}

/// `qilu token revoke ID`: one's own token, or, for an administrator, anybody's.
struct TokenRevoke: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var id: String
  }

  static let name = "token revoke"
  static let summary = Bilingual("注销访问令牌", "end an access token")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("id", "ID", "令牌编号", "the token's identifier")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    // Another one's token is as unknown as one that is not there.
    guard let row = try TokenStore.find(input.id, in: call.connection),
      row.actor == call.actor.id || call.actor.roles.contains(.administrator),
      try TokenStore.revoke(row.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw TokenRefusals.unknown }
    call.record("token", row.id)
    return DoneOutput(subject: row.id, done: Bilingual("已注销令牌 \(row.name)", "the token \(row.name) is ended"))
  }
}
