import Primitives

/// The shape of an input or an output, derived from its type.
public indirect enum Schema: Sendable, Hashable {
  /// A text, with the name of its form where it has one (`path`, `day`, `money` …).
  case string(format: String?)
  /// A whole number.
  case integer
  /// True or false.
  case boolean
  /// One of listed texts.
  case choice([String])
  /// Any number of values of one shape.
  case array(Schema)
  /// Named values of one shape.
  case map(Schema)
  /// An object of named fields.
  case object([Field])

  /// A field of an object.
  public struct Field: Sendable, Hashable {
    /// The field's name.
    public let name: String
    /// Its shape.
    public let schema: Schema
    /// Whether it must be given.
    public let isRequired: Bool

    /// Makes a field.
    public init(name: String, schema: Schema, isRequired: Bool) {
      self.name = name
      self.schema = schema
      self.isRequired = isRequired
    }
  }

  /// The fields, where this is an object.
  public var fields: [Field] {
    if case .object(let fields) = self { fields } else { [] }
  }

  /// The schema as JSON Schema words it (draft 2020-12, which OpenAPI 3.1 uses).
  public var jsonValue: JSONValue {
    switch self {
    case .string(let format):
      .object([pair("type", .string("string"))] + (format.map { [pair("format", .string($0))] } ?? []))
    case .integer: .object([pair("type", .string("integer"))])
    case .boolean: .object([pair("type", .string("boolean"))])
    case .choice(let values):
      .object([pair("type", .string("string")), pair("enum", .array(values.map(JSONValue.string)))])
    case .array(let element): .object([pair("type", .string("array")), pair("items", element.jsonValue)])
    case .map(let value): .object([pair("type", .string("object")), pair("additionalProperties", value.jsonValue)])
    case .object(let fields): objectValue(fields)
    }
  }

  private func objectValue(_ fields: [Field]) -> JSONValue {
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    return .object([
      pair("type", .string("object")),
      pair("properties", .object(fields.map { pair($0.name, $0.schema.jsonValue) })),
      pair("required", .array(required)),
      pair("additionalProperties", .bool(false)),
    ])
  }

  private func pair(_ key: String, _ value: JSONValue) -> JSONValue.Member { JSONValue.Member(ByteText(key), value) }
}

/// A scalar that states its own schema, since its coding tells only that it is a text or a number.
public protocol SchemaStating {
  /// Its schema.
  static var schema: Schema { get }
  /// Any valid value, with which a type that holds one can be decoded.
  static var example: Self { get }
}

extension ByteText: SchemaStating {
  /// A text compared byte for byte.
  public static var schema: Schema { .string(format: nil) }
  /// Any text.
  public static var example: ByteText { "text" }
}

extension Identifier: SchemaStating {
  /// A text made by the program.
  public static var schema: Schema { .string(format: "identifier") }
  /// Any identifier.
  public static var example: Identifier { Identifier("0") }
}
