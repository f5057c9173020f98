import Primitives

/// What a nominee consents to, each on its own (R-819, SM-17).
public enum ConsentPurpose: String, Sendable, Hashable, Codable, CaseIterable {
  /// 处理个人信息用于评选: without it a form goes no further.
  case processing
  /// 公开事迹: needed before anything of the nominee is published.
  case publication

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .processing: Bilingual("处理个人信息", "processing")
    case .publication: Bilingual("公开", "publication")
    }
  }

  /// What a nominee is told before consenting: the purpose, and why it is necessary.
  public var explanation: Bilingual {
    switch self {
    case .processing:
      Bilingual(
        "为核对资格、评审和命名，需要处理推荐表所列信息，包括身份证号；不同意则无法参加评选",
        "the form's data, the citizen ID among them, are needed to check, review and name; without it there is no selection"
      )
    case .publication:
      Bilingual(
        "公示和投票须公开姓名、单位、岗位和事迹；不公开身份证号、电话和住址",
        "publicity and vote show name, unit, post and deeds; never the citizen ID, phone or address")
    }
  }

  /// What is refused while the consent lacks or is withdrawn.
  public func missing(isWithdrawn: Bool) -> Refusal {
    let zh = isWithdrawn ? "已撤回" : "尚未给出"
    let en = isWithdrawn ? "was withdrawn" : "was not given"
    return Refusal(
      isWithdrawn ? "form.consent-withdrawn" : "form.consent-missing", citation: Citation("R-819", Citation.houseRules),
      message: Bilingual(
        "本人对“\(displayName.zh)”的单独同意\(zh)", "the nominee's separate consent to \(displayName.en) \(en)"),
      remedy: Bilingual(
        "取得本人签字的同意书后用 form consent --purpose \(rawValue) 登记",
        "record the signed consent with form consent --purpose \(rawValue) once it is given"))
  }
}
