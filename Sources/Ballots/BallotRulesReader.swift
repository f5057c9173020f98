import Primitives

extension BallotRules {
  /// Reads the rules of a JSON file.
  ///
  /// - Throws: a ``Primitives/Refusal`` whose location is the file and the path of the key.
  public init(json bytes: [UInt8], file: String) throws {
    let reader = RuleReader(try JSONValue(reading: bytes, file: file), file, .root)
    do {
      self = try reader.rules()
    } catch let refusal as Refusal where refusal.location?.file == "" {
      throw refusal.at(Refusal.Location(file: file, column: refusal.location?.column))
    }
  }
}

/// An object of the rules file with its path.
private struct RuleReader {
  private let value: JSONValue
  private let file: String
  private let path: JSONPath

  init(_ value: JSONValue, _ file: String, _ path: JSONPath) {
    self.value = value
    self.file = file
    self.path = path
  }

  func rules() throws -> BallotRules {
    try allowOnly(
      ["candidates", "channels", "opens", "closes", "oncePer", "picksPerDay", "voidedVoters", "nominations"])
    return try BallotRules(
      candidates: try integer("candidates"), channels: try texts(try needed("channels"), "channels"),
      opens: try instant("opens"), closes: try instant("closes"), oncePer: try period(),
      picksPerDay: try self["picksPerDay"].map { _ in try integer("picksPerDay") }, voidedVoters: try voters(),
      nominations: try self["nominations"].map { try texts($0, "nominations") })
  }

  private func voters() throws -> [BallotRules.VoidedVoter] {
    guard let list = self["voidedVoters"] else { return [] }
    guard let elements = list.elements else { throw wrongSort(list, "voidedVoters", "数组", "an array") }
    return try elements.enumerated().map { index, element in
      let entry = RuleReader(element, file, path.key("voidedVoters").index(index))
      try entry.allowOnly(["voter", "document", "reason"])
      let text = try entry.text("voter")
      guard VoterKey(text.bytes) != nil else { throw entry.at(RuleFaults.voter, "voter") }
      return BallotRules.VoidedVoter(
        voter: text, document: try entry.text("document"), reason: try entry.text("reason"))
    }
  }

  private func allowOnly(_ known: Set<ByteText>) throws {
    guard let members = value.members else {
      throw RuleFaults.sort(value.sort, Bilingual("对象", "an object")).at(
        Refusal.Location(file: file, column: path.text))
    }
    for member in members where !known.contains(member.key) { throw at(RuleFaults.unknownKey, member.key) }
  }

  private subscript(key: ByteText) -> JSONValue? { value[key] }

  private func needed(_ key: ByteText) throws -> JSONValue {
    guard let found = value[key] else { throw at(RuleFaults.missingKey, key) }
    return found
  }

  private func integer(_ key: ByteText) throws -> Int {
    let found = try needed(key)
    guard let number = found.integer else { throw wrongSort(found, key, "整数", "a whole number") }
    return number
  }

  private func text(_ key: ByteText) throws -> ByteText {
    let found = try needed(key)
    guard let text = found.string else { throw wrongSort(found, key, "字符串", "a string") }
    guard !text.isEmpty else { throw at(RuleFaults.empty(key.string), key) }
    return ByteText(text)
  }

  private func texts(_ list: JSONValue, _ key: ByteText) throws -> [ByteText] {
    guard let elements = list.elements else { throw wrongSort(list, key, "数组", "an array") }
    return try elements.map { element in
      guard let text = element.string else { throw wrongSort(element, key, "字符串", "a string") }
      return ByteText(text)
    }
  }

  private func instant(_ key: ByteText) throws -> Int64 {
    guard let seconds = BallotInstant.seconds(try text(key).bytes) else { throw at(RuleFaults.instant, key) }
    return seconds
  }

  private func period() throws -> BallotRules.Period {
    guard let period = BallotRules.Period(rawValue: try text("oncePer").string) else {
      throw at(RuleFaults.period, "oncePer")
    }
    return period
  }

  private func wrongSort(_ found: JSONValue, _ key: ByteText, _ zh: String, _ en: String) -> Refusal {
    at(RuleFaults.sort(found.sort, Bilingual(zh, en)), key)
  }

  private func at(_ refusal: Refusal, _ key: ByteText) -> Refusal {
    refusal.at(Refusal.Location(file: file, column: path.key(key).text))
  }
}
