import Database
import Primitives
import Store

/// `qilu database copy --from DATABASE --to DATABASE`: from one engine to the other, or to a second file.
struct DatabaseCopy: LocalOperation {
  struct Input: Codable, Sendable {
    var from: String
    var to: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var table: String
      var rows: Int
      var digest: String
      var isEqual: Bool
    }

    var tables: [Item]

    var verdict: Verdict { tables.allSatisfy(\.isEqual) ? .done : .different }

    var presentation: [Block] {
      let columns = [
        TableBlock.text("表", "table"), TableBlock.number("行", "rows"), TableBlock.text("内容摘要", "content digest"),
        TableBlock.text("核对", "compared"),
      ]
      let rows = tables.map { item in
        [item.table, "\(item.rows)", item.digest].map { Bilingual($0, $0) }
          + [item.isEqual ? Bilingual("一致", "equal") : Bilingual("不一致", "different")]
      }
      return [
        .table(TableBlock(columns, bilingual: rows)),
        .line(
          "数据库已复制；密钥文件和证据文件夹不在数据库内，请另行复制。",
          "the database was copied; the key file and the evidence folder stand outside it and are copied by hand."),
      ]
    }
  }

  static let name = "database copy"
  static let summary = Bilingual(
    "把数据库整体复制到另一处（SQLite 与 PostgreSQL 之间亦可）", "copy the whole database, also between SQLite and PostgreSQL")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .option("from", "DATABASE", "来源：文件，或 postgres://…", "the source: a file or postgres://…"),
    .option("to", "DATABASE", "目标：新文件，或空的 postgres://…", "the target: a new file or an empty postgres://…"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    let source = try SQLDatabase.open(DatabaseLocation(input.from), migrations: StoreSchema.migrations)
    defer { source.close() }
    try source.read { _ = try session.actor(for: name, in: $0) }
    let target = try SQLDatabase.create(at: DatabaseLocation(input.to), migrations: StoreSchema.migrations)
    defer { target.close() }
    // The copy's chain must be whole on any engine.
    session.seal(source, owner: session.environment.newIdentifier())
    let before = try source.read { reading in
      guard try AuditStore.unlinked(in: reading).isEmpty else { throw unsealed }
      try target.write { writing in
        guard try TableCopy.contents(in: writing).allSatisfy({ $0.rows == 0 }) else { throw notEmpty }
        try TableCopy.copy(from: reading, to: writing)
      }
      return try TableCopy.contents(in: reading)
    }
    let after = try target.read { try TableCopy.contents(in: $0) }
    return Output(
      tables: zip(before, after).map { old, new in
        Output.Item(table: old.table, rows: old.rows, digest: old.digest.hex, isEqual: old == new)
      })
  }

  static let unsealed = Refusal(
    "copy.unsealed",
    message: Bilingual("来源的审计链末尾还有未入链的记录", "events at the end of the source's audit trail are not sealed yet"),
    remedy: Bilingual("等正在进行的操作结束后重试", "try again when the acts that are under way have ended"))
  private static let notEmpty = Refusal(
    "copy.target-not-empty",
    message: Bilingual("目标数据库不是空的", "the target database is not empty"),
    remedy: Bilingual("换一个新的目标；已有的数据不会被覆盖", "name a new target; what is there is never overwritten"))
}
