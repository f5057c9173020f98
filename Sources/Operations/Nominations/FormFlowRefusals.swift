import Primitives
import SelectionRules

/// What is refused about the way of a nomination form.
enum FormFlowRefusals {
  static func unknown(_ number: ByteText) -> Refusal {
    Refusal(
      "form.unknown", kind: .notFound,
      message: Bilingual("本届没有编号为“\(number)”的推荐表", "the edition has no form “\(number)”"),
      remedy: Bilingual("form list 列出推荐表", "form list shows them"))
  }

  static func notEditable(_ state: FormState) -> Refusal {
    make(
      "form.not-editable", "SM-2",
      Bilingual("推荐表“\(state.displayName.zh)”，不能修改", "the form is \(state.rawValue) and cannot be changed"),
      Bilingual("需要更正的，请上级工会用 form return 退回", "have it returned for correction, with form return"))
  }

  static func notBelow(_ organiser: String) -> Refusal {
    make(
      "form.not-below-organiser", "R-212",
      Bilingual("该单位不属于本届主办单位（\(organiser)）", "the unit is not below the edition's organiser (\(organiser))"),
      Bilingual("选择主办单位及其所属单位", "name the organiser or a unit below it"))
  }

  static func revision(_ given: Int, _ stored: Int) -> Refusal {
    make(
      "form.other-revision", "SM-2",
      Bilingual("推荐表已是第 \(stored) 版，不是第 \(given) 版", "the form is at revision \(stored), not \(given)"),
      Bilingual("用 form show 查看他人的修改，再保存", "look at what others changed with form show, then save again"))
  }

  static func personTwice(_ number: ByteText?) -> Refusal {
    let zh = number.map { "（\($0)）" } ?? ""
    let en = number.map { " (\($0))" } ?? ""
    return make(
      "form.person-twice", "R-113",
      Bilingual("此人在本届已有另一份推荐\(zh)", "the person has another nomination in this edition\(en)"),
      Bilingual("一人一届只保留一份推荐；撤回其中一份", "a person has one nomination an edition; withdraw one of them"))
  }

  static let opinionGiven = make(
    "form.opinion-given", "SM-2",
    Bilingual("该方对本版推荐表已有意见", "the party gave its opinion on this revision already"),
    Bilingual("需要更正的，先用 form return 退回", "have the form returned first, where it is to change"))

  static let publicityParts = Refusal(
    "form.publicity-parts", kind: .wrongUse, citation: Citation("R-228", Citation.houseRules),
    message: Bilingual("公示的起止日期和材料须一并给出", "the two dates of a publicity and its proof go together"),
    remedy: Bilingual(
      "同时给出三项，或都不给", "give --publicity-from, --publicity-to and --publicity-proof, or none of them"))

  static let future = make(
    "form.future", "SM-2", Bilingual("日期晚于今天", "the day lies in the future"),
    Bilingual("核对日期", "check the day"))

  static let consentGiven = make(
    "form.consent-given", "SM-17", Bilingual("该项同意已登记且有效", "the consent is recorded and in force"),
    Bilingual("无需重复登记", "there is nothing to record"))

  static let noConsent = make(
    "form.no-consent", "SM-17", Bilingual("没有有效的该项同意", "no such consent is in force"),
    Bilingual("form show 列出同意", "form show lists the consents"))

  static let ended = make(
    "form.ended", "SM-2", Bilingual("推荐表已撤回", "the form is withdrawn"),
    Bilingual("另建推荐表", "begin another one"))

  static let noCoNominator = Refusal(
    "form.no-co-nominator", kind: .notFound, citation: Citation("R-235", Citation.houseRules),
    message: Bilingual("推荐表没有这一位联名推荐人", "the form has no co-nominator at this place"),
    remedy: Bilingual("先用 form save 填写联名推荐人；序号从 1 起", "save the co-nominators first; places count from 1"))

  static let confirmedTwice = make(
    "form.confirmed-twice", "R-235", Bilingual("此人已确认", "the person has confirmed already"),
    Bilingual("每位联名推荐人只确认一次", "each co-nominator confirms once"))

  static let noAttachment = Refusal(
    "form.no-attachment", kind: .notFound, message: Bilingual("推荐表没有这份附件", "the form has no such attachment"),
    remedy: Bilingual("form show 列出附件", "form show lists the attachments"))

  static let inPackage = make(
    "form.in-package", "SM-2",
    Bilingual("该推荐已作为合格推荐进入本届数据", "the nomination is in the edition as a qualified one"),
    Bilingual(
      "凭本人的信，用 decision record 在其所在阶段记录取消决定",
      "record a removal at the stage where it stands with decision record, on the nominee's letter"))

  static let named = make(
    "form.edition-named", "SM-2", Bilingual("本届已命名，推荐表不能再撤回", "the edition is named; forms are not withdrawn any more"),
    Bilingual("命名后的事项按撤销办理", "after the naming there is revocation only"))

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
