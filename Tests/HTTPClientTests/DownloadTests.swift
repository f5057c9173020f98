import Compression
import Foundation
import HTTPClient
import HTTPServer
import Primitives
import Testing

@Suite("Fetching the files of an answer")
struct DownloadTests {
  private func archive(_ entries: [TarArchive.Entry]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try TarArchive.write(entries) { bytes.append(contentsOf: $0) }
    return bytes
  }

  private func fetch(_ body: [UInt8], status: Int = 200, into folder: String) throws -> HTTPReply {
    let peer = try Peer { _ in
    } answer: { _ in
      HTTPResponse(status, headers: [.init("Content-Type", "application/gzip")], body: .bytes(body))
    }
    return try ResultDownload.fetch(HTTPRequest("GET", try peer.url("/")), with: HTTPCaller(), into: folder)
  }

  private func sample() throws -> [UInt8] {
    Gzip.compressed(
      try archive([
        .init(name: "rules.json", content: .bytes(Array("{}".utf8))),
        .init(name: "results/齐鲁工匠.csv", content: .bytes(Array("姓名\n".utf8))),
      ]))
  }

  @Test(
    "They stand in the folder as they were packed, and nothing beside it",
    arguments: ["/new", "/empty", "/deep/er", "/slash/"])
  func unpacking(_ name: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: false)
    #expect(try fetch(try sample(), into: folder.path + name).status == 200)
    #expect(folder.bytes(name + "/rules.json") == Array("{}".utf8))
    #expect(folder.bytes(name + "/results/齐鲁工匠.csv") == Array("姓名\n".utf8))
    #expect(!folder.names().contains { $0.contains("unfinished") })
  }

  @Test(
    "Where the archive is damaged or cut nothing is there, and a bomb behind its end is passed over",
    arguments: ["cut", "noise", "plain", "bomb"])
  func damaged(_ kind: String) throws {
    let folder = try TemporaryFolder()
    let whole = try sample()
    let tar = try archive([.init(name: "b", content: .bytes([1]))])
    let bytes: [UInt8] =
      switch kind {
      case "cut": Array(whole.dropLast(9))
      case "noise": [UInt8](repeating: 7, count: 4000)
      case "plain": tar
      default: Gzip.compressed(tar) + Gzip.compressed([UInt8](repeating: 0, count: 200 << 20), level: 1)
      }
    if kind == "bomb" {
      #expect(try fetch(bytes, into: folder.path + "/new").status == 200)
    } else {
      #expect(throws: Refusal.self) { try fetch(bytes, into: folder.path + "/new") }
      #expect(folder.names().isEmpty)
    }
  }

  @Test("A refusal instead of an archive is given back, and no folder is made")
  func refused() throws {
    let folder = try TemporaryFolder()
    let reply = try fetch(Array("{}".utf8), status: 404, into: folder.path + "/new")
    #expect(reply.status == 404 && reply.body == Array("{}".utf8))
    #expect(folder.names().isEmpty)
  }

  @Test("What was put into the folder meanwhile stays")
  func meanwhile() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/new", withIntermediateDirectories: false)
    try folder.write([1], "new/mine")
    #expect(throws: Refusal.self) { try fetch(try sample(), into: folder.path + "/new") }
    #expect(folder.names() == ["new"] && folder.bytes("new/mine") == [1])
  }

  @Test("Unpacking stops where an archive grows beyond its limits")
  func limits() throws {
    let folder = try TemporaryFolder()
    let limits = TarArchive.Limits(entries: 10, bytes: 1_000_000)
    let tar = try archive([.init(name: "b", content: .bytes([1]))])
    try folder.write(Gzip.compressed(tar) + Gzip.compressed([UInt8](repeating: 0, count: 8 << 20)), "a.tar.gz")
    try FileManager.default.createDirectory(atPath: folder.path + "/new", withIntermediateDirectories: false)
    #expect {
      try TarArchive.extract(fromGzipFile: folder.path + "/a.tar.gz", into: folder.path + "/new", limits: limits)
    } throws: {
      ($0 as? Refusal)?.code == "archive.too-large"
    }
  }
}
