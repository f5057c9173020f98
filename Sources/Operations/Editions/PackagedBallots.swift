import Ballots
import Evidence
import Foundation
import Primitives
import SelectionRules
import Store

/// The raw ballots of an edition as a package holds them: rules with every decision, and the files as they were handed over,
/// under names whose byte order is the order of reading.
struct PackagedBallots {
  let rules: PackageFile
  let files: [(path: String, row: BallotFileRow)]

  /// Finds them, if they may be given away.
  init(_ edition: EditionContext, isPublic: Bool, _ call: ReadCall) throws {
    guard !isPublic else { throw BallotActRefusals.notPublic }
    guard try edition.hasReleasedVotes(in: call.connection) else { throw BallotActRefusals.notReleased }
    let kept = try KeptBallots(edition, call)
    rules = PackageFile(path: BallotRecount.rulesPath, bytes: try Self.rules(kept))
    files = kept.files.map { ("\(BallotRecount.folderName)/\(Self.name($0))", $0) }
  }

  /// The rules as they were handed over, with the decisions that were counted.
  private static func rules(_ kept: KeptBallots) throws -> [UInt8] {
    guard !kept.counted.isEmpty else { return kept.rulesBytes }
    func entry(_ pairs: [(String, String)]) -> JSONValue {
      .object(pairs.map { JSONValue.Member(ByteText($0.0), .string($0.1)) })
    }
    let voters = kept.counted.map {
      entry([("voter", $0.voter), ("document", $0.document), ("reason", $0.reason)])
    }
    let given = try JSONValue(reading: kept.rulesBytes, file: "rules.json").members ?? []
    let others = given.filter { $0.key != "voidedVoters" }
    return JSONValue.object(others + [JSONValue.Member("voidedVoters", .array(voters))]).pythonBytes
  }

  /// `000001.csv`, packed files with the ending that they were handed over with.
  private static func name(_ row: BallotFileRow) -> String {
    let digits = String(row.place)
    let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let ending = [".gz", ".zst"].first { row.name.lowercased().hasSuffix($0) } ?? ""
    return number + ".csv" + ending
  }

  /// Copies the files, part by part.
  func copy(into folder: String, _ evidence: EvidenceStore) throws {
    for file in files { try evidence.copy(file.row.digest, to: folder + "/" + file.path) }
  }
}
