/// The floors of the house and who may import whom: the table of the architecture article, as data.
///
/// It names the modules of all that is planned, so that a later one only has to exist. Whoever changes a line here
/// changes the article (Sources/qilu/Documentation.docc/Architecture.md) in the same commit.
enum Floor: String {
  case c, values, drivers, rules, storage, exchange, work, doors, root
}

/// A module of Sources.
struct Module {
  let name: String
  let floor: Floor
  /// The modules it may import, those of the toolchain included.
  let mayImport: Set<String>
}

enum Floors {
  /// The C modules, each with the only module that may import it.
  static let drivers: [String: String] = [
    "CSQLite": "Database", "CPostgres": "Database",
    "CSodium": "Sealing", "CCrypto": "Sealing",
    "CZip": "Compression", "CZlib": "Compression", "CZstd": "Compression",
    "CExpat": "XML", "CQRencode": "QR",
    "CXlsxWriter": "Spreadsheets", "CPango": "Forms", "CMicroHTTPD": "HTTPServer",
  ]

  /// Every module, by name.
  static let modules: [String: Module] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// What values and rules may use of the toolchain; what they must not call there is in `Words.impure`.
  private static let foundation: Set = ["Foundation", "FoundationEssentials"]
  /// What everyone above may use of the toolchain.
  private static let toolchain = foundation.union(["Glibc", "Musl", "Dispatch", "Synchronization"])

  private static let values: Set = ["Primitives", "Tables", "Charts"]
  private static let driverModules: Set = ["Sealing", "Compression", "XML", "QR"]
  private static let rules: Set = ["SelectionRules", "StudioRules", "LedgerRules", "AssistRules", "Ballots"]
  private static let storage: Set = ["Database", "Store", "Evidence"]
  private static let exchange: Set = ["Spreadsheets", "Forms", "HTTPServer", "HTTPClient"]
  private static let doors: Set = ["API", "Pages", "CommandLine"]

  private static let all: [Module] =
    drivers.keys.map { Module(name: $0, floor: .c, mayImport: []) }
    + [
      value("Primitives"), value("Tables", ["Primitives"]), value("Charts", ["Primitives"]),
      above("Sealing", .drivers, values), above("Compression", .drivers, values),
      above("XML", .drivers, values), above("QR", .drivers, values),
      rule("SelectionRules"), rule("LedgerRules"), rule("StudioRules", ["LedgerRules"]),
      rule("AssistRules", ["LedgerRules"]), rule("Ballots", ["Compression", "Sealing", "Dispatch", "Synchronization"]),
      above("Database", .storage, values.union(driverModules)),
      above("Evidence", .storage, values.union(driverModules).union(["Database"])),
      above("Store", .storage, values.union(driverModules).union(rules).union(["Database"])),
      above("Spreadsheets", .exchange, values.union(driverModules)),
      above("Forms", .exchange, values.union(driverModules)),
      above("HTTPServer", .exchange, values.union(driverModules)),
      above("HTTPClient", .exchange, values.union(driverModules).union(["FoundationNetworking"])),
      above(
        "Operations", .work,
        values.union(driverModules).union(rules).union(storage).union(["Spreadsheets", "Forms"])),
      door("API"), door("Pages"), door("CommandLine"),
      above(
        "qilu", .root,
        values.union(driverModules).union(rules).union(storage).union(exchange).union(doors).union(["Operations"])),
    ]

  private static func value(_ name: String, _ imports: Set<String> = []) -> Module {
    Module(name: name, floor: .values, mayImport: foundation.union(imports))
  }

  private static func rule(_ name: String, _ imports: Set<String> = []) -> Module {
    Module(name: name, floor: .rules, mayImport: foundation.union(values).union(imports))
  }

  private static func door(_ name: String) -> Module {
    above(name, .doors, values.union(exchange).union(["Operations", "QR"]))
  }

  private static func above(_ name: String, _ floor: Floor, _ imports: Set<String>) -> Module {
    let driven = drivers.filter { $0.value == name }.keys
    return Module(name: name, floor: floor, mayImport: toolchain.union(imports).union(driven))
  }
}
