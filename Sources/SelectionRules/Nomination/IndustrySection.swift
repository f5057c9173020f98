import Primitives

/// The industry of an employer (所属行业): the sections of GB/T 4754, by their letters.
public enum IndustrySection: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 农、林、牧、渔业.
  case agriculture = "A"
  /// 采矿业.
  case mining = "B"
  /// 制造业.
  case manufacturing = "C"
  /// 电力、热力、燃气及水生产和供应业.
  case utilities = "D"
  /// 建筑业.
  case construction = "E"
  /// 批发和零售业.
  case trade = "F"
  /// 交通运输、仓储和邮政业.
  case transport = "G"
  /// 住宿和餐饮业.
  case hospitality = "H"
  /// 信息传输、软件和信息技术服务业.
  case information = "I"
  /// 金融业.
  case finance = "J"
  /// 房地产业.
  case realEstate = "K"
  /// 租赁和商务服务业.
  case businessServices = "L"
  /// 科学研究和技术服务业.
  case research = "M"
  /// 水利、环境和公共设施管理业.
  case environment = "N"
  /// 居民服务、修理和其他服务业.
  case residentServices = "O"
  /// 教育.
  case education = "P"
  /// 卫生和社会工作.
  case health = "Q"
  /// 文化、体育和娱乐业.
  case culture = "R"
  /// 公共管理、社会保障和社会组织.
  case administration = "S"
  /// 国际组织.
  case international = "T"

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .agriculture: "农、林、牧、渔业"
    case .mining: "采矿业"
    case .manufacturing: "制造业"
    case .utilities: "电力、热力、燃气及水生产和供应业"
    case .construction: "建筑业"
    case .trade: "批发和零售业"
    case .transport: "交通运输、仓储和邮政业"
    case .hospitality: "住宿和餐饮业"
    case .information: "信息传输、软件和信息技术服务业"
    case .finance: "金融业"
    case .realEstate: "房地产业"
    case .businessServices: "租赁和商务服务业"
    case .research: "科学研究和技术服务业"
    case .environment: "水利、环境和公共设施管理业"
    case .residentServices: "居民服务、修理和其他服务业"
    case .education: "教育"
    case .health: "卫生和社会工作"
    case .culture: "文化、体育和娱乐业"
    case .administration: "公共管理、社会保障和社会组织"
    case .international: "国际组织"
    }
  }
}
