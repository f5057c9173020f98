import Foundation
import Glibc
import Testing

/// `qilu serve` over an installation, at a port of its own on this machine, ended with the test that holds it.
final class RunningServer {
  struct NotServing: Error, CustomStringConvertible {
    let description: String
  }

  let port: Int
  private let installation: Installation
  private let child: ChildProcess
  private let log: OutputFile
  private var hasEnded = false

  /// Starts a server and waits until it listens.
  init(_ installation: Installation, options: [String] = ["--rate-limit", "0"]) throws {
    let (output, log) = (try OutputFile(), try OutputFile())
    let words = ["serve", "--port", "0"] + options
    child = try installation.start(
      words.map { Array($0.utf8) }, as: "", ChildProcess.Files(output: output.descriptor, error: log.descriptor))
    self.installation = installation
    self.log = log
    port = try Self.port(in: log, of: child)
  }

  deinit {
    if !hasEnded {
      child.kill()
      _ = child.wait()
    }
  }

  var url: String { "http://127.0.0.1:\(port)" }

  /// The log's line that tells the port, once it is there.
  private static func port(in log: OutputFile, of child: ChildProcess) throws -> Int {
    for _ in 0..<4000 {
      for line in String(decoding: log.bytes, as: UTF8.self).split(separator: "\n") {
        let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        if event?["event"] as? String == "listening", let port = (event?["port"] as? String).flatMap({ Int($0) }) {
          return port
        }
      }
      usleep(5_000)
    }
    child.kill()
    _ = child.wait()
    throw NotServing(description: String(decoding: log.bytes.prefix(2000), as: UTF8.self))
  }

  /// Tells the server to end, and how it ended.
  func end() -> ChildProcess.Ending {
    hasEnded = true
    return child.end()
  }

  /// Runs a command on the server, with the secret of whoever signed in.
  func run(_ words: [String], secret: String? = nil) throws -> Outcome {
    var variables = ["QILU_SERVER": url]
    variables["QILU_TOKEN"] = secret
    return try installation.run(bytes: words.map { Array($0.utf8) }, as: "", variables: variables)
  }

  func run(_ command: String, secret: String? = nil) throws -> Outcome {
    try run(command.split(separator: " ").map(String.init), secret: secret)
  }

  /// Runs a command that must be done.
  @discardableResult
  func done(
    _ command: String, secret: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Outcome {
    let outcome = try run(command, secret: secret)
    try #require(outcome.code == 0, "\(outcome.told)", sourceLocation: sourceLocation)
    return outcome
  }
}
