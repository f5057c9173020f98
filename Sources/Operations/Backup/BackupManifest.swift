import Evidence
import Foundation
import Primitives
import Sealing

/// manifest.json of a backup: every other file of it with its digest, and of what it is a copy.
struct BackupManifest: Codable, Sendable, Equatable {
  /// A file of the backup.
  struct File: Codable, Sendable, Hashable {
    /// The path inside the backup.
    var path: String
    /// How many bytes.
    var size: Int64
    var sha256: Digest
  }

  static let path = "manifest.json"
  static let database = "qilu.db"
  static let evidence = "evidence"
  /// A manifest names each file in 170 bytes, so that this is a million and a half of them.
  static let largestSize = 256 * 1024 * 1024
  private static let currentFormat = 1

  /// The head of the audit chain in the copy.
  var anchor: String
  /// All files but this one, in the order of their paths.
  var files: [File]
  /// The version of this form.
  var format = BackupManifest.currentFormat
  /// The first link of the audit chain, which is the same in all backups of an installation and in no other's.
  var installation: Digest
  /// The key with which the copy seals; the key itself is never in a backup.
  var key: String
  /// The moment of the copy, UTC.
  var madeAt: String
  /// The version of the program that made it.
  var program: String
  /// The version of the schema.
  var schema: Int

  /// The file's bytes: the same for the same content.
  var jsonBytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }

  /// The database among the files.
  ///
  /// - Throws: a ``Refusal`` (`backup.manifest`).
  var databaseFile: File {
    get throws {
      guard let file = files.first(where: { $0.path == Self.database }) else { throw BackupRefusals.manifest("files") }
      return file
    }
  }

  /// The files of evidence.
  var evidenceFiles: [File] { files.filter { $0.path != Self.database } }

  /// Reads a manifest and makes sure that it names files of a backup alone, each once.
  ///
  /// - Throws: a ``Refusal``: `backup.manifest`, `backup.newer`.
  static func read(_ bytes: [UInt8]) throws -> BackupManifest {
    let manifest: BackupManifest
    do { manifest = try JSONDecoder().decode(BackupManifest.self, from: Data(bytes)) } catch {
      throw BackupRefusals.manifest("")
    }
    guard manifest.format <= currentFormat else { throw BackupRefusals.newer }
    guard Set(manifest.files.map(\.path)).count == manifest.files.count else { throw BackupRefusals.manifest("files") }
    for file in manifest.files where file.path != database && file.path != path(of: file.sha256) {
      throw BackupRefusals.manifest(file.path)
    }
    _ = try manifest.databaseFile
    return manifest
  }

  /// The path of a file of evidence inside a backup.
  static func path(of digest: Digest) -> String { "\(evidence)/\(EvidenceStore.name(of: digest))" }
}
