import Database
import Primitives
import Sealing
import SelectionRules
import Store
import Tables

/// An import of one table: a verdict for each line, whole or nothing.
struct TableImport {
  /// The largest file taken at once: it is held in memory while it is checked. Raw ballots have an import of their own.
  private static let fileBytes = 256 << 20

  let table: PackageTable
  let input: ImportInput
  let call: WriteCall
  /// The bytes, where an act made them of what people entered in the system; nil to read the input's file.
  var content: [UInt8]?
  /// Further facts for the act's audit event.
  var facts: [String: String] = [:]

  private struct Checked {
    var verdicts = ImportVerdicts()
    var inputs: EditionInputs
    var known: Int
    var people: [ByteText: NominationCheck.Person] = [:]
  }

  func run() throws -> ImportOutput {
    let (output, recorded) = try runPart()
    if output.isApplied {
      let edition = try EditionContext(named: input.edition, in: call.connection)
      call.record("edition", edition.id.text, recorded)
    }
    return output
  }

  /// Imports and answers the facts for the act's audit event, which the caller records.
  func runPart() throws -> (output: ImportOutput, facts: [String: String]) {
    if let reason = input.replace { try Reason.require(reason) }
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkImport(table, try edition.state())
    try refuseFilledHere(edition)
    if let stage = table.stage { try refuseConfirmed(edition, stage) }
    let bytes = try content ?? FileSource.whole(input.file.text, limit: Self.fileBytes)
    var checked = try check(bytes, edition)
    if table == .decisions {
      try checkDecisionStages(&checked, edition)
      if input.replace != nil { try BoundRemovals.check(checked.inputs, edition, call) }
    }
    let isDry = input.dryRun ?? false
    let isRefused = !checked.verdicts.refusals.isEmpty
    let voided = isRefused ? [] : try listsToVoid(checked, edition)
    var recorded: [String: String] = [:]
    if isRefused || isDry {
      call.leaveNoTrace()
    } else {
      recorded = try store(checked, bytes, edition, voided)
    }
    let output = ImportOutput(
      edition: input.edition, table: table.rawValue, file: input.file, isApplied: !isRefused && !isDry, isDryRun: isDry,
      lines: checked.verdicts.lines, voided: voided.map { VoidedList(stage: $0.stage, number: $0.number) })
    return (output, recorded)
  }

  /// What people fill in within the system comes from the lock of their sheets, and from no file; nor do totals take the
  /// place of raw ballots.
  private func refuseFilledHere(_ edition: EditionContext) throws {
    if table == .votes, content == nil, try BallotStore.inForce(of: edition.id, in: call.connection) != nil {
      throw BallotActRefusals.inForce
    }
    let stage: Stage? =
      switch table {
      case .preliminary: .candidate
      case .scores, .recusals: .nominee
      case .nominations, .experts, .votes, .decisions: nil
      }
    guard content == nil, let stage else { return }
    try EditionFlow.checkSheetImport(try WorkSheetStore.situation(stage, of: edition.id, in: call.connection))
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
    try StoredRows(table, known).tellApart(bytes, file: input.file.text, &verdicts)
    checked.inputs = reader.inputs
    checked.verdicts = verdicts
    if table == .nominations {
      let forms = content == nil ? try FormNominations(of: edition.id, in: call.connection) : nil
      if input.replace != nil { try forms?.checkReplacement(of: try edition.inputs(in: call.connection)) }
      let check = try NominationCheck(file: input.file.text, today: call.environment.today(), forms: forms)
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
      // A live form of the person bears the nomination's own number, or stands in its way.
      if try FormStore.hasLive(of: known.id, than: nomination, edition.id, in: call.connection) {
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
        try EditionFlow.checkDecision(decision.stage, state)
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

  private func store(
    _ checked: Checked, _ bytes: [UInt8], _ edition: EditionContext, _ voided: [StageListRow]
  ) throws -> [String: String] {
    let name = PathText(input.file.text).name
    // A digest of plain tallies would tell whoever guesses them that he guessed right.
    let isSealed = !checked.people.isEmpty || table == .votes
    let kept = try EvidenceKeeping.keep(bytes, name: name, isPersonal: isSealed, call)
    let batch = ImportRow(
      id: call.newIdentifier(), kind: table, fileName: name, fileDigest: Digest.sha256(of: bytes), evidence: kept,
      rowCount: rowCount(checked.inputs) - checked.known, by: call.actor.id, at: call.environment.instant)
    try ImportStore.insert(batch, edition: edition.id, in: call.transaction)
    try replaceEarlier(edition, batch.id)
    try InputWriter.insert(
      table, checked.inputs, after: checked.known, edition: edition.id, batch: batch.id, in: call.transaction)
    try removeOthers(edition, batch.id)
    try linkPeople(checked, edition)
    if let first = voided.first {
      _ = try StageListStore.void(
        from: first.stage, of: edition.id, reason: "import of \(table.file)", in: call.transaction)
    }
    return detail(batch, voided)
  }

  private func detail(_ batch: ImportRow, _ voided: [StageListRow]) -> [String: String] {
    var detail = [
      "import": batch.id.text, "table": table.rawValue, "rows": "\(batch.rowCount)",
      "evidence": batch.evidence.hex, "replaces": input.replace == nil ? "no" : "yes",
    ]
    if !voided.isEmpty {
      detail["voided"] = voided.map { "\($0.stage.rawValue) \($0.number)" }.joined(separator: ", ")
    }
    return detail.merging(facts) { own, _ in own }
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

  /// The computed and submitted lists that rest on what the import changes, by stage.
  private func listsToVoid(_ checked: Checked, _ edition: EditionContext) throws -> [StageListRow] {
    let stages = checked.inputs.decisions.dropFirst(checked.known).map(\.stage)
    let first = table.stage ?? (input.replace == nil ? stages.min() : .candidate)
    guard let first else { return [] }
    let open = [ListState.computed.rawValue, ListState.submitted.rawValue]
    return try StageListStore.all(of: edition.id, in: call.connection).filter {
      $0.stage >= first && open.contains($0.state)
    }
  }
}
