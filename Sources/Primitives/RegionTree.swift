/// The divisions of Shandong as the module's data file has them, and the abolished ones.
struct RegionTree: Sendable {
  let current: [Region]
  private let byCode: [ByteText: Region]

  static let shandong: RegionTree = {
    do {
      return try RegionTree(csv: PackageResources.regions_shandong_csv, file: "regions-shandong.csv")
    } catch { preconditionFailure("the embedded regions-shandong.csv is broken: \(error)") }
  }()

  init(csv bytes: [UInt8], file: String) throws {
    let data = try ReferenceRows(bytes, header: ["code", "name", "parent", "level"], file: file)
    var regions: [Region] = []
    for row in data.rows {
      guard let level = Region.Level(rawValue: row.fields[3]) else {
        throw data.fault("level", "级别不正确。", "This is not a level.", row, "level")
      }
      let parent = row.fields[2].isEmpty ? nil : row.fields[2]
      regions.append(Region(code: row.fields[0], name: row.fields[1], level: level, parentCode: parent))
    }
    current = regions
    byCode = Dictionary(
      (regions + Self.abolished).map { (ByteText($0.code), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func find(_ code: String) -> Region? { byCode[ByteText(code)] }

  /// Laiwu became two districts of Jinan in 2019; its districts and the two counties that became districts
  /// keep their codes in old records.
  private static let abolished = [
    Region(code: "3712", name: "莱芜市", level: .city, parentCode: "37", successorCodes: ["370116", "370117"]),
    Region(code: "371202", name: "莱城区", level: .county, parentCode: "3712", successorCodes: ["370116"]),
    Region(code: "371203", name: "钢城区", level: .county, parentCode: "3712", successorCodes: ["370117"]),
    Region(code: "370181", name: "章丘市", level: .county, parentCode: "3701", successorCodes: ["370114"]),
    Region(code: "370125", name: "济阳县", level: .county, parentCode: "3701", successorCodes: ["370115"]),
  ]
}
