import Foundation
import HTTPServer
import Testing

@Suite("Connections can be encrypted", .serialized)
struct TLSTests {
  /// Runs a program of the system and gives its output.
  private func run(_ command: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  /// A certificate that only this test trusts.
  private func certificate(in folder: TemporaryFolder, _ name: String) throws -> HTTPServerSettings.TLS {
    let tls = HTTPServerSettings.TLS(
      certificatePath: "\(folder.path)/\(name).pem", keyPath: "\(folder.path)/\(name).key")
    let made = try run([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tls.keyPath, "-out",
      tls.certificatePath,
    ])
    try #require(made.code == 0)
    return tls
  }

  @Test("Requests are answered over TLS 1.2 and 1.3, not over older ones, and not in the clear")
  func encrypted() throws {
    let folder = try TemporaryFolder()
    let tls = try certificate(in: folder, "a")
    let serving = try Serving { $0.tls = tls }
    let request = "POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"
    let curl = [
      "curl", "-s", "--max-time", "10", "--cacert", tls.certificatePath, "-d", "hi",
      "https://127.0.0.1:\(serving.listener.port)/a",
    ]
    for version in ["1.2", "1.3"] {
      let answer = try run(curl + ["--tlsv\(version)", "--tls-max", version])
      #expect(answer.output.contains("secure true\n") && answer.output.hasSuffix("body 2 hi"))
    }
    #expect(try run(curl + ["--tlsv1.0", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"]).code != 0)
    let plain = try serving.client()
    plain.send(request)
    #expect(!String(decoding: plain.receiveAll(), as: UTF8.self).contains("HTTP/1.1 200"))
  }

  @Test("Inside TLS a body that grows too large is refused when it ends, or cut off")
  func largeBody() throws {
    let folder = try TemporaryFolder()
    let tls = try certificate(in: folder, "a")
    let serving = try Serving {
      $0.tls = tls
      $0.limits.bodyBytes = 100_000
    }
    func curl(_ count: Int) throws -> (code: Int32, output: String) {
      let file = folder.path + "/body"
      try Data(repeating: 0x61, count: count).write(to: URL(fileURLWithPath: file))
      return try run([
        "curl", "-s", "--max-time", "10", "--cacert", tls.certificatePath, "-H", "Transfer-Encoding: chunked", "-H",
        "Expect:",
        "--data-binary", "@\(file)", "https://127.0.0.1:\(serving.listener.port)/a",
      ])
    }
    #expect(try curl(100_000).output.contains("body 100000"))
    #expect(try curl(150_000).output == "refused 413")
    #expect(try curl(3_000_000).code != 0)
  }

  @Test("Files that are missing, no certificate, or of different pairs are refused at the start")
  func badFiles() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (try certificate(in: folder, "a"), try certificate(in: folder, "b"))
    func start(_ certificate: String, _ key: String) -> String? {
      code { try Serving { $0.tls = .init(certificatePath: certificate, keyPath: key) } }
    }
    #expect(start(first.certificatePath, first.keyPath) == nil)
    #expect(start(folder.path + "/none", first.keyPath) == "server.tls-file")
    #expect(start(first.certificatePath, folder.path + "/none") == "server.tls-file")
    #expect(start(first.keyPath, first.certificatePath) == "server.tls-unusable")
    #expect(start(first.certificatePath, second.keyPath) == "server.tls-unusable")
  }
}
