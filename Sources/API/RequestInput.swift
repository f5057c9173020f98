import Foundation
import HTTPServer
import Operations
import Primitives

/// An operation's input as a request gives it.
struct RequestInput {
  /// The input as JSON.
  let json: Data
  /// What tells two requests apart: the input, with the digests of its files in the place of their paths.
  let identity: Data
  /// The wanted part of a list.
  let shape: ListShape?
  /// The request's files.
  let uploads: Uploads?
}

/// Reads the input of an operation out of the path, the query and the body, by the operation's schema.
///
/// No value is ever repeated in a message: it may be somebody's ID number.
struct InputReader {
  private let entry: CatalogueEntry
  private let form: ListForm?
  private let spool: String
  private var values: [String: JSONValue] = [:]
  private var digests: [String: JSONValue] = [:]
  private var shape: ListShape?
  private var uploads: Uploads?
  private var isJSON = false

  init(_ entry: CatalogueEntry, spool: String) {
    self.entry = entry
    self.spool = spool
    form = ListForm(entry)
    shape = form == nil ? nil : ListShape()
  }

  /// The input.
  ///
  /// - Throws: a ``Refusal`` of kind wrong use.
  static func input(
    of entry: CatalogueEntry, path: [(field: String, value: String)], query: [HTTPItem], body: HTTPBody,
    contentType: String?, spool: String
  ) throws -> RequestInput {
    var reader = InputReader(entry, spool: spool)
    for (field, value) in path { try reader.take(field, value) }
    for item in query { try reader.takeQuery(item) }
    if entry.route?.method != .get { try reader.takeBody(body, contentType) }
    return try reader.result()
  }

  private mutating func result() throws -> RequestInput {
    let fields = entry.input.fields
    // A query and a form have no way to write a list without elements.
    for field in fields where !isJSON && values[field.name] == nil && field.isRequired {
      if case .array = field.schema { values[field.name] = .array([]) }
    }
    for field in fields where field.isRequired && values[field.name] == nil && !field.schema.isResultFolder {
      throw InputRefusals.missing(field.name)
    }
    let members = fields.compactMap { field in values[field.name].map { JSONValue.Member(ByteText(field.name), $0) } }
    let identity = members.map { .init($0.key, digests[$0.key.string] ?? $0.value) as JSONValue.Member }
    let json = Data(JSONValue.object(members).compactBytes)
    return RequestInput(
      json: json, identity: digests.isEmpty ? json : Data(JSONValue.object(identity).compactBytes), shape: shape,
      uploads: uploads)
  }

  private func field(_ name: String) -> Schema.Field? { entry.input.fields.first { $0.name == name } }

  // MARK: Path and query

  private mutating func take(_ name: String, _ text: String) throws {
    guard let field = field(name) else { throw InputRefusals.unknown(name) }
    let value = try Self.value(text, field.schema.element, name)
    guard case .array = field.schema else {
      guard values.updateValue(value, forKey: name) == nil else { throw InputRefusals.repeated(name) }
      return
    }
    values[name] = .array((values[name]?.elements ?? []) + [value])
  }

  private mutating func takeQuery(_ item: HTTPItem) throws {
    if field(item.name) != nil, entry.route?.method == .get { return try take(item.name, item.value) }
    guard var shape else { throw InputRefusals.unknown(item.name) }
    try take(item, &shape)
    self.shape = shape
  }

  private func take(_ item: HTTPItem, _ shape: inout ListShape) throws {
    switch item.name {
    case "limit":
      guard let limit = Int(item.value), (1...ListShape.largestLimit).contains(limit) else {
        throw InputRefusals.malformed("limit")
      }
      shape.limit = limit
    case "cursor": shape.cursor = item.value
    case "q": shape.search = item.value
    case "sort": shape.order = try order(item.value)
    default:
      guard form?.fields.contains(where: { $0.name == item.name }) == true else {
        throw InputRefusals.unknown(item.name)
      }
      guard shape.filters.updateValue(item.value, forKey: item.name) == nil else {
        throw InputRefusals.repeated(item.name)
      }
    }
  }

