import Primitives

/// How sheets stand in the flow of an edition (SM-1, SM-3, R-219).
extension EditionFlow {
  /// How far the working sheets of a stage are.
  public struct SheetSituation: Sendable, Hashable {
    /// Whether anybody began a sheet; an edition that only imports has none.
    public var isBegun: Bool
    /// Whether the sheets are locked and stand in the package.
    public var isLocked: Bool

    /// Describes a situation; nothing is begun without arguments.
    public init(isBegun: Bool = false, isLocked: Bool = false) {
      self.isBegun = isBegun
      self.isLocked = isLocked
    }

    /// Whether there are sheets that wait for the lock.
    public var waits: Bool { isBegun && !isLocked }
  }

  /// The states in which the sheets of a stage are filled in.
  static func sheetStates(_ stage: Stage) -> [EditionState] {
    states(for: stage == .candidate ? PackageTable.preliminary : .scores)
  }

  /// Passes if the sheets of a stage may be worked on: in the stage's time, before the lock.
  public static func checkSheetWork(_ stage: Stage, _ state: EditionState, isLocked: Bool) throws {
    let states = sheetStates(stage)
    guard states.contains(state) else { throw FlowRefusals.wrongState(state, states) }
    guard !isLocked else { throw SheetFlowRefusals.locked }
  }

  /// Passes if the sheets of a stage may be written into the package: some are submitted, and they are not there yet
  /// unless they are replaced.
  ///
  /// - Parameter submitted: the sheets that would stand in the package; after the lock there can be no more of them.
  public static func checkSheetLock(
    _ stage: Stage, _ state: EditionState, isLocked: Bool, submitted: Int, replaces: Bool
  ) throws {
    let states = sheetStates(stage)
    guard states.contains(state) else { throw FlowRefusals.wrongState(state, states) }
    guard !isLocked || replaces else { throw SheetFlowRefusals.locked }
    guard submitted > 0 || isLocked else { throw SheetFlowRefusals.nothingToLock }
  }

  /// Passes if no sheets wait for the lock: what is computed from the package would lack them (SM-1 "scores locked").
  public static func checkSheetsLocked(_ stage: Stage, _ sheets: SheetSituation) throws {
    guard !sheets.waits else { throw SheetFlowRefusals.unlocked(stage) }
  }

  /// A judge and a nomination.
  public struct JudgedPair: Sendable, Hashable {
    let judge: ByteText
    let nomination: ByteText

    /// Makes a pair.
    public init(judge: ByteText, nomination: ByteText) {
      self.judge = judge
      self.nomination = nomination
    }
  }

  /// Passes if the locked package knows every recusal: an expert's as a row of recusals.csv, a reviewer's by
  /// having no score.
  public static func checkRecusalsLocked(
    _ stage: Stage, _ recused: [JudgedPair], _ inputs: EditionInputs
  ) throws {
    let known: Set<JudgedPair>
    if stage == .candidate {
      known = Set(
        inputs.preliminary.map {
          JudgedPair(judge: $0.reviewer, nomination: inputs.nominations[$0.nomination].key)
        })
    } else {
      known = Set(
        inputs.recusals.map {
          JudgedPair(judge: inputs.experts[$0.expert].key, nomination: inputs.nominations[$0.nomination].key)
        })
    }
    guard recused.allSatisfy({ known.contains($0) == (stage != .candidate) }) else {
      throw SheetFlowRefusals.recusedAfterLock(stage)
    }
  }

  /// Passes if a table may be imported from a file: what people fill in within the system comes from its lock alone.
  public static func checkSheetImport(_ sheets: SheetSituation) throws {
    guard !sheets.isBegun else { throw SheetFlowRefusals.filledHere }
  }

  /// Passes if the edition may be given a rubric: before the first review.
  public static func checkRubric(_ state: EditionState, isBegun: Bool) throws {
    let states: [EditionState] = [.draft, .nominating, .preliminaryReview]
    guard states.contains(state) else { throw FlowRefusals.wrongState(state, states) }
    guard !isBegun else { throw SheetFlowRefusals.rubricFrozen }
  }

  /// The reviews that a nomination needs.
  public static let minimumReviews = 2

  /// every qualified nomination has its submitted reviews before they are locked.
  ///
  /// - Parameter submitted: the number of submitted reviews of each qualified nomination.
  public static func checkSubmittedReviews(_ submitted: [(nomination: ByteText, count: Int)]) throws {
    let lacking = submitted.filter { $0.count < minimumReviews }
    guard lacking.isEmpty else { throw SheetFlowRefusals.reviewsLacking(lacking) }
  }
}

/// What the flow of sheets refuses.
enum SheetFlowRefusals {
  static let locked = make(
    "sheet.locked", "SM-3", Bilingual("本阶段的评分已锁定", "the sheets of this stage are locked"),
    Bilingual(
      "锁定后不能再改；必要时由锁定人用 --replace 理由 重新写入",
      "nothing changes after the lock; it can be written anew with --replace REASON"))

  static let nothingToLock = make(
    "sheet.nothing-to-lock", "SM-3", Bilingual("还没有已提交的评分表", "no sheet is submitted"),
    Bilingual("评分表填写并提交后再锁定，锁定不能撤回", "lock after the sheets are submitted; a lock stands"))

  static let filledHere = make(
    "sheet.filled-here", "SM-3",
    Bilingual("本阶段的评分在系统内填写，不能再导入文件", "this stage is scored within the system and takes no file"),
    Bilingual("评分由锁定写入（review lock、sheet lock）", "scores come with the lock (review lock, sheet lock)"))

  static let rubricFrozen = make(
    "rubric.frozen", "R-219", Bilingual("已有人开始评审，评分细则不能再改", "a review is begun, so the rubric is frozen"),
    Bilingual("评审开始后沿用现有细则", "go on with the rubric as it is"))

  static func unlocked(_ stage: Stage) -> Refusal {
    make(
      "sheet.unlocked", "SM-1", Bilingual("本阶段的评分尚未锁定", "the sheets of this stage are not locked"),
      stage == .candidate
        ? Bilingual("先用 review lock 锁定初审评分", "lock the reviews with review lock first")
        : Bilingual("先由专家评审委员会负责人用 sheet lock 锁定", "let the committee head lock them with sheet lock first"))
  }

  static func recusedAfterLock(_ stage: Stage) -> Refusal {
    let command = stage == .candidate ? "review lock" : "sheet lock"
    return make(
      "sheet.recused-after-lock", "R-227",
      Bilingual("锁定之后又有回避，数据包尚未反映", "somebody was recused after the lock, which the package does not have"),
      Bilingual("用 \(command) --replace 理由 重新写入", "write it anew with \(command) --replace REASON"))
  }

  static func reviewsLacking(_ lacking: [(nomination: ByteText, count: Int)]) -> Refusal {
    let list = lacking.map { "\($0.nomination) (\($0.count))" }.joined(separator: ", ")
    return make(
      "review.lacking", "R-219",
      Bilingual(
        "有 \(lacking.count) 个合格推荐已提交的初审评分不足 \(EditionFlow.minimumReviews) 份：\(list)",
        "\(lacking.count) qualified nominations have fewer than \(EditionFlow.minimumReviews) submitted reviews: \(list)"
      ),
      Bilingual("补齐并提交初审评分后再锁定", "complete and submit the reviews, then lock"))
  }

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    SheetRefusals.make(code, rule, message, remedy)
  }
}
