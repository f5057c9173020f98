import Primitives

/// manifest.json: the SHA-256 of every file of a package but itself (source: the edition package, "manifest.json").
public struct PackageManifest: Sendable {
  /// The manifest's own path.
  public static let path = "manifest.json"

  /// Path and digest in lower-case hex, in byte order of the paths.
  public let files: [(path: ByteText, digest: String)]

  /// Makes a manifest of files' digests.
  public init(_ files: [(path: ByteText, digest: String)]) {
    self.files = files.sorted { $0.path < $1.path }
  }

  /// The file's bytes.
  public var jsonBytes: [UInt8] {
    JSONValue.object([
      JSONValue.Member("files", .object(files.map { JSONValue.Member($0.path, .string($0.digest)) }))
    ]).pythonBytes
  }

  /// The differences between a manifest file and the files that lie there.
  ///
  /// - Parameters:
  ///   - bytes: the manifest's content; nil where it is missing.
  ///   - present: path and digest of every file of the folder but the manifest.
  public static func differences(
    bytes: [UInt8]?, present: [(path: ByteText, digest: String)]
  ) -> [PackageDifference] {
    guard let bytes else { return [PackageDifference(file: path, expected: "file", found: nil)] }
    let listed: [ByteText: String]
    var differences: [PackageDifference] = []
    do {
      (listed, differences) = try read(bytes)
    } catch let refusal as Refusal {
      return [
        PackageDifference(
          file: path, row: refusal.location?.line, column: refusal.location?.column, expected: nil,
          found: "\(refusal.code): \(refusal.message.en)")
      ]
    } catch { preconditionFailure("reading JSON threw \(error)") }
    let found = Dictionary(present.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    for name in Set(listed.keys).union(found.keys).sorted() where listed[name] != found[name] {
      differences.append(PackageDifference(file: name.string, expected: listed[name], found: found[name]))
    }
    return differences
  }

  private static func read(_ bytes: [UInt8]) throws -> ([ByteText: String], [PackageDifference]) {
    let value = try JSONValue(reading: bytes, file: path)
    let unknown = (value.members ?? []).filter { $0.key != "files" }.map {
      PackageDifference(file: path, column: $0.key.string, expected: nil, found: $0.value.sort.en)
    }
    guard let members = value["files"]?.members else {
      throw RulesFault.missingKey.at(Refusal.Location(file: path, column: "files"))
    }
    var listed: [ByteText: String] = [:]
    for member in members {
      guard let digest = member.value.string else {
        throw RulesFault.wrongSort(member.value.sort, wanted: Bilingual("字符串", "a string")).at(
          Refusal.Location(file: path, column: JSONPath.root.key("files").key(member.key).text))
      }
      listed[member.key] = digest
    }
    return (listed, unknown)
  }
}
