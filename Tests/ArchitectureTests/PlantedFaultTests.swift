import Testing

/// Shows that each check of `ArchitectureTests` sees the fault it looks for, and lets the like of it pass.
@Suite("Planted faults of layout are seen")
struct PlantedFaultTests {
  private func file(_ module: String, _ text: String) -> SourceFile {
    SourceFile(module: module, path: "Sources/\(module)/Planted.swift", text: text)
  }

  @Test(
    "An import that goes up or sideways is seen",
    arguments: [
      ("Primitives", "import Tables"), ("Tables", "import Database"), ("SelectionRules", "import StudioRules"),
      ("SelectionRules", "import struct Store.Row"), ("SelectionRules", "import Glibc"), ("Sealing", "import XML"),
      ("Database", "@testable import Store"), ("Store", "private import Operations"), ("Evidence", "import Store"),
      ("Spreadsheets", "import Operations"), ("Operations", "import HTTPServer"), ("CommandLine", "import Store"),
      ("CommandLine", "import Foundation; import API"), ("Pages", "  import Database"),
      ("Helpers", "import Foundation"),
      ("Primitives", "#if canImport(Dispatch)\nimport Dispatch\n#endif"),
    ])
  func seesWrongDirection(module: String, text: String) {
    #expect(ImportChecks.direction(file(module, text)).count == 1)
  }

  @Test(
    "An import that goes down passes",
    arguments: [
      ("Tables", "import Foundation\nimport Primitives"), ("StudioRules", "import LedgerRules"),
      ("Ballots", "import Compression\nimport Sealing"), ("Database", "import CSQLite\nimport Synchronization"),
      ("Operations", "import Store\nimport SelectionRules\nimport Forms"), ("CommandLine", "import Operations"),
      ("Primitives", "// import Store\nlet text = \"import Store\"\n/* import Store */"), ("qilu", "import API"),
    ])
  func letsDownwardsPass(module: String, text: String) {
    #expect(ImportChecks.direction(file(module, text)) == [])
  }

  @Test("A C module outside its driver is seen", arguments: ["Store", "Operations", "qilu", "DatabaseTests"])
  func seesForeignDriver(module: String) {
    #expect(ImportChecks.drivers(file(module, "import CSQLite")).count == 1)
    #expect(ImportChecks.drivers(file("Database", "import CSQLite")) == [])
  }

  @Test("A re-export is seen")
  func seesReexport() {
    #expect(ImportChecks.exports(file("Database", "@_exported import CSQLite")).count == 1)
    #expect(ImportChecks.exports(file("Database", "@preconcurrency import CSQLite")) == [])
  }

  @Test(
    "SQL outside storage is seen",
    arguments: [
      #"let q = "SELECT id FROM unit""#, #"let q = "INSERT INTO unit VALUES (?)""#, #"f("UPDATE unit SET a = 1")"#,
      ##"let q = #"DELETE FROM unit"#"##, "let q = \"\"\"\n  CREATE TABLE unit (id TEXT)\n  \"\"\"",
      #"f("PRAGMA user_version")"#,
      #"let q = base + " ORDER BY id""#, #"let q = "… \(g("SELECT 1"))""#, #"let q = "\(base) WHERE id = ?""#,
    ])
  func seesSQL(text: String) throws {
    #expect(try Words.sql(file("Operations", text)).count == 1)
    #expect(try Words.sql(file("Store", text)) == [])
  }

  @Test(
    "Words that only look like SQL pass",
    arguments: [
      "// SELECT id FROM unit", #"let a = "Select one of them""#, #"let a = "delete from the list""#, "let SELECT = 1",
    ])
  func letsProsePass(text: String) throws {
    #expect(try Words.sql(file("Operations", text)) == [])
  }

  @Test(
    "A clock, random numbers, files and the process are seen in values and rules",
    arguments: [
      "let d = Date()", "let d = Date.now", "f(.now)", "let c = ContinuousClock()", "let n = Int.random(in: 0..<3)",
      "let n = list.randomElement()", "list.shuffle()", "var g = SystemRandomNumberGenerator()", "let u = UUID()",
      "FileManager.default.x()", "let s = try String(contentsOfFile: path)", "let s = try Data(contentsOf: url)",
      "let p = ProcessInfo.processInfo", "print(1)", #"let s = "today \(Date())""#,
    ])
  func seesImpurity(text: String) throws {
    #expect(try Words.purity(file("SelectionRules", text)).count == 1)
    #expect(try Words.purity(file("Primitives", text)).count == 1)
    #expect(try Words.purity(file("Operations", text)) == [])
  }

