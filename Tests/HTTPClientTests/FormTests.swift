import Foundation
import HTTPClient
import HTTPServer
import Testing

@Suite("Sending files")
struct FormTests {
  private func parts(_ peer: Peer) throws -> [HTTPPart] {
    guard case .multipart(let parts) = try #require(peer.requests.first).body else {
      throw URLError(.badServerResponse)
    }
    return parts
  }

  private func bytes(_ part: HTTPPart) throws -> [UInt8] {
    switch part.content {
    case .bytes(let bytes): bytes
    case .file(let path): Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  @Test("Texts and files arrive under their names, whatever the names hold")
  func names() throws {
    let (peer, folder) = (try Peer(), try TemporaryFolder())
    try folder.write(Array("甲\r\n--qilu\r\n".utf8), "a")
    let form = try MultipartForm(
      [
        .text(name: "reason", "核对\r\n第二行"), .text(name: "field", "a"), .text(name: "field", ""),
        .file(name: "file", path: folder.path + "/a", shown: "名册 \"一\"; x=1\r\nX-Evil: 1.csv"),
      ], in: folder.path)
    var request = HTTPRequest("POST", try peer.url("/"))
    request.content = .file(path: form.path, type: form.type)
    #expect(try HTTPCaller().answer(to: request).status == 200)
    let parts = try parts(peer)
    #expect(parts.map(\.name) == ["reason", "field", "field", "file"])
    #expect(try parts.map(bytes) == ["核对\r\n第二行", "a", "", "甲\r\n--qilu\r\n"].map { Array($0.utf8) })
    #expect(parts.map(\.filename) == [nil, nil, nil, "名册 \"一\"; x=1__X-Evil: 1.csv"])
  }

  @Test("A file of 20 MB arrives whole, with its length told beforehand")
  func large() throws {
    let (peer, folder) = (try Peer(), try TemporaryFolder())
    let content = (0..<20_000_000).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) }
    try folder.write(content, "big")
    let form = try MultipartForm([.file(name: "file", path: folder.path + "/big", shown: "big")], in: folder.path)
    var request = HTTPRequest("POST", try peer.url("/"))
    request.content = .file(path: form.path, type: form.type)
    #expect(try HTTPCaller().answer(to: request).status == 200)
    #expect(try bytes(try #require(try parts(peer).first)) == content)
    #expect(try #require(peer.requests.first?.headers["content-length"].flatMap { Int($0) }) > content.count)
  }

  @Test("The form is for its owner alone, and gone once nobody holds it, also where it could not be made")
  func remains() throws {
    let folder = try TemporaryFolder()
    do {
      let form = try MultipartForm([.text(name: "a", "b")], in: folder.path)
      let mode = try FileManager.default.attributesOfItem(atPath: form.path)[.posixPermissions] as? Int
      #expect(mode == 0o600 && folder.names().count == 1)
    }
    #expect(folder.names().isEmpty)
    #expect(throws: (any Error).self) {
      try MultipartForm([.file(name: "a", path: folder.path + "/none", shown: "none")], in: folder.path)
    }
    #expect(folder.names().isEmpty)
  }
}