  private func order(_ text: String) throws -> [ListShape.Key] {
    try text.split(separator: ",").map { word in
      let name = word.hasPrefix("-") ? String(word.dropFirst()) : String(word)
      guard form?.fields.contains(where: { $0.name == name }) == true else { throw InputRefusals.malformed("sort") }
      return ListShape.Key(field: name, isDescending: word.hasPrefix("-"))
    }
  }

  private static func value(_ text: String, _ schema: Schema, _ name: String) throws -> JSONValue {
    switch schema {
    case .integer:
      guard let number = Int64(text) else { throw InputRefusals.malformed(name) }
      return .integer(number)
    case .boolean:
      guard text == "true" || text == "false" else { throw InputRefusals.malformed(name) }
      return .bool(text == "true")
    case .choice(let choices):
      guard choices.contains(text) else { throw InputRefusals.notOneOf(choices, name) }
      return .string(text)
    case .string: return .string(text)
    case .array, .map, .object: throw InputRefusals.malformed(name)
    }
  }

  // MARK: Body

  private mutating func takeBody(_ body: HTTPBody, _ contentType: String?) throws {
    switch body {
    case .none: return
    case .multipart(let parts): for part in parts { try take(part) }
    case .bytes(let bytes):
      guard !bytes.isEmpty else { return }
      guard let contentType, Self.isJSON(contentType) else { throw InputRefusals.mediaType }
      isJSON = true
      let value = try JSONValue(reading: bytes, file: "body")
      guard let members = value.members else { throw InputRefusals.malformed("body") }
      for member in members { try take(member.key.string, member.value) }
    }
  }

  private static func isJSON(_ contentType: String) -> Bool {
    let kind = contentType.split(separator: ";").first.map { $0.trimmingPrefix(while: { $0 == " " }) } ?? ""
    return kind.lowercased().trimmingCharacters(in: .whitespaces) == "application/json"
  }

  private mutating func take(_ name: String, _ value: JSONValue) throws {
    guard let field = field(name), !field.schema.isResultFolder else { throw InputRefusals.unknown(name) }
    guard values[name] == nil else { throw InputRefusals.repeated(name) }
    if case .null = value, !field.isRequired { return }
    if field.schema.isFileList {
      guard let elements = value.elements else { throw InputRefusals.malformed(name) }
      values[name] = .array([])
      digests[name] = .array([])
      for element in elements { try take(file: element, name) }
      return
    }
    if field.schema.isFile { return try take(file: value, name) }
    try Self.check(value, field.schema, name)
    values[name] = value
  }

  /// A file inside a JSON body: its name, and its content as text or in base64.
  private mutating func take(file value: JSONValue, _ name: String) throws {
    guard let members = value.members, members.allSatisfy({ ["name", "text", "base64"].contains($0.key) }),
      let fileName = value["name"]?.string, (value["text"] == nil) != (value["base64"] == nil)
    else { throw InputRefusals.file(name) }
    let bytes: [UInt8]
    if let text = value["text"] {
      guard let text = text.string else { throw InputRefusals.file(name) }
      bytes = Array(text.utf8)
    } else {
      guard let text = value["base64"]?.string, let data = Data(base64Encoded: text) else {
        throw InputRefusals.file(name)
      }
      bytes = Array(data)
    }
    try keep(name, fileName: fileName, ContentDigest.hex(of: bytes)) { try $0.keep(bytes, name: fileName) }
  }

  private mutating func take(_ part: HTTPPart) throws {
    guard let field = field(part.name), !field.schema.isResultFolder else { throw InputRefusals.unknown(part.name) }
    guard field.schema.isFile else {
      guard part.filename == nil, case .bytes(let bytes) = part.content,
        let text = String(validating: bytes, as: UTF8.self)
      else { throw InputRefusals.malformed(part.name) }
      return try take(part.name, text)
    }
    guard values[part.name] == nil || field.schema.isFileList else { throw InputRefusals.repeated(part.name) }
    let digest =
      switch part.content {
      case .bytes(let bytes): ContentDigest.hex(of: bytes)
      case .file(let path): try ContentDigest.hex(ofFile: path)
      }
    try keep(part.name, fileName: part.filename ?? part.name, digest) { try $0.keep(part) }
  }

