/// Derives the schema of a `Decodable` type by decoding it from example values and writing down what it asks for.
///
/// It sees keys, types and optionality of any synthesized decoding. Types that would refuse an example state their
/// schema themselves (``SchemaStating``); enumerations of texts are found by their cases.
public enum SchemaReader {
  /// The schema of a type.
  ///
  /// - Throws: what decoding throws where a type refuses the example values; a test derives every schema.
  public static func schema<Value: Decodable>(of type: Value.Type) throws -> Schema {
    try example(type).schema
  }

  /// An example value with the schema that decoding it revealed.
  fileprivate static func example<Value: Decodable>(_ type: Value.Type) throws -> (value: Value, schema: Schema) {
    if let stating = type as? any (SchemaStating & Decodable).Type, let value = stating.example as? Value {
      return (value, stating.schema)
    }
    if let choice = type as? any CaseIterable.Type, let found = firstCase(choice, as: type) { return found }
    let recorder = Recorder()
    let value = try type.init(from: recorder)
    return (value, recorder.schema)
  }

  private static func firstCase<Value>(_ type: any CaseIterable.Type, as: Value.Type) -> (Value, Schema)? {
    func values<Choice: CaseIterable>(_ choice: Choice.Type) -> [Any] { Array(choice.allCases) }
    let all = values(type)
    let texts = all.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    guard let first = all.first as? Value, texts.count == all.count else { return nil }
    return (first, .choice(texts))
  }
}

/// What one decoding wrote down; a class, since containers share it.
private final class Recorder: Decoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  var schema: Schema = .object([])

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedRecorder<Key>(recorder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { UnkeyedRecorder(recorder: self) }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleRecorder(recorder: self) }

  func add(_ name: String, _ schema: Schema, isRequired: Bool) {
    let field = Schema.Field(name: name, schema: schema, isRequired: isRequired)
    self.schema = .object(self.schema.fields + [field])
  }
}

private struct KeyedRecorder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let recorder: Recorder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { Key(stringValue: "key").map { [$0] } ?? [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let found = try SchemaReader.example(type)
    recorder.add(key.stringValue, found.schema, isRequired: true)
    return found.value
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { note(key, .boolean, true) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { note(key, .string(format: nil), "text") }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { note(key, .integer, 1) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { note(key, .integer, 1) }

  private func note<Value>(_ key: Key, _ schema: Schema, _ value: Value) -> Value {
    recorder.add(key.stringValue, schema, isRequired: true)
    return value
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    recorder.add(key.stringValue, try SchemaReader.example(type).schema, isRequired: false)
    return nil
  }

  // The standard library gives the scalar types overloads of their own, so that the generic one is not called.
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { optional(key, .boolean) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { optional(key, .string(format: nil)) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { optional(key, .integer) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { optional(key, .integer) }

  private func optional<Value>(_ key: Key, _ schema: Schema) -> Value? {
    recorder.add(key.stringValue, schema, isRequired: false)
    return nil
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw Unsupported.nesting }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw Unsupported.nesting }
  func superDecoder() throws -> any Decoder { throw Unsupported.nesting }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw Unsupported.nesting }
}

private struct UnkeyedRecorder: UnkeyedDecodingContainer {
  let recorder: Recorder
  var codingPath: [any CodingKey] { [] }
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex > 0 }
  private(set) var currentIndex = 0

  init(recorder: Recorder) { self.recorder = recorder }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let found = try SchemaReader.example(type)
    recorder.schema = .array(found.schema)
    currentIndex += 1
    return found.value
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { throw Unsupported.nesting }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Unsupported.nesting }
  mutating func superDecoder() throws -> any Decoder { throw Unsupported.nesting }
}

private struct SingleRecorder: SingleValueDecodingContainer {
  let recorder: Recorder
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let found = try SchemaReader.example(type)
    recorder.schema = found.schema
    return found.value
  }

  func decode(_ type: Bool.Type) throws -> Bool { note(.boolean, true) }
  func decode(_ type: String.Type) throws -> String { note(.string(format: nil), "text") }
  func decode(_ type: Int.Type) throws -> Int { note(.integer, 1) }
  func decode(_ type: Int64.Type) throws -> Int64 { note(.integer, 1) }

  private func note<Value>(_ schema: Schema, _ value: Value) -> Value {
    recorder.schema = schema
    return value
  }
}

private enum Unsupported: Error { case nesting }
