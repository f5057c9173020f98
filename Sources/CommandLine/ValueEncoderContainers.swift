import Primitives

/// Writes a scalar as what JSON has for it. The standard types reach it through `singleValueContainer` too, so the
/// other containers hand every value to a new node.
struct SingleWriter: SingleValueEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { node.set(.null) }
  func encode(_ value: Bool) { node.set(.bool(value)) }
  func encode(_ value: String) { node.set(.string(value)) }
  func encode(_ value: Int) { node.set(.integer(value)) }
  func encode(_ value: Int8) { node.set(.integer(value)) }
  func encode(_ value: Int16) { node.set(.integer(value)) }
  func encode(_ value: Int32) { node.set(.integer(value)) }
  func encode(_ value: Int64) { node.set(.integer(value)) }
  func encode(_ value: UInt) { node.set(.integer(value)) }
  func encode(_ value: UInt8) { node.set(.integer(value)) }
  func encode(_ value: UInt16) { node.set(.integer(value)) }
  func encode(_ value: UInt32) { node.set(.integer(value)) }
  func encode(_ value: UInt64) { node.set(.integer(value)) }
  func encode(_ value: Float) throws { try encode(Double(value)) }

  func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "JSON has no such number"))
    }
    node.set(.number("\(value)"))
  }

  func encode(_ value: some Encodable) throws { try node.encode(value) }
}

/// Writes the elements of an array.
struct UnkeyedWriter: UnkeyedEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }
  var count: Int { node.count }

  func encodeNil() { node.element().set(.null) }
  func encode(_ value: some Encodable) throws { try node.element().encode(value) }

  func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.element().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { node.element().unkeyedContainer() }
  func superEncoder() -> any Encoder { node.element() }
}

/// Writes the members of an object.
struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { node.member(key).set(.null) }
  func encode(_ value: some Encodable, forKey key: Key) throws { try node.member(key).encode(value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { node.member(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { node.member(key).unkeyedContainer() }
  func superEncoder() -> any Encoder { node.member(SuperKey.super) }
  func superEncoder(forKey key: Key) -> any Encoder { node.member(key) }
}

private enum SuperKey: String, CodingKey { case `super` }
