import Foundation
import Sealing

/// Where somebody calls from, as it is counted and remembered: a keyed hash, never the address.
enum ClientAddress {
  /// The hash of an address; the machine itself is one place.
  static func hash(_ address: String?, _ keys: KeyRing) -> [UInt8] {
    keys.keyedHash(Array((address.map(place) ?? "machine").utf8), purpose: "sign-in-address").bytes
  }

  /// The hash of a sign-in name, whether or not anybody bears it.
  static func account(_ name: String, _ keys: KeyRing) -> [UInt8] {
    keys.keyedHash(Array(name.utf8), purpose: "sign-in-account").bytes
  }

  /// An address as one place: of IPv6 the first 64 bits, since whoever has one address there has all of them; an IPv4
  /// address inside IPv6 is that IPv4 address.
  static func place(_ address: String) -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes.suffix(4).map(String.init).joined(separator: ".")
    }
    return "v6/" + bytes.prefix(8).map(String.init).joined(separator: ".")
  }
}
