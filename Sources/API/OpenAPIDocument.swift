import Operations
import Primitives

/// The API's description (OpenAPI 3.1), made of the same entries that the router is made of.
struct OpenAPIDocument {
  private let catalogue: Catalogue

  /// Describes a catalogue.
  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// The document as JSON.
  var bytes: [UInt8] { document.compactBytes }

  private var document: JSONValue {
    object([
      ("openapi", .string("3.1.0")),
      (
        "info",
        object([
          ("title", .string("齐鲁工匠 Qilu Craftsman")), ("version", .string("1")),
          ("description", .string(Self.introduction)),
        ])
      ),
      ("servers", .array([object([("url", .string(Door.root))])])),
      ("security", .array([object([("bearer", .array([]))]), object([("cookie", .array([]))])])),
      ("paths", paths), ("components", components),
    ])
  }

  private static let introduction = """
    Every operation of the system that is not bound to the machine. Bodies are JSON, or multipart/form-data where there \
    are files. Refusals are problem details (RFC 9457) with code, rule and both languages. Acts take an Idempotency-Key: \
    who repeats a request with its key gets the first answer. Answers have an ETag; an act takes the one that its caller saw \
    as If-Match. Lists come in pages: limit, cursor (from `next`), sort (`-field` descending), q (contained in any text), \
    and any field of an item with the value that it must have.
    """

  private var paths: JSONValue {
    var paths: [(String, JSONValue)] = []
    for entry in catalogue.entries {
      guard let route = entry.route else { continue }
      let item = (route.method.rawValue.lowercased(), operation(entry, route))
      if let index = paths.firstIndex(where: { $0.0 == route.path }), let members = paths[index].1.members {
        paths[index].1 = .object(members + [.init(ByteText(item.0), item.1)])
      } else {
        paths.append((route.path, object([item])))
      }
    }
    return object(paths)
  }

