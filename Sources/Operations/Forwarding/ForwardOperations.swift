import Primitives
import Sealing
import SelectionRules
import Store
import Tables

/// `qilu forward submit EDITION --unit CODE --file FILE --document NUMBER --opinion FILE`: a union above the base
/// forwards its ranked list with its sealed opinion, whole or nothing.
struct ForwardSubmit: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var unit: String
    var file: FilePath
    var document: String
    var opinion: FilePath
  }

  struct Output: OperationOutput {
    var unit: String
    /// The verdict on each line; nil where the list came too late.
    var ranking: ImportOutput?
    /// Where the list came after the forwarding deadline.
    var late: LateAct?

    var presentation: [Block] { late.map { [.line($0.told)] } ?? ranking?.presentation ?? [] }
    var verdict: Verdict { late == nil ? ranking?.verdict ?? .done : .different }
  }

  static let name = "forward submit"
  static let summary = Bilingual("上报排序名单（正选、递补）并附盖章意见", "forward a ranked list with substitutes and the sealed opinion")
  static let reach = Reach.everywhere
  static let columns = ["rank", "nomination", "kind"]
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"), ForwardWords.unit,
    .option(
      "file", "FILE", "排序名单 CSV，列：rank, nomination, kind（primary 正选、substitute 递补）",
      "the ranked list as CSV; columns: rank, nomination, kind (primary or substitute)"),
    .option("document", "NUMBER", "上报文号", "the number of the document that forwards"),
    .option("opinion", "FILE", "盖章意见的扫描件", "the scan of the sealed opinion"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkImport(.nominations, try edition.state())
    let unit = try ForwardWords.find(input.unit, call)
    try UnitScope.checkOwn(unit.id, call)
    if let tier = UnionTier(rawValue: unit.tier) { try Forwarding.checkTier(tier) }
    let document = try DocumentNumber(input.document)
    let late = try Lateness.record(
      .forwardingDeadline, of: edition.id, operation: name, subject: input.unit, call)
    if let late { return Output(unit: input.unit, ranking: nil, late: late) }
    guard let quota = try QuotaStore.find(unit.id, of: edition.id, in: call.connection) else {
      throw ForwardRefusals.noQuota
    }
    let list = try RankedList(input.file, edition: edition, unit: unit.id, call)
    let verdicts = list.checked(
      Forwarding.Quota(primaries: quota.places, substitutes: quota.substitutes),
      standing: try standing(of: unit.id, edition.id, call))
    let isApplied = verdicts.refusals.isEmpty
    if isApplied {
      try store(list, input, document, unit, edition, call)
    } else {
      call.leaveNoTrace()
    }
    let ranking = ImportOutput(
      edition: input.edition, table: "forwarding", file: input.file, isApplied: isApplied, isDryRun: false,
      lines: verdicts.lines)
    return Output(unit: input.unit, ranking: ranking, late: nil)
  }

  /// What the union forwarded before and is still in place.
  private static func standing(
    of unit: UnionUnitID, _ edition: EditionID, _ call: WriteCall
  ) throws -> Forwarding.Standing {
    let own = try ForwardingStore.entries(of: edition, in: call.connection).filter { $0.unit == unit }
    let live = own.filter { !$0.isEnded && ForwardWords.standing.contains($0.state) }
    return Forwarding.Standing(
      primaries: live.filter(\.isPrimary).count, substitutes: live.filter { !$0.isPrimary }.count,
      lastRank: own.map(\.rank).max() ?? 0)
  }

  private static func store(
    _ list: RankedList, _ input: Input, _ document: DocumentNumber, _ unit: UnionUnitRow, _ edition: EditionContext,
    _ call: WriteCall
  ) throws {
    let ranking = try EvidenceKeeping.keep(list.bytes, name: input.file.lastName, isPersonal: false, call)
    let opinion = try FormEvidence.keep(page: input.opinion, "opinion", call)
    let row = ForwardingRow(
      id: call.environment.newIdentifier(), unit: unit.id, document: document.text, ranking: ranking,
      opinion: opinion, by: call.actor.id, at: call.environment.instant)
    try ForwardingStore.insert(row, edition: edition.id, in: call.transaction)
    for entry in list.entries {
      guard let context = entry.context else { continue }
      try ForwardingStore.insertEntry(
        context.row.number, rank: entry.rank, kind: entry.kind, forwarding: row.id, edition: edition.id,
        at: call.environment.instant, id: call.environment.newIdentifier(), in: call.transaction)
      try recordOpinion(on: context, text: document.text, seal: opinion, call)
      try context.move(to: .forwarded, reason: document.text, call)
    }
    call.record(
      "edition", edition.id.text,
      [
        "unit": unit.id.text, "forwarding": row.id, "document": document.text, "rows": "\(list.entries.count)",
        "ranking": ranking.hex, "opinion": opinion.hex,
      ])
  }
}

