import Primitives
import SelectionRules
import Store
import Tables

/// Locking the submitted sheets of a stage and writing them into the package, in one act (SM-3).
struct SheetLocking {
  let work: SheetWork
  let replace: String?
  /// The sheets that are submitted or locked and whose judges are not recused: those of the package.
  let finished: [WorkSheetRow]
  private var desk: SheetDesk { work.desk }
  private var call: WriteCall { work.call }

  init(_ stage: Stage, _ edition: String, replace: String?, _ call: WriteCall) throws {
    if let replace { try Reason.require(replace, rule: "SM-3") }
    let work = try SheetWork(stage, edition, call)
    finished = try work.desk.sheets().filter {
      ($0.state == .submitted || $0.state == .locked) && !work.desk.recused.contains($0.pair)
    }
    self.work = work
    self.replace = replace
    try EditionFlow.checkSheetLock(
      stage, try work.desk.edition.state(), isLocked: work.desk.situation.isLocked, submitted: finished.count,
      replaces: replace != nil)
  }

  /// Locks what is submitted, writes the tables and records the act once; a recused judge's sheet ends as recused.
  func run(_ tables: [(table: PackageTable, bytes: [UInt8])]) throws -> SheetLockOutput {
    try checkPackageIsFree(tables.map(\.table))
    try checkConflicts()
    for sheet in try desk.sheets() where sheet.state == .submitted || desk.recused.contains(sheet.pair) {
      let target: SheetState = desk.recused.contains(sheet.pair) ? .recused : .locked
      if sheet.state.successors.contains(target) { try work.move(sheet, to: target, "") }
    }
    let number = try WorkSheetStore.lastLock(desk.stage, of: desk.edition.id, in: call.connection) + 1
    try WorkSheetStore.lock(
      desk.stage, number: number, reason: replace ?? "", of: desk.edition.id, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    let voided = try write(tables, ["stage": desk.stage.rawValue, "lock": "\(number)"])
    return try output(voided)
  }

  /// What was imported from a file before is replaced knowingly or not at all.
  private func checkPackageIsFree(_ tables: [PackageTable]) throws {
    guard replace == nil else { return }
    let inputs = try desk.edition.inputs(in: call.connection)
    for table in tables where !InputFiles.rows(table, inputs).isEmpty {
      throw SheetDeskRefusals.packageFilled(desk.stage)
    }
  }

  /// a conflict that the data shows of a sheet which is to count waits for a ruling, also where it came to light
  /// after the assignment. An expert's sheet for a colleague does not count in any case.
  private func checkConflicts() throws {
    let judging: JudgingStage = desk.stage == .candidate ? .candidate : .nominee
    let context = try JudgingContext(desk.edition.row.name, judging, call)
    let rulings = try context.rulings()
    let counting = Set(finished.map(\.pair))
    let open = try context.conflicts().filter { conflict in
      counting.contains(conflict.pair) && rulings[conflict.pair]?[conflict.kind] == nil
        && (judging == .candidate || conflict.kind != .employer)
    }
    if let first = open.first { throw PanelRefusals.unruled(open.count, first.pair) }
  }

  private func write(
    _ tables: [(table: PackageTable, bytes: [UInt8])], _ facts: [String: String]
  ) throws -> [VoidedList] {
    var detail = facts
    var voided: [VoidedList] = []
    for (table, bytes) in tables {
      let input = ImportInput(
        edition: desk.edition.row.name, file: FilePath(table.file), dryRun: nil, replace: replace)
      let (output, part) = try TableImport(table: table, input: input, call: call, content: bytes).runPart()
      if let refusal = output.lines.lazy.compactMap(\.refusals.first).first { throw refusal }
      voided += output.voided
      for (name, value) in part { detail["\(table.rawValue)-\(name)"] = value }
    }
    call.record("edition", desk.edition.id.text, detail)
    return voided
  }

  private func output(_ voided: [VoidedList]) throws -> SheetLockOutput {
    // What the lock answers betrays nothing of a nomination from which the person who locks is recused himself.
    let sheets = try desk.sheets().filter { !desk.hidden.contains($0.pair.nomination) }
    let states = Dictionary(uniqueKeysWithValues: sheets.map { ($0.pair, $0.state) })
    let missing = desk.assigned.filter {
      !desk.recused.contains($0) && !desk.hidden.contains($0.nomination) && states[$0] != .locked
    }
    return SheetLockOutput(
      stage: desk.stage, locked: sheets.count { $0.state == .locked },
      recused: desk.recused.count { !desk.hidden.contains($0.nomination) },
      missing: missing.map {
        SheetLockOutput.Missing(judge: $0.judge, nomination: $0.nomination, isBegun: states[$0] != nil)
      }, voided: voided)
  }
}

/// What a lock answers: how many sheets are in the package, and whose are not.
struct SheetLockOutput: OperationOutput {
  struct Missing: Codable, Sendable {
    var judge: ByteText
    var nomination: ByteText
    var isBegun: Bool
  }

  var stage: Stage
  var locked: Int
  var recused: Int
  var missing: [Missing]
  /// The lists that became void.
  var voided: [VoidedList]

  var presentation: [Block] {
    [
      .line(
        "已锁定 \(locked) 份评分表并写入数据包；回避 \(recused)，缺 \(missing.count)。",
        "\(locked) sheets are locked and stand in the package; \(recused) recused, \(missing.count) missing.")
    ] + missingBlocks + voided.map(line)
  }

  private var missingBlocks: [Block] {
    guard !missing.isEmpty else { return [] }
    let columns = [
      TableBlock.text("评审人", "judge"), TableBlock.text("推荐编号", "nomination"), TableBlock.text("情况", "how far"),
    ]
    let rows = missing.map { item in
      [item.judge.string, item.nomination.string].map { Bilingual($0, $0) }
        + [item.isBegun ? Bilingual("未提交", "not submitted") : Bilingual("未填写", "not begun")]
    }
    return [
      .heading("缺少的评分表（不影响其他评分）", "missing sheets, which move no other"), .table(TableBlock(columns, bilingual: rows)),
    ]
  }

  private func line(_ list: VoidedList) -> Block {
    .line(
      "“\(list.stage.chinese)”第 \(list.number) 份名单已因此失效，须重新计算。",
      "list \(list.number) of stage \(list.stage.rawValue) became void; compute it anew.")
  }
}
