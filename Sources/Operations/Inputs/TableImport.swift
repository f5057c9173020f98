import Database
import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Tables

/// What every import takes.
struct ImportInput: Codable, Sendable {
  var edition: String
  var file: FilePath
  var dryRun: Bool?
  var replace: String?

  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("file", "FILE", "CSV 文件", "the CSV file"),
    .option("dryRun", "", "只检查，不写入", "check only, change nothing"),
    .option("replace", "REASON", "整体替换先前导入的数据，写明理由", "replace what was imported before as a whole, and say why"),
  ]
}

/// An import of one table: a verdict for each line, whole or nothing.
struct TableImport {
  /// The largest file taken at once: it is held in memory while it is checked. Raw ballots have an import of their own.
  private static let fileBytes = 256 << 20

  let table: PackageTable
  let input: ImportInput
  let call: WriteCall

  private struct Checked {
    var verdicts = ImportVerdicts()
    var inputs: EditionInputs
    var known: Int
    var people: [ByteText: NominationCheck.Person] = [:]
  }

  func run() throws -> ImportOutput {
    if let reason = input.replace { try Reason.require(reason) }
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkImport(table, try edition.state())
    if let stage = table.stage { try refuseConfirmed(edition, stage) }
    let bytes = try FileSource.whole(input.file.text, limit: Self.fileBytes)
    var checked = try check(bytes, edition)
    if table == .decisions { try checkDecisionStages(&checked, edition) }
    let isDry = input.dryRun ?? false
    let isRefused = !checked.verdicts.refusals.isEmpty
    if isRefused || isDry {
      call.leaveNoTrace()
    } else {
      try store(checked, bytes, edition)
    }
    return ImportOutput(
      edition: input.edition, table: table.rawValue, file: input.file, isApplied: !isRefused && !isDry, isDryRun: isDry,
      lines: checked.verdicts.lines)
  }

  // MARK: Checking

  private func check(_ bytes: [UInt8], _ edition: EditionContext) throws -> Checked {
    var known = try edition.inputs(in: call.connection)
    if input.replace != nil { try forget(&known, edition) }
    var checked = Checked(inputs: known, known: rowCount(known))
    var reader = InputsReader(known: known)
    var verdicts = ImportVerdicts()
    try reader.read(
      table, from: ByteSource(bytes), file: input.file.text, onFault: { verdicts.refuse($0) },
      onRow: { verdicts.accept($0) })
    checked.inputs = reader.inputs
    checked.verdicts = verdicts
    if table == .nominations {
      let check = try NominationCheck(file: input.file.text, today: call.environment.today())
      checked.people = try check.run(bytes, &checked.verdicts)
      try checkPeople(&checked, edition)
    }
    return checked
  }

  /// who is registered already bears that name, and has no other nomination in the edition.
  private func checkPeople(_ checked: inout Checked, _ edition: EditionContext) throws {
    guard !checked.people.isEmpty else { return }
    let registrar = try PersonRegistrar(call)
    let nominated =
      input.replace == nil ? Set(try InputWriter.people(of: edition.id, in: call.connection).values) : []
    let names = checked.inputs.nominations.dropFirst(checked.known).map { ($0.key, $0.name) }
    for (nomination, name) in names {
      guard let person = checked.people[nomination], let known = try registrar.known(person.citizenID) else { continue }
      if nominated.contains(known.id) {
        checked.verdicts.refuse(ImportRefusals.personTwice(nomination).at(person.place))
      }
      if ByteText(known.name) != name { checked.verdicts.refuse(RegistryRefusals.otherName.at(person.place)) }
    }
  }

  /// Takes out what a replacement replaces; decisions about a confirmed list stay.
  private func forget(_ inputs: inout EditionInputs, _ edition: EditionContext) throws {
    switch table {
    case .nominations: inputs.nominations = []
    case .preliminary: inputs.preliminary = []
    case .experts: inputs.experts = []
    case .recusals: inputs.recusals = []
    case .scores: inputs.sheets = []
    case .votes: inputs.votes = []
    case .decisions:
      let open = try openStages(edition)
      inputs.decisions.removeAll { open.contains($0.stage) }
    }
  }

  private func rowCount(_ inputs: EditionInputs) -> Int {
    switch table {
    case .nominations: inputs.nominations.count
    case .preliminary: inputs.preliminary.count
    case .experts: inputs.experts.count
    case .recusals: inputs.recusals.count
    case .scores: inputs.sheets.count
    case .votes: inputs.votes.count
    case .decisions: inputs.decisions.count
    }
  }

  /// A decision is recorded while its stage is worked on and before its list is confirmed.
  private func checkDecisionStages(_ checked: inout Checked, _ edition: EditionContext) throws {
    let state = try edition.state()
    for decision in checked.inputs.decisions.dropFirst(checked.known) {
      let place = Refusal.Location(file: input.file.text, line: decision.line, column: "stage")
      do {
        try EditionFlow.checkList(decision.stage, state)
        try refuseConfirmed(edition, decision.stage)
      } catch let refusal as Refusal {
        checked.verdicts.refuse(refusal.at(place))
      }
    }
  }

