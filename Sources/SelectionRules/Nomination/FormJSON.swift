import Primitives

/// The form as JSON: what clerks hand over, and what is sealed in the database.
///
/// Every scalar is a string under its field's code; the lists are `honours`, `results` and `co_nominators`.
extension NominationForm {
  /// The keys of the lists.
  public static let listKeys: [ByteText] = ["honours", "results", "co_nominators"]

  /// Reads a form. Every key is optional; an unknown or repeated key anywhere is an error.
  ///
  /// - Throws: a ``Refusal`` with the file and, as column, the path of the key.
  public init(json bytes: [UInt8], file: String) throws {
    let value = try JSONValue(reading: bytes, file: file)
    let root = try KeyedObject(value, file: file, path: .root, subject: .form)
    try root.allowOnly(FormField.allCases.map(\.rawValue) + Self.listKeys.map(\.string))
    self.init()
    for field in FormField.allCases where root.has(ByteText(field.rawValue)) {
      texts[field] = try root.words(ByteText(field.rawValue))
    }
    honours = try root.list("honours").map { item in
      try item.allowOnly(["date", "body", "title", "level"])
      return Honour(
        date: try item.words("date"), body: try item.words("body"), title: try item.words("title"),
        level: try item.words("level"))
    }
    results = try root.list("results").map { item in
      try item.allowOnly(["kind", "no", "date", "rank"])
      return WorkResult(
        kind: try item.words("kind"), number: try item.words("no"), date: try item.words("date"),
        rank: try item.words("rank"))
    }
    coNominators = try root.list("co_nominators").map { item in
      try item.allowOnly(["name", "unit", "phone", "person"])
      return CoNominator(
        name: try item.words("name"), unit: try item.words("unit"), phone: try item.words("phone"),
        person: item.has("person") ? try item.words("person") : "")
    }
  }

  /// The form as JSON bytes, always the same for the same form.
  public var jsonBytes: [UInt8] {
    var members = FormField.allCases.compactMap { field in
      texts[field].map { JSONValue.Member(ByteText(field.rawValue), .string($0)) }
    }
    members.append(
      list("honours", honours.map { ["date": $0.date, "body": $0.body, "title": $0.title, "level": $0.level] }))
    members.append(
      list("results", results.map { ["kind": $0.kind, "no": $0.number, "date": $0.date, "rank": $0.rank] }))
    members.append(
      list(
        "co_nominators",
        coNominators.map { person in
          let known = person.person.isEmpty ? [:] : ["person": person.person]
          return ["name": person.name, "unit": person.unit, "phone": person.phone].merging(known) { first, _ in first }
        }))
    return JSONValue.object(members).pythonBytes
  }

  private func list(_ key: String, _ items: [[String: String]]) -> JSONValue.Member {
    let values = items.map { item in
      JSONValue.object(item.sorted { $0.key < $1.key }.map { JSONValue.Member(ByteText($0.key), .string($0.value)) })
    }
    return JSONValue.Member(ByteText(key), .array(values))
  }
}
