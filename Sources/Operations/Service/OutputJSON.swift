import Primitives

/// Answers as compact JSON bytes, members in the order in which their types declare them.
///
/// It writes while the value encodes itself, without a tree between: an answer of a few hundred bytes takes some
/// microseconds, a tenth of what Foundation's encoder takes.
public enum OutputJSON {
  /// The bytes of a value.
  ///
  /// - Throws: what the value's own encoding throws.
  public static func bytes(of value: any Encodable) throws -> [UInt8] {
    let sink = JSONSink()
    try sink.write(value)
    return sink.bytes
  }
}

/// The bytes that are being written; a class, since containers share it.
private final class JSONSink {
  var bytes: [UInt8] = []
  /// The containers that are open, each with the bracket that closes it.
  private var open: [UInt8] = []
  /// Whether the next element or member is the first of its container.
  private var isFirst = true

  init() { bytes.reserveCapacity(512) }

  /// Writes a whole value and closes whatever it opened.
  func write(_ value: any Encodable) throws {
    switch value {
    case let text as String: string(text.utf8)
    case let number as Int: raw(String(number))
    case let truth as Bool: raw(truth ? "true" : "false")
    case let text as ByteText: string(text.bytes)
    case let map as [String: String]: write(map)
    case let words as Bilingual: write(words)
    case let done as DoneOutput where done.late == nil: write(done)
    default:
      let (depth, start) = (open.count, bytes.count)
      try value.encode(to: JSONStreamEncoder(sink: self))
      // A type that asks for no container has no members.
      if bytes.count == start { raw("{}") }
      close(to: depth)
    }
  }

  /// Texts in two languages are all over answers, and what most acts answer is little more: the containers of an encoder
  /// take longer than their content.
  private func write(_ words: Bilingual) {
    begin(object: true)
    member("zh")
    string(words.zh.utf8)
    member("en")
    string(words.en.utf8)
    close()
  }

  private func write(_ done: DoneOutput) {
    begin(object: true)
    member("subject")
    string(done.subject.utf8)
    member("done")
    write(done.done)
    close()
  }

  /// Dictionaries have no order, so their keys are sorted: equal answers are equal bytes.
  private func write(_ map: [String: String]) {
    begin(object: true)
    for key in map.keys.sorted(by: { ByteText($0) < ByteText($1) }) {
      member(key)
      string((map[key] ?? "").utf8)
    }
    close()
  }

  func begin(object: Bool) {
    bytes.append(UInt8(ascii: object ? "{" : "["))
    open.append(UInt8(ascii: object ? "}" : "]"))
    isFirst = true
  }

  func close() {
    if let bracket = open.popLast() { bytes.append(bracket) }
    isFirst = false
  }

  /// How many containers are open.
  var depth: Int { open.count }

  /// Closes containers until so many are open: those that an earlier sibling left.
  func close(to depth: Int) { while open.count > depth { close() } }

  func element() {
    if !isFirst { bytes.append(ASCII.comma) }
    isFirst = false
  }

  func member(_ key: String) {
    element()
    string(key.utf8)
    bytes.append(ASCII.colon)
  }

  func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  func string(_ text: some Collection<UInt8>) {
    bytes.append(ASCII.quote)
    if text.contains(where: { $0 < 0x20 || $0 == ASCII.quote || $0 == ASCII.backslash }) {
      for byte in text { escaped(byte) }
    } else {
      bytes.append(contentsOf: text)
    }
    bytes.append(ASCII.quote)
  }

  private func escaped(_ byte: UInt8) {
    switch byte {
    case ASCII.quote: raw("\\\"")
    case ASCII.backslash: raw("\\\\")
    case ASCII.lineFeed: raw("\\n")
    case ASCII.carriageReturn: raw("\\r")
    case ASCII.tab: raw("\\t")
    case 0..<0x20: raw((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
    default: bytes.append(byte)
    }
  }
}

private struct JSONStreamEncoder: Encoder {
  let sink: JSONSink
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    sink.begin(object: true)
    return KeyedEncodingContainer(KeyedStream<Key>(sink: sink, depth: sink.depth))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    sink.begin(object: false)
    return UnkeyedStream(sink: sink, depth: sink.depth)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleStream(sink: sink) }
}

private struct KeyedStream<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: JSONSink
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  private func member(_ key: Key) {
    sink.close(to: depth)
    sink.member(key.stringValue)
  }

  func encodeNil(forKey key: Key) throws {
    member(key)
    sink.raw("null")
  }

  func encode(_ value: String, forKey key: Key) throws {
    member(key)
    sink.string(value.utf8)
  }

  func encode(_ value: Int, forKey key: Key) throws {
    member(key)
    sink.raw(String(value))
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    member(key)
    try sink.write(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    member(key)
    return JSONStreamEncoder(sink: sink).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    member(key)
    return JSONStreamEncoder(sink: sink).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { JSONStreamEncoder(sink: sink) }

  func superEncoder(forKey key: Key) -> any Encoder {
    member(key)
    return JSONStreamEncoder(sink: sink)
  }
}

private struct UnkeyedStream: UnkeyedEncodingContainer {
  let sink: JSONSink
  let depth: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(sink: JSONSink, depth: Int) {
    self.sink = sink
    self.depth = depth
  }

  private mutating func element() {
    sink.close(to: depth)
    sink.element()
    count += 1
  }

  mutating func encodeNil() throws {
    element()
    sink.raw("null")
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    element()
    try sink.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    element()
    return JSONStreamEncoder(sink: sink).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    element()
    return JSONStreamEncoder(sink: sink).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    element()
    return JSONStreamEncoder(sink: sink)
  }
}

private struct SingleStream: SingleValueEncodingContainer {
  let sink: JSONSink
  var codingPath: [any CodingKey] { [] }

  func encodeNil() throws { sink.raw("null") }
  func encode(_ value: Bool) throws { sink.raw(value ? "true" : "false") }
  func encode(_ value: String) throws { sink.string(value.utf8) }
  func encode(_ value: Int) throws { sink.raw(String(value)) }
  func encode(_ value: Int8) throws { sink.raw(String(value)) }
  func encode(_ value: Int16) throws { sink.raw(String(value)) }
  func encode(_ value: Int32) throws { sink.raw(String(value)) }
  func encode(_ value: Int64) throws { sink.raw(String(value)) }
  func encode(_ value: UInt) throws { sink.raw(String(value)) }
  func encode(_ value: UInt8) throws { sink.raw(String(value)) }
  func encode(_ value: UInt16) throws { sink.raw(String(value)) }
  func encode(_ value: UInt32) throws { sink.raw(String(value)) }
  func encode(_ value: UInt64) throws { sink.raw(String(value)) }
  // Nothing that the system answers is floating point; the protocol asks for them all the same.
  func encode(_ value: Double) throws { sink.raw("\(value)") }
  func encode(_ value: Float) throws { sink.raw("\(value)") }
  func encode<Value: Encodable>(_ value: Value) throws { try sink.write(value) }
}
