import Primitives
import Sealing
import Store

/// Finds or registers people, once each.
struct PersonRegistrar {
  private static let hashPurpose = "person.citizen-id"
  private static let sealContext = "person.citizen-id"
  private let call: WriteCall
  private let keys: KeyRing

  init(_ call: WriteCall) throws {
    self.call = call
    keys = try call.keyRing()
  }

  /// The person with a citizen ID, nil for one who is not registered.
  func known(_ citizenID: CitizenID) throws -> PersonRow? {
    let hash = keys.keyedHash(Array(citizenID.number.utf8), purpose: Self.hashPurpose)
    return try PersonStore.find(hash: hash, in: call.connection)
  }

  /// The person with a citizen ID, registered if new.
  func person(name: String, citizenID: CitizenID, employer: EmployerID?) throws -> PersonRow {
    let bytes = Array(citizenID.number.utf8)
    let hash = keys.keyedHash(bytes, purpose: Self.hashPurpose)
    if let known = try PersonStore.find(hash: hash, in: call.connection) { return known }
    let id: PersonID = call.newIdentifier()
    let dataKey = keys.newDataKey(owner: id.text)
    let person = PersonRow(
      id: id, name: name, citizenIDHash: hash, citizenID: dataKey.seal(bytes, context: Self.sealContext),
      dataKey: dataKey.wrapped, employer: employer)
    try PersonStore.insert(person, at: call.environment.instant, in: call.transaction)
    return person
  }

  /// A person's citizen ID, opened; nil where it is erased.
  static func citizenID(of person: PersonRow, _ keys: KeyRing, today: CalendarDay) throws -> CitizenID? {
    guard let dataKey = try dataKey(of: person, keys) else { return nil }
    let bytes = try dataKey.open(person.citizenID, context: sealContext)
    return try CitizenID(String(decoding: bytes, as: UTF8.self), today: today)
  }

  /// A person's data key, nil where it is destroyed.
  private static func dataKey(of person: PersonRow, _ keys: KeyRing) throws -> DataKey? {
    try person.dataKey.map { try keys.dataKey($0, owner: person.id.text) }
  }

  /// What a person is found by and the person's wrapped data key, as the key that seals makes them; nil for an erased one.
  static func renewed(_ person: PersonRow, _ keys: KeyRing) throws -> (hash: KeyedHash, dataKey: SealedValue)? {
    guard let dataKey = try dataKey(of: person, keys) else { return nil }
    let bytes = try dataKey.open(person.citizenID, context: sealContext)
    return (keys.keyedHash(bytes, purpose: hashPurpose), keys.rewrapped(dataKey, owner: person.id.text))
  }
}
