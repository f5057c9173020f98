import Foundation
import Primitives
import Testing

@testable import Sealing

@Suite struct KeyFileTests {
  private func refusal(_ body: () throws -> Void) -> Refusal? {
    #expect(throws: Refusal.self) { try body() }
  }

  private func write(_ text: String, _ path: String, mode: Int = 0o600) throws {
    try? FileManager.default.removeItem(atPath: path)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test("a key file that was made is for its owner alone, stands alone in its folder, and gives the same keys back")
  func created() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/key"
    let ring = try KeyFile.create(at: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
    let loaded = try KeyFile.load(from: path)
    #expect(loaded.id == ring.id)
    #expect(try loaded.open(ring.seal([1, 2], context: "a"), context: "a") == [1, 2])
  }

  @Test("a key file that is there is never overwritten")
  func exists() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/key"
    _ = try KeyFile.create(at: path)
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(refusal { _ = try KeyFile.create(at: path) }?.code == "key.exists")
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
  }

  @Test("a key file is not made where there is no folder")
  func noFolder() throws {
    let folder = try TemporaryFolder()
    let refusal = refusal { _ = try KeyFile.create(at: folder.path + "/absent/key") }
    #expect(refusal?.code == "file.failed")
    #expect(refusal?.kind == .storage)
  }

  @Test("an absent key file is told as absent")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect(refusal { _ = try KeyFile.load(from: folder.path + "/key") }?.code == "key.missing")
  }

  @Test(
    "a key file on which the group or others have a permission is refused, with the command that mends it",
    arguments: [0o644, 0o640, 0o620, 0o604, 0o602, 0o610])
  func modes(_ mode: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/key"
    _ = try KeyFile.create(at: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    let refusal = refusal { _ = try KeyFile.load(from: path) }
    #expect(refusal?.code == "key.readable-by-others")
    #expect(refusal?.remedy.zh.contains("chmod 600 \(path)") == true)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(throws: Never.self) { try KeyFile.load(from: path) }
  }

  @Test("a key file with any single character changed, lost or doubled is refused and not used")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/key"
    _ = try KeyFile.create(at: path)
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    for index in text.indices {
      let after = text[text.index(after: index)...]
      let changed = text[index] == "0" ? "1" : "0"
      for damaged in [text[..<index] + changed + after, text[..<index] + after, text[...index] + text[index...]] {
        try write(String(damaged), path)
        let code = refusal { _ = try KeyFile.load(from: path) }?.code
        // A changed version of the format is told as one.
        #expect(code == "key.damaged" || (code == "key.newer" && damaged.hasPrefix("qilu-key ")))
      }
    }
  }

  @Test(
    "what is no key file is refused",
    arguments: ["", "\n", "\n\n\n\n", "qilu-key 1", "qilu-key 1\n", "hello", "qilu-key 1\ncheck 0\n"])
  func notAKeyFile(_ text: String) throws {
    let folder = try TemporaryFolder()
    try write(text, folder.path + "/key")
    #expect(refusal { _ = try KeyFile.load(from: folder.path + "/key") }?.code == "key.damaged")
    #expect(refusal { _ = try KeyFile.load(from: folder.path) }?.code == "key.damaged", "a folder")
  }

  @Test("a key file of a later format is told as such")
  func newer() throws {
    let folder = try TemporaryFolder()
    try write("qilu-key 2\nsomething\n", folder.path + "/key")
    #expect(refusal { _ = try KeyFile.load(from: folder.path + "/key") }?.code == "key.newer")
  }

  @Test("a file without a key is refused though its check is right")
  func empty() throws {
    let folder = try TemporaryFolder()
    let check = Digest.sha256(of: Array("qilu-key 1\n".utf8)).hex.prefix(16)
    try write("qilu-key 1\ncheck \(check)\n", folder.path + "/key")
    #expect(refusal { _ = try KeyFile.load(from: folder.path + "/key") }?.code == "key.damaged")
  }
}