  private func refuseConfirmed(_ edition: EditionContext, _ stage: Stage) throws {
    let list = try StageListStore.current(stage, of: edition.id, in: call.connection)
    if list?.state == ListState.confirmed.rawValue { throw ListRefusals.confirmed(stage) }
  }

  // MARK: Storing

  private func store(_ checked: Checked, _ bytes: [UInt8], _ edition: EditionContext) throws {
    let name = (input.file.text as NSString).lastPathComponent
    let kept = try EvidenceKeeping.keep(bytes, name: name, isPersonal: !checked.people.isEmpty, call)
    let batch = ImportRow(
      id: call.newIdentifier(), kind: table, fileName: name, fileDigest: Digest.sha256(of: bytes), evidence: kept,
      rowCount: rowCount(checked.inputs) - checked.known, by: call.actor.id, at: call.environment.instant)
    try ImportStore.insert(batch, edition: edition.id, in: call.transaction)
    try replaceEarlier(edition, batch.id)
    try InputWriter.insert(
      table, checked.inputs, after: checked.known, edition: edition.id, batch: batch.id, in: call.transaction)
    try removeOthers(edition, batch.id)
    try linkPeople(checked, edition)
    try voidLists(checked, edition)
    call.record(
      "edition", edition.id.text,
      [
        "import": batch.id.text, "table": table.rawValue, "rows": "\(batch.rowCount)",
        "evidence": kept.hex, "replaces": input.replace == nil ? "no" : "yes",
      ])
  }

  private func replaceEarlier(_ edition: EditionContext, _ batch: ImportID) throws {
    guard let reason = input.replace else { return }
    _ = try ImportStore.supersede(table, edition: edition.id, by: batch, reason: reason, in: call.transaction)
    if table == .decisions {
      try InputWriter.clearDecisions(of: try openStages(edition), edition: edition.id, in: call.transaction)
    } else if table != .nominations, table != .experts {
      try InputWriter.clear(table, edition: edition.id, in: call.transaction)
    }
  }

  /// The stages whose list is not confirmed.
  private func openStages(_ edition: EditionContext) throws -> [Stage] {
    try Stage.allCases.filter {
      try StageListStore.current($0, of: edition.id, in: call.connection)?.state != ListState.confirmed.rawValue
    }
  }

  /// Nominations and experts are brought up to date in place; those the new file no longer has go, unless used.
  private func removeOthers(_ edition: EditionContext, _ batch: ImportID) throws {
    guard input.replace != nil, table == .nominations || table == .experts else { return }
    do {
      try InputWriter.removeOthers(table, than: batch, edition: edition.id, in: call.transaction)
    } catch DatabaseFailure.foreignKey {
      throw ImportRefusals.stillReferenced(table)
    }
  }

  private func linkPeople(_ checked: Checked, _ edition: EditionContext) throws {
    guard !checked.people.isEmpty else { return }
    let registrar = try PersonRegistrar(call)
    let names = Dictionary(
      uniqueKeysWithValues: checked.inputs.nominations.map { ($0.key, $0.name.string) })
    for (nomination, entry) in checked.people.sorted(by: { $0.key < $1.key }) {
      let person = try registrar.person(name: names[nomination] ?? "", citizenID: entry.citizenID, employer: nil)
      do {
        try InputWriter.link(nomination: nomination, to: person.id, edition: edition.id, in: call.transaction)
      } catch DatabaseFailure.unique {
        throw ImportRefusals.personTwice(nomination)
      }
    }
  }

  private func voidLists(_ checked: Checked, _ edition: EditionContext) throws {
    let stages = checked.inputs.decisions.dropFirst(checked.known).map(\.stage)
    let first = table.stage ?? (input.replace == nil ? stages.min() : .candidate)
    guard let first else { return }
    _ = try StageListStore.void(
      from: first, of: edition.id, reason: "import of \(table.file)", in: call.transaction)
  }
}

/// What is refused about imports.
enum ImportRefusals {
  static func stillReferenced(_ table: PackageTable) -> Refusal {
    Refusal(
      "import.still-referenced",
      message: Bilingual(
        "新文件缺少的一些编号已有评分、回避、票数或决定，不能移除",
        "some rows that the new file lacks are referred to by scores, recusals, votes or decisions"),
      remedy: Bilingual(
        "在 \(table.file) 中保留这些编号（必要时标为不合格），或先替换引用它们的数据",
        "keep them in \(table.file), or replace what refers to them first"))
  }

  static func personTwice(_ nomination: ByteText) -> Refusal {
    Refusal(
      "nomination.person-twice", citation: Citation("R-113", Citation.houseRules),
      message: Bilingual(
        "推荐 \(nomination) 的本人在本届已有另一份推荐", "the person of nomination \(nomination) is nominated in this edition already"),
      remedy: Bilingual("一人一届只保留一份推荐", "keep one nomination for each person"))
  }
}
