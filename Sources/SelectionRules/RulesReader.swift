import Primitives

extension EditionRules {
  /// Reads rules.json: every key required unless it is optional, an unknown or repeated key anywhere is an error.
  ///
  /// - Throws: a ``Refusal`` whose location has the file and, as column, the path of the key.
  public init(json bytes: [UInt8], file: String) throws {
    let value = try JSONValue(reading: bytes, file: file)
    let root = try RulesObject(value, file: file, path: .root)
    try root.allowOnly(["edition", "caps", "dimensionWeights", "panel", "vote", "composite", "floors"])
    self.init(
      edition: try root.text("edition"),
      caps: try Caps(root.object("caps")),
      dimensionWeights: try Self.dimensionWeights(root.object("dimensionWeights")),
      panel: try Panel(root.object("panel")),
      vote: try Vote(root.object("vote")),
      composite: try Composite(root.object("composite")),
      floors: try root.optionalObject("floors").map(Floors.init) ?? Floors())
  }

  private static func dimensionWeights(_ object: RulesObject) throws -> ByDimension<ExactDecimal> {
    try object.allowOnly(Dimension.allCases.map(\.rawValue))
    let weights = try ByDimension { try object.decimal(ByteText($0.rawValue)) }
    let sum = Dimension.allCases.reduce(Int128(0)) { $0 + weights[$1].scaled }
    guard sum == ExactDecimal.one.scaled else { throw object.fault(RulesFault.sum) }
    return weights
  }
}

extension EditionRules.Caps {
  fileprivate init(_ object: RulesObject) throws {
    try object.allowOnly(Stage.allCases.map(\.rawValue))
    self.init(
      candidate: try object.integer("candidate", atLeast: 0), nominee: try object.integer("nominee", atLeast: 0),
      named: try object.integer("named", atLeast: 0), great: try object.integer("great", atLeast: 0))
  }
}

extension EditionRules.Panel {
  fileprivate init(_ object: RulesObject) throws {
    try object.allowOnly(["minimumSheets", "trimFrom"])
    self.init(
      minimumSheets: try object.integer("minimumSheets", atLeast: 1),
      trimFrom: try object.integer("trimFrom", atLeast: 3))
  }
}

extension EditionRules.Vote {
  fileprivate init(_ object: RulesObject) throws {
    try object.allowOnly(["enabled", "method", "channelWeights"])
    let method = try object.text("method")
    guard let method = Method.allCases.first(where: { ByteText($0.rawValue) == method }) else {
      throw object.fault(RulesFault.method, key: "method")
    }
    var weights: [ByteText: ExactDecimal] = [:]
    if let channels = try object.optionalObject("channelWeights") {
      for key in channels.keys { weights[key] = try channels.decimal(key) }
    }
    self.init(enabled: try object.truth("enabled"), method: method, channelWeights: weights)
  }
}

extension EditionRules.Composite {
  fileprivate init(_ object: RulesObject) throws {
    try object.allowOnly(["expert", "public"])
    self.init(expert: try object.decimal("expert"), publicVote: try object.decimal("public"))
    guard expert.scaled + publicVote.scaled == ExactDecimal.one.scaled else { throw object.fault(RulesFault.sum) }
  }
}

extension EditionRules.Floors {
  fileprivate init(_ object: RulesObject) throws {
    try object.allowOnly(["preliminary", "expert", "named", "great"])
    self.init(
      preliminary: try object.optionalDecimal("preliminary"), expert: try object.optionalDecimal("expert"),
      named: try object.optionalDecimal("named"), great: try object.optionalDecimal("great"))
  }
}

/// An object of rules.json with its path, so that each fault can name the key it is about.
private struct RulesObject {
  let file: String
  let path: JSONPath
  private let members: [JSONValue.Member]

  init(_ value: JSONValue, file: String, path: JSONPath) throws {
    guard let members = value.members else {
      throw RulesFault.wrongSort(value.sort, wanted: Bilingual("对象", "an object")).at(
        Refusal.Location(file: file, column: path.text))
    }
    self.file = file
    self.path = path
    self.members = members
  }

  var keys: [ByteText] { members.map(\.key) }

  func fault(_ refusal: Refusal, key: ByteText? = nil) -> Refusal {
    let place = key.map { path.key($0) } ?? path
    return refusal.at(Refusal.Location(file: file, column: place.text))
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

  func object(_ key: ByteText) throws -> RulesObject {
    try RulesObject(try value(key), file: file, path: path.key(key))
  }

  func optionalObject(_ key: ByteText) throws -> RulesObject? {
    try find(key).map { try RulesObject($0, file: file, path: path.key(key)) }
  }

  func text(_ key: ByteText) throws -> ByteText {
    let value = try value(key)
    guard let text = value.string else {
      throw fault(RulesFault.wrongSort(value.sort, wanted: Bilingual("字符串", "a string")), key: key)
    }
    guard !text.isEmpty else { throw fault(RulesFault.emptyText, key: key) }
    return ByteText(text)
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
