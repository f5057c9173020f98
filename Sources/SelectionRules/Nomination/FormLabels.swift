import Primitives

extension FormField {
  /// The label on the form.
  public var displayName: Bilingual {
    switch self {
    case .name: Bilingual("姓名", "name")
    case .sex: Bilingual("性别", "sex")
    case .ethnicity: Bilingual("民族", "ethnicity")
    case .citizenID: Bilingual("身份证号", "citizen ID")
    case .political: Bilingual("政治面貌", "political status")
    case .education: Bilingual("文化程度", "education")
    case .employer: Bilingual("工作单位", "employer")
    case .creditCode: Bilingual("单位统一社会信用代码", "employer's credit code")
    case .ownership: Bilingual("单位性质", "kind of employer")
    case .industry: Bilingual("所属行业", "industry")
    case .city: Bilingual("所在市", "city")
    case .post: Bilingual("岗位（工种）", "post")
    case .careerStart: Bilingual("参加工作时间", "start of work")
    case .isFrontline: Bilingual("是否一线岗位", "front-line post")
    case .inService: Bilingual("是否在职", "in service")
    case .isLeadingCadre: Bilingual("是否县处级及以上领导干部", "leading cadre")
    case .skillGrade: Bilingual("技能等级", "skill grade")
    case .title: Bilingual("职称", "professional title")
    case .position: Bilingual("职务", "position")
    case .mobile: Bilingual("手机", "mobile")
    case .address: Bilingual("通信地址", "address")
    case .spirit: Bilingual("工匠精神", "craftsman spirit")
    case .craft: Bilingual("工艺专长", "craft speciality")
    case .leading: Bilingual("领军作用", "leading role")
    case .contribution: Bilingual("突出贡献", "outstanding contribution")
    case .deeds: Bilingual("主要事迹", "main deeds")
    case .apprentices: Bilingual("带徒情况", "apprentices")
    case .declaration: Bilingual("本人承诺", "nominee's declaration")
    }
  }

  /// Whether the form cannot be submitted without it; where a worker has no position or no apprentices, nothing is
  /// written.
  public var isRequired: Bool { self != .position && self != .apprentices }
}
