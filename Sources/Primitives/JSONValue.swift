/// A JSON value as the file wrote it: keys in their order, numbers as their text.
///
/// Two values are equal when they were written with the same bytes for every key, text and number; `1` and `1.0`
/// are different values, as are two spellings of é.
public indirect enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number as its text of RFC 8259: no value is lost, and none goes through binary floating point.
  case number(String)
  /// A text, escapes resolved.
  case string(String)
  /// The elements in order.
  case array([JSONValue])
  /// The members in order, no key twice where the value was read.
  case object([Member])

  /// One key of an object with its value.
  public struct Member: Sendable, Hashable {
    /// The key, compared byte for byte.
    public let key: ByteText
    /// Its value.
    public let value: JSONValue

    /// Makes a member.
    public init(_ key: ByteText, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

extension JSONValue {
  /// A whole number.
  public static func integer(_ value: some BinaryInteger & Sendable) -> JSONValue { .number(String(value)) }

  /// The members, where this is an object.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements, where this is an array.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text, where this is a string.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth, where this is `true` or `false`.
  public var bool: Bool? {
    if case .bool(let truth) = self { truth } else { nil }
  }

  /// The text of the number, where this is one.
  public var number: String? {
    if case .number(let text) = self { text } else { nil }
  }

  /// The whole number, where this is one written without point and exponent that fits `Int`.
  public var integer: Int? {
    guard let number, !number.utf8.contains(where: { !ASCII.isDigit($0) && $0 != ASCII.hyphen }) else { return nil }
    return Int(number)
  }

  /// The value of a key, where this is an object that has it.
  public subscript(key: ByteText) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  /// What sort of value it is, for messages: never the value itself.
  public var sort: Bilingual {
    switch self {
    case .null: Bilingual("空值 null", "null")
    case .bool: Bilingual("布尔值", "a boolean")
    case .number: Bilingual("数字", "a number")
    case .string: Bilingual("字符串", "a string")
    case .array: Bilingual("数组", "an array")
    case .object: Bilingual("对象", "an object")
    }
  }
}

extension JSONValue: Hashable {
  /// Whether two values were written alike, byte for byte.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left.utf8.elementsEqual(right.utf8)
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Feeds the bytes by which values are compared.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let truth): hasher.combine(truth)
    case .number(let text), .string(let text): hasher.combine(ByteText(text))
    case .array(let elements): hasher.combine(elements)
    case .object(let members): hasher.combine(members)
    }
  }
}
