import Foundation
import HTTPClient
import HTTPServer
import Primitives
import Testing

@Suite("Asking a server")
struct CallerTests {
  private let caller = HTTPCaller()

  private func code(_ body: () throws -> HTTPReply) -> String? {
    do {
      return "status \(try body().status)"
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test("Method, encoded address, headers and body arrive as they were given", arguments: ["POST", "PATCH", "DELETE"])
  func sending(_ method: String) throws {
    let peer = try Peer()
    var request = HTTPRequest(method, try peer.url("/a/%2E%2E/b%2Fc/%E6%9F%90?x=%2B&y="))
    request.headers = ["Authorization": "Bearer s3cret", "Idempotency-Key": "k"]
    request.content = .bytes(Array(#"{"a":1}"#.utf8), type: "application/json")
    let reply = try caller.answer(to: request)
    #expect(reply.status == 200 && reply.body == Array("ok".utf8))
    let seen = try #require(peer.requests.first)
    #expect(seen.line == "\(method) /a/%2E%2E/b%2Fc/%E6%9F%90?x=%2B&y=")
    #expect(
      seen.headers == [
        "authorization": "Bearer s3cret", "idempotency-key": "k", "content-type": "application/json",
        "content-length": "7",
      ])
    guard case .bytes(let body) = seen.body else { throw URLError(.badServerResponse) }
    #expect(body == Array(#"{"a":1}"#.utf8))
  }

  @Test(
    "Whatever the status, the answer comes with its headers and its body",
    arguments: [200, 401, 403, 404, 422, 429, 503])
  func statuses(_ status: Int) throws {
    let peer = try Peer { _ in
    } answer: { _ in
      HTTPResponse(
        status,
        headers: [
          .init("Content-Type", "application/problem+json; charset=utf-8"), .init("Retry-After", "7"),
          .init("WWW-Authenticate", "Bearer realm=\"qilu\""),
        ], body: .bytes(Array("{}".utf8)))
    }
    let reply = try caller.answer(to: HTTPRequest("POST", try peer.url("/")))
    #expect(reply.status == status && reply.body == Array("{}".utf8))
    #expect(reply.header("retry-after") == "7" && reply.header("RETRY-AFTER") == "7" && reply.header("none") == nil)
    #expect(reply.mediaType == "application/problem+json")
    #expect(peer.requests.count == 1)
  }

  @Test("A redirection is not followed, so that the secret is shown to nobody else", arguments: [301, 302, 307, 308])
  func redirections(_ status: Int) throws {
    let other = try Peer()
    let place = try other.url("/elsewhere").absoluteString
    let peer = try Peer { _ in
    } answer: { _ in
      HTTPResponse(status, headers: [.init("Location", place)])
    }
    var request = HTTPRequest("GET", try peer.url("/"))
    request.headers["Authorization"] = "Bearer s3cret"
    #expect(try caller.answer(to: request).status == status)
    #expect(peer.requests.count == 1 && other.requests.isEmpty)
    request.url = try other.url("/")
    _ = try caller.answer(to: request)
    #expect(other.requests.count == 1)
  }

  @Test("Where nobody listens, or no such host is, nothing was sent")
  func unreachable() throws {
    let port = try RawPeer("").port
    let gone = try #require(URL(string: "http://127.0.0.1:\(port)/"))
    #expect(code { try caller.answer(to: HTTPRequest("GET", gone)) } == "server.unreachable")
    let unknown = try #require(URL(string: "http://no-such-host.invalid/"))
    #expect(code { try caller.answer(to: HTTPRequest("GET", unknown)) } == "server.unreachable")
  }

  @Test(
    "A connection that ends before the answer is whole is lost",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "SSH-2.0-OpenSSH\r\n"])
  func lost(_ answer: String) throws {
    let peer = try RawPeer(answer)
    #expect(code { try caller.answer(to: HTTPRequest("POST", try peer.url())) } == "server.lost")
  }

  @Test("A server that stays silent is not waited for longer than the limit")
  func silence() throws {
    let peer = try RawPeer("", closesAfter: 20_000)
    var limits = HTTPCaller.Limits()
    limits.silence = 1
    let start = ContinuousClock.now
    #expect(code { try HTTPCaller(limits: limits).answer(to: HTTPRequest("GET", try peer.url())) } == "server.timeout")
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(
    "An answer beyond the limit is given up, one at the limit is not",
    arguments: [(1000, "status 200"), (999, "server.too-large")])
  func largeAnswers(_ limit: Int, _ outcome: String) throws {
    let peer = try Peer { _ in
    } answer: { _ in
      HTTPResponse(200, body: .bytes([UInt8](repeating: 0x61, count: 1000)))
    }
    var limits = HTTPCaller.Limits()
    limits.memory = limit
    #expect(code { try HTTPCaller(limits: limits).answer(to: HTTPRequest("GET", try peer.url("/"))) } == outcome)
  }

  @Test("A certificate that the system does not trust is refused, whatever a variable of the environment says")
  func certificates() throws {
    let folder = try TemporaryFolder()
    let tls = HTTPServerSettings.TLS(certificatePath: folder.path + "/a.pem", keyPath: folder.path + "/a.key")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tls.keyPath, "-out",
      tls.certificatePath,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let peer = try Peer { $0.tls = tls }
    let request = HTTPRequest("GET", try peer.url("/", scheme: "https"))
    #expect(code { try caller.answer(to: request) } == "server.certificate")
    setenv("URLSessionCertificateAuthorityInfoFile", "INSECURE_SSL_NO_VERIFY", 1)
    defer { unsetenv("URLSessionCertificateAuthorityInfoFile") }
    #expect(code { try caller.answer(to: request) } == "server.certificate")
    #expect(peer.requests.isEmpty)
  }
}
