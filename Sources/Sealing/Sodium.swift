import CSodium

/// The library libsodium, made ready once.
enum Sodium {
  private static let isReady: Bool = sodium_init() >= 0

  /// Makes the library ready; traps where the machine has no source of randomness.
  static func start() {
    precondition(isReady, "libsodium finds no source of randomness")
  }
}

/// Bytes that nobody can foresee, from the operating system.
public func randomBytes(_ count: Int) -> [UInt8] {
  Sodium.start()
  return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    if let start = buffer.baseAddress { randombytes_buf(start, count) }
    initialized = count
  }
}
