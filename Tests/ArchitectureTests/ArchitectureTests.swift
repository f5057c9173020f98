import Testing

/// Reads the repository itself. That each check sees what it looks for is shown in `PlantedFaultTests`.
@Suite("The house keeps its layout")
struct ArchitectureTests {
  /// Read once for all tests.
  private static let files = Result { try Repository().swiftFiles(in: "Sources") }

  let repository: Repository
  let sources: [SourceFile]

  init() throws {
    repository = try Repository()
    sources = try Self.files.get()
  }

  @Test("Sources hold Swift files, so that the other tests look at something")
  func sourcesAreRead() {
    #expect(sources.contains { $0.module == "Primitives" })
    #expect(sources.contains { $0.source.imports.contains { $0.module == "Primitives" } })
  }

  @Test("Every module stands on a floor, also one without Swift files")
  func floorsAreComplete() throws {
    let unknown = try repository.modules(in: "Sources").filter { Floors.modules[$0] == nil }
    #expect(unknown == [])
  }

  @Test("Every import goes downwards, as the table of floors allows")
  func importsGoDownwards() {
    let faults = sources.flatMap(ImportChecks.direction)
    #expect(faults == [])
  }

  @Test("A C module is imported only by the module that drives it, in tests too")
  func cModulesHaveOneDriver() throws {
    let tests = try repository.swiftFiles(in: "Tests")
    #expect((sources + tests).flatMap(ImportChecks.drivers) == [])
  }

  @Test("A C target is a module map and a shim, nothing else")
  func cTargetsAreBare() throws {
    for module in try repository.modules(in: "Sources") where Floors.modules[module]?.floor == .c {
      #expect(try repository.files(in: "Sources/\(module)") == ["module.modulemap", "shim.h"], "\(module)")
    }
  }

  @Test("No module hands on what it imports")
  func nothingIsReexported() {
    let faults = sources.flatMap(ImportChecks.exports)
    #expect(faults == [])
  }

  @Test("SQL stands only in Store and Database")
  func sqlStandsInStorage() throws {
    let faults = try sources.flatMap(Words.sql)
    #expect(faults == [])
  }

  @Test("Values and rules know no clock, no random numbers, no files and no process")
  func rulesArePure() throws {
    let faults = try sources.flatMap(Words.purity)
    #expect(faults == [])
  }

  @Test("Rules, and the values they are made of, know no binary floating point")
  func rulesAreExact() throws {
    let faults = try sources.flatMap(Words.exactness)
    #expect(faults == [])
  }

  @Test("Nothing in Sources forces a try or a cast or ends the process by fatalError")
  func nothingIsAbrupt() throws {
    let faults = try sources.flatMap(Words.abruptness)
    #expect(faults == [])
  }

  @Test("No module has the name of one of its types")
  func modulesAreNotNamedLikeTypes() {
    let faults = sources.flatMap(TypeNames.clashes)
    #expect(faults == [])
  }

  @Test("Package.swift declares exactly what is imported, and no Swift package")
  func manifestFitsImports() throws {
    let manifest = Manifest(try repository.manifest())
    let tests = try repository.swiftFiles(in: "Tests").filter { manifest.target($0.module) != nil }
    #expect(ManifestChecks.dependencies(of: manifest, sources + tests) == [])
    #expect(!manifest.hasPackages)
  }
}
