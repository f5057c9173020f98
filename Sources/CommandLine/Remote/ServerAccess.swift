import Foundation
import Primitives

/// A server that a command is for, with what the person shows there.
struct ServerAccess: Sendable {
  let address: ServerAddress
  /// A session's or a token's secret; nil for none.
  let secret: String?

  init(address: ServerAddress, secret: String?) {
    self.address = address
    self.secret = secret
  }

  /// What the options name; nil for the installation on this machine.
  ///
  /// An option of the local installation beside a server is refused: nobody could tell where the act would go. Variables
  /// are what a shell is set to for all commands, so that `--server` goes before those of the local installation.
  ///
  /// - Throws: a ``Refusal`` of kind wrong use, or where the secret cannot be read.
  init?(_ options: GlobalOptions) throws {
    let secrets = [GlobalOption.token, .tokenFile].filter(options.has)
    guard let text = options.value(.server) else {
      if let option = secrets.first { throw ServerFaults.withoutServer(option) }
      return nil
    }
    for option in [GlobalOption.actor, .database, .key, .evidence] where options.has(option) {
      throw ServerFaults.withServer(option)
    }
    guard secrets.count < 2 else { throw ServerFaults.twoSecrets }
    address = try ServerAddress(text)
    secret = try Self.secret(options)
  }

  /// An option goes before a variable, and of two variables the file before the token itself.
  private static func secret(_ options: GlobalOptions) throws -> String? {
    let source: GlobalOption = options.has(.token) || options.value(.tokenFile) == nil ? .token : .tokenFile
    guard let value = options.value(source) else { return nil }
    if source == .tokenFile { return try TokenFile.read(value) }
    guard value == "-" else { return try TokenFile.checked(value) }
    return try TokenFile.checked(readLine() ?? "")
  }
}

/// The file that holds a secret: one line, for its owner alone.
enum TokenFile {
  /// Secrets are some dozens of characters.
  private static let largestSize = 4096

  /// Reads a secret.
  ///
  /// - Throws: a ``Refusal``: `token.missing`, `token.readable-by-others`, `token.malformed`.
  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ServerFaults.tokenFile(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw ServerFaults.token }
    guard status.st_mode & 0o077 == 0 else { throw ServerFaults.openTokenFile(path) }
    var bytes = [UInt8](repeating: 0, count: largestSize)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw ServerFaults.tokenFile(path, String(cString: strerror(errno))) }
    return try checked(String(decoding: bytes[..<count], as: UTF8.self))
  }

  /// A secret without the end of its line; it goes into a header, so that it holds visible characters alone.
  static func checked(_ text: String) throws -> String {
    let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw ServerFaults.token }
    return secret
  }
}
