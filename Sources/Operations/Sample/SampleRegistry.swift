import Primitives
import SelectionRules
import Tables

/// The files with which a registry is filled: employers, the union tree, experts. Parents stand before their children.
struct SampleRegistry {
  let employers: SampleEmployers
  let experts: [(entry: ExpertEntry, expert: SampleExpert)]

  /// The three files.
  var files: [PackageFile] { [employerFile, unitFile, expertFile] }

  private var employerFile: PackageFile {
    Self.file(
      "employers", ["name", "credit_code", "region"],
      employers.all.map { [$0.name, $0.creditCode, $0.region.code] })
  }

  private var expertFile: PackageFile {
    Self.file(
      "experts", ["expert", "name", "employer_credit_code", "fields", "trades"],
      experts.map { entry, expert in
        [
          entry.key.string, entry.name.string, entry.employerCreditCode.string,
          expert.fields.joined(separator: ";"), expert.trades.joined(separator: ";"),
        ]
      })
  }

  private var unitFile: PackageFile {
    let columns = ["code", "name", "tier", "parent", "region", "employer_credit_code"]
    return Self.file("units", columns, Self.territorialUnits + Self.tradeUnits + employers.all.map(Self.baseUnit))
  }

  private static func file(_ name: String, _ columns: [String], _ rows: [[String]]) -> PackageFile {
    var writer = TableWriter(columns: columns)
    for row in rows { writer.row(row.map { ByteText($0) }) }
    return PackageFile(path: "registry/\(name).csv", bytes: writer.bytes)
  }

  // MARK: Units

  /// The unions of the province, the cities and the counties; their code is the region's.
  private static var territorialUnits: [[String]] {
    let levels: [Region.Level] = [.province, .city, .county]
    return levels.flatMap { level in Region.all.filter { $0.level == level } }.map { region in
      [region.code, "\(region.name)总工会（样例）", region.level.rawValue, region.parentCode ?? "", region.code, ""]
    }
  }

  private static var tradeUnits: [[String]] {
    let industrial = SampleEmployer.industries.enumerated().map { index, name in
      [industrialCode(index), "示例\(name)产业工会", "industrial", provinceCode, provinceCode, ""]
    }
    let large = SampleEmployer.largeEnterprises.enumerated().map { index, name in
      [largeEnterpriseCode(index), "\(name)工会", "large_enterprise", provinceCode, provinceCode, ""]
    }
    return industrial + large
  }

  private static func baseUnit(_ employer: SampleEmployer) -> [String] {
    let parent =
      switch employer.unionAbove {
      case .county: employer.region.code
      case .industrial(let index): industrialCode(index)
      case .largeEnterprise(let index): largeEnterpriseCode(index)
      }
    let code = "J" + SampleCodes.padded(employer.number, 5)
    return [code, employer.name + "工会", "base", parent, employer.region.code, employer.creditCode]
  }

  private static let provinceCode = "37"
  private static func industrialCode(_ index: Int) -> String { "C" + SampleCodes.padded(index + 1, 2) }
  private static func largeEnterpriseCode(_ index: Int) -> String { "D" + SampleCodes.padded(index + 1, 2) }
}
