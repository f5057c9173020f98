/// What the words of a position and a post propose; a person decides.
public enum PostWords {
  /// What kind of post it looks like.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// 企业负责人, whom the employer's veto list blocks.
    case enterpriseHead
    /// 技术负责人: allowed.
    case technicalHead
    /// 纯管理、财务、人事、销售.
    case office
    /// Nothing speaks for one of the others.
    case worker
  }

  private static let heads = [
    "董事长", "副董事长", "执行董事", "总经理", "总裁", "法定代表人", "企业负责人", "单位负责人", "厂长", "矿长", "党委书记", "院长", "校长",
  ]
  private static let technical = [
    "技术总监", "车间主任", "总工程师", "总工艺师", "总设计师", "技术负责人", "技术部长", "技术主管", "工段长", "生产主管",
  ]
  private static let offices = [
    "财务", "会计", "出纳", "审计", "人力资源", "人事", "销售", "营销", "市场", "采购", "行政", "办公室", "后勤", "经理", "主任", "部长", "处长", "科长",
    "主管", "秘书", "文员",
  ]
  private static let retired = ["退休", "返聘", "离休", "再就业"]

  /// The kind of post that the words propose.
  public static func kind(position: String, post: String) -> Kind {
    let text = position + "，" + post
    if holds(text, technical) { return .technicalHead }
    if holds(text, heads) { return .enterpriseHead }
    if holds(text, offices) { return .office }
    return .worker
  }

  /// Whether the words speak of the head of an enterprise, whatever else they speak of: who heads it and its
  /// technology too is blocked all the same.
  public static func speaksOfHead(position: String, post: String) -> Bool {
    holds(position + "，" + post, heads)
  }

  /// Whether the words speak of a retired or re-employed person.
  public static func speaksOfRetirement(position: String, post: String) -> Bool {
    holds(position + "，" + post, retired)
  }

  private static func holds(_ text: String, _ words: [String]) -> Bool { words.contains { text.contains($0) } }
}
