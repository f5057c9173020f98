import Foundation
import Primitives
import Sealing
import Testing

@testable import Evidence

@Suite("Contents that are taken in while somebody else reads them") struct IntakeTests {
  private let folder: TemporaryFolder
  private let store: EvidenceStore

  init() throws {
    folder = try TemporaryFolder()
    store = EvidenceStore(folder: folder.path + "/evidence")
  }

  /// Every file below the store's folder.
  private var files: [String] {
    get throws {
      let names = try FileManager.default.subpathsOfDirectory(atPath: store.folder)
      return names.filter { name in
        (try? FileManager.default.attributesOfItem(atPath: store.folder + "/" + name)[.type] as? FileAttributeType)
          == .typeRegular
      }
    }
  }

  @Test("An intake has no name before it is kept, and then that of its digest, read-only")
  func intake() throws {
    let bytes: [UInt8] = Array("abcdef".utf8)
    let digest = Digest.sha256(of: bytes)
    let intake = try EvidenceIntake(into: store)
    for part in [bytes[..<2], bytes[2...]] { try Array(part).withUnsafeBytes { try intake.write($0) } }
    #expect(try intake.finish(digest) == EvidenceRecord(digest: digest, size: 6))
    #expect(try !files.contains { $0.hasSuffix(digest.hex) })
    try intake.keep()
    try intake.keep()
    #expect(try files == [EvidenceStore.name(of: digest)])
    #expect(try store.read(digest) == bytes)
    let path = store.folder + "/" + EvidenceStore.name(of: digest)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o400)
  }

  @Test("What is not kept leaves nothing behind, finished or not", arguments: [false, true])
  func abandoned(isFinished: Bool) throws {
    try {
      let intake = try EvidenceIntake(into: store)
      let records = try EvidenceRecords(into: store)
      try [1, 2].withUnsafeBytes { try intake.write($0) }
      var cursor = records.cursor()
      try cursor.place(3).storeBytes(of: 7, as: UInt64.self)
      guard isFinished else { return }
      _ = try intake.finish(Digest.sha256(of: [1, 2]))
      _ = try records.finish(count: 4)
    }()
    #expect(try files == [])
  }

  @Test("An intake mends a damaged file of its name")
  func mends() throws {
    let digest = try store.keep([1, 2, 3]).digest
    try FileManager.default.removeItem(atPath: store.path(of: digest))
    try Data([9]).write(to: URL(filePath: store.path(of: digest)))
    let intake = try EvidenceIntake(into: store)
    try [UInt8]([1, 2, 3]).withUnsafeBytes { try intake.write($0) }
    _ = try intake.finish(digest)
    try intake.keep()
    #expect(try store.read(digest) == [1, 2, 3])
  }

  @Test("Records stand at their places, whoever writes them in what order; the rest is zero and the end is cut")
  func records() throws {
    let count = 3_000_000
    let places = [0, 5, 2_097_151, 2_097_152, 2_999_999]
    let digests = try [places, places.reversed()].map { order in
      let records = try EvidenceRecords(into: store)
      DispatchQueue.concurrentPerform(iterations: 2) { thread in
        var cursor = records.cursor()
        for place in order where place % 2 == thread {
          try? cursor.place(place).storeBytes(of: UInt64(place + 1).littleEndian, as: UInt64.self)
        }
      }
      let record = try records.finish(count: count)
      try records.keep()
      #expect(record.size == Int64(count * 32))
      return record.digest
    }
    #expect(digests[0] == digests[1])
    let bytes = try store.read(digests[0])
    var expected = [UInt8](repeating: 0, count: count * 32)
    for place in places {
      for byte in 0..<8 { expected[place * 32 + byte] = UInt8(truncatingIfNeeded: (place + 1) >> (byte * 8)) }
    }
    #expect(bytes == expected)
  }

  @Test("A kept content is copied part by part and proven on the way")
  func copies() throws {
    let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let digest = try store.keep(bytes).digest
    let copy = folder.path + "/copy"
    try store.copy(digest, to: copy)
    #expect(try Data(contentsOf: URL(filePath: copy)) == Data(bytes))
    try FileManager.default.removeItem(atPath: store.path(of: digest))
    try Data(bytes + [0]).write(to: URL(filePath: store.path(of: digest)))
    let damaged = #expect(throws: Refusal.self) { try store.copy(digest, to: folder.path + "/other") }
    #expect(damaged?.code == "evidence.damaged")
    try FileManager.default.removeItem(atPath: store.path(of: digest))
    let missing = #expect(throws: Refusal.self) { try store.reader(of: digest) }
    #expect(missing?.code == "evidence.missing")
  }
}
