import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// The edition that the tests take through the flow: 40 nominations, at most 20, 12, 6 and 2.
enum SampleFiles {
  static let name = "2026"

  static let edition: SampleEdition = {
    var edition = SampleEdition()
    edition.nominations = 40
    edition.sheets = 5
    edition.experts = 12
    edition.caps = EditionRules.Caps(candidate: 20, nominee: 12, named: 6, great: 2)
    return edition
  }()

  private static let made = Result { (files: try edition.files, inputs: try edition.inputs) }

  static var files: [PackageFile] {
    get throws { try made.get().files }
  }

  static var inputs: EditionInputs {
    get throws { try made.get().inputs }
  }

  /// A file's text.
  static func text(_ path: String) throws -> String {
    String(decoding: try #require(try files.first { $0.path == path }).bytes, as: UTF8.self)
  }

  /// A table's lines, the header first.
  static func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n").map(String.init)
  }

  /// A table's header with the rows that are wanted.
  static func table(_ path: String, where isWanted: ([String]) -> Bool) throws -> String {
    let lines = try lines(path)
    let rows = lines.dropFirst().filter {
      isWanted($0.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }
    return ([try #require(lines.first)] + rows).map { $0 + "\n" }.joined()
  }

  /// The citizen IDs of the nominees, in the order of the nominations.
  static var citizenIDs: [String] {
    get throws { try lines("nominations.csv").dropFirst().map { String($0.split(separator: ",").last ?? "") } }
  }

  /// The nominations that the calculation passes at a stage.
  static func passed(_ stage: Stage) throws -> [ByteText] {
    let inputs = try inputs
    return try EditionCalculation(inputs).outcome().passed(stage).map { inputs.nominations[$0].key }
  }
}
