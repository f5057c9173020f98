import Primitives
import SelectionRules
import Store

/// What a judge, or the committee's head, does with a sheet; the same for both stages (SM-3).
struct SheetWork {
  let desk: SheetDesk
  let call: WriteCall

  /// Works on the sheets of a stage, on those of one nomination where it is told.
  init(_ stage: Stage, _ edition: String, only nomination: ByteText? = nil, _ call: WriteCall) throws {
    desk = try SheetDesk(stage, edition, only: nomination, call)
    self.call = call
  }

  /// Saves what is given and leaves the rest; a sheet is begun with its first save.
  func save(
    _ nomination: ByteText, _ given: [(item: ByteText, score: String)], comment: String?, revision: Int?
  ) throws -> DoneOutput {
    let pair = try desk.ownPair(nomination)
    try desk.checkWork(pair)
    guard !given.isEmpty || comment != nil else { throw SheetDeskRefusals.nothingGiven }
    let values = try desk.requiredForm().values(given)
    if let comment { try SheetForm.checkComment(comment) }
    var sheet = try opened(pair, revision)
    sheet.comment = comment ?? sheet.comment
    try WorkSheetStore.save(
      sheet, changed: values, desk.stage, of: desk.edition.id, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("sheet", desk.subject(pair), ["revision": "\(sheet.revision)"])
    return DoneOutput(
      subject: desk.subject(pair),
      done: Bilingual("已保存（第 \(sheet.revision) 次）", "saved, revision \(sheet.revision)"))
  }

  /// The open sheet with the revision that it will have.
  private func opened(_ pair: PanelStore.Pair, _ expected: Int?) throws -> WorkSheetRow {
    let known = try desk.sheet(pair, withValues: false)
    if let known, !known.state.isEditable { throw SheetDeskRefusals.notOpen(known.state) }
    guard expected == nil || expected == known?.revision ?? 0 else {
      throw SheetDeskRefusals.changed(known?.revision ?? 0)
    }
    if var known {
      known.revision += 1
      return known
    }
    try WorkSheetStore.begin(pair, desk.stage, of: desk.edition.id, change(""), in: call.transaction)
    return WorkSheetRow(pair: pair, state: .open, revision: 1, comment: "", values: [:])
  }

  /// Submits a sheet on which nothing is missing.
  func submit(_ nomination: ByteText) throws -> DoneOutput {
    let pair = try desk.ownPair(nomination)
    try desk.checkWork(pair)
    if let late = try late(pair) { return DoneOutput(late: late) }
    let sheet = try desk.sheet(pair)
    try desk.requiredForm().checkComplete(sheet?.values ?? [:])
    guard let sheet else { throw SheetDeskRefusals.nothingGiven }
    try move(sheet, to: .submitted, "")
    call.record("sheet", desk.subject(pair), ["to": SheetState.submitted.rawValue])
    return DoneOutput(subject: desk.subject(pair), done: Bilingual("评分表已提交", "the sheet is submitted"))
  }

  /// A submission behind the day that the judges were given.
  private func late(_ pair: PanelStore.Pair) throws -> LateAct? {
    let isReview = desk.stage == .candidate
    return try Lateness.record(
      isReview ? .reviewDeadline : .sheetDeadline, of: desk.edition.id,
      operation: isReview ? ReviewSubmit.name : SheetSubmit.name, subject: desk.subject(pair), call)
  }

  /// Opens a submitted sheet again, before the lock.
  func reopen(_ pair: PanelStore.Pair, _ reason: String) throws -> DoneOutput {
    try Reason.require(reason, rule: "SM-3")
    guard let sheet = try desk.sheet(pair) else {
      throw SheetDeskRefusals.unknown(pair.judge, pair.nomination)
    }
    try EditionFlow.checkSheetWork(desk.stage, try desk.edition.state(), isLocked: desk.situation.isLocked)
    try move(sheet, to: .open, reason)
    call.record("sheet", desk.subject(pair), ["to": SheetState.open.rawValue])
    return DoneOutput(subject: desk.subject(pair), done: Bilingual("评分表已重新打开", "the sheet is open again"))
  }

  /// Moves a sheet and writes its history; the caller records the act.
  func move(_ sheet: WorkSheetRow, to state: SheetState, _ reason: String) throws {
    try sheet.state.checkChange(to: state)
    try WorkSheetStore.move(
      sheet, to: state, desk.stage, of: desk.edition.id, change(reason), in: call.transaction)
  }

  private func change(_ reason: String) -> WorkSheetStore.Change {
    WorkSheetStore.Change(
      reason: reason, by: call.actor.id, at: call.environment.instant, historyID: call.environment.newIdentifier())
  }
}
