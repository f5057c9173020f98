import Primitives
import Testing

@testable import SelectionRules

@Suite("The worked example")
struct ExampleEditionTests {
  @Test(
    "R-202 the worked example is recomputed byte for byte",
    arguments: ["candidates.csv", "nominees.csv", "named.csv", "not_passed.csv", "summary.json"])
  func results(name: String) throws {
    let package = try MemoryPackage.example()
    let expected = try #require(package.files["results/\(name)"])
    let found = try package.compute().files.first { $0.path == "results/\(name)" }?.bytes
    #expect(found == expected)
  }

  @Test("the worked example has exactly these five result files and no difference")
  func comparison() throws {
    let package = try MemoryPackage.example()
    let files = try package.compute().files
    #expect(Set(files.map(\.path)) == Set(package.files.keys.filter { $0.hasPrefix("results/") }))
    #expect(try ResultComparison.differences(expected: files, in: package.packageFiles).isEmpty)
  }

  @Test("the worked example gives no warning")
  func warnings() throws {
    #expect(EditionPackage.warnings(try MemoryPackage.example().read()).isEmpty)
  }

  @Test("the manifest of the worked example lists exactly its other files")
  func manifestNames() throws {
    let package = try MemoryPackage.example()
    let manifest = try JSONValue(reading: try #require(package.files["manifest.json"]), file: "manifest.json")
    let listed = try #require(manifest["files"]?.members)
    #expect(listed.map(\.key) == package.files.keys.filter { $0 != "manifest.json" }.map { ByteText($0) }.sorted())
    let present = listed.map { (path: $0.key, digest: $0.value.string ?? "") }
    #expect(PackageManifest.differences(bytes: package.files["manifest.json"], present: present).isEmpty)
  }
}
