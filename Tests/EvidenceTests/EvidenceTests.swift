import Foundation
import Primitives
import Sealing
import Testing

@testable import Evidence

@Suite struct EvidenceTests {
  private let folder: TemporaryFolder
  private let store: EvidenceStore
  private let files = FileManager.default

  init() throws {
    folder = try TemporaryFolder()
    store = EvidenceStore(folder: folder.path + "/evidence")
  }

  private func refusal(_ body: () throws -> Void) -> Refusal? {
    #expect(throws: Refusal.self) { try body() }
  }

  private func overwrite(_ digest: Digest, with bytes: [UInt8]) throws {
    try files.removeItem(atPath: store.path(of: digest))
    try Data(bytes).write(to: URL(filePath: store.path(of: digest)))
  }

  private var temporaryFiles: [String] {
    get throws { try files.contentsOfDirectory(atPath: store.folder + "/temporary") }
  }

  @Test("a content is kept under its digest, read-only, and comes back", arguments: [0, 1, 3_000_000])
  func kept(_ size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let record = try store.keep(bytes)
    #expect(record == EvidenceRecord(digest: Digest.sha256(of: bytes), size: Int64(size)))
    #expect(try store.read(record.digest) == bytes)
    #expect(try store.fault(of: record.digest, size: record.size) == nil)
    let hex = record.digest.hex
    let path = "\(store.folder)/\(hex.prefix(2))/\(hex)"
    #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o400)
    #expect(try temporaryFiles == [])
  }

  @Test("keeping the same content again changes nothing")
  func keptTwice() throws {
    let record = try store.keep([1, 2, 3])
    #expect(try store.keep([1, 2, 3]) == record)
    #expect(try store.read(record.digest) == [1, 2, 3])
    #expect(try temporaryFiles == [])
  }

  @Test("a file is copied and left as it is")
  func copied() throws {
    let path = folder.path + "/scan"
    let bytes = [UInt8](repeating: 5, count: 2_500_000)
    try Data(bytes).write(to: URL(filePath: path))
    let record = try store.keep(fileAt: path, limitBytes: 2_500_000)
    #expect(record == (try store.keep(bytes)))
    #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
  }

  @Test("a file over the limit, an absent one and a folder are refused and leave nothing")
  func refused() throws {
    let path = folder.path + "/scan"
    try Data([1, 2, 3, 4]).write(to: URL(filePath: path))
    #expect(refusal { _ = try store.keep(fileAt: path, limitBytes: 3) }?.code == "evidence.too-large")
    #expect(refusal { _ = try store.keep(fileAt: path + "s", limitBytes: nil) }?.kind == .notFound)
    #expect(refusal { _ = try store.keep(fileAt: folder.path, limitBytes: nil) }?.code == "evidence.not-a-file")
    #expect(try files.contentsOfDirectory(atPath: store.folder) == ["temporary"])
    #expect(try temporaryFiles == [])
  }

  @Test("a named pipe is refused instead of waited for")
  func pipe() throws {
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(refusal { _ = try store.keep(fileAt: path, limitBytes: nil) }?.code == "evidence.not-a-file")
  }

  @Test("damage is found: a missing file, another size, another content; keeping again mends it")
  func damage() throws {
    let record = try store.keep([1, 2, 3])
    #expect(try store.fault(of: record.digest, size: 4) == "other size")
    try overwrite(record.digest, with: [1, 2])
    #expect(try store.fault(of: record.digest, size: 3) == "other size")
    try overwrite(record.digest, with: [1, 2, 4])
    #expect(try store.fault(of: record.digest, size: 3) == "other digest")
    #expect(refusal { _ = try store.read(record.digest) }?.code == "evidence.damaged")
    #expect(try store.keep([1, 2, 3]) == record)
    #expect(try store.fault(of: record.digest, size: 3) == nil)
    try files.removeItem(atPath: store.path(of: record.digest))
    #expect(try store.fault(of: record.digest, size: 3) == "missing")
    let refusal = refusal { _ = try store.read(record.digest) }
    #expect(refusal?.code == "evidence.missing")
    #expect(refusal?.kind == .storage)
  }

  @Test("a sweep removes what a dead writer left and nothing that is being written or was kept")
  func sweep() throws {
    try store.sweepTemporary()
    let record = try store.keep([1])
    let abandoned = store.folder + "/temporary/left-behind"
    try Data([9]).write(to: URL(filePath: abandoned))
    let busy = try TemporaryFile(in: store.folder)
    try store.sweepTemporary()
    #expect(!files.fileExists(atPath: abandoned))
    #expect(try temporaryFiles.count == 1)
    let other = Digest.sha256(of: [])
    try Folder.make(store.folder + "/" + other.hex.prefix(2))
    try busy.keep(as: store.path(of: other))
    #expect(try store.read(other) == [])
    #expect(try store.read(record.digest) == [1])
  }

  @Test("many writers of few contents and a sweeper beside them leave each content whole")
  func concurrent() throws {
    let contents = (0..<4).map { [UInt8](repeating: $0, count: 100_000) }
    DispatchQueue.concurrentPerform(iterations: 60) { turn in
      #expect(throws: Never.self) {
        if turn % 5 == 0 { try store.sweepTemporary() } else { _ = try store.keep(contents[turn % 4]) }
      }
    }
    for content in contents { #expect(try store.read(Digest.sha256(of: content)) == content) }
    #expect(try temporaryFiles == [])
  }

  @Test("a folder that cannot be made is told with its path")
  func noFolder() throws {
    let lost = EvidenceStore(folder: folder.path + "/absent/evidence")
    let refusal = refusal { _ = try lost.keep([1]) }
    #expect(refusal?.code == "file.failed")
    #expect(refusal?.kind == .storage)
  }
}
