import Foundation
import Primitives
import Testing

@testable import Sealing

@Suite("Adding and removing keys")
struct KeyFileChangesTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/key"
    _ = try KeyFile.create(at: path)
  }

  private func refusal(_ body: () throws -> Void) -> String? {
    #expect(throws: Refusal.self) { try body() }?.code
  }

  @Test("a key that is added stands behind the others and seals only when it is named")
  func added() throws {
    let old = try KeyFile.load(from: path)
    let sealed = old.seal([1, 2], context: "a")
    let id = try KeyFile.addKey(to: path)
    let both = try KeyFile.load(from: path)
    #expect(both.keyIDs == [old.id, id])
    #expect(both.id == old.id)
    let new = try both.sealing(with: id)
    #expect(new.id == id && new.keyIDs == [id, old.id])
    #expect(new.seal([3], context: "a").keyID == id)
    #expect(try new.open(sealed, context: "a") == [1, 2])
    #expect(new.keyedHash([1], purpose: "p") != old.keyedHash([1], purpose: "p"))
    #expect(refusal { _ = try old.sealing(with: id) } == "sealed.unknown-key")
  }

  @Test("the changed file is for its owner alone and stands alone in its folder")
  func files() throws {
    let id = try KeyFile.addKey(to: path)
    try KeyFile.removeKey(id, from: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
  }

  @Test("a key that is removed opens nothing any more; the only key, and one that is not there, are not removed")
  func removed() throws {
    let old = try KeyFile.load(from: path)
    #expect(refusal { try KeyFile.removeKey(old.id, from: path) } == "key.last")
    let id = try KeyFile.addKey(to: path)
    try KeyFile.removeKey(old.id, from: path)
    let left = try KeyFile.load(from: path)
    #expect(left.keyIDs == [id])
    #expect(refusal { _ = try left.open(old.seal([1], context: "a"), context: "a") } == "sealed.unknown-key")
    #expect(refusal { try KeyFile.removeKey(old.id, from: path) } == "sealed.unknown-key")
  }

  @Test("a data key that is wrapped anew opens under the new key what it sealed under the old one, for its owner alone")
  func rewrapped() throws {
    let old = try KeyFile.load(from: path)
    let dataKey = old.newDataKey(owner: "p1")
    let sealed = dataKey.seal([7], context: "c")
    let id = try KeyFile.addKey(to: path)
    let both = try KeyFile.load(from: path).sealing(with: id)
    let wrapped = both.rewrapped(try both.dataKey(dataKey.wrapped, owner: "p1"), owner: "p1")
    try KeyFile.removeKey(old.id, from: path)
    let new = try KeyFile.load(from: path)
    #expect(try new.dataKey(wrapped, owner: "p1").open(sealed, context: "c") == [7])
    #expect(refusal { _ = try new.dataKey(wrapped, owner: "p2") } == "sealed.tampered")
    #expect(refusal { _ = try new.dataKey(dataKey.wrapped, owner: "p1") } == "sealed.unknown-key")
  }

  @Test("while one changes the file another one is refused, and may when the first has ended, also by failing")
  func busy() throws {
    struct Stop: Error {}
    let path = path
    try KeyFile.whileLocked(path) { () throws in
      #expect(refusal { try KeyFile.whileLocked(path) {} } == "key.busy")
    }
    #expect(throws: Stop.self) { try KeyFile.whileLocked(path) { throw Stop() } }
    try KeyFile.whileLocked(path) {}
    #expect(refusal { try KeyFile.whileLocked(path + "-absent") {} } == "key.missing")
  }

  @Test("a symbolic link to the key file stays one, and the file behind it is changed")
  func link() throws {
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let id = try KeyFile.addKey(to: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try KeyFile.load(from: path).keyIDs.last == id)
  }

  @Test("a file that would grow beyond what is read is left as it is")
  func full() throws {
    let many = KeyRing((0..<761).map { _ in SecretKey.random() })
    try FileManager.default.removeItem(atPath: path)
    try KeyFile.write(KeyFile.text(of: many), to: path)
    #expect(try KeyFile.load(from: path).keyIDs.count == 761)
    #expect(refusal { _ = try KeyFile.addKey(to: path) } == "key.full")
    #expect(try KeyFile.load(from: path).keyIDs.count == 761)
  }
}
