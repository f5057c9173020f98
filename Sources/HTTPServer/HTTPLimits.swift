/// How much of the server one client, and all together, may take; each number with its reason.
///
/// They bound memory: at worst, all connections idle cost `connections` × ``memoryPerConnection``, and all bodies
/// in memory ``bufferedBytes``. They bound time: a client that is slow is ended, whatever it trickles.
public struct HTTPLimits: Sendable {
  /// Request line and headers of one request: 8 KiB, what common proxies pass on. More is answered 431.
  public var headerBytes = 8 * 1024
  /// What libmicrohttpd holds for one connection: 16 KiB have room for the headers, their index, a copy of the cookies
  /// and the headers of the answer: some 150 headers and cookies. 2,000 idle connections that were used cost 35 MB.
  public var memoryPerConnection = 16 * 1024
  /// A body that is not a form: 1 MiB, some thousand times a usual nomination as JSON. More is answered 413.
  public var bodyBytes = 1024 * 1024
  /// A form with files, all in all: 64 MiB, a few scans of the largest allowed size. More is answered 413.
  public var multipartBytes = 64 * 1024 * 1024
  /// The parts of a form: 16, more than any page has.
  public var multipartParts = 16
  /// The headers of one part: 2 KiB, far above what browsers send.
  public var partHeaderBytes = 2 * 1024
  /// The name of a part: 100 bytes.
  public var partNameBytes = 100
  /// The file name of a part: 255 bytes, what file systems allow.
  public var partFilenameBytes = 255
  /// The size up to which a part stays in memory: 64 KiB, so that a form costs at most 16 × 64 KiB.
  public var spoolBytes = 64 * 1024
  /// All bodies that are in memory at once: 256 MiB, so that many clients together cannot exhaust it. A request that
  /// would pass it is answered 503.
  public var bufferedBytes = 256 * 1024 * 1024
  /// Connections in all: 4,096. Further ones wait in the queue of the system until one ends.
  public var connections = 4096
  /// Connections from one address (for IPv6: from one /64 network): 256, which a whole office behind one address
  /// stays below. Trusted proxies are not counted.
  public var connectionsPerAddress = 256
  /// How long a connection may rest between requests, or a client be deaf to an answer: 60 seconds. It also ends
  /// clients whose half-close libmicrohttpd 0.9.75 did not notice, because it came together with bytes.
  public var idleSeconds = 60
  /// How long a request may take from its first line to its last byte, and a new connection to its first request:
  /// 30 seconds, however steadily it trickles. With ``multipartBytes`` this asks for 17 Mbit/s of the largest form:
  /// set it higher where lines are slow.
  public var requestMilliseconds = 30_000
  /// How many exchanges may wait for a late answer: 2,048, far above what one shared commit carries. A request above
  /// it is answered 503.
  public var suspendedExchanges = 2048

  /// The limits as they stand above.
  public init() {}
}
