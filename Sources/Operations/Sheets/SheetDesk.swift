import Primitives
import SelectionRules
import Store

/// The sheets of one stage of an edition, as the person who acts meets them: reviewers' of candidates, experts'
/// of nominees.
struct SheetDesk {
  /// Who sees that others have sheets, and after the lock what stands on them.
  static let observers: [Role] = [.committeeHead, .officeOperator, .secondConfirmer, .auditor]

  let stage: Stage
  let edition: EditionContext
  let call: ReadCall
  /// What the sheets ask; nil as long as the edition has no rubric.
  let form: SheetForm?
  let situation: EditionFlow.SheetSituation
  /// Who judges what, by judge and nomination.
  let assigned: [PanelStore.Pair]
  /// Who must not; such a row goes before any sheet.
  let recused: Set<PanelStore.Pair>
  /// The judges that the person who acts is.
  let own: Set<ByteText>
  /// The nominations from which the person who acts is recused: of these he sees nothing but that he is.
  let hidden: Set<ByteText>

  /// Looks at a stage, at one nomination of it where that is told: whoever saves a sheet waits for no other one.
  init(_ stage: Stage, _ name: String, only nomination: ByteText? = nil, _ call: ReadCall) throws {
    self.stage = stage
    self.call = call
    edition = try EditionContext(named: name, in: call.connection)
    form = stage == .nominee ? .dimensions : try Rubric.form(of: edition.id, call)
    situation = try WorkSheetStore.situation(stage, of: edition.id, in: call.connection)
    assigned = try PanelStore.assignments(stage, of: edition.id, only: nomination, in: call.connection)
    recused = Set(
      try PanelStore.recusals(stage, of: edition.id, only: nomination, in: call.connection).map(\.pair))
    let own = try Self.judges(stage, edition.id, call)
    self.own = own
    hidden = Set(recused.filter { own.contains($0.judge) }.map(\.nomination))
  }

  /// The judges of a stage that the person who acts is.
  static func judges(_ stage: Stage, _ edition: EditionID, _ call: ReadCall) throws -> Set<ByteText> {
    let actor = call.actor
    if stage == .nominee {
      guard actor.roles.contains(.expert) else { return [] }
      return Set(try DutyStore.experts(of: actor.id, in: call.connection))
    }
    guard actor.roles.contains(.preliminaryReviewer) else { return [] }
    return Set(try ReviewerStore.code(of: actor.id, edition: edition, in: call.connection).map { [$0] } ?? [])
  }

  var isObserver: Bool { !call.actor.roles.isDisjoint(with: Self.observers) }

  /// All sheets that were begun.
  func sheets() throws -> [WorkSheetRow] { try WorkSheetStore.all(stage, of: edition.id, in: call.connection) }

  func sheet(_ pair: PanelStore.Pair, withValues: Bool = true) throws -> WorkSheetRow? {
    try WorkSheetStore.find(pair, stage, of: edition.id, withValues: withValues, in: call.connection)
  }

  /// The pair of the person who acts and a nomination.
  ///
  /// - Throws: the same refusal for a nomination that is not assigned as for one that there is not.
  func ownPair(_ nomination: ByteText) throws -> PanelStore.Pair {
    guard let pair = assigned.first(where: { $0.nomination == nomination && own.contains($0.judge) }) else {
      throw SheetDeskRefusals.notAssigned(nomination)
    }
    return pair
  }

  /// The state of a pair's sheet; one that was not begun is open.
  func state(_ pair: PanelStore.Pair, _ sheet: WorkSheetRow?) -> SheetState {
    if sheet?.state == .locked { return .locked }
    return recused.contains(pair) ? .recused : sheet?.state ?? .open
  }

  /// Whether the person who acts sees what stands on a sheet: the own one at any time, others' when they are locked.
  func seesValues(_ pair: PanelStore.Pair, _ state: SheetState) -> Bool {
    guard !hidden.contains(pair.nomination) else { return false }
    return own.contains(pair.judge) || (isObserver && situation.isLocked && state == .locked)
  }

