import Primitives
import SelectionRules
import Store

/// What is refused about judges, recusals and assignments.
enum PanelRefusals {
  static func wrongState(_ state: EditionState, _ allowed: [EditionState]) -> Refusal {
    let zh = allowed.map(\.displayName.zh).joined(separator: "、")
    let en = allowed.map(\.rawValue).joined(separator: ", ")
    return make(
      "edition.wrong-state", "SM-1",
      Bilingual("本届处于“\(state.displayName.zh)”，此时不能做这件事", "the edition is in \(state.rawValue)"),
      Bilingual("该操作只能在以下阶段进行：\(zh)", "this is done in \(en)"))
  }

  static func unknownJudge(_ code: ByteText) -> Refusal {
    make(
      "panel.unknown-judge", "R-207", .notFound,
      Bilingual("本届该阶段没有评委“\(code)”", "the stage has no judge “\(code)”"),
      Bilingual("核对评委编号（逐字节比较）", "compare the code byte for byte"))
  }

  static func unknownNomination(_ number: ByteText) -> Refusal {
    make(
      "panel.unknown-nomination", "R-207", .notFound,
      Bilingual("本届没有推荐“\(number)”", "the edition has no nomination “\(number)”"),
      Bilingual("nomination list 列出本届的推荐", "nomination list shows them"))
  }

  static let notOwn = make(
    "recusal.not-own", "R-227", .notPermitted,
    Bilingual("评委只能申明自己的回避", "judges declare their own recusals only"),
    Bilingual("由本人或专家评审委员会负责人申明", "let the judge or the committee's head declare it"))

  static let recusedAlready = make(
    "recusal.exists", "R-227",
    Bilingual("该评委对该推荐已经回避", "the judge is recused from the nomination already"),
    Bilingual("recusal list 列出全部回避", "recusal list shows them all"))

  static let notDetected = make(
    "conflict.not-detected", "R-227", .notFound,
    Bilingual("数据中没有发现这一回避情形", "the data shows no such conflict"),
    Bilingual(
      "conflict detect 列出发现的情形；其他情形用 recusal declare", "conflict detect lists them; declare others with recusal declare"
    ))

  static let ruled = make(
    "conflict.ruled", "R-227",
    Bilingual("该情形已有认定", "the conflict is ruled on already"),
    Bilingual("认定不能更改；需要回避时用 recusal declare", "a ruling stands; use recusal declare where the judge must step back"))

  static let employerStands = make(
    "conflict.employer-stands", "R-227",
    Bilingual("同一单位的评委一律不评，不能驳回", "a judge of the same employer never judges; this cannot be dismissed"),
    Bilingual("单位代码有误的，先改正数据", "correct the data if a code is wrong"))

  static let noCandidates = make(
    "assignment.no-candidates", "SM-1",
    Bilingual("候选人名单尚未确认", "the list of candidates is not confirmed"),
    Bilingual("先计算、提交并由第二人确认该名单", "compute, submit and confirm it first"))

  static let noJudges = make(
    "assignment.no-judges", "R-207",
    Bilingual("该阶段还没有评委", "the stage has no judges yet"),
    Bilingual(
      "初审评审员用 reviewer import 导入；评审专家用 panel import 指定，或用 draw commit、draw perform 抽取",
      "reviewer import brings reviewers; panel import names experts, draw commit and draw perform draw them"))

  static func tooFew(_ minimum: Int, _ rule: String) -> Refusal {
    make(
      "assignment.too-few", rule, .wrongUse,
      Bilingual("每个推荐至少 \(minimum) 名评委，至多 99 名", "a nomination has at least \(minimum) and at most 99 judges"),
      Bilingual("加大 --per-nomination", "raise --per-nomination"))
  }

  static let exists = make(
    "assignment.exists", "R-207",
    Bilingual("该阶段已经分配", "the stage is assigned already"),
    Bilingual("用 --replace 写明重新分配的理由", "assign anew with --replace and a reason"))

  static let begun = make(
    "assignment.sheets-begun", "SM-3",
    Bilingual("已有评委开始评分，不能重新分配", "a sheet was begun, so the assignment stands"),
    Bilingual(
      "个别评委不能评的，用 recusal declare，再用 panel supplement 补派",
      "use recusal declare for a judge who must step back, then panel supplement for another one"))

  static func unruled(_ count: Int, _ first: PanelStore.Pair) -> Refusal {
    make(
      "conflict.unruled", "R-227",
      Bilingual(
        "有 \(count) 处回避情形涉及已提交的评分而未裁定，如 \(first.judge) 与 \(first.nomination)",
        "\(count) conflicts of submitted sheets are not ruled on, such as \(first.judge) and \(first.nomination)"),
      Bilingual(
        "用 conflict detect 查看，conflict rule 逐一裁定", "conflict detect shows them; rule on each with conflict rule"))
  }

  static let ownConflict = make(
    "conflict.own", "R-227", .notPermitted,
    Bilingual("不得认定自己的回避情形", "nobody rules on a conflict of his own"),
    Bilingual("由另一位委员会负责人认定，或用 recusal declare 申明回避", "let another head rule on it, or declare a recusal"))

  static let locked = make(
    "assignment.locked", "SM-3",
    Bilingual("该阶段的评分已锁定", "the sheets of the stage are locked"),
    Bilingual("锁定后不能再补派评委", "no judge is added behind the lock"))

  static let notAssigned = make(
    "assignment.none", "R-207", .notFound,
    Bilingual("该阶段尚未分配", "the stage is not assigned"), Bilingual("先用 panel assign 分配", "assign it with panel assign"))

  static let assignedAlready = make(
    "assignment.judge-assigned", "R-207",
    Bilingual("该评委已分配评审此推荐", "the judge is assigned to this nomination already"),
    Bilingual("panel show 查看分配", "panel show shows who judges what"))

  static let noEmptySeat = make(
    "assignment.no-empty-seat", "R-227",
    Bilingual("此推荐没有因回避而空出的评委席位", "the nomination has no seat that a recusal left empty"),
    Bilingual("先用 recusal declare 登记回避；recusal list 列出回避", "declare the recusal first; recusal list shows them"))

  static let inConflict = make(
    "assignment.in-conflict", "R-227",
    Bilingual("该评委与此推荐同单位、已回避，或有未裁定的回避情形", "the judge is a colleague, recused, or in a conflict that is not ruled on"),
    Bilingual("换一位评委；conflict detect 列出回避情形", "take another judge; conflict detect shows the conflicts"))

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    make(code, rule, .refused, message, remedy)
  }

  private static func make(
    _ code: String, _ rule: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
