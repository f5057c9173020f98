import Foundation
import Primitives

/// A form with files (multipart/form-data, RFC 7578), put together in a file of its own and sent from there, so that
/// memory does not grow with what is sent. The file is gone with the form.
public final class MultipartForm: Sendable {
  /// The file that holds the form.
  public let path: String
  /// The media type, with the form's boundary.
  public let type: String

  /// One part.
  public enum Part: Sendable {
    /// A text under a name.
    case text(name: String, String)
    /// A file under a name: its path here, and the name that the server is told.
    case file(name: String, path: String, shown: String)
  }

  /// Puts a form together in a folder.
  ///
  /// - Throws: a ``Refusal`` `file.failed` of kind storage.
  public init(_ parts: [Part], in folder: String) throws {
    let boundary = "qilu-" + UUID().uuidString.lowercased()
    type = "multipart/form-data; boundary=" + boundary
    path = folder + "/qilu-form-" + UUID().uuidString.lowercased()
    let writer = try FormFile(path)
    do {
      for part in parts { try Self.write(part, boundary, to: writer) }
      try writer.write("--\(boundary)--\r\n")
      try writer.close()
    } catch {
      unlink(path)
      throw error
    }
  }

  deinit { unlink(path) }

  private static func write(_ part: Part, _ boundary: String, to writer: FormFile) throws {
    try writer.write("--\(boundary)\r\nContent-Disposition: form-data; ")
    switch part {
    case .text(let name, let text): try writer.write("name=\"\(quoted(name))\"\r\n\r\n\(text)\r\n")
    case .file(let name, let path, let shown):
      try writer.write("name=\"\(quoted(name))\"; filename=\"\(quoted(shown))\"\r\n")
      try writer.write("Content-Type: application/octet-stream\r\n\r\n")
      try writer.copy(path)
      try writer.write("\r\n")
    }
  }

  /// A name within quotation marks: no control of it may end the line.
  private static func quoted(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "_" : $0 }))
      .replacing("\"", with: "\\\"")
  }
}

/// The file of a form while it is written; for its owner alone.
private final class FormFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Refusal.failedFile(path, errno) }
  }

  func write(_ text: String) throws { try Array(text.utf8).withUnsafeBytes(write) }

  /// Copies a file, a piece at a time.
  func copy(_ source: String) throws {
    let input = open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw Refusal.failedFile(source, errno) }
    defer { Foundation.close(input) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while case let count = read(input, &buffer, buffer.count), count != 0 {
      guard count > 0 else { throw Refusal.failedFile(source, errno) }
      try buffer[..<count].withUnsafeBytes(write)
    }
  }

  func close() throws {
    guard Foundation.close(descriptor) == 0 else { throw Refusal.failedFile(path, errno) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      guard count > 0 || errno == EINTR else { throw Refusal.failedFile(path, errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[max(0, count)...])
    }
  }
}
