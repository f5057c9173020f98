import LedgerRules
import Primitives
import Store

/// `qilu account list UNIT [--chart CHART]`.
struct AccountList: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var chart: Chart?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var code: String
      var name: String
      var kind: AccountKind
      var normalSide: Side
      /// The account of the other chart that it came from or became (OP-09).
      var otherChart: String?
      var isAdded: Bool
    }

    var chart: Chart
    var accounts: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("科目编码", "code"), TableBlock.text("名称", "name"), TableBlock.text("类别", "kind"),
        TableBlock.text("余额方向", "normal side"), TableBlock.text("另一科目表", "other chart"),
        TableBlock.text("自设", "added"),
      ]
      let rows = accounts.map { item in
        [
          Bilingual(item.code, item.code), Bilingual(item.name, item.name), item.kind.displayName,
          item.normalSide.displayName, Bilingual(item.otherChart ?? "", item.otherChart ?? ""),
          item.isAdded ? Bilingual("是", "yes") : Bilingual("", ""),
        ]
      }
      return [.heading(chart.displayName), .table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "account list"
  static let summary = Bilingual("列出账套的会计科目", "list the accounts of a ledger")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .option("chart", "CHART", "2009 或 2021，不写为现行", "2009 or 2021; the one in force where none is named"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let chart = try input.chart ?? Chart.on(call.environment.today())
    return Output(
      chart: chart,
      accounts: try Charts.accounts(of: ledger, in: call.connection).accounts(of: chart).map { account in
        Output.Item(
          code: account.key.code, name: account.fullName, kind: account.kind, normalSide: account.normalSide,
          otherChart: account.alias, isAdded: !account.isPrescribed)
      })
  }
}

/// `qilu account add UNIT CODE --name NAME [--chart CHART]`: a detail account below one that is there.
struct AccountAdd: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var unit: String
    var code: String
    var name: String
    var chart: Chart?
  }

  static let name = "account add"
  static let summary = Bilingual("增设明细科目", "add a detail account")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    .argument("code", "CODE", "编码，以上级科目编码开头", "the code, which begins with that of the account above"),
    .option("name", "NAME", "明细科目的名称", "its own name"),
    .option("chart", "CHART", "2009 或 2021，不写为现行", "2009 or 2021; the one in force where none is named"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares, .reviews], call)
    let chart = try input.chart ?? Chart.on(call.environment.today())
    let key = AccountKey(chart, input.code)
    let account = try Charts.accounts(of: ledger, in: call.connection)
      .adding([AddedAccount(key: key, name: input.name)]).account(key)
    try LedgerStore.add(
      LedgerAccountRow(chart: chart.rawValue, code: key.code, name: account.name, parent: account.parent?.code ?? ""),
      to: ledger.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record("ledger", ledger.id.text, ["unit": ledger.unitCode, "chart": chart.rawValue, "account": key.code])
    return DoneOutput(
      subject: ledger.id.text,
      done: Bilingual("已增设科目 \(account.label)", "added the account \(account.label)"))
  }
}