  @Test(
    "What only looks like a clock or a file passes in rules",
    arguments: ["let d = CalendarDay(text)", "// Date()", #"let s = "Date() and FileManager""#, "let s = reprint(1)"])
  func letsPureCodePass(text: String) throws {
    #expect(try Words.purity(file("SelectionRules", text)) == [])
  }

  @Test("Binary floating point in rules is seen", arguments: ["let x: Double = 1", "let x = Float(1)"])
  func seesFloatingPoint(text: String) throws {
    #expect(try Words.exactness(file("LedgerRules", text)).count == 1)
    #expect(try Words.exactness(file("Charts", text)) == [])
  }

  @Test("An abrupt end is seen", arguments: ["let a = try! f()", "let a = b as! Int", "fatalError(\"no\")"])
  func seesAbruptness(text: String) throws {
    #expect(try Words.abruptness(file("CommandLine", text)).count == 1)
    #expect(try Words.abruptness(file("CommandLine", "let s = \"try! as! fatalError(\" // \(text)")) == [])
  }

  @Test("A type named like its module is seen")
  func seesNameClash() {
    #expect(TypeNames.clashes(file("Store", "public struct Store {}")).count == 1)
    #expect(TypeNames.clashes(file("Store", "public struct StoreReader {}")) == [])
  }

  private static let manifest = """
    // .target(name: "Ghost", dependencies: [])
    let package = Package(
      name: "qilu", products: [.executable(name: "qilu", targets: ["qilu"])],
      targets: [
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "Primitives", resources: [.embedInCode("Data/a.csv")]),
        .target(name: "Database", dependencies: [.target(name: "CSQLite"), "Primitives"]),
        .testTarget(name: "DatabaseTests", dependencies: ["Database", "Primitives"], exclude: ["Fixtures"]),
      ])
    """

  @Test("The targets of a manifest are read with their dependencies")
  func readsManifest() {
    let manifest = Manifest(Self.manifest)
    #expect(manifest.targets.map(\.name) == ["CSQLite", "Primitives", "Database", "DatabaseTests"])
    #expect(manifest.target("Database")?.dependencies == ["CSQLite", "Primitives"])
    #expect(manifest.target("DatabaseTests")?.kind == "testTarget")
    #expect(manifest.target("Primitives")?.dependencies == [])
    #expect(!manifest.hasPackages)
    #expect(Manifest("dependencies: [.package(url: \"x\", from: \"1.0.0\")]").hasPackages)
  }

  @Test(
    "An import that is not declared and a declaration that is not imported are seen",
    arguments: [
      ("Database", "import CSQLite", 1), ("Database", "import CSQLite\nimport Primitives\nimport Foundation", 0),
      ("Primitives", "import Database", 1), ("DatabaseTests", "import Database", 0),
      ("DatabaseTests", "import CSQLite", 1), ("Unknown", "import Primitives", 1),
    ])
  func comparesManifest(module: String, text: String, faults: Int) {
    #expect(ManifestChecks.dependencies(of: Manifest(Self.manifest), [file(module, text)]).count == faults)
  }

  @Test("Comments, literals and interpolations are told apart")
  func cutsSource() {
    let source = SwiftSource(
      ##"""
      a /* b /* c */ d */ e // f
      let g = "h \(i("j", k)) l" + #"m \(n) "o"#
      let p = "\"q"
      """##)
    let lines = source.lines.map { $0.text.split(separator: " ").joined(separator: " ") }
    #expect(lines == ["a e", ##"let g = " \(i(" ", k)) " + #" "#"##, #"let p = " ""#])
    #expect(source.literals.map(\.text) == ["j", "h  l", "m \\(n) \"o", "\\\"q"])
    #expect(source.literals.map(\.line) == [2, 2, 2, 3])
    #expect(source.uncommented.utf8.count == source.code.utf8.count)
  }
}
