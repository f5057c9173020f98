import Primitives
import Sealing
import SelectionRules

/// The digest of everything that a stage's list is computed from: it is frozen when the list is submitted (SM-19).
enum InputDigest {
  /// The digest of the rules and the tables that a stage reads, decisions of later stages left out.
  static func digest(_ inputs: EditionInputs, through stage: Stage) -> Digest {
    var relevant = inputs
    relevant.decisions.removeAll { $0.stage > stage }
    let tables = PackageTable.allCases.filter { ($0.stage ?? .candidate) <= stage }
    let names = Set(tables.map(\.file) + ["rules.json"])
    var stream = SHA256Stream()
    for file in InputFiles.files(of: relevant) where names.contains(file.path) {
      stream.update(Array("\(file.path) \(file.bytes.count)\n".utf8))
      stream.update(file.bytes)
    }
    return stream.finish()
  }
}