  private func operation(_ entry: CatalogueEntry, _ route: Route) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("operationId", .string(entry.name.replacing(" ", with: "-"))),
      ("summary", .string(entry.summary.en)),
      ("description", .string(entry.summary.zh + "\n\n" + Self.who(entry.access))),
      ("tags", .array([.string(String(entry.name.split(separator: " ")[0]))])),
      ("parameters", .array(parameters(entry, route))),
    ]
    if let body = body(entry, route) { members.append(("requestBody", body)) }
    if case .anyone = entry.access { members.append(("security", .array([]))) }
    members.append(("responses", responses(entry, route)))
    return object(members)
  }

  private static func who(_ access: Access) -> String {
    switch access {
    case .anyone: "Anyone."
    case .everyone: "Everybody who has signed in."
    case .roles(let roles): "Roles: " + roles.map(\.rawValue).joined(separator: ", ") + "."
    }
  }

  // MARK: Parameters

  private func parameters(_ entry: CatalogueEntry, _ route: Route) -> [JSONValue] {
    let fields = entry.input.fields
    var parameters = route.fields.compactMap { name in
      fields.first { $0.name == name }.map {
        parameter($0.name, "path", pathSchema($0.schema), note(entry, name), true)
      }
    }
    if route.method == .get {
      for field in fields where !route.fields.contains(field.name) {
        parameters.append(
          parameter(field.name, "query", field.schema.jsonValue, note(entry, field.name), isNeeded(field)))
      }
      if let form = ListForm(entry) { parameters += listParameters(form, taken: Set(fields.map(\.name))) }
    } else {
      let key = object([
        ("type", .string("string")), ("minLength", .integer(1)), ("maxLength", .integer(200)),
        ("pattern", .string("^[\\x21-\\x7e]+$")),
      ])
      parameters.append(
        parameter("Idempotency-Key", "header", key, "repeats with this key get the first answer", false))
    }
    return parameters
  }

  /// A query without a list's name tells the list without elements.
  private func isNeeded(_ field: Schema.Field) -> Bool {
    if case .array = field.schema { false } else { field.isRequired }
  }

  private func pathSchema(_ schema: Schema) -> JSONValue {
    guard case .string = schema, let members = schema.jsonValue.members else { return schema.jsonValue }
    return .object(members + [.init("minLength", .integer(1))])
  }

  private func listParameters(_ form: ListForm, taken: Set<String>) -> [JSONValue] {
    let text = Schema.string(format: nil).jsonValue
    let limit = object([
      ("type", .string("integer")), ("minimum", .integer(1)), ("maximum", .integer(ListShape.largestLimit)),
      ("default", .integer(ListShape.defaultLimit)),
    ])
    let names = form.fields.map(\.name)
    return [
      parameter("limit", "query", limit, "items of a page", false),
      parameter("cursor", "query", text, "`next` of the page before", false),
      parameter(
        "sort", "query", text,
        "fields, separated by commas, - before one that descends: \(names.joined(separator: ", "))", false),
      parameter("q", "query", text, "a text that one of the item's texts contains", false),
    ]
      + form.fields.filter { !taken.contains($0.name) && !["limit", "cursor", "sort", "q"].contains($0.name) }.map {
        field in
        parameter(field.name, "query", text, "only items with this \(field.name)", false)
      }
  }

  private func parameter(
    _ name: String, _ place: String, _ schema: JSONValue, _ help: String, _ isRequired: Bool
  ) -> JSONValue {
    object([
      ("name", .string(name)), ("in", .string(place)), ("required", .bool(isRequired)), ("description", .string(help)),
      ("schema", schema),
    ])
  }

  private func note(_ entry: CatalogueEntry, _ name: String) -> String {
    entry.notes.first { $0.name == name }?.help.en ?? name
  }

  // MARK: Bodies

  private func body(_ entry: CatalogueEntry, _ route: Route) -> JSONValue? {
    guard route.method != .get else { return nil }
    let fields = entry.input.fields.filter { !route.fields.contains($0.name) && !$0.schema.isResultFolder }
    guard !fields.isEmpty else { return nil }
    var content = [("application/json", media(bodySchema(entry, fields, file: Self.inlineFile)))]
    if fields.contains(where: { $0.schema.isFile }) {
      let file = object([("type", .string("string")), ("contentMediaType", .string("application/octet-stream"))])
      content.append(("multipart/form-data", media(bodySchema(entry, fields, file: file))))
    }
    return object([
      ("required", .bool(fields.contains { $0.isRequired })), ("content", object(content)),
    ])
  }

  private func bodySchema(_ entry: CatalogueEntry, _ fields: [Schema.Field], file: JSONValue) -> JSONValue {
    object([
      ("type", .string("object")),
      (
        "properties",
        object(
          fields.map { field in
            let list = object([("type", .string("array")), ("items", file)])
            let schema = field.schema.isFileList ? list : field.schema.isFile ? file : field.schema.jsonValue
            return (
              field.name, .object((schema.members ?? []) + [.init("description", .string(note(entry, field.name)))])
            )
          })
      ),
      ("required", .array(fields.filter(\.isRequired).map { .string($0.name) })),
      ("additionalProperties", .bool(false)),
    ])
  }

  private static let inlineFile: JSONValue = {
    let text = Schema.string(format: nil).jsonValue
    func member(_ name: ByteText, _ value: JSONValue) -> JSONValue.Member { JSONValue.Member(name, value) }
    let required: (String) -> JSONValue = { .object([member("required", .array([.string($0)]))]) }
    return .object([
      member("type", .string("object")),
      member("properties", .object([member("name", text), member("text", text), member("base64", text)])),
      member("required", .array([.string("name")])), member("oneOf", .array([required("text"), required("base64")])),
      member("additionalProperties", .bool(false)),
    ])
  }()

  private func responses(_ entry: CatalogueEntry, _ route: Route) -> JSONValue {
    var responses: [(String, JSONValue)] = [("200", answer(entry))]
    if route.method == .get {
      responses.append(("304", object([("description", .string("what the caller has is still the answer"))])))
    }
    if JobForm.runsAsJob(entry) || route.method != .get {
      responses.append(("202", jobAnswer))
    }
    for status in Problem.statuses {
      responses.append((String(status), object([("$ref", .string("#/components/responses/Problem"))])))
    }
    return object(responses)
  }

  private func answer(_ entry: CatalogueEntry) -> JSONValue {
    var schema = entry.output.jsonValue
    if ListForm(entry) != nil, let members = schema.members {
      let extra: [JSONValue.Member] = [
        .init("total", Schema.integer.jsonValue), .init("next", Schema.string(format: nil).jsonValue),
      ]
      schema = .object(
        members.map { member in
          member.key == "properties" ? .init(member.key, .object((member.value.members ?? []) + extra)) : member
        })
    }
    return object([
      ("description", .string("the answer")),
      ("headers", object([("ETag", object([("schema", Schema.string(format: nil).jsonValue)]))])),
      ("content", object([("application/json", media(schema))])),
    ])
  }

  private var jobAnswer: JSONValue {
    object([
      (
        "description",
        .string("a job that does it; Location names it (Prefer: respond-async, or answers that are files)")
      ),
      ("content", object([("application/json", media(object([("$ref", .string("#/components/schemas/Job"))])))])),
    ])
  }

  private func media(_ schema: JSONValue) -> JSONValue { object([("schema", schema)]) }

  // MARK: Components

  private var components: JSONValue {
    let text = Schema.string(format: nil)
    let bilingual = Schema.object([
      Schema.Field(name: "zh", schema: text, isRequired: true),
      Schema.Field(name: "en", schema: text, isRequired: true),
    ])
    let problem = Schema.object([
      Schema.Field(name: "type", schema: text, isRequired: true),
      Schema.Field(name: "title", schema: text, isRequired: true),
      Schema.Field(name: "status", schema: .integer, isRequired: true),
      Schema.Field(name: "detail", schema: text, isRequired: true),
      Schema.Field(name: "code", schema: text, isRequired: true),
      Schema.Field(name: "message", schema: bilingual, isRequired: true),
      Schema.Field(name: "remedy", schema: bilingual, isRequired: true),
      Schema.Field(name: "rule", schema: text, isRequired: false),
      Schema.Field(name: "document", schema: bilingual, isRequired: false),
      Schema.Field(name: "article", schema: text, isRequired: false),
      Schema.Field(
        name: "location",
        schema: .object([
          Schema.Field(name: "file", schema: text, isRequired: true),
          Schema.Field(name: "line", schema: .integer, isRequired: false),
          Schema.Field(name: "column", schema: text, isRequired: false),
        ]), isRequired: false),
    ])
    let answer = object([
      ("description", .string("why it was not done, and what to do")),
      (
        "content",
        object([("application/problem+json", media(object([("$ref", .string("#/components/schemas/Problem"))])))])
      ),
    ])
    return object([
      ("schemas", object([("Problem", problem.jsonValue), ("Job", JobForm.schema.jsonValue)])),
      ("responses", object([("Problem", answer)])),
      (
        "securitySchemes",
        object([
          ("bearer", object([("type", .string("http")), ("scheme", .string("bearer"))])),
          (
            "cookie",
            object([("type", .string("apiKey")), ("in", .string("cookie")), ("name", .string(Door.cookie))])
          ),
        ])
      ),
    ])
  }

  private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { .init(ByteText($0.0), $0.1) })
  }
}
