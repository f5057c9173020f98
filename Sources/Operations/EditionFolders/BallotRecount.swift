import Ballots
import Foundation
import Primitives
import SelectionRules
import Tables

/// The raw ballots of a package: counted again, and held against its vote totals.
struct BallotRecount {
  static let folderName = "ballots"
  static let rulesPath = "ballots/rules.json"
  private static let endings = [".csv", ".csv.gz", ".csv.zst"]

  let folder: PackageFolder
  let environment: Environment

  /// Whether the package holds raw ballots.
  static func isPresent(in folder: PackageFolder) -> Bool {
    var isFolder: ObjCBool = false
    let place = folder.path.appending(folderName).text
    return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Where the ballots and the vote totals differ.
  func differences() throws -> [PackageDifference] {
    do {
      guard let bytes = try folder.whole(Self.rulesPath) else {
        return [PackageDifference(file: Self.rulesPath, expected: "file", found: nil)]
      }
      let rules = try BallotRules(json: bytes, file: Self.rulesPath)
      guard let nominations = rules.nominations else {
        return [
          PackageDifference(file: Self.rulesPath, column: "nominations", expected: "nominations", found: nil)
        ]
      }
      return try compare(try count(rules), nominations)
    } catch let refusal as Refusal where refusal.location?.file.hasPrefix(Self.folderName + "/") == true {
      return [
        PackageDifference(
          file: refusal.location?.file ?? Self.folderName, row: refusal.location?.line,
          column: refusal.location?.column, expected: nil, found: "\(refusal.code): \(refusal.message.en)")
      ]
    }
  }

  /// In the byte order of their names, which is the order of reading.
  private var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path.appending(Self.folderName).text)
        .filter { name in Self.endings.contains { name.hasSuffix($0) } }.sorted { ByteText($0) < ByteText($1) }
        .map { "\(Self.folderName)/\($0)" }
    }
  }

  private func count(_ rules: BallotRules) throws -> BallotResult {
    let names = try names
    guard !names.isEmpty else {
      throw BallotRefusals.none.at(Refusal.Location(file: "\(Self.folderName)/"))
    }
    let files = try BallotFiles(names.map { folder.path.appending($0) }, shown: names)
    var count = BallotCount(rules: rules)
    count.threads = ProcessInfo.processInfo.activeProcessorCount
    let pace = BallotPace(environment, bytes: files.bytes, isAsked: false)
    let scratch = ScratchFile(beside: folder.path)
    return try count.count(files.inputs, scratch: scratch.scratch) { pace.tell($0) }
  }

  private struct Place: Hashable {
    let nomination: ByteText
    let channel: ByteText
  }

  /// No row and a row of no votes are the same.
  private func compare(_ result: BallotResult, _ nominations: [ByteText]) throws -> [PackageDifference] {
    var counted: [Place: Int] = [:]
    for sum in result.votesByChannel {
      let place = Place(nomination: nominations[sum.candidate - 1], channel: result.rules.channels[sum.channel])
      counted[place] = sum.votes
    }
    var differences: [PackageDifference] = []
    let path = PackageTable.votes.file
    if let source = try folder.files.open(path) {
      try TableReader(file: path, source: source, columns: PackageTable.votes.columns).forEachRow { row in
        let expected = counted.removeValue(forKey: Place(nomination: row.text(0), channel: row.text(1))) ?? 0
        let found = row.text(2).string
        guard Int(found) != expected else { return }
        differences.append(
          PackageDifference(file: path, row: row.line, column: "votes", expected: "\(expected)", found: found))
      }
    }
    let missing = counted.sorted { left, right in
      left.key.nomination == right.key.nomination
        ? left.key.channel < right.key.channel : left.key.nomination < right.key.nomination
    }
    return differences
      + missing.map { place, votes in
        PackageDifference(file: path, expected: "\(place.nomination),\(place.channel),\(votes)", found: nil)
      }
  }
}
