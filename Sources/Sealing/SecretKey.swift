import CSodium

/// 32 secret bytes in memory that is kept out of swap and overwritten when the last holder lets go.
///
/// What a key is made from or written as (a line of the key file, an unwrapped data key) passes through ordinary
/// memory on its way.
/// It prints, dumps and reflects as its id only.
public struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// How many bytes a key has.
  static let size = 32

  /// Tells keys apart without telling anything about them: 16 hexadecimal digits of a keyed hash.
  public let id: String
  private let memory: SecretMemory

  /// Takes 32 bytes as a key.
  init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.size, "a key has 32 bytes")
    memory = SecretMemory(bytes)
    id = Hexadecimal.text(of: memory.hash(Array("qilu/key-id".utf8)).prefix(8))
  }

  /// A key that nobody can foresee.
  static func random() -> SecretKey { SecretKey(randomBytes(size)) }

  /// The id.
  public var description: String { "key \(id)" }
  /// The id.
  public var debugDescription: String { description }
  /// Nothing but the id.
  public var customMirror: Mirror { Mirror(self, children: ["id": id]) }

  /// Lends the bytes.
  func withBytes<T>(_ body: (UnsafePointer<UInt8>) throws -> T) rethrows -> T {
    try memory.withBytes(body)
  }

  /// The 32-byte BLAKE2b hash of bytes under this key.
  func hash(_ bytes: [UInt8]) -> [UInt8] { memory.hash(bytes) }

  /// The key for one purpose, made of this one: knowing it tells nothing about this one or about other purposes.
  func derived(for purpose: String) -> SecretKey {
    SecretKey(hash(Array("qilu/subkey/\(purpose)".utf8)))
  }
}

/// The memory of a key, from libsodium: locked, between guard pages, overwritten when freed.
///
/// Unchecked: written in `init` alone, read afterwards.
private final class SecretMemory: @unchecked Sendable {
  private let bytes: UnsafeMutablePointer<UInt8>

  init(_ source: [UInt8]) {
    Sodium.start()
    guard let memory = sodium_malloc(source.count) else { preconditionFailure("no memory for a key") }
    bytes = memory.bindMemory(to: UInt8.self, capacity: source.count)
    bytes.initialize(from: source, count: source.count)
    sodium_mprotect_readonly(memory)
  }

  deinit { sodium_free(bytes) }

  func withBytes<T>(_ body: (UnsafePointer<UInt8>) throws -> T) rethrows -> T { try body(bytes) }

  func hash(_ content: [UInt8]) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: SecretKey.size)
    let code = crypto_generichash(&hash, hash.count, content, UInt64(content.count), bytes, SecretKey.size)
    precondition(code == 0, "BLAKE2b takes a key of 32 bytes and any content")
    return hash
  }
}
