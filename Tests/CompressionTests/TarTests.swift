import Compression
import Foundation
import Testing

@Suite struct TarTests {
  private let limits = TarArchive.Limits(entries: 100, bytes: 1_000_000)
  private let long = String(repeating: "a-rather-long-folder-name/", count: 6) + "名册.csv"

  private func archive(_ entries: [TarArchive.Entry]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TarArchive.write(entries) { bytes.append(contentsOf: $0) }
    return bytes
  }

  private func sample(_ folder: TemporaryFolder) throws -> [TarArchive.Entry] {
    try Data((0..<1000).map { UInt8(truncatingIfNeeded: $0) })
      .write(to: URL(fileURLWithPath: folder.path + "/source.bin"))
    return [
      .init(name: "empty", content: .bytes([])),
      .init(name: "folder", content: .folder),
      .init(name: "folder/齐鲁工匠.csv", content: .bytes(Array("姓名\n".utf8))),
      .init(name: "block", content: .bytes([UInt8](repeating: 7, count: 512))),
      .init(name: long, content: .file(path: folder.path + "/source.bin")),
    ]
  }

  @Test("What is written is unpacked as it was, from memory and from a file")
  func roundTrip() throws {
    let source = try TemporaryFolder()
    let bytes = try archive(try sample(source))
    let target = try TemporaryFolder()
    try TarArchive.extract(from: bytes, into: target.path, limits: limits)
    #expect(target.bytes("empty") == [])
    #expect(target.bytes("folder/齐鲁工匠.csv") == Array("姓名\n".utf8))
    #expect(target.bytes("block")?.count == 512)
    #expect(target.bytes(long) == source.bytes("source.bin"))
    try Data(bytes).write(to: URL(fileURLWithPath: source.path + "/a.tar"))
    let second = try TemporaryFolder()
    try TarArchive.extract(fromFile: source.path + "/a.tar", into: second.path, limits: limits)
    #expect(try second.contents() == target.contents())
    #expect(second.bytes(long) == target.bytes(long))
  }

  @Test("The system's tar reads what is written, and what it writes is unpacked")
  func otherProgram() throws {
    let folder = try TemporaryFolder()
    try Data(try archive(try sample(folder))).write(to: URL(fileURLWithPath: folder.path + "/a.tar"))
    #expect(try SystemTool.run(["tar", "-xf", "a.tar"], in: folder.path).code == 0)
    #expect(folder.bytes("folder/齐鲁工匠.csv") == Array("姓名\n".utf8))
    #expect(folder.bytes(long)?.count == 1000)
    for format in ["ustar", "pax"] {
      let names = format == "ustar" ? ["empty", "block"] : ["folder", "block", String(long.prefix(25))]
      #expect(try SystemTool.run(["tar", "--format=\(format)", "-cf", "b.tar"] + names, in: folder.path).code == 0)
      let target = try TemporaryFolder()
      try TarArchive.extract(fromFile: folder.path + "/b.tar", into: target.path, limits: limits)
      #expect(target.bytes("block") == folder.bytes("block"))
    }
  }

  @Test("The same entries always give the same bytes")
  func deterministic() throws {
    let folder = try TemporaryFolder()
    #expect(try archive(try sample(folder)) == archive(try sample(folder)))
  }

  @Test(
    "A name that leads out of the folder is neither written nor unpacked",
    arguments: ["/etc/passwd", "../a", "a/../../b", "a/..", ".", "", "a//b", "a\u{0}b", "a\nb", "..\\b"])
  func unsafeNames(_ name: String) throws {
    #expect(code { try archive([.init(name: name, content: .bytes([1]))]) } == "archive.unsafe-name")
    let target = try TemporaryFolder()
    let bytes = RawTar.entry(name: name, type: "0", content: [1]) + RawTar.end
    // A header's name ends at a NUL.
    if !name.contains("\u{0}") {
      #expect(code { try TarArchive.extract(from: bytes, into: target.path, limits: limits) } == "archive.unsafe-name")
      #expect(try target.contents() == [])
    }
    let pax = RawTar.entry(name: "x", type: "x", content: RawTar.record("path", name))
    let hidden = pax + RawTar.entry(name: "harmless", type: "0", content: [1]) + RawTar.end
    #expect(code { try TarArchive.extract(from: hidden, into: target.path, limits: limits) } == "archive.unsafe-name")
    #expect(try target.contents() == [])
  }

