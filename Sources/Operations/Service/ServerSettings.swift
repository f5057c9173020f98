/// How a server is offered; the door that serves turns it into what it needs.
public struct ServerSettings: Sendable, Hashable {
  /// The numeric address to listen at.
  public var address: String
  /// The port; 0 lets the system choose one, which the log then tells.
  public var port: Int
  /// Threads that serve connections.
  public var threads: Int
  /// PEM files of the certificate and its key; nil for plain HTTP.
  public var tls: (certificate: String, key: String)? {
    guard let tlsCertificate, let tlsKey else { return nil }
    return (tlsCertificate, tlsKey)
  }
  /// The PEM file of the certificate.
  public var tlsCertificate: String?
  /// The PEM file of the key.
  public var tlsKey: String?
  /// The numeric addresses of the proxies that are believed.
  public var trustedProxies: [String]
  /// Requests a second of one caller on the average; 0 for no limit.
  public var rateLimit: Int
  /// Connections in all.
  public var connections: Int
  /// Connections of one address.
  public var connectionsPerAddress: Int
  /// Whether each request is logged, or only faults.
  public var logsRequests: Bool
}
