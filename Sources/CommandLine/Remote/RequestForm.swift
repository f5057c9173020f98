import Foundation
import HTTPClient
import Operations
import Primitives

/// An operation's input, taken apart into what stands in the path, in the query, in the body and in files.
struct RequestForm {
  /// The path below the API's root, encoded.
  let path: String
  /// The encoded items of the query.
  let query: [String]
  /// What the body holds beside files, in the order of the input.
  let fields: [JSONValue.Member]
  /// Fields that are files, a list of files as several fields of one name.
  let files: [(name: String, path: FilePath)]
  /// The field for the folder that the answer's files come in, and the folder.
  let result: (field: String, folder: ResultFolder)?

  /// Takes an input apart.
  ///
  /// - Throws: a ``Refusal`` of kind wrong use where the path lacks a value.
  init(_ entry: CatalogueEntry, _ route: Route, _ input: JSONValue) throws {
    let members = input.members ?? []
    let texts = Dictionary(members.map { ($0.key.string, $0.value.texts.first ?? "") }) { first, _ in first }
    guard let path = route.path(values: texts) else {
      throw ServerFaults.incomplete(route.fields.first { texts[$0, default: ""].isEmpty } ?? "")
    }
    self.path = path
    let inPath = Set(route.fields)
    let rest = members.filter { !inPath.contains($0.key.string) }
    let formats = Dictionary(entry.input.fields.map { ($0.name, $0.schema) }) { first, _ in first }
    let resultField = JobForm.resultField(entry)
    result = rest.first { $0.key.string == resultField }.map {
      ($0.key.string, ResultFolder($0.value.string ?? ""))
    }
    files = rest.filter { [FilePath.schema, .array(FilePath.schema)].contains(formats[$0.key.string]) }
      .flatMap { member in member.value.texts.map { (member.key.string, FilePath($0)) } }
    let fileNames = Set(files.map(\.name))
    let plain = rest.filter { $0.key.string != resultField && !fileNames.contains($0.key.string) }
    query = route.method == .get ? plain.flatMap(Self.items) : []
    fields = route.method == .get ? [] : plain
  }

  private static func items(_ member: JSONValue.Member) -> [String] {
    member.value.texts.map { PercentEncoding.value(member.key.string) + "=" + PercentEncoding.value($0) }
  }

  /// The body where there are no files.
  var content: HTTPRequest.Content {
    fields.isEmpty ? .none : .bytes(JSONValue.object(fields).compactBytes, type: "application/json")
  }

  /// The body where there are files, put together in a folder; nil where there are none.
  ///
  /// - Throws: a ``Refusal``, of a file as the operation itself would give it.
  func form(in folder: String) throws -> MultipartForm? {
    guard !files.isEmpty else { return nil }
    for file in files { try file.path.checkReadable() }
    let texts = fields.flatMap { field in
      field.value.texts.map { MultipartForm.Part.text(name: field.key.string, $0) }
    }
    let parts = files.map {
      MultipartForm.Part.file(name: $0.name, path: $0.path.text, shown: $0.path.fileName)
    }
    return try MultipartForm(texts + parts, in: folder)
  }
}

extension JSONValue {
  /// The values of a field as texts: one for a scalar, one for each element of a list.
  fileprivate var texts: [String] {
    switch self {
    case .string(let text), .number(let text): [text]
    case .bool(let truth): [truth ? "true" : "false"]
    case .array(let elements): elements.flatMap(\.texts)
    case .null, .object: []
    }
  }
}
