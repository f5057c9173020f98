import Primitives

extension EditionRules {
  /// Reads rules.json: every key required unless it is optional, an unknown or repeated key anywhere is an error.
  ///
  /// - Throws: a ``Refusal`` whose location has the file and, as column, the path of the key.
  public init(json bytes: [UInt8], file: String) throws {
    let value = try JSONValue(reading: bytes, file: file)
    let root = try KeyedObject(value, file: file, path: .root)
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

  private static func dimensionWeights(_ object: KeyedObject) throws -> ByDimension<ExactDecimal> {
    try object.allowOnly(Dimension.allCases.map(\.rawValue))
    let weights = try ByDimension { try object.decimal(ByteText($0.rawValue)) }
    let sum = Dimension.allCases.reduce(Int128(0)) { $0 + weights[$1].scaled }
    guard sum == ExactDecimal.one.scaled else { throw object.fault(RulesFault.sum) }
    return weights
  }
}

extension EditionRules.Caps {
  fileprivate init(_ object: KeyedObject) throws {
    try object.allowOnly(Stage.allCases.map(\.rawValue))
    self.init(
      candidate: try object.integer("candidate", atLeast: 0), nominee: try object.integer("nominee", atLeast: 0),
      named: try object.integer("named", atLeast: 0), great: try object.integer("great", atLeast: 0))
  }
}

extension EditionRules.Panel {
  fileprivate init(_ object: KeyedObject) throws {
    try object.allowOnly(["minimumSheets", "trimFrom"])
    self.init(
      minimumSheets: try object.integer("minimumSheets", atLeast: 1),
      trimFrom: try object.integer("trimFrom", atLeast: 3))
  }
}

extension EditionRules.Vote {
  fileprivate init(_ object: KeyedObject) throws {
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
  fileprivate init(_ object: KeyedObject) throws {
    try object.allowOnly(["expert", "public"])
    self.init(expert: try object.decimal("expert"), publicVote: try object.decimal("public"))
    guard expert.scaled + publicVote.scaled == ExactDecimal.one.scaled else { throw object.fault(RulesFault.sum) }
  }
}

extension EditionRules.Floors {
  fileprivate init(_ object: KeyedObject) throws {
    try object.allowOnly(["preliminary", "expert", "named", "great"])
    self.init(
      preliminary: try object.optionalDecimal("preliminary"), expert: try object.optionalDecimal("expert"),
      named: try object.optionalDecimal("named"), great: try object.optionalDecimal("great"))
  }
}
