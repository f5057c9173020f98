/// Ethnicity (民族), the 56 of GB/T 3304 in its order.
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum Ethnicity: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 汉族.
  case han
  /// 蒙古族.
  case mongol
  /// 回族.
  case hui
  /// 藏族.
  case tibetan
  /// 维吾尔族.
  case uygur
  /// 苗族.
  case miao
  /// 彝族.
  case yi
  /// 壮族.
  case zhuang
  /// 布依族.
  case buyei
  /// 朝鲜族.
  case korean
  /// 满族.
  case manchu
  /// 侗族.
  case dong
  /// 瑶族.
  case yao
  /// 白族.
  case bai
  /// 土家族.
  case tujia
  /// 哈尼族.
  case hani
  /// 哈萨克族.
  case kazak
  /// 傣族.
  case dai
  /// 黎族.
  case li
  /// 傈僳族.
  case lisu
  /// 佤族.
  case va
  /// 畲族.
  case she
  /// 高山族.
  case gaoshan
  /// 拉祜族.
  case lahu
  /// 水族.
  case sui
  /// 东乡族.
  case dongxiang
  /// 纳西族.
  case naxi
  /// 景颇族.
  case jingpo
  /// 柯尔克孜族.
  case kirgiz
  /// 土族.
  case tu
  /// 达斡尔族.
  case daur
  /// 仫佬族.
  case mulao
  /// 羌族.
  case qiang
  /// 布朗族.
  case blang
  /// 撒拉族.
  case salar
  /// 毛南族.
  case maonan
  /// 仡佬族.
  case gelao
  /// 锡伯族.
  case xibe
  /// 阿昌族.
  case achang
  /// 普米族.
  case pumi
  /// 塔吉克族.
  case tajik
  /// 怒族.
  case nu
  /// 乌孜别克族.
  case uzbek
  /// 俄罗斯族.
  case russ
  /// 鄂温克族.
  case ewenki
  /// 德昂族.
  case deang
  /// 保安族.
  case bonan
  /// 裕固族.
  case yugur
  /// 京族.
  case gin
  /// 塔塔尔族.
  case tatar
  /// 独龙族.
  case derung
  /// 鄂伦春族.
  case oroqen
  /// 赫哲族.
  case hezhen
  /// 门巴族.
  case monba
  /// 珞巴族.
  case lhoba
  /// 基诺族.
  case jino

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .han: "汉族"
    case .mongol: "蒙古族"
    case .hui: "回族"
    case .tibetan: "藏族"
    case .uygur: "维吾尔族"
    case .miao: "苗族"
    case .yi: "彝族"
    case .zhuang: "壮族"
    case .buyei: "布依族"
    case .korean: "朝鲜族"
    case .manchu: "满族"
    case .dong: "侗族"
    case .yao: "瑶族"
    case .bai: "白族"
    case .tujia: "土家族"
    case .hani: "哈尼族"
    case .kazak: "哈萨克族"
    case .dai: "傣族"
    case .li: "黎族"
    case .lisu: "傈僳族"
    case .va: "佤族"
    case .she: "畲族"
    case .gaoshan: "高山族"
    case .lahu: "拉祜族"
    case .sui: "水族"
    case .dongxiang: "东乡族"
    case .naxi: "纳西族"
    case .jingpo: "景颇族"
    case .kirgiz: "柯尔克孜族"
    case .tu: "土族"
    case .daur: "达斡尔族"
    case .mulao: "仫佬族"
    case .qiang: "羌族"
    case .blang: "布朗族"
    case .salar: "撒拉族"
    case .maonan: "毛南族"
    case .gelao: "仡佬族"
    case .xibe: "锡伯族"
    case .achang: "阿昌族"
    case .pumi: "普米族"
    case .tajik: "塔吉克族"
    case .nu: "怒族"
    case .uzbek: "乌孜别克族"
    case .russ: "俄罗斯族"
    case .ewenki: "鄂温克族"
    case .deang: "德昂族"
    case .bonan: "保安族"
    case .yugur: "裕固族"
    case .gin: "京族"
    case .tatar: "塔塔尔族"
    case .derung: "独龙族"
    case .oroqen: "鄂伦春族"
    case .hezhen: "赫哲族"
    case .monba: "门巴族"
    case .lhoba: "珞巴族"
    case .jino: "基诺族"
    }
  }
}
