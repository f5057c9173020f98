import Primitives
import SelectionRules

/// `qilu edition verify FOLDER`: recomputes, recounts raw ballots where the package holds them, and prints every difference
/// and only differences.
struct EditionVerify: PureOperation {
  struct Input: Codable, Sendable {
    var folder: FilePath
  }

  /// The differences; none for a package that holds.
  struct Output: OperationOutput {
    var differences: [PackageDifference]

    var verdict: Verdict { differences.isEmpty ? .done : .different }

    var presentation: [Block] {
      differences.map { difference in
        let place = [difference.file, difference.row.map(String.init), difference.column].compactMap { $0 }
        let expected = difference.expected
        let found = difference.found
        return .line(
          "\(place.joined(separator: ":")): 应为 \(shown(expected, "（无）"))，实为 \(shown(found, "（无）"))",
          "\(place.joined(separator: ":")): expected \(shown(expected, "nothing")), found \(shown(found, "nothing"))")
      }
    }

    private func shown(_ text: String?, _ nothing: String) -> String { text.map { "“\($0)”" } ?? nothing }
  }

  static let name = "edition verify"
  static let summary = Bilingual("重新计算并与数据包中的结果和清单比对", "recompute a package and compare its results and manifest")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [.argument("folder", "FOLDER", "数据包文件夹", "the package's folder")]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    let folder = try PackageFolder(existing: input.folder)
    let calculation = try FolderEdition.calculation(input.folder, environment)
    let expected = ResultFiles(calculation, try calculation.outcome()).files
    let results = try ResultComparison.differences(expected: expected, in: folder.files)
    let manifest = PackageManifest.differences(
      bytes: try folder.whole(PackageManifest.path), present: try folder.digests())
    let ballots =
      BallotRecount.isPresent(in: folder)
      ? try BallotRecount(folder: folder, environment: environment).differences() : []
    return Output(differences: results + ballots + manifest)
  }
}
