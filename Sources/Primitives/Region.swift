/// A division of Shandong: the province, its 16 cities, their counties (R-807).
///
/// Written as its code. Abolished divisions are apart: they stand in old records and cannot be chosen any more.
public struct Region: Sendable, Hashable {
  /// The levels of the tree.
  public enum Level: String, Sendable, Hashable, Codable, CaseIterable {
    /// 省.
    case province
    /// 设区的市.
    case city
    /// 县, 县级市, 市辖区.
    case county

    /// 省, 市, 县(市、区).
    public var chinese: String {
      switch self {
      case .province: "省"
      case .city: "市"
      case .county: "县（市、区）"
      }
    }
  }

  /// 2, 4 or 6 digits: `37`, `3701`, `370102`.
  public let code: String
  /// The Chinese name.
  public let name: String
  /// The level in the tree.
  public let level: Level
  /// The code of the division above; nil for the province.
  public let parentCode: String?
  /// The codes of the divisions that took its place, where it was abolished; nil for a division of today.
  public let successorCodes: [String]?

  /// Whether the division was abolished.
  public var isHistoric: Bool { successorCodes != nil }

  /// The division above; nil for the province.
  public var parent: Region? { parentCode.flatMap { RegionTree.shandong.find($0) } }

  /// The divisions of today right below, by code.
  public var children: [Region] { RegionTree.shandong.current.filter { $0.parentCode == code } }

  /// The city in which the division lies (itself for a city); nil for the province.
  public var city: Region? {
    switch level {
    case .province: nil
    case .city: self
    case .county: parent
    }
  }

  /// All divisions of today: the province, the cities, the counties, each by code.
  public static var all: [Region] { RegionTree.shandong.current }

  /// Finds a division of an old record, abolished ones included. Throws `region.unknown`.
  public init(historic code: String) throws {
    guard let region = RegionTree.shandong.find(code) else { throw Self.unknown }
    self = region
  }

  init(code: String, name: String, level: Level, parentCode: String?, successorCodes: [String]? = nil) {
    self.code = code
    self.name = name
    self.level = level
    self.parentCode = parentCode
    self.successorCodes = successorCodes
  }
}

extension Region: CanonicalText {
  /// Finds a division of today by its code. Throws `region.unknown`, or `region.abolished`, which names the successors.
  public init(_ text: String) throws {
    let region = try Region(historic: text)
    guard !region.isHistoric else { throw Self.abolished(region) }
    self = region
  }

  /// The code.
  public var text: String { code }

  private static let citation = Citation("R-807", Citation.divisions)

  private static let unknown = Refusal(
    "region.unknown", citation: citation,
    message: Bilingual("不是山东省的行政区划代码。", "This is not the code of a division of Shandong."),
    remedy: Bilingual(
      "请填写 37 开头的 2、4 或 6 位代码，例如 3701 或 370102。",
      "Give 2, 4 or 6 digits that begin with 37, such as 3701 or 370102."))

  private static func abolished(_ region: Region) -> Refusal {
    let successors = (region.successorCodes ?? []).compactMap { RegionTree.shandong.find($0) }
    let names = successors.map { "\($0.code) \($0.name)" }
    return Refusal(
      "region.abolished", citation: citation,
      message: Bilingual(
        "\(region.code) \(region.name)已撤销，只用于历史记录。",
        "\(region.code) \(region.name) was abolished and stands only in old records."),
      remedy: Bilingual(
        "请改用 \(names.joined(separator: "、"))。", "Use \(names.joined(separator: " or ")) instead."))
  }
}
