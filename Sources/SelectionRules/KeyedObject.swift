import Primitives

/// An object of a JSON file with its path, so that each fault can name the key it is about.
struct KeyedObject {
  /// What the file holds, which its faults cite.
  enum Subject {
    /// The rules of an edition, rules.json.
    case rules
    /// A nomination form.
    case form
  }

  let file: String
  let path: JSONPath
  let subject: Subject
  private let members: [JSONValue.Member]

  init(_ value: JSONValue, file: String, path: JSONPath, subject: Subject = .rules) throws {
    guard let members = value.members else {
      throw subject.told(RulesFault.wrongSort(value.sort, wanted: Bilingual("对象", "an object"))).at(
        Refusal.Location(file: file, column: path.text))
    }
    self.file = file
    self.path = path
    self.subject = subject
    self.members = members
  }

  var keys: [ByteText] { members.map(\.key) }

  func fault(_ refusal: Refusal, key: ByteText? = nil) -> Refusal {
    let place = key.map { path.key($0) } ?? path
    return subject.told(refusal).at(Refusal.Location(file: file, column: place.text))
  }

  func allowOnly(_ names: [String]) throws {
    let known = Set(names.map { ByteText($0) })
    for key in keys where !known.contains(key) { throw fault(RulesFault.unknownKey, key: key) }
  }

  private func find(_ key: ByteText) -> JSONValue? { members.first { $0.key == key }?.value }

  private func value(_ key: ByteText) throws -> JSONValue {
    guard let value = find(key) else { throw fault(RulesFault.missingKey, key: key) }
    return value
  }

  func object(_ key: ByteText) throws -> KeyedObject {
    try KeyedObject(try value(key), file: file, path: path.key(key), subject: subject)
  }

  func optionalObject(_ key: ByteText) throws -> KeyedObject? {
    try find(key).map { try KeyedObject($0, file: file, path: path.key(key), subject: subject) }
  }

  func text(_ key: ByteText) throws -> ByteText {
    let value = try value(key)
    guard let text = value.string else {
      throw fault(RulesFault.wrongSort(value.sort, wanted: Bilingual("字符串", "a string")), key: key)
    }
    guard !text.isEmpty else { throw fault(RulesFault.emptyText, key: key) }
    return ByteText(text)
  }

  /// Whether a key is there.
  func has(_ key: ByteText) -> Bool { find(key) != nil }

  /// A text that may be empty.
  func words(_ key: ByteText) throws -> String {
    let value = try value(key)
    guard let text = value.string else {
      throw fault(RulesFault.wrongSort(value.sort, wanted: Bilingual("字符串", "a string")), key: key)
    }
    return text
  }

  /// The objects of a list, none where the key is missing.
  func list(_ key: ByteText) throws -> [KeyedObject] {
    guard let value = find(key) else { return [] }
    guard let elements = value.elements else {
      throw fault(RulesFault.wrongSort(value.sort, wanted: Bilingual("数组", "an array")), key: key)
    }
    return try elements.enumerated().map { index, element in
      try KeyedObject(element, file: file, path: path.key(key).index(index), subject: subject)
    }
  }

  func truth(_ key: ByteText) throws -> Bool {
    let value = try value(key)
    guard let truth = value.bool else {
      throw fault(RulesFault.wrongSort(value.sort, wanted: Bilingual("布尔值", "a boolean")), key: key)
    }
    return truth
  }

  func integer(_ key: ByteText, atLeast minimum: Int) throws -> Int {
    let value = try value(key)
    guard let number = value.integer, number >= minimum, value.number?.hasPrefix("-") == false else {
      throw fault(RulesFault.integer(minimum), key: key)
    }
    return number
  }

  func decimal(_ key: ByteText) throws -> ExactDecimal {
    guard let text = try value(key).string, let decimal = ExactDecimal(bytes: Array(text.utf8)) else {
      throw fault(RulesFault.decimal, key: key)
    }
    return decimal
  }

  func optionalDecimal(_ key: ByteText) throws -> ExactDecimal? {
    try find(key).map { _ in try decimal(key) }
  }
}

extension KeyedObject.Subject {
  /// A fault as the file's subject tells it: of a form under its own codes and rule.
  fileprivate func told(_ refusal: Refusal) -> Refusal {
    guard self == .form, refusal.code.hasPrefix("rules.") else { return refusal }
    return Refusal(
      "form." + refusal.code.dropFirst("rules.".count), citation: FormRefusals.form, message: refusal.message,
      remedy: refusal.remedy)
  }
}
