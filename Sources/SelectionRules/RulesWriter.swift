import Primitives

extension EditionRules {
  /// The rules as the JSON text that the reader accepts, always the same bytes for the same rules.
  public var jsonBytes: [UInt8] {
    var members: [JSONValue.Member] = [
      member("edition", .string(edition.string)),
      member(
        "caps", .object(Stage.allCases.map { member($0.rawValue, .integer(caps[$0])) })),
      member(
        "dimensionWeights", .object(Dimension.allCases.map { member($0.rawValue, decimal(dimensionWeights[$0])) })),
      member(
        "panel",
        .object([
          member("minimumSheets", .integer(panel.minimumSheets)), member("trimFrom", .integer(panel.trimFrom)),
        ])),
      member("vote", voteValue),
      member(
        "composite",
        .object([member("expert", decimal(composite.expert)), member("public", decimal(composite.publicVote))])),
    ]
    if let floors = floorsValue { members.append(member("floors", floors)) }
    return JSONValue.object(members).pythonBytes
  }

  private var voteValue: JSONValue {
    var members = [member("enabled", .bool(vote.enabled)), member("method", .string(vote.method.rawValue))]
    if !vote.channelWeights.isEmpty {
      let weights = vote.channelWeights.sorted { $0.key < $1.key }
      members.append(
        member("channelWeights", .object(weights.map { JSONValue.Member($0.key, decimal($0.value)) })))
    }
    return .object(members)
  }

  private var floorsValue: JSONValue? {
    let floors: [(String, ExactDecimal?)] = [
      ("preliminary", self.floors.preliminary), ("expert", self.floors.expert), ("named", self.floors.named),
      ("great", self.floors.great),
    ]
    let members = floors.compactMap { name, floor in floor.map { member(name, decimal($0)) } }
    return members.isEmpty ? nil : .object(members)
  }

  private func member(_ key: String, _ value: JSONValue) -> JSONValue.Member { JSONValue.Member(ByteText(key), value) }

  private func decimal(_ value: ExactDecimal) -> JSONValue { .string(value.text) }
}
