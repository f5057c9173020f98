import Compression
import HTTPServer

/// Answers in a shorter form, for callers that take it.
enum Encoding {
  /// Below this the headers that gzip costs are more than it saves.
  private static let smallest = 1_400

  /// The response with its body compressed, where that pays.
  static func compressed(_ response: HTTPResponse, _ isAccepted: Bool) -> HTTPResponse {
    guard isAccepted, case .bytes(let bytes) = response.body, bytes.count >= smallest else { return response }
    var response = response
    response.body = .bytes(Gzip.compressed(bytes, level: 4))
    response.headers.append(HTTPResponse.Header("Content-Encoding", "gzip"))
    response.headers.append(HTTPResponse.Header("Vary", "Accept-Encoding"))
    return response
  }
}
