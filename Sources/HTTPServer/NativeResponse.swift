import CMicroHTTPD
import Glibc

/// A response as libmicrohttpd holds it.
struct NativeResponse: ~Copyable {
  private let handle: OpaquePointer
  private let status: Int

  /// Copies a response; nil where its file cannot be opened or memory is short.
  ///
  /// Headers that would break the form of the answer are left out (``HTTPResponse/Header/isSound``).
  init?(_ response: HTTPResponse) {
    guard let handle = NativeResponse.create(response.body) else { return nil }
    self.handle = handle
    status = response.status
    for header in response.headers where header.isSound { add(header.name, header.value) }
  }

  deinit { MHD_destroy_response(handle) }

  /// Ends the connection behind this answer.
  func closeConnection() { add("Connection", "close") }

  /// Gives the answer to a connection.
  func queue(on connection: OpaquePointer) -> MHD_Result { MHD_queue_response(connection, UInt32(status), handle) }

  private func add(_ name: String, _ value: String) { _ = MHD_add_response_header(handle, name, value) }

  private static func create(_ body: HTTPResponse.Body) -> OpaquePointer? {
    switch body {
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        MHD_create_response_from_buffer(
          $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
      }
    case .file(let path): create(fileAt: path)
    }
  }

  private static func create(fileAt path: String) -> OpaquePointer? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = MHD_create_response_from_fd64(UInt64(status.st_size), descriptor)
    else {
      close(descriptor)
      return nil
    }
    return handle
  }
}
