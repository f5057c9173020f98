import Foundation
import Primitives
import Sealing
import Store

/// The people whose values were erased, in a file beside the key: an older backup of the database knows nothing of it.
///
/// A line is an identifier and the beginning of its SHA-256. A line is appended and flushed before the erasure commits;
/// one that a dying process left unfinished is told by its digest and passed over.
struct ErasureFile {
  private let path: String

  /// Names the file of an installation; it may not be there.
  init(_ paths: InstallationPaths) { path = paths.key + ".erased" }

  /// The people, in the order in which they were erased.
  ///
  /// - Throws: a ``Refusal`` of storage.
  func people() throws -> [PersonID] {
    guard access(path, F_OK) == 0 else { return [] }
    var bytes: [UInt8] = []
    try OpenFile(path, O_RDONLY | O_NONBLOCK).forEachPart { bytes.append(contentsOf: $0) }
    var seen: Set<String> = []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count == 2, Self.line(of: String(fields[0])) == line, seen.insert(String(fields[0])).inserted else {
        return nil
      }
      return PersonID(String(fields[0]))
    }
  }

  /// Adds a person, durable when this returns; one that is there already is not added again.
  ///
  /// - Throws: a ``Refusal`` of storage.
  func add(_ person: PersonID) throws {
    guard try !people().contains(person) else { return }
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600)
    // The first break ends a line that was left unfinished; one write, so that two processes do not mix.
    try Array("\n\(Self.line(of: person.text))\n".utf8).withUnsafeBytes { try file.write($0) }
    try file.sync()
    try OpenFile.syncFolder(OpenFile.folder(of: path))
  }

  private static func line(of id: String) -> String {
    "\(id) \(Digest.sha256(of: Array(id.utf8)).hex.prefix(16))"
  }
}