  @Test(
    "Links, devices and pipes are refused; a file of the same form is not",
    arguments: ["1", "2", "3", "4", "6", "S", "L"])
  func otherKinds(_ type: String) throws {
    let target = try TemporaryFolder()
    let bytes = RawTar.entry(name: "a", type: type, content: []) + RawTar.end
    #expect(code { try TarArchive.extract(from: bytes, into: target.path, limits: limits) } == "archive.unsafe-entry")
    #expect(try target.contents() == [])
    let plain = RawTar.entry(name: "a", type: "0", content: []) + RawTar.end
    #expect(code { try TarArchive.extract(from: plain, into: target.path, limits: limits) } == nil)
  }

  @Test("A repeated name is refused, also of a folder and a file")
  func repeated() throws {
    let target = try TemporaryFolder()
    let bytes = RawTar.entry(name: "a", type: "0", content: [1]) + RawTar.entry(name: "a", type: "0", content: [2])
    #expect(
      code { try TarArchive.extract(from: bytes + RawTar.end, into: target.path, limits: limits) }
        == "archive.unsafe-name")
    #expect(target.bytes("a") == [1])
    #expect(
      code { try archive([.init(name: "a", content: .folder), .init(name: "a", content: .bytes([]))]) }
        == "archive.unsafe-name")
  }

  @Test("More entries or bytes than allowed are refused, as many are not")
  func limitsHold() throws {
    let entries = (0..<5).map { TarArchive.Entry(name: "f\($0)", content: .bytes([UInt8](repeating: 1, count: 10))) }
    let bytes = try archive(entries)
    func outcome(_ limits: TarArchive.Limits) throws -> String? {
      let target = try TemporaryFolder()
      return code { try TarArchive.extract(from: bytes, into: target.path, limits: limits) }
    }
    #expect(try outcome(.init(entries: 5, bytes: 50)) == nil)
    #expect(try outcome(.init(entries: 4, bytes: 50)) == "archive.too-large")
    #expect(try outcome(.init(entries: 5, bytes: 49)) == "archive.too-large")
  }

  @Test("An archive that was cut or changed is refused")
  func damaged() throws {
    let bytes = try archive([.init(name: "a", content: .bytes([1, 2, 3]))])
    func outcome(_ bytes: [UInt8]) throws -> String? {
      let target = try TemporaryFolder()
      return code { try TarArchive.extract(from: bytes, into: target.path, limits: limits) }
    }
    for count in [0, 1, 511, 512, 514, 1023] { #expect(try outcome(Array(bytes.prefix(count))) == "archive.damaged") }
    for index in [0, 100, 124, 148, 157, 257, 345] {
      var changed = bytes
      changed[index] ^= 1
      #expect(try outcome(changed) == "archive.damaged", "\(index)")
    }
    #expect(try outcome(bytes) == nil)
  }

  @Test("Three hundred mutated archives never write outside the folder")
  func mutated() throws {
    let outer = try TemporaryFolder()
    let good = try archive([.init(name: "a/b", content: .bytes([1])), .init(name: long, content: .bytes([2]))])
    var state: UInt64 = 20_260_501
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var refused = 0
    for round in 0..<300 {
      var bytes = good
      for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
      RawTar.mend(&bytes)
      let target = outer.path + "/t"
      try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
      if code({ try TarArchive.extract(from: bytes, into: target, limits: limits) }) != nil { refused += 1 }
      #expect(try FileManager.default.contentsOfDirectory(atPath: outer.path) == ["t"], "\(round)")
      try FileManager.default.removeItem(atPath: target)
    }
    #expect((30..<300).contains(refused))
  }
}

/// Archives that our own writer would not write.
enum RawTar {
  static let end = [UInt8](repeating: 0, count: 1024)

  static func entry(name: String, type: String, content: [UInt8]) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int) {
      block.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    put(name, 0)
    put("0000777", 100)
    let size = String(content.count, radix: 8)
    put(String(repeating: "0", count: 11 - size.count) + size, 124)
    put("00000000000", 136)
    put(type, 156)
    put("/target", 157)
    put("ustar\u{0}00", 257)
    block.replaceSubrange(148..<156, with: sum(block))
    return block + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n".utf8
    let length = rest.count + (rest.count + 2 >= 100 ? 3 : rest.count + 2 >= 10 && rest.count + 1 >= 10 ? 2 : 1)
    return Array("\(length)".utf8) + rest
  }

  /// Makes the sums of all headers right again, so that changes behind them are met.
  static func mend(_ bytes: inout [UInt8]) {
    for start in stride(from: 0, to: bytes.count, by: 512)
    where bytes[(start + 257)..<(start + 260)] == [0x75, 0x73, 0x74] {
      bytes.replaceSubrange((start + 148)..<(start + 156), with: sum(Array(bytes[start..<(start + 512)])))
    }
  }

  private static func sum(_ block: [UInt8]) -> [UInt8] {
    let total = block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    let digits = String(total, radix: 8)
    return Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8) + [0, 32]
  }
}
