import Primitives
import Sealing
import Synchronization

/// The keys of the installation as the process last read them.
///
/// The database says which key seals; a call asks for that one. The file is read again where the answer is another key
/// than last time: so a server that runs through a rotation goes on with the new key in the next call.
final class KeyRingCache: Sendable {
  private let path: String
  private let last = Mutex<KeyRing?>(nil)

  /// Names the key file; nothing is read.
  init(path: String) { self.path = path }

  /// The keys, of which the named one seals.
  ///
  /// - Throws: a ``Refusal``: the file is absent or damaged, or has no such key.
  func ring(sealingWith id: String) throws -> KeyRing {
    if let ring = last.withLock({ $0 }), ring.id == id { return ring }
    let ring = try KeyFile.load(from: path).sealing(with: id)
    last.withLock { $0 = ring }
    return ring
  }
}
