import Foundation
import Primitives
import Sealing
import SelectionRules
import Store

/// A short answer: what was done.
struct DoneOutput: OperationOutput {
  var subject: String
  var done: Bilingual
  /// Where the act came after a date of the edition, and was recorded instead of done.
  var late: LateAct?

  var presentation: [Block] { [.line(done)] }
  var verdict: Verdict { late == nil ? .done : .different }
}

/// A rules.json that a person gives; it is kept as the bytes that were given, so that its digest is that of the file
/// which the office signed.
struct RulesFile {
  let rules: EditionRules
  let content: String
  var digest: String { Digest.sha256(of: Array(content.utf8)).hex }

  init(_ path: FilePath, edition name: String) throws {
    let bytes = try FileSource.whole(path.text, limit: PackageFiles.rulesBytes)
    rules = try EditionRules(json: bytes, file: "rules.json")
    content = String(decoding: bytes, as: UTF8.self)
    guard rules.edition == ByteText(name) else { throw EditionRefusals.nameDiffers(name, rules.edition) }
  }
}

/// `qilu edition create NAME`.
struct EditionCreate: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
    var year: Int
    var organiser: String
    var rules: FilePath
  }

  static let name = "edition create"
  static let summary = Bilingual("新建一届（草稿）", "make an edition, as a draft")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "届次名称", "the edition's name"),
    .option("year", "YEAR", "年度", "the year"),
    .option("organiser", "CODE", "主办工会的编码，任何一级", "the code of the organising union, of any tier"),
    .option(
      "rules", "FILE", "规则文件 rules.json；sample edition 写出一个例子", "the rules, a rules.json; sample edition writes one"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    guard !input.name.isEmpty, (2017...9999).contains(input.year) else { throw year }
    guard let organiser = try UnionUnitStore.find(code: input.organiser, in: call.connection) else {
      throw RegistryRefusals.unknownUnit(input.organiser)
    }
    let file = try RulesFile(input.rules, edition: input.name)
    guard try EditionStore.find(name: input.name, in: call.connection) == nil else {
      throw EditionRefusals.exists(input.name)
    }
    let edition = EditionRow(
      id: call.newIdentifier(), name: input.name, year: input.year, organiser: organiser.id,
      state: EditionState.draft.rawValue)
    try EditionStore.insert(edition, at: call.environment.instant, in: call.transaction)
    try EditionStore.insert(
      file.content, version: 1, of: edition.id, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("edition", edition.id.text, ["rules": file.digest])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("已新建届次 \(input.name)（草稿）", "the edition \(input.name) was made, as a draft"))
  }

  private static let year = Refusal(
    "edition.year", kind: .wrongUse,
    message: Bilingual("届次名称不能为空，年度须在 2017 至 9999 之间", "the name must not be empty and the year is 2017 to 9999"),
    remedy: Bilingual("首届试点是 2017 年", "the pilot was in 2017"))
}

/// `qilu edition rules NAME --rules FILE`: another version while the edition is a draft.
struct EditionChangeRules: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
    var rules: FilePath
  }

  static let name = "edition rules"
  static let summary = Bilingual("修改草稿届次的规则（另存一版）", "give a draft edition another version of its rules")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "届次名称", "the edition's name"),
    .option(
      "rules", "FILE", "规则文件 rules.json；sample edition 写出一个例子", "the rules, a rules.json; sample edition writes one"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.name, in: call.connection)
    guard try edition.state() == .draft, !edition.isFrozen else { throw EditionRefusals.frozen }
    let file = try RulesFile(input.rules, edition: input.name)
    let version = edition.rulesVersion + 1
    try EditionStore.insert(
      file.content, version: version, of: edition.id, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("edition", edition.id.text, ["version": "\(version)", "rules": file.digest])
    return DoneOutput(
      subject: edition.id.text, done: Bilingual("规则第 \(version) 版已保存", "version \(version) of the rules is saved"))
  }
}

/// `qilu edition open NAME`: the rules are frozen and nominations begin.
struct EditionOpen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
  }

  static let name = "edition open"
  static let summary = Bilingual("开启一届：冻结规则，开始推荐申报", "open an edition: freeze its rules and let nominations in")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("name", "NAME", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.name, in: call.connection)
    guard try edition.state() == .draft else { throw EditionRefusals.frozen }
    let province = try UnionUnitStore.province(in: call.connection)
    try checkYear(edition, call)
    try EditionFlow.checkOpening(edition.rules, isProvincial: province?.id == edition.row.organiser)
    try EditionStore.freeze(
      version: edition.rulesVersion, of: edition.id, at: call.environment.instant, in: call.transaction)
    try edition.move(to: .nominating, reason: "open", call)
    call.record("edition", edition.id.text, ["version": "\(edition.rulesVersion)"])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("届次 \(input.name) 已开启，规则已冻结", "the edition \(input.name) is open, its rules are frozen"))
  }
}

extension EditionOpen {
  /// an organiser names once a year.
  private static func checkYear(_ edition: EditionContext, _ call: WriteCall) throws {
    let idle = [EditionState.draft.rawValue, EditionState.cancelled.rawValue]
    let other = try EditionStore.all(in: call.connection).first {
      $0.organiser == edition.row.organiser && $0.year == edition.row.year && $0.id != edition.id
        && !idle.contains($0.state)
    }
    if let other { throw EditionRefusals.yearTaken(other.year, other.name) }
  }
}

/// `qilu edition advance NAME --to STATE`.
struct EditionAdvance: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var name: String
    var to: EditionState
    var reason: String?
  }

  static let name = "edition advance"
  static let summary = Bilingual("把一届转入下一阶段", "take an edition to its next state")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "届次名称", "the edition's name"),
    .option(
      "to", "STATE", "目标阶段；开启用 edition open，命名用 edition name",
      "the state to go to; edition open opens, edition name names"),
    .option("reason", "TEXT", "理由（取消时必填）", "why; required to cancel"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.name, in: call.connection)
    try EditionFlow.checkAdvance(try edition.situation(in: call.connection), to: input.to)
    try EditionDates.checkAdvance(
      from: try edition.state(), to: input.to, today: try call.environment.today(),
      known: try EditionDateStore.inForce(of: edition.id, in: call.connection))
    let reason = input.reason ?? ""
    if input.to == .cancelled { try Reason.require(reason, rule: "SM-1") }
    try edition.move(to: input.to, reason: reason, call)
    call.record("edition", edition.id.text, ["from": edition.row.state, "to": input.to.rawValue])
    let name = input.to.displayName
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("届次 \(input.name) 已转入“\(name.zh)”", "the edition \(input.name) is now in \(input.to.rawValue)"))
  }
}
