import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu check`: everything that must always hold.
struct Check: LocalOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Fault: Codable, Sendable {
      var name: String
      var rule: String
      var statement: Bilingual
      var rows: [String]
    }

    var checks: Int
    var faults: [Fault]

    var verdict: Verdict { faults.isEmpty ? .done : .different }

    var presentation: [Block] {
      let summary: Block =
        faults.isEmpty
        ? .line("\(checks) 项检查全部通过。", "all \(checks) checks hold.")
        : .line("\(checks) 项检查中有 \(faults.count) 项不通过。", "\(faults.count) of \(checks) checks fail.")
      let columns = [
        TableBlock.text("检查", "check"), TableBlock.text("规则", "rule"), TableBlock.text("应当成立", "must hold"),
        TableBlock.text("不成立之处", "where it fails"),
      ]
      let rows = faults.map { fault in
        let places = fault.rows.prefix(20).joined(separator: " ") + (fault.rows.count > 20 ? " …" : "")
        return [
          Bilingual(fault.name, fault.name), Bilingual(fault.rule, fault.rule), fault.statement,
          Bilingual(places, places),
        ]
      }
      return (faults.isEmpty ? [] : [.table(TableBlock(columns, bilingual: rows))]) + [summary]
    }
  }

  static let name = "check"
  static let summary = Bilingual("检查数据库是否处处成立", "check everything that must always hold")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ session: Session) throws -> Output {
    var checks = try session.read(name) { try faults($0) }
    checks.append(storage(try session.storageFaults()))
    return Output(checks: checks.count, faults: checks.filter { !$0.rows.isEmpty })
  }

  /// The check of the storage itself, with what it found.
  static func storage(_ rows: [String]) -> Output.Fault {
    Output.Fault(
      name: "storage.damaged", rule: "SQLite",
      statement: Bilingual("存储完好，引用完整", "the storage is sound and every reference holds"), rows: rows)
  }

  /// Every check but that of the storage itself, with the rows that fail.
  static func faults(_ call: ReadCall) throws -> [Output.Fault] {
    var checks: [Output.Fault] = try Invariant.all.filter { call.hasSingleWriter || !$0.needsSingleWriter }.map {
      invariant in
      Output.Fault(
        name: invariant.name, rule: invariant.rule, statement: invariant.statement,
        rows: try invariant.faults(in: call.connection))
    }
    checks.append(
      Output.Fault(
        name: "evidence.damaged", rule: "SM-19",
        statement: Bilingual("证据文件与摘要一致", "every file of evidence has its digest"),
        rows: try evidenceFaults(call)))
    checks.append(
      Output.Fault(
        name: "sealed.unreadable", rule: "R-818",
        statement: Bilingual("加密数据都能用密钥文件打开", "everything sealed opens with the key file"),
        rows: try SealedCheck.faults(call)))
    checks.append(
      Output.Fault(
        name: "audit.chain", rule: "SM-19", statement: Bilingual("审计链完好", "the audit chain holds"),
        rows: try auditFaults(call)))
    checks.append(
      Output.Fault(
        name: "edition.rules-digest", rule: "SM-1",
        statement: Bilingual("规则与其摘要一致", "an edition's rules have their digest"),
        rows: try rulesFaults(call)))
    return try checks + BooksCheck.contents(call) + recomputations(call)
  }

  private static func recomputations(_ call: ReadCall) throws -> [Output.Fault] {
    let found = try EditionStore.all(in: call.connection).map { EditionRecomputation($0, in: call.connection) }
    return [
      Output.Fault(
        name: "edition.unreadable", rule: "SM-1",
        statement: Bilingual("每届的规则和数据都能读取", "the rules and inputs of every edition can be read"),
        rows: found.compactMap(\.unreadable)),
      Output.Fault(
        name: "list.not-recomputed", rule: "SM-19",
        statement: Bilingual("已确认的名单由现有数据重算一致", "a confirmed list is what its inputs give"),
        rows: found.flatMap(\.differing)),
    ]
  }

  private static func evidenceFaults(_ call: ReadCall) throws -> [String] {
    try EvidenceRows.all(in: call.connection).compactMap { row in
      try call.evidence.fault(of: row.digest, size: row.size).map { "\(row.digest.hex): \($0)" }
    }
  }

  private static func auditFaults(_ call: ReadCall) throws -> [String] {
    var check = ChainCheck(anchor: nil, linksAtOnce: call.hasSingleWriter)
    try check.run(in: call.connection)
    return check.faults.map { "\($0.code) #\($0.sequence ?? 0)" }
  }

  private static func rulesFaults(_ call: ReadCall) throws -> [String] {
    try EditionStore.all(in: call.connection).compactMap { edition in
      guard let rules = try EditionStore.rules(of: edition.id, in: call.connection) else { return edition.name }
      return Digest.sha256(of: Array(rules.content.utf8)).hex == rules.digest ? nil : edition.name
    }
  }
}
