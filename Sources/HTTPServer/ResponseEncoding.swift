import Compression

extension HTTPResponse {
  /// Below this the headers that gzip costs are more than it saves.
  private static let smallestToCompress = 1_400

  /// The response with its body compressed, where the client takes that and it pays.
  public func compressed(ifAccepted isAccepted: Bool) -> HTTPResponse {
    guard isAccepted, case .bytes(let bytes) = body, bytes.count >= Self.smallestToCompress else { return self }
    var response = self
    response.body = .bytes(Gzip.compressed(bytes, level: 4))
    response.headers.append(Header("Content-Encoding", "gzip"))
    response.headers.append(Header("Vary", "Accept-Encoding"))
    return response
  }
}
