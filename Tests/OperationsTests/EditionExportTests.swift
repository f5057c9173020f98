import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The export of an edition")
struct EditionExportTests {
  private func export(_ house: Installation, to name: String, public isPublic: Bool) throws -> FilePath {
    let folder = house.path(name)
    try house.run(
      EditionExport.self,
      EditionExport.Input(name: SampleFiles.name, output: ResultFolder(folder.text), public: isPublic), as: .auditor)
    return folder
  }

  private func verify(_ house: Installation, _ folder: FilePath) throws -> [PackageDifference] {
    try house.run(EditionVerify.self, EditionVerify.Input(folder: folder), as: .auditor).differences
  }

  private func bytes(_ folder: FilePath, _ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.appending(name).text))
  }

  @Test("The export of every station verifies", arguments: Station.allCases.filter { $0 >= .reviewing }, [false, true])
  func verifies(station: Station, isPublic: Bool) throws {
    let house = try station.installation()
    let folder = try export(house, to: "package", public: isPublic)
    #expect(try verify(house, folder).isEmpty)
  }

  @Test("The export has the inputs and the results of the sample, byte for byte")
  func sameBytes() throws {
    let house = try Station.named.installation()
    let folder = try export(house, to: "package", public: false)
    let inputs = try SampleFiles.inputs
    let calculation = try EditionCalculation(inputs)
    let results = ResultFiles(calculation, try calculation.outcome()).files
    #expect(results.count == 5)
    for file in InputFiles.files(of: inputs) + results {
      #expect(try bytes(folder, file.path) == Data(file.bytes), "\(file.path)")
    }
  }

  @Test("The public package has the same results, byte for byte")
  func publicResults() throws {
    let house = try Station.named.installation()
    let own = try export(house, to: "own", public: false)
    let open = try export(house, to: "open", public: true)
    for name in ["candidates.csv", "nominees.csv", "named.csv", "not_passed.csv", "summary.json"] {
      #expect(try bytes(own, "results/" + name) == bytes(open, "results/" + name), "\(name)")
    }
    #expect(try bytes(own, "nominations.csv") != bytes(open, "nominations.csv"))
  }

  @Test("The public package names only people whose nomination was published, and no expert, code or reason")
  func publicInputs() throws {
    let house = try Station.named.installation()
    let folder = try export(house, to: "open", public: true)
    let text = try PackageTable.allCases.map { String(decoding: try bytes(folder, $0.file), as: UTF8.self) }.joined()
    let inputs = try SampleFiles.inputs
    let nominees = Set(try SampleFiles.passed(.nominee))
    for entry in inputs.nominations {
      #expect(text.contains("," + entry.name.string + ",") == nominees.contains(entry.key), "\(entry.key)")
      #expect(!text.contains(entry.employerCreditCode.string))
      if let reason = entry.disqualification { #expect(!text.contains(reason.string)) }
    }
    for expert in inputs.experts { #expect(!text.contains(expert.name.string)) }
    for decision in inputs.decisions {
      #expect(!text.contains(decision.reason.string))
      #expect(text.contains(decision.document.string))
    }
  }

  @Test("Before the nominees are confirmed the public package names nobody")
  func publicBefore() throws {
    let house = try Station.judging.installation()
    try house.compute(.nominee)
    let folder = try export(house, to: "open", public: true)
    let text = String(decoding: try bytes(folder, "nominations.csv"), as: UTF8.self)
    for entry in try SampleFiles.inputs.nominations { #expect(!text.contains(entry.name.string)) }
  }

  @Test("R-820 no export holds a citizen ID", arguments: [false, true])
  func noCitizenID(isPublic: Bool) throws {
    let house = try Station.named.installation()
    let folder = try export(house, to: "package", public: isPublic)
    let files = try PackageFolder(existing: folder).names()
    let text = try files.map { String(decoding: try bytes(folder, $0), as: UTF8.self) }.joined()
    for number in try SampleFiles.citizenIDs { #expect(!text.contains(number)) }
  }

  @Test("A folder that holds something is left as it is")
  func usedFolder() throws {
    let house = try Station.named.installation()
    let folder = try export(house, to: "package", public: false)
    let before = try bytes(folder, "manifest.json")
    let input = EditionExport.Input(name: SampleFiles.name, output: ResultFolder(folder.text), public: true)
    #expect(try house.refusal(EditionExport.self, input, as: .auditor).code == "folder.not-empty")
    #expect(try bytes(folder, "manifest.json") == before)
  }

  @Test(
    "A changed score, name or result of an exported package is a difference",
    arguments: [
      "nominations.csv", "scores.csv", "results/named.csv", "manifest.json",
    ])
  func changed(file: String) throws {
    let house = try Station.named.installation()
    let folder = try export(house, to: "package", public: false)
    let text = String(decoding: try bytes(folder, file), as: UTF8.self)
    let last = try #require(text.lastIndex { $0.isHexDigit })
    var changed = text
    changed.replaceSubrange(last...last, with: text[last] == "1" ? "2" : "1")
    try house.write("package/" + file, changed)
    // A changed key may no longer be computable, which is refused; both tell a script that something differs.
    do {
      #expect(try !verify(house, folder).isEmpty)
    } catch let refusal as Refusal {
      #expect(refusal.kind == .refused)
    }
  }

  @Test("An unknown edition is not found")
  func unknown() throws {
    let house = try Station.founded.installation()
    let input = EditionExport.Input(name: "none", output: ResultFolder(house.path("package").text), public: nil)
    let refusal = try house.refusal(EditionExport.self, input, as: .auditor)
    #expect(refusal.code == "edition.unknown")
    #expect(refusal.kind == .notFound)
  }
}
