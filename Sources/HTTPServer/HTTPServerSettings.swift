/// What a server is started with.
public struct HTTPServerSettings: Sendable {
  /// The certificate and the key with which connections are encrypted.
  public struct TLS: Sendable, Hashable {
    /// A PEM file: the certificate of the server, then those that signed it.
    public let certificatePath: String
    /// A PEM file with the private key, not encrypted.
    public let keyPath: String

    /// Names the two files.
    public init(certificatePath: String, keyPath: String) {
      self.certificatePath = certificatePath
      self.keyPath = keyPath
    }
  }

  /// The numeric address to listen at, IPv4 or IPv6; by default only this machine is served.
  public var address = "127.0.0.1"
  /// The port; 0 lets the system choose one.
  public var port: UInt16 = 0
  /// How many threads serve connections; handlers run on them.
  public var threads = 2
  /// Encryption; nil serves plain HTTP, as behind a proxy.
  public var tls: TLS?
  /// The numeric addresses of the proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
  public var trustedProxies: [String] = []
  /// The folder, on a disk with room, in which large parts of forms stand until their exchange ends.
  public var spoolFolder = "/tmp"
  /// How much one client may take of the server.
  public var limits = HTTPLimits()
  /// What the server itself answers where no handler was asked, by status.
  public var errorBody: @Sendable (Int) -> HTTPResponse = { HTTPResponse($0) }

  /// Makes the settings of a server for this machine alone, at a port that the system chooses.
  public init() {}
}
