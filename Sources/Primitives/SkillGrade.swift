/// Skill grade (技能等级), from none up.
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum SkillGrade: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 无.
  case noGrade = "none"
  /// 学徒工.
  case apprentice
  /// 初级工.
  case juniorWorker = "junior_worker"
  /// 中级工.
  case intermediateWorker = "intermediate_worker"
  /// 高级工.
  case seniorWorker = "senior_worker"
  /// 技师.
  case technician
  /// 高级技师.
  case seniorTechnician = "senior_technician"
  /// 特级技师.
  case specialTechnician = "special_technician"
  /// 首席技师.
  case chiefTechnician = "chief_technician"

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .noGrade: "无"
    case .apprentice: "学徒工"
    case .juniorWorker: "初级工"
    case .intermediateWorker: "中级工"
    case .seniorWorker: "高级工"
    case .technician: "技师"
    case .seniorTechnician: "高级技师"
    case .specialTechnician: "特级技师"
    case .chiefTechnician: "首席技师"
    }
  }
}
