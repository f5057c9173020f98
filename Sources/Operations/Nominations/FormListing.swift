import Primitives
import SelectionRules
import Store

/// `qilu form list EDITION`: what the actor may see of an edition's forms.
struct FormListing: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var state: FormState?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var number: ByteText
      var name: String
      var unit: String
      var employerCreditCode: String
      var region: String
      var channel: NominationChannel
      var state: FormState
      var revision: Int
    }

    var forms: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "number"), TableBlock.text("姓名", "name"), TableBlock.text("填报单位", "unit"),
        TableBlock.text("单位代码", "employer"), TableBlock.text("地区", "region"), TableBlock.text("渠道", "channel"),
        TableBlock.text("状态", "state"), TableBlock.number("版次", "revision"),
      ]
      let rows = forms.map { item in
        [Bilingual(item.number.string, item.number.string), Erased.shown(item.name)]
          + [item.unit, item.employerCreditCode, item.region].map { Bilingual($0, $0) }
          + [
            ChannelWords.words(item.channel), item.state.displayName,
            Bilingual("\(item.revision)", "\(item.revision)"),
          ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "form list"
  static let summary = Bilingual("列出一届的推荐表", "list an edition's nomination forms")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("state", "STATE", "只列出该状态的", "only those in a state"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    var units: [UnionUnitID: (code: String, isSeen: Bool)] = [:]
    var items: [Output.Item] = []
    for row in try FormStore.all(of: edition.id, in: call.connection) {
      let unit =
        try units[row.unit] ?? (
          try UnionUnitStore.find(row.unit, in: call.connection)?.code ?? "", try UnitScope.sees(row.unit, call)
        )
      units[row.unit] = unit
      guard try unit.isSeen || isPersonal(row, edition.id, call), let state = FormState(rawValue: row.state),
        input.state == nil || input.state == state,
        let channel = NominationChannel(rawValue: row.channel)
      else { continue }
      items.append(
        Output.Item(
          number: row.number, name: row.name, unit: unit.code, employerCreditCode: row.employerCreditCode,
          region: row.region, channel: channel, state: state, revision: row.revision))
    }
    return Output(forms: items)
  }

  /// Whether the form is about the person who acts, or bears his co-nomination.
  private static func isPersonal(_ row: FormRow, _ edition: EditionID, _ call: ReadCall) throws -> Bool {
    guard !call.actor.roles.isDisjoint(with: [.individualNominee, .coNominator]) else { return false }
    return try FormNearness(row, call) { try FormSealing(call).content(of: row, edition) }.isSeen
  }
}
