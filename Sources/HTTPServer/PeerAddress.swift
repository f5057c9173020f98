import Glibc

/// A numeric address, IPv4 held as IPv6 holds it (`::ffff:a.b.c.d`).
struct PeerAddress: Sendable, Hashable {
  private let high: UInt64
  private let low: UInt64

  private static let mapped: UInt64 = 0xFFFF

  /// Reads an address as people write it; nil where it is none. A zone (`%eth0`) is none.
  init?(_ text: some StringProtocol) {
    let text = String(text)
    var short = in_addr()
    var long = in6_addr()
    if inet_pton(AF_INET, text, &short) == 1 {
      self.init(short)
    } else if inet_pton(AF_INET6, text, &long) == 1 {
      self.init(long)
    } else {
      return nil
    }
  }

  /// Takes the address of a socket; nil for other families.
  init?(_ address: UnsafePointer<sockaddr>) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET: self.init(raw.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_addr)
    case AF_INET6: self.init(raw.assumingMemoryBound(to: sockaddr_in6.self).pointee.sin6_addr)
    default: return nil
    }
  }

  private init(_ address: in_addr) {
    (high, low) = (0, PeerAddress.mapped << 32 | UInt64(UInt32(bigEndian: address.s_addr)))
  }

  private init(_ address: in6_addr) {
    (high, low) = withUnsafeBytes(of: address) {
      (
        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }

  private init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  private var isShort: Bool { high == 0 && low >> 32 == PeerAddress.mapped }

  /// What is counted as one client: an IPv4 address; of IPv6 the network, in which one client has all addresses.
  var network: PeerAddress { isShort ? self : PeerAddress(high: high, low: 0) }

  /// The address as people write it.
  var text: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    if isShort {
      var address = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
      inet_ntop(AF_INET, &address, &buffer, socklen_t(buffer.count))
    } else {
      var words = (high.bigEndian, low.bigEndian)
      inet_ntop(AF_INET6, &words, &buffer, socklen_t(buffer.count))
    }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The proxies that are believed, and what they say.
struct TrustedProxies: Sendable {
  private let addresses: Set<PeerAddress>

  /// Takes numeric addresses; nil where one is none.
  init?(_ texts: [String]) {
    let addresses = texts.compactMap { PeerAddress($0) }
    guard addresses.count == texts.count else { return nil }
    self.addresses = Set(addresses)
  }

  func contains(_ address: PeerAddress) -> Bool { addresses.contains(address) }

  /// The client of a list `client, proxy, proxy`: the right-most address that is no trusted proxy, since everything left
  /// of it may be invented; the left-most where all are trusted. Nil where any entry is no address.
  func client(in list: String) -> PeerAddress? {
    var entries: [PeerAddress] = []
    for entry in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let address = PeerAddress(TrustedProxies.trimmed(entry)) else { return nil }
      entries.append(address)
    }
    return entries.last { !contains($0) } ?? entries.first
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var rest = text.drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
