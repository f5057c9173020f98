import Foundation
import Primitives
import Testing

@testable import CommandLine

@Suite("Options for a server") struct ServerOptionTests {
  private func code(_ line: String, _ environment: [String: String] = [:]) -> String? {
    let words = line.split(separator: " ").map(String.init)
    do {
      let access = try ServerAccess(GlobalOptions(words, environment))
      return access.map { "\($0.address.base) \($0.secret ?? "-")" }
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test(
    "an address is taken with its port and the path that a proxy gives it",
    arguments: [
      ("https://qilu.example", "https://qilu.example/api/v1", false),
      ("https://qilu.example/", "https://qilu.example/api/v1", false),
      ("HTTPS://qilu.example:8443/union//", "https://qilu.example:8443/union/api/v1", false),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v1", false),
      ("http://localhost", "http://localhost/api/v1", false), ("http://[::1]:80", "http://[::1]:80/api/v1", false),
      ("http://10.0.0.1", "http://10.0.0.1/api/v1", true),
      ("http://127.0.0.1.example", "http://127.0.0.1.example/api/v1", true),
      ("http://127.evil.example", "http://127.evil.example/api/v1", true),
    ])
  func addresses(_ text: String, _ base: String, _ isReadable: Bool) throws {
    let address = try ServerAddress(text)
    #expect(address.base == base)
    #expect(address.isReadableByOthers == isReadable)
    #expect(try address.url("/editions/%2E%2E", query: "a=%2B").absoluteString == base + "/editions/%2E%2E?a=%2B")
  }

  @Test(
    "what is no address of a server is refused",
    arguments: [
      "qilu.example", "qilu.example:8080", "ftp://qilu.example", "https://", "https:///x", "https://a@qilu.example",
      "https://a:b@qilu.example", "https://qilu.example?x", "https://qilu.example#x", "https://qilu.example:0",
      "https://qilu.example:99999", "https://qi lu", "/srv/qilu.db", "postgres://qilu.example/qilu",
    ])
  func otherAddresses(_ text: String) {
    #expect(throws: ServerFaults.address) { try ServerAddress(text) }
  }

  @Test(
    "what is for this machine alone does not stand beside a server",
    arguments: ["--as li", "--database a.db", "--key k", "--evidence e"])
  func localOptions(_ option: String) {
    #expect(code("--server http://localhost \(option)") == "usage.local-option")
    #expect(code(option, ["QILU_SERVER": "http://localhost"]) == "usage.local-option")
  }

  @Test("variables of the local installation are of no account beside a server, and without one nothing is")
  func variables() {
    let local = ["QILU_DATABASE": "a.db", "QILU_ACTOR": "li", "QILU_KEY": "k", "QILU_EVIDENCE": "e"]
    #expect(code("--server http://localhost", local) == "http://localhost/api/v1 -")
    #expect(code("--as li", local) == nil)
    #expect(code("", ["QILU_TOKEN": "t", "QILU_TOKEN_FILE": "/none"]) == nil)
    #expect(code("", ["QILU_SERVER": ""]) == nil)
    #expect(code("--token t") == "usage.server-option")
    #expect(code("--token-file t") == "usage.server-option")
  }

  @Test("the token is the option's, or else the variable's; a file goes before the token itself")
  func secrets() throws {
    let file = try SecretFile("s3cret\n", mode: 0o600)
    let server = ["QILU_SERVER": "http://localhost"]
    func secret(_ line: String, _ more: [String: String] = [:]) -> String? {
      code(line, server.merging(more) { $1 })?.replacing("http://localhost/api/v1 ", with: "")
    }
    #expect(secret("--token a") == "a")
    #expect(secret("", ["QILU_TOKEN": "b"]) == "b")
    #expect(secret("", ["QILU_TOKEN": "b", "QILU_TOKEN_FILE": file.path]) == "s3cret")
    #expect(secret("--token a", ["QILU_TOKEN_FILE": file.path]) == "a")
    #expect(secret("--token-file \(file.path)", ["QILU_TOKEN": "b"]) == "s3cret")
    #expect(secret("--token a --token-file \(file.path)") == "usage.two-tokens")
    #expect(secret("--token 令牌") == "token.malformed")
  }

  @Test("a token file that others can read is refused, as is one without a token")
  func files() throws {
    func code(_ text: String, _ mode: Int) throws -> String? {
      let file = try SecretFile(text, mode: mode)
      return self.code("--server http://localhost --token-file \(file.path)")
    }
    #expect(try code("t", 0o400) == "http://localhost/api/v1 t")
    for mode in [0o640, 0o604, 0o620] { #expect(try code("t", mode) == "token.readable-by-others") }
    for text in ["", "\n", "two words", "a\r\nb", String(repeating: "a", count: 4000) + " x"] {
      #expect(try code(text, 0o600) == "token.malformed")
    }
    #expect(self.code("--server http://localhost --token-file /none") == "token.missing")
    #expect(self.code("--server http://localhost --token-file /tmp") == "token.malformed")
  }

  @Test("what is done on the machine only is refused before anything is sent")
  func localOnly() {
    // The port is one at which nobody listens: asking would be refused as unreachable.
    for command in ["init", "edition verify a"] {
      let run = Run("\(command) --server http://127.0.0.1:9 --json")
      #expect(run.code == 4)
      #expect(run.error.contains(#""code": "service.local-only""#))
    }
  }
}

/// A file with a secret, for one test.
private final class SecretFile {
  let path: String

  init(_ text: String, mode: Int) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)").path
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
    else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