  /// Whether the person who acts may know that a pair has a sheet: the own ones, as an observer also others', but for
  /// those of a nomination from which he is recused.
  func isSeen(_ pair: PanelStore.Pair) -> Bool {
    own.contains(pair.judge) || (isObserver && !hidden.contains(pair.nomination))
  }

  /// Passes if the judge of a pair may work on its sheet now.
  func checkWork(_ pair: PanelStore.Pair) throws {
    try EditionFlow.checkSheetWork(stage, try edition.state(), isLocked: situation.isLocked)
    guard !recused.contains(pair) else { throw SheetDeskRefusals.recused }
  }

  /// The form.
  ///
  /// - Throws: a ``Refusal`` where the edition has no rubric.
  func requiredForm() throws -> SheetForm {
    guard let form else { throw SheetDeskRefusals.noRubric }
    return form
  }

  /// What an audit event calls a sheet.
  func subject(_ pair: PanelStore.Pair) -> String {
    "\(edition.id.text)/\(stage.rawValue)/\(pair.judge)/\(pair.nomination)"
  }
}

/// What is refused at the desk.
enum SheetDeskRefusals {
  static func notAssigned(_ nomination: ByteText) -> Refusal {
    make(
      "sheet.not-assigned", "R-207", .notFound,
      Bilingual("没有分配给您的推荐 \(nomination)", "no nomination \(nomination) is assigned to you"),
      Bilingual("sheet list 或 review list 列出分配给您的推荐", "sheet list or review list shows what is assigned to you"))
  }

  static func unknown(_ judge: ByteText, _ nomination: ByteText) -> Refusal {
    make(
      "sheet.unknown", "SM-3", .notFound,
      Bilingual("\(judge) 没有推荐 \(nomination) 的评分表", "\(judge) has no sheet of nomination \(nomination)"),
      Bilingual("sheet progress 或 review progress 列出各人的进度", "sheet progress or review progress tells who has which"))
  }

  static func unknownNomination(_ nomination: ByteText) -> Refusal {
    make(
      "sheet.unknown-nomination", "R-207", .notFound,
      Bilingual("本届没有推荐 \(nomination)", "the edition has no nomination \(nomination)"),
      Bilingual("nomination list 列出本届的推荐", "nomination list shows them"))
  }

  static func notOpen(_ state: SheetState) -> Refusal {
    make(
      "sheet.not-open", "SM-3", .refused,
      Bilingual("评分表处于“\(state.displayName.zh)”，不能修改", "the sheet is \(state.rawValue) and takes no changes"),
      Bilingual("锁定前可请专家评审委员会负责人重新打开", "before the lock the committee head may reopen it"))
  }

  static func changed(_ revision: Int) -> Refusal {
    make(
      "sheet.changed", "SM-3", .refused,
      Bilingual("评分表已是第 \(revision) 次保存的内容", "the sheet is at revision \(revision) meanwhile"),
      Bilingual("重新查看后再保存", "look at it again, then save"))
  }

  static func packageFilled(_ stage: Stage) -> Refusal {
    make(
      "sheet.package-filled", "SM-3", .refused,
      Bilingual("本届先前已导入该阶段的评分", "scores of this stage were imported before"),
      Bilingual("用 --replace 理由 整体替换", "replace them as a whole with --replace REASON"))
  }

  static let recused = make(
    "sheet.recused", "R-227", .refused, Bilingual("您已回避该推荐", "you are recused from this nomination"),
    Bilingual("回避不能撤回；其他人照常评分", "a recusal stands; the others go on"))

  static let noRubric = make(
    "rubric.missing", "R-219", .refused, Bilingual("本届还没有评分细则", "the edition has no rubric"),
    Bilingual("先由评选办公室用 rubric set 给出", "let the office give one with rubric set"))

  static let nothingGiven = make(
    "sheet.nothing-given", "SM-3", .wrongUse, Bilingual("没有给出要保存的内容", "nothing to save was given"),
    Bilingual("给出分数或意见", "give a score or a comment"))

  static let itemAndScore = make(
    "sheet.item-and-score", "R-219", .wrongUse,
    Bilingual("评分项和分数要一起给出", "an item and its score are given together"),
    Bilingual("用 --item 和 --score，或用 --file", "use --item with --score, or --file"))

  private static func make(
    _ code: String, _ rule: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
