import Primitives

/// Encodes any value into a ``JSONValue`` whose members keep the order in which they were written, which `JSONEncoder`
/// does not do; keys of dictionaries have no order and are sorted by their bytes.
enum ValueEncoder {
  /// The value as JSON.
  ///
  /// - Throws: what the value's own encoding throws.
  static func value(_ value: any Encodable) throws -> JSONValue {
    let node = JSONNode()
    try node.encode(value)
    return node.value
  }
}

private protocol Unordered {}

extension Dictionary: Unordered {}

/// A place in the tree that is being written; a class, since containers write after they were handed out.
final class JSONNode: Encoder {
  private enum Shape {
    case scalar(JSONValue), array, object
  }

  private var shape = Shape.object
  private var isSorted = false
  private var elements: [JSONNode] = []
  private var members: [(key: String, node: JSONNode)] = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// How many elements were written.
  var count: Int { elements.count }

  /// The tree as a value.
  var value: JSONValue {
    switch shape {
    case .scalar(let value): return value
    case .array: return .array(elements.map(\.value))
    case .object:
      let values = members.map { JSONValue.Member(ByteText($0.key), $0.node.value) }
      return .object(isSorted ? values.sorted { $0.key < $1.key } : values)
    }
  }

  func encode(_ value: any Encodable) throws {
    isSorted = value is any Unordered
    try value.encode(to: self)
  }

  func set(_ value: JSONValue) { shape = .scalar(value) }

  func element() -> JSONNode {
    let node = JSONNode()
    elements.append(node)
    return node
  }

  func member(_ key: any CodingKey) -> JSONNode {
    let node = JSONNode()
    members.append((key.stringValue, node))
    return node
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedWriter<Key>(node: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    shape = .array
    return UnkeyedWriter(node: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleWriter(node: self) }
}
