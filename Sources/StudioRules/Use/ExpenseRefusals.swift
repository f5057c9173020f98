import Primitives

/// What the check of a spend refuses.
enum ExpenseRefusals {
  static let payeeMissing = duty(
    "expense.payee-missing", Bilingual("没有填写收款方", "the spend has no payee"),
    Bilingual("填写收款单位或个人的全称", "give the payee's full name"))

  static let purposeMissing = duty(
    "expense.purpose-missing", Bilingual("没有填写用途", "the spend has no purpose"),
    Bilingual("写明这笔支出用于什么", "say what the money is for"))

  static let evidenceMissing = duty(
    "expense.evidence-missing", Bilingual("没有附支出凭证", "the spend has no evidence"),
    Bilingual("附上发票或收据的扫描件", "attach the invoice or receipt"))

  static let approverMissing = duty(
    "expense.approver-missing", Bilingual("支出尚未经他人批准", "nobody has approved the spend"),
    Bilingual("由经办人以外的人批准", "let another person than the maker approve it"))

  static func forbidden(_ suspicion: UseSuspicion) -> Refusal {
    let byArticle = suspicion.use.isForbiddenByArticle
    return Refusal(
      "expense.forbidden-use", citation: suspicion.use.citation, message: suspicion.message,
      remedy: byArticle
        ? Bilingual("此用途不得列支；如用途表述有误，请改写用途", "this use is forbidden; if the words are wrong, put them right")
        : Bilingual("改用其他资金；如确属规定用途，由批准人写明理由", "use other money, or let the approver record why it is permitted"))
  }

  static func plaqueRemoved(_ day: CalendarDay) -> Refusal {
    StudioRefusals.byHouse(
      "expense.plaque-removed", "R-318",
      Bilingual("工作室已于 \(day.documentStyle) 摘牌，不能再列支", "the studio lost its plaque on \(day.text)"),
      Bilingual("未用资金等待省总工会决定追回或转移", "what is left waits for the province to recover or transfer it"))
  }

  static let namingRevoked = StudioRefusals.byArticle(
    "expense.naming-revoked", "R-319", "第九条",
    Bilingual("命名已撤销，资助资金不得再支出", "the naming is revoked; nothing more of the grant is spent"),
    Bilingual("未用资金由检查结论责令追回", "what is left is recovered by the inspection's conclusion"))

  static let transferPending = StudioRefusals.byHouse(
    "expense.transfer-pending", "OP-29",
    Bilingual("领衔人或所在单位变更尚未经省总工会批准", "a change of leader or employer waits for the province"),
    Bilingual("先取得省总工会对变更的批准", "get the province's approval of the change first"))

  static let afterClosing = StudioRefusals.byHouse(
    "expense.after-closing", "SM-6",
    Bilingual("资助已结项，不能再列支", "the grant is closed and cannot be spent from"),
    Bilingual("用其他资金支付", "pay it from other money"))

  static let underInspection = StudioRefusals.byArticle(
    "expense.under-inspection", "R-317", "第九条",
    Bilingual("资助正在接受监督检查，暂停列支", "the grant is under inspection and spending is halted"),
    Bilingual("检查结束后再列支", "spend when the inspection has ended"))

  static func wrongState(_ state: GrantState) -> Refusal {
    let allowed = GrantState.allCases.filter(\.allowsProvincialSpending)
    let (zh, en) = (allowed.map(\.displayName.zh), allowed.map(\.rawValue))
    return StudioRefusals.byHouse(
      "grant.wrong-state", "SM-8",
      Bilingual("资助处于“\(state.displayName.zh)”，不能列支", "the grant is \(state.rawValue) and cannot be spent from"),
      Bilingual(
        "省资金可在以下状态列支：\(zh.joined(separator: "、"))", "provincial money is spent in \(en.joined(separator: ", "))"))
  }

  private static func duty(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    StudioRefusals.byArticle(code, "R-314", "第六条", message, remedy)
  }
}
