import Primitives
import SelectionRules

/// What is refused about the ballots of an edition.
enum BallotActRefusals {
  static let noNominees = make(
    "ballots.no-nominees", "SM-1", Bilingual("本届没有已确认的提名人选名单", "the edition has no confirmed list of nominees"),
    Bilingual("先确认 nominee 名单", "confirm the list of stage nominee first"))
  static let changed = make(
    "ballots.changed-meanwhile", "SM-4", .outdated,
    Bilingual("计票期间，名单、取消决定或先前的选票已变动", "the list, the decisions or the earlier ballots changed during the count"),
    Bilingual("没有写入任何内容，请重新执行", "nothing was written; do it again"))
  static let nominationsMissing = make(
    "ballots.nominations-missing", "SM-4",
    Bilingual("计票规则没有 nominations", "the rules of the count have no nominations"),
    Bilingual("按选票上的号码次序列出全部提名人选的推荐编号", "list the nominations of all nominees in the order of their ballot numbers"))
  static func nomineesDiffer(_ nomination: ByteText, isNominee: Bool) -> Refusal {
    make(
      "ballots.nominees-differ", "R-208",
      isNominee
        ? Bilingual("提名人选 \(nomination) 不在计票规则中", "the nominee \(nomination) is missing from the rules of the count")
        : Bilingual("\(nomination) 不是已确认的提名人选", "\(nomination) is not on the confirmed list of nominees"),
      Bilingual("nominations 须与已确认的名单一致", "nominations must be those of the confirmed list"))
  }
  static func channelUnknown(_ channel: ByteText) -> Refusal {
    make(
      "ballots.channel-unknown", "R-221",
      Bilingual(
        "渠道“\(channel)”不在本届规则的 channelWeights 中", "the edition's channelWeights do not name the channel “\(channel)”"),
      Bilingual("核对渠道的写法", "check how the channel is written"))
  }
  static let decisionsElsewhere = make(
    "ballots.decisions-elsewhere", "SM-4",
    Bilingual("取消选民须逐项记录决定，不能写在计票规则中", "a voter is voided by a recorded decision, not by the rules of a count"),
    Bilingual(
      "删除 voidedVoters，用 ballots void 记录每项决定", "take voidedVoters out and record each decision with ballots void"))
  static let windowOpen = make(
    "ballots.window-open", "R-225",
    Bilingual("投票尚未截止，此前不得计票", "the vote is not closed, and nothing is counted before that"),
    Bilingual("截止后再导入（试运行也一样）", "import when it is closed; a dry run waits, too"))
  static func otherDay(_ name: EditionDateName, _ day: CalendarDay) -> Refusal {
    make(
      "ballots.other-day", "R-224",
      Bilingual(
        "本届的“\(name.displayName.zh)”是 \(day.text)，与计票规则不符",
        "the edition's \(name.displayName.en) is \(day.text), which the rules of the count do not keep to"),
      Bilingual("改正计票规则，或凭通知用 date extend 延期", "correct the rules of the count, or extend the date by a notice"))
  }
  static let replaceNeeded = make(
    "ballots.replace-needed", "SM-4", Bilingual("本届已有票数", "the edition has votes already"),
    Bilingual("用 --replace 理由 整体替换", "replace them as a whole with --replace REASON"))
  static let inForce = make(
    "ballots.in-force", "SM-4",
    Bilingual("本届票数由原始选票计得，不能用汇总替换", "the edition's votes come from raw ballots, which totals do not replace"),
    Bilingual("用 ballots import --replace 理由 导入更正后的选票", "import corrected ballots with ballots import --replace REASON")
  )
  static let none = make(
    "ballots.none", "SM-4", .notFound, Bilingual("本届没有原始选票", "the edition has no raw ballots"),
    Bilingual("先用 ballots import 导入", "import them with ballots import"))
  static let voterForm = make(
    "ballots.voter-form", "SM-4", Bilingual("选民标识应为 32 位小写十六进制数字", "a voter is 32 lower-case hexadecimal digits"),
    Bilingual("按选票文件中的写法填写", "write it as the ballots do"))
  static let voterVoided = make(
    "ballots.voter-voided", "SM-4", Bilingual("该选民已被取消", "the voter is voided already"),
    Bilingual("ballots show 列出全部决定", "ballots show lists the decisions"))
  static let documentMissing = make(
    "ballots.document-missing", "SM-4", .wrongUse,
    Bilingual("取消选民须写明决定的文号", "a voter is voided by a document, which must be named"),
    Bilingual("写明 --document", "name it with --document"))
  static let notRepeated = make(
    "ballots.count-differs", "SM-4", .storage,
    Bilingual("由留存的选票重新计票，结果与记录不符", "counting the kept ballots again does not give what is recorded"),
    Bilingual("不要公布票数；请运行 check 并联系维护人员", "release nothing; run check and tell the maintainers"))
  static let notReleased = make(
    "ballots.not-released", "R-225",
    Bilingual("票数尚未公布，不能导出选票", "the tallies are not released, so ballots are not exported"),
    Bilingual("转入 COMPOSITE 之后再导出", "export them once the edition is in COMPOSITE"))
  static let notPublic = make(
    "ballots.not-public", "R-822", .wrongUse, Bilingual("公开版不含选票", "the public package holds no ballots"),
    Bilingual("去掉 --public 或 --ballots", "leave out --public or --ballots"))

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    make(code, rule, .refused, message, remedy)
  }

  private static func make(
    _ code: String, _ rule: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
