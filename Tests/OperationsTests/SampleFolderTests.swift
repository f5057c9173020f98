import Foundation
import Primitives
import SelectionRules
import Tables
import Testing

@testable import Operations

@Suite("The sample edition in Samples")
struct SampleFolderTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples/edition-2026")

  private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.folder.appending(path: path)))
  }

  @Test("is what the generator makes, file by file")
  func isGenerated() throws {
    for file in try SampleEdition().files {
      #expect(try bytes(file.path) == file.bytes, "\(file.path) differs from what `qilu sample edition` makes")
    }
  }

  @Test("R-202 gives the expected results: at most 150, 100, 50 and 10, byte for byte")
  func givesExpectedResults() throws {
    let files = PackageFiles { name in try ByteSource(bytes(name)) }
    let calculation = try EditionCalculation(try EditionPackage.read(files))
    let results = ResultFiles(calculation, try calculation.outcome()).files
    #expect(results.count == 5)
    for file in results { #expect(try bytes(file.path) == file.bytes, "\(file.path)") }
  }
}
