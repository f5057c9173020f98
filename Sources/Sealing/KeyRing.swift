import Primitives

/// The master keys of one installation: seals, opens, and makes keyed hashes.
///
/// The first key seals and hashes; every key opens what it sealed. Which key that is says the installation's database,
/// through ``sealing(with:)``, and never the order of the file: so a rotation is done at one moment, that of its commit.
/// A master key itself encrypts nothing: each purpose has a key derived from it.
public struct KeyRing: Sendable {
  let keys: [SecretKey]
  /// What each key derives for sealing, made once: a server seals at every act, and making a key moves memory pages.
  private let sealers: [SecretKey]

  /// There is at least one key.
  init(_ keys: [SecretKey]) {
    self.init(keys, sealers: keys.map { $0.derived(for: "seal") })
  }

  private init(_ keys: [SecretKey], sealers: [SecretKey]) {
    precondition(!keys.isEmpty, "a key ring has a key")
    self.keys = keys
    self.sealers = sealers
  }

  /// The id of the key that seals.
  public var id: String { keys[0].id }

  /// The ids of all keys, the one that seals first, then as the file has them.
  public var keyIDs: [String] { keys.map(\.id) }

  /// The same keys, of which another one seals. Throws a ``Primitives/Refusal``: `sealed.unknown-key`.
  public func sealing(with id: String) throws -> KeyRing {
    let first = try place(of: id)
    let order = [first] + keys.indices.filter { $0 != first }
    return KeyRing(order.map { keys[$0] }, sealers: order.map { sealers[$0] })
  }

  /// Seals a value. `context` says where it belongs (table, column, row): it opens under the same one only.
  public func seal(_ plain: [UInt8], context: String) -> SealedValue {
    sealers[0].seal(plain, keyID: id, context: context)
  }

  /// Opens a value. Throws a ``Primitives/Refusal``: `sealed.unknown-key`, `sealed.unknown-algorithm`,
  /// `sealed.malformed`, or `sealed.tampered` where the value or its context is not the one that was sealed.
  public func open(_ sealed: SealedValue, context: String) throws -> [UInt8] {
    try sealers[place(of: sealed.keyID)].open(sealed, context: context)
  }

  /// A hash to search by: the same bytes give the same hash for one purpose, another for each other purpose.
  public func keyedHash(_ bytes: [UInt8], purpose: String) -> KeyedHash {
    KeyedHash(algorithm: KeyedHash.currentAlgorithm, bytes: keys[0].derived(for: "hash/\(purpose)").hash(bytes))
  }

  /// Makes a key for the values of one owner (a person's id). Store its ``DataKey/wrapped``; destroying every copy of
  /// that erases everything sealed under it.
  public func newDataKey(owner: String) -> DataKey {
    let key = SecretKey.random()
    return DataKey(key, wrap(key, owner: owner))
  }

  /// The same data key, wrapped by the key that seals now; what it sealed stays as it is.
  public func rewrapped(_ dataKey: DataKey, owner: String) -> SealedValue { wrap(dataKey.key, owner: owner) }

  private func wrap(_ key: SecretKey, owner: String) -> SealedValue {
    let plain = key.withBytes { Array(UnsafeBufferPointer(start: $0, count: SecretKey.size)) }
    return keys[0].derived(for: "wrap").seal(plain, keyID: id, context: owner)
  }

  /// Makes a stored data key usable. Throws as ``open(_:context:)``; another owner's key is `sealed.tampered`.
  public func dataKey(_ wrapped: SealedValue, owner: String) throws -> DataKey {
    let plain = try keys[place(of: wrapped.keyID)].derived(for: "wrap").open(wrapped, context: owner)
    guard plain.count == SecretKey.size else { throw Refusal.malformedSealedValue }
    return DataKey(SecretKey(plain), wrapped)
  }

  private func place(of id: String) throws -> Int {
    guard let place = keys.firstIndex(where: { $0.id == id }) else { throw Refusal.unknownKey(id) }
    return place
  }
}

/// The key of one owner's values, stored only wrapped by a master key.
public struct DataKey: Sendable {
  /// What is stored of it.
  public let wrapped: SealedValue
  fileprivate let key: SecretKey

  init(_ key: SecretKey, _ wrapped: SealedValue) {
    self.key = key
    self.wrapped = wrapped
  }

  /// Seals a value of the owner; `context` as in ``KeyRing/seal(_:context:)``.
  public func seal(_ plain: [UInt8], context: String) -> SealedValue {
    key.seal(plain, keyID: key.id, context: context)
  }

  /// Opens a value of the owner. Throws as ``KeyRing/open(_:context:)``.
  public func open(_ sealed: SealedValue, context: String) throws -> [UInt8] {
    guard sealed.keyID == key.id else { throw Refusal.unknownKey(sealed.keyID) }
    return try key.open(sealed, context: context)
  }
}
