import Dispatch
import Foundation
import Primitives
import Sealing

/// The door before the hash of a password: each takes 19 MiB and some 20 ms of a processor.
enum PasswordGate {
  /// Two at a time in the process, and so 38 MiB: more would not be faster on the processors of a small machine, and
  /// whoever sends many passwords would take the memory and the processors of everyone else.
  private static let places = DispatchSemaphore(value: 2)

  /// Does the work of a hash when there is a place.
  static func withPlace<T>(_ body: () throws -> T) rethrows -> T {
    places.wait()
    defer { places.signal() }
    return try body()
  }

  /// The hash of a new password.
  static func hash(_ password: String) throws -> PasswordHash {
    try withPlace { try PasswordHash(of: PasswordText.bytes(password)) }
  }

  /// A hash that no password has, of today's parameters: whoever is unknown takes as long as whoever is known.
  static let dummy = PasswordHash(
    text: "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
}

/// A password as it is hashed: the same letters however they were typed.
enum PasswordText {
  static func bytes(_ password: String) -> [UInt8] { Array(password.precomposedStringWithCanonicalMapping.utf8) }
}