extension ForwardSubmit {
  private static let party = EligibilityFacts.Seal.city.rawValue

  /// The one sealed page is the union's opinion on each form of its list, as the form stands.
  private static func recordOpinion(
    on context: FormContext, text: String, seal: Digest, _ call: WriteCall
  ) throws {
    let (number, edition) = (context.row.number, context.edition.id)
    let known = try FormPartStore.opinions(of: number, edition, in: call.connection).contains {
      $0.party == party && $0.revision == context.row.revision
    }
    guard !known else { return }
    let opinion = FormOpinionRow(
      party: party, revision: context.row.revision, opinion: text, seal: seal,
      givenOn: try call.environment.today().text)
    try FormPartStore.insert(
      opinion, id: call.environment.newIdentifier(), on: number, edition, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
  }
}

/// `qilu forward promote EDITION --unit CODE --document NUMBER --reason TEXT`: the next substitute moves up.
struct ForwardPromote: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var unit: String
    var document: String
    var reason: String
  }

  static let name = "forward promote"
  static let summary = Bilingual("由下一名递补顶替空缺的正选", "let the next substitute take the place of a primary that fell out")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"), ForwardWords.unit,
    .option("document", "NUMBER", "递补文号", "the number of the document"), .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkImport(.nominations, try edition.state())
    let unit = try ForwardWords.find(input.unit, call)
    try UnitScope.checkOwn(unit.id, call)
    try Reason.require(input.reason, rule: "R-234")
    let document = try DocumentNumber(input.document)
    let entries = try ForwardingStore.entries(of: edition.id, in: call.connection).filter {
      $0.unit == unit.id && !$0.isEnded
    }
    let inPlace = [FormState.forwarded.rawValue, FormState.qualified.rawValue]
    let primaries = entries.filter(\.isPrimary)
    let places = try QuotaStore.find(unit.id, of: edition.id, in: call.connection)?.places ?? 0
    // A primary that was forwarded into the place of one that fell out has taken it.
    guard let vacancy = primaries.first(where: { !inPlace.contains($0.state) }),
      primaries.count(where: { inPlace.contains($0.state) }) < places
    else { throw ForwardRefusals.noVacancy }
    guard let next = entries.first(where: { !$0.isPrimary && $0.state == FormState.forwarded.rawValue }) else {
      throw ForwardRefusals.noSubstitute
    }
    try ForwardingStore.promote(
      next, into: vacancy, document: document.text, reason: input.reason, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    call.record(
      "edition", edition.id.text,
      [
        "unit": unit.id.text, "promoted": next.number.string, "replaces": vacancy.number.string,
        "document": document.text,
      ])
    return DoneOutput(
      subject: next.number.string,
      done: Bilingual("\(next.number) 递补 \(vacancy.number)", "\(next.number) takes the place of \(vacancy.number)"))
  }
}

/// What the operations on forwarding share.
enum ForwardWords {
  /// The states of a form whose entry takes a place of the quota.
  static let standing = [FormState.forwarded, .qualified, .unqualified].map(\.rawValue)

  static let unit = FieldNote.option(
    "unit", "CODE", "上报工会（市总工会、产业工会、大企业工会）的编码",
    "the code of the city's, industrial or large-enterprise union that forwards")

  static func find(_ code: String, _ call: ReadCall) throws -> UnionUnitRow {
    try UnitScope.named(code, call)
  }
}

extension FilePath {
  /// The last part of the path.
  var lastName: String { text.split(separator: "/").last.map(String.init) ?? text }
}
