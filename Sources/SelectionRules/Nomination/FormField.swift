import Primitives

/// The single-valued fields of the nomination form (推荐表, form 12.5, OP-21), under their codes.
public enum FormField: String, Sendable, Hashable, Codable, CaseIterable {
  /// 姓名.
  case name
  /// 性别.
  case sex
  /// 民族.
  case ethnicity
  /// 公民身份号码.
  case citizenID = "citizen_id"
  /// 政治面貌.
  case political
  /// 文化程度.
  case education
  /// 工作单位.
  case employer
  /// 单位统一社会信用代码.
  case creditCode = "uscc"
  /// 单位性质.
  case ownership
  /// 所属行业.
  case industry
  /// 所在市.
  case city
  /// 岗位（工种）.
  case post
  /// 参加工作时间, a day or a month.
  case careerStart = "career_start"
  /// 是否一线岗位: yes or no.
  case isFrontline = "is_frontline"
  /// 是否在职: yes or no.
  case inService = "in_service"
  /// 是否县处级及以上领导干部: yes or no.
  case isLeadingCadre = "is_leading_cadre"
  /// 技能等级.
  case skillGrade = "skill_grade"
  /// 职称.
  case title
  /// 职务.
  case position
  /// 手机.
  case mobile
  /// 通信地址.
  case address
  /// 工匠精神.
  case spirit = "dim_spirit"
  /// 工艺专长.
  case craft = "dim_craft"
  /// 领军作用.
  case leading = "dim_leading"
  /// 突出贡献.
  case contribution = "dim_contribution"
  /// 主要事迹.
  case deeds
  /// 带徒情况.
  case apprentices
  /// 本人承诺: the day on which the nominee signed it.
  case declaration
}