  private mutating func keep(
    _ name: String, fileName: String, _ digest: String, _ write: (Uploads) throws -> String
  ) throws {
    let uploads = try uploads ?? Uploads(below: spool)
    self.uploads = uploads
    let (path, mark) = (JSONValue.string(try write(uploads)), JSONValue.string(Uploads.safe(fileName) + "/" + digest))
    guard field(name)?.schema.isFileList == true else {
      (values[name], digests[name]) = (path, mark)
      return
    }
    values[name] = .array((values[name]?.elements ?? []) + [path])
    digests[name] = .array((digests[name]?.elements ?? []) + [mark])
  }

  /// Whether a value has a shape; what its text must look like is told by the operation itself.
  private static func check(_ value: JSONValue, _ schema: Schema, _ name: String) throws {
    switch (schema, value) {
    case (.string, .string), (.boolean, .bool): return
    case (.integer, .number): guard value.integer != nil else { throw InputRefusals.malformed(name) }
    case (.choice(let choices), .string(let text)):
      guard choices.contains(text) else { throw InputRefusals.notOneOf(choices, name) }
    case (.array(let element), .array(let elements)): for element_ in elements { try check(element_, element, name) }
    case (.map(let element), .object(let members)): for member in members { try check(member.value, element, name) }
    case (.object(let fields), .object(let members)):
      for member in members {
        guard let field = fields.first(where: { ByteText($0.name) == member.key }) else {
          throw InputRefusals.unknown(name)
        }
        try check(member.value, field.schema, name + "." + field.name)
      }
      for field in fields where field.isRequired && value[ByteText(field.name)] == nil {
        throw InputRefusals.missing(name + "." + field.name)
      }
    default: throw InputRefusals.malformed(name)
    }
  }
}

extension Schema {
  /// Whether it is a file that the request brings, or a list of files.
  var isFile: Bool { element == .string(format: "path") }
  /// Whether it is a list of files, each a part of the same name.
  var isFileList: Bool { isFile && self != element }
  /// Whether it is a folder that the answer's files come in.
  var isResultFolder: Bool { self == .string(format: "result-folder") }
  /// The shape of one of the values.
  fileprivate var element: Schema { if case .array(let element) = self { element } else { self } }
}

/// What is refused about a request's input.
enum InputRefusals {
  static func missing(_ field: String) -> Refusal {
    make("input.missing", Bilingual("缺少字段 \(shown(field))", "the field \(shown(field)) is missing"))
  }

  static func unknown(_ field: String) -> Refusal {
    make("input.unknown", Bilingual("没有字段 \(shown(field))", "there is no field \(shown(field))"))
  }

  static func repeated(_ field: String) -> Refusal {
    make("input.repeated", Bilingual("字段 \(shown(field)) 出现多次", "the field \(shown(field)) is given more than once"))
  }

  static func malformed(_ field: String) -> Refusal {
    make("input.malformed", Bilingual("字段 \(shown(field)) 的写法不对", "the field \(shown(field)) is malformed"))
  }

  static func notOneOf(_ choices: [String], _ field: String) -> Refusal {
    let list = choices.joined(separator: ", ")
    return make(
      "input.malformed", Bilingual("字段 \(shown(field)) 须为下列之一：\(list)", "\(shown(field)) is one of: \(list)"))
  }

  static func file(_ field: String) -> Refusal {
    make(
      "input.file",
      Bilingual(
        "文件字段 \(shown(field)) 须为 {\"name\", \"text\"} 或 {\"name\", \"base64\"}，或用 multipart 上传",
        "the file \(shown(field)) is {\"name\", \"text\"} or {\"name\", \"base64\"}, or a part of multipart/form-data"))
  }

  static let mediaType = Refusal(
    "http.415", kind: .wrongUse,
    message: Bilingual(
      "请求体须为 application/json 或 multipart/form-data", "the body is application/json or multipart/form-data"),
    remedy: Bilingual("设置 Content-Type", "set Content-Type"))

  /// A name that a stranger wrote is shown only as far as it is harmless.
  private static func shown(_ field: String) -> String {
    String(
      field.unicodeScalars.prefix(60).filter {
        $0.properties.isAlphabetic || "0123456789.-_".unicodeScalars.contains($0)
      })
  }

  private static func make(_ code: String, _ message: Bilingual) -> Refusal {
    Refusal(
      code, kind: .wrongUse, message: message,
      remedy: Bilingual("/api/v1/openapi.json 说明各字段", "/api/v1/openapi.json tells the fields"))
  }
}
