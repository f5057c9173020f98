import Primitives
import SelectionRules
import Store

/// One sheet as somebody sees it: its state, and where that one may see them its values.
struct SheetItem: Codable, Sendable {
  struct Value: Codable, Sendable {
    var item: ByteText
    var score: String
  }

  var judge: ByteText
  var nomination: ByteText
  var name: ByteText
  var state: SheetState
  /// Nothing where the values are not to be seen, as everything below.
  var values: [Value]?
  /// The items that have no value yet.
  var missing: [ByteText]?
  var comment: String?
  var revision: Int?
}

/// Sheets as somebody sees them.
struct SheetListOutput: OperationOutput {
  var stage: Stage
  var isLocked: Bool
  var sheets: [SheetItem]

  var presentation: [Block] {
    let columns = [
      TableBlock.text("评审人", "judge"), TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "name"),
      TableBlock.text("状态", "state"), TableBlock.text("评分", "scores"), TableBlock.text("缺", "missing"),
      TableBlock.text("意见", "comment"),
    ]
    let state =
      isLocked
      ? Block.line("评分已锁定。", "the sheets are locked.") : Block.line("评分尚未锁定。", "the sheets are not locked yet.")
    return [.table(TableBlock(columns, bilingual: sheets.map(row))), state]
  }

  private func row(_ item: SheetItem) -> [Bilingual] {
    let values = item.values?.map { "\($0.item) \($0.score)" }.joined(separator: "; ") ?? ""
    let missing = item.missing?.map(\.string).joined(separator: ", ") ?? ""
    return [item.judge, item.nomination, item.name].map { Bilingual($0.string, $0.string) } + [item.state.displayName]
      + [values, missing, item.comment ?? ""].map { Bilingual($0, $0) }
  }
}

/// Reading sheets, the same for both stages.
struct SheetReading {
  let desk: SheetDesk

  init(_ stage: Stage, _ edition: String, _ call: ReadCall) throws { desk = try SheetDesk(stage, edition, call) }

  /// The sheets of the person who acts, for observers all.
  func list() throws -> SheetListOutput { try output { desk.isSeen($0) } }

  /// The sheets of one nomination that the person who acts may know of.
  ///
  /// - Throws: for a judge the same refusal whether a nomination is not assigned, is another's, or is not there.
  func show(_ nomination: ByteText, judge: ByteText?) throws -> SheetListOutput {
    let found = try output { pair in
      pair.nomination == nomination && (judge == nil || pair.judge == judge) && desk.isSeen(pair)
    }
    guard found.sheets.isEmpty else { return found }
    guard desk.isObserver, !desk.hidden.contains(nomination) else {
      throw SheetDeskRefusals.notAssigned(nomination)
    }
    if let judge { throw SheetDeskRefusals.unknown(judge, nomination) }
    guard try names()[nomination] != nil else { throw SheetDeskRefusals.unknownNomination(nomination) }
    return found
  }

  private func names() throws -> [ByteText: ByteText] {
    let nominations = try desk.edition.inputs(in: desk.call.connection).nominations
    return Dictionary(uniqueKeysWithValues: nominations.map { ($0.key, $0.name) })
  }

  private func output(_ isWanted: (PanelStore.Pair) -> Bool) throws -> SheetListOutput {
    let sheets = Dictionary(uniqueKeysWithValues: try desk.sheets().map { ($0.pair, $0) })
    let names = try names()
    let pairs = Set(desk.assigned).union(sheets.keys).filter(isWanted)
    let ordered = pairs.sorted { ($0.judge, $0.nomination) < ($1.judge, $1.nomination) }
    return SheetListOutput(
      stage: desk.stage, isLocked: desk.situation.isLocked,
      sheets: ordered.map { item($0, sheets[$0], names[$0.nomination] ?? "") })
  }

  private func item(_ pair: PanelStore.Pair, _ sheet: WorkSheetRow?, _ name: ByteText) -> SheetItem {
    let state = desk.state(pair, sheet)
    let isHidden = desk.hidden.contains(pair.nomination)
    var item = SheetItem(
      judge: pair.judge, nomination: pair.nomination, name: isHidden ? "" : name, state: state)
    guard desk.seesValues(pair, state) else { return item }
    let values = sheet?.values ?? [:]
    item.values = (desk.form?.items ?? []).compactMap { asked in
      values[asked.code].map { SheetItem.Value(item: asked.code, score: pointsText($0)) }
    }
    item.missing = state == .open ? (desk.form?.missing(values) ?? []).map(\.code) : []
    item.comment = sheet?.comment ?? ""
    item.revision = sheet?.revision ?? 0
    return item
  }
}
