import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu grant list [--year YEAR] [--state STATE]`.
struct GrantList: ReadOperation {
  struct Input: Codable, Sendable {
    var year: Int?
    var state: GrantState?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var grant: String
      var person: String
      var isGreat: Bool
      var unit: String?
      var amount: String
      var received: String
      var matched: String
      var spent: String
      var left: String
      var state: GrantState
      var gate: MatchingGate.Status
      var matchDueOn: String?
    }

    var grants: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("资助编号", "grant"), TableBlock.text("姓名", "person"), TableBlock.text("单位工会", "unit"),
        TableBlock.number("资助", "amount"), TableBlock.number("到账", "received"), TableBlock.number("已配套", "matched"),
        TableBlock.number("已支出", "spent"), TableBlock.number("余额", "left"), TableBlock.text("状态", "state"),
        TableBlock.text("配套期限", "match due"),
      ]
      let rows = grants.map { item in
        [item.grant, item.person, item.unit ?? "", item.amount, item.received, item.matched, item.spent, item.left].map
        {
          Bilingual($0, $0)
        } + [item.state.displayName, Bilingual(item.matchDueOn ?? "", item.matchDueOn ?? "")]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "grant list"
  static let summary = Bilingual("列出工作室资助", "list the studio grants")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .option("year", "YEAR", "届次年度", "the edition's year"), .option("state", "STATE", "状态", "the state"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let today = try call.environment.today()
    let units = try UnitNames(call)
    let files = try GrantFinding.all(call).filter { file in
      (input.year.map { $0 == file.row.year } ?? true) && (input.state.map { $0 == file.state } ?? true)
    }
    return Output(grants: try files.map { try item($0, units, today) })
  }

  private static func item(_ file: GrantFile, _ units: UnitNames, _ today: CalendarDay) throws -> Output.Item {
    Output.Item(
      grant: file.row.code, person: file.row.person, isGreat: file.row.isGreat, unit: units[file.row.baseUnit]?.code,
      amount: file.row.amount.text, received: file.row.received.text, matched: file.row.matched.text,
      spent: file.row.spent.text, left: file.standing.left.text, state: file.state,
      gate: try file.gate.status(on: today), matchDueOn: file.row.matchDueOn)
  }
}

/// Finding grants.
enum GrantFinding {
  /// The grants that the actor sees, by code.
  static func all(_ call: ReadCall) throws -> [GrantFile] {
    try GrantStore.all(in: call.connection).filter { try GrantDesk.isReadable($0, call) }
      .map { try GrantFile($0, call) }
  }
}

/// The units of the union tree by identifier.
struct UnitNames {
  private let units: [UnionUnitID: UnionUnitRow]

  init(_ call: ReadCall) throws {
    units = Dictionary(try UnionUnitStore.all(in: call.connection).map { ($0.id, $0) }) { first, _ in first }
  }

  subscript(id: UnionUnitID?) -> UnionUnitRow? { id.flatMap { units[$0] } }
}

/// `qilu grant show GRANT`: the grant with plan, proofs, spends, vouchers and its history.
struct GrantShow: ReadOperation {
  struct Input: Codable, Sendable {
    var grant: String
  }

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var category: UseCategory
      var plan: String
      var spent: String
      var left: String
    }
    struct Goal: Codable, Sendable {
      var goal: String
      var words: String
      var outcome: GoalOutcome?
      var result: String?
    }
    struct Proof: Codable, Sendable {
      var matching: String
      var number: Int
      var mode: MatchMode
      var form: MatchingForm
      var amount: String
      var paidOn: String
      var state: MatchingState
      var confirmedOn: String?
      var withdrawnOn: String?
      var reason: String
    }
    struct Expense: Codable, Sendable {
      var expense: String
      var number: Int
      var day: String
      var payee: String
      var purpose: String
      var amount: String
      var tax: String
      var category: UseCategory
      var source: Fund
      var state: ExpenseState
      var invoice: String?
      var hasEvidence: Bool
      var reason: String?
    }
    struct Voucher: Codable, Sendable {
      var voucher: String
      var unit: String
      var step: LedgerStep
      var day: String
      var number: String?
      var state: VoucherState
      var amount: String
      var payee: String
    }
    struct Step: Codable, Sendable {
      var from: GrantState?
      var to: GrantState
      var reason: String
      var by: String
      var at: String
    }

    var grant: String
    var person: String
    var isGreat: Bool
    var studio: String?
    var unit: String?
    var city: String?
    var state: GrantState
    var gate: MatchingGate.Status
    var mode: MatchMode?
    var amount: String
    var received: String
    var matched: String
    var missing: String
    var spent: String
    var left: String
    var matchSpent: String
    var receivedOn: String?
    var matchDueOn: String?
    var bank: String?
    var holder: String?
    /// Masked but for its last four digits.
    var account: String?
    var use: [Line]
    var goals: [Goal]
    var proofs: [Proof]
    var expenses: [Expense]
    var vouchers: [Voucher]
    var history: [Step]

    var presentation: [Block] { GrantShowWords.blocks(self) }
  }

  static let name = "grant show"
  static let summary = Bilingual("查看一项资助：计划、配套、支出、凭证、经过", "tell everything of one grant")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("grant", "GRANT", "资助编号", "the grant's code")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let file = try GrantDesk.readable(input.grant, call)
    let (row, units) = (file.row, try UnitNames(call))
    let spends = try GrantExpenseStore.all(of: row.id, in: call.connection)
    let studio = try row.studio.flatMap { try StudioStore.find($0, in: call.connection) }
    return Output(
      grant: row.code, person: row.person, isGreat: row.isGreat, studio: studio?.code, unit: units[row.baseUnit]?.code,
      city: units[row.cityUnit]?.code, state: file.state, gate: try file.gate.status(on: call.environment.today()),
      mode: try row.matchMode == nil ? nil : file.mode(), amount: row.amount.text, received: row.received.text,
      matched: row.matched.text, missing: file.standing.missing.text, spent: row.spent.text,
      left: file.standing.left.text, matchSpent: row.matchSpent.text, receivedOn: row.receivedOn,
      matchDueOn: row.matchDueOn, bank: row.account?.bank, holder: row.account?.holder,
      account: row.account.map { "****\($0.tail)" }, use: try GrantParts.use(file, spends, call),
      goals: try GrantParts.goals(file, call), proofs: try file.proofs.map(GrantParts.proof),
      expenses: try spends.map(GrantParts.expense), vouchers: try GrantParts.vouchers(file, call),
      history: try GrantParts.history(file, call))
  }
}

/// The parts of what is told of a grant.
enum GrantParts {
  static func use(
    _ file: GrantFile, _ spends: [GrantExpenseRow], _ call: ReadCall
  ) throws -> [GrantShow.Output.Line] {
    guard try !GrantPartStore.plan(of: file.row.id, in: call.connection).isEmpty else { return [] }
    var spent: [UseCategory: Money] = [:]
    for spend in spends where spend.state == "POSTED" && spend.content.source == Fund.province.rawValue {
      let category: UseCategory = try StudioNames.value(spend.content.category, "category")
      spent[category] = try (spent[category] ?? .zero) + spend.content.amount
    }
    return try file.plan(call).usage(spent: spent).map {
      GrantShow.Output.Line(category: $0.category, plan: $0.plan.text, spent: $0.spent.text, left: $0.left.text)
    }
  }

  static func goals(_ file: GrantFile, _ call: ReadCall) throws -> [GrantShow.Output.Goal] {
    try GrantPartStore.goals(of: file.row.id, in: call.connection).map {
      GrantShow.Output.Goal(
        goal: $0.key, words: $0.words, outcome: try $0.outcome.map { try StudioNames.value($0, "outcome") },
        result: $0.result)
    }
  }

  static func proof(_ row: MatchingProofRow) throws -> GrantShow.Output.Proof {
    GrantShow.Output.Proof(
      matching: row.id.text, number: row.number, mode: try StudioNames.value(row.mode, "mode"),
      form: try StudioNames.value(row.form, "form"), amount: row.amount.text, paidOn: row.paidOn,
      state: try StudioNames.value(row.state, "state"), confirmedOn: row.confirmedOn, withdrawnOn: row.withdrawnOn,
      reason: row.reason)
  }

  static func expense(_ row: GrantExpenseRow) throws -> GrantShow.Output.Expense {
    let content = row.content
    return GrantShow.Output.Expense(
      expense: row.id.text, number: row.number, day: content.day, payee: content.payee, purpose: content.purpose,
      amount: content.amount.text, tax: content.tax.text, category: try StudioNames.value(content.category, "category"),
      source: try StudioNames.value(content.source, "source"), state: try StudioNames.value(row.state, "state"),
      invoice: content.invoice, hasEvidence: content.evidence != nil, reason: row.returnReason ?? row.useReason)
  }

  static func vouchers(_ file: GrantFile, _ call: ReadCall) throws -> [GrantShow.Output.Voucher] {
    let ledgers = Dictionary(uniqueKeysWithValues: try LedgerStore.all(in: call.connection).map { ($0.id, $0) })
    return try GrantMovementStore.books(of: file.row.id, in: call.connection).map { row in
      GrantShow.Output.Voucher(
        voucher: row.act.voucher.text, unit: ledgers[row.ledger]?.unitCode ?? "",
        step: try StudioNames.value(row.act.step, "step"), day: row.day,
        number: row.number.map { "\(row.month) \($0)" }, state: try StudioNames.value(row.state, "state"),
        amount: row.amount.text, payee: row.act.payee)
    }
  }

  static func history(_ file: GrantFile, _ call: ReadCall) throws -> [GrantShow.Output.Step] {
    try GrantPartStore.steps(of: file.row.id, in: call.connection).map {
      GrantShow.Output.Step(
        from: try $0.from.map { try StudioNames.value($0, "from_state") }, to: try StudioNames.value($0.to, "to_state"),
        reason: $0.reason, by: $0.by, at: $0.at)
    }
  }
}

/// `qilu grant calendar`: who has to match by when, and what is overdue.
struct GrantCalendar: ReadOperation {
  struct Input: Codable, Sendable {
    var overdue: Bool?
  }

  struct Output: OperationOutput {
    struct Line: Codable, Sendable {
      var grant: String
      var employer: String
      var missing: String
      var lastDay: String
      var daysLeft: Int
      var status: MatchingGate.Status
    }

    var lines: [Line]
    /// Years whose holidays are not known, so that a last day may move.
    var uncertainYears: [Int]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("资助编号", "grant"), TableBlock.text("所在单位工会", "base union"),
        TableBlock.number("尚缺配套", "missing"), TableBlock.text("期限", "last day"),
        TableBlock.number("剩余天数", "days left"), TableBlock.text("状态", "status"),
      ]
      let rows = lines.map { line in
        [line.grant, line.employer, line.missing, line.lastDay, "\(line.daysLeft)"].map { Bilingual($0, $0) }
          + [line.status.displayName]
      }
      let years = uncertainYears.map(String.init).joined(separator: "、")
      return [.table(TableBlock(columns, bilingual: rows))]
        + (uncertainYears.isEmpty
          ? [] : [.line("\(years) 年的放假安排尚未录入，期限可能顺延", "the holidays of \(years) are not known; a last day may move")])
    }
  }

  static let name = "grant calendar"
  static let summary = Bilingual("配套日历：谁应在何时前配套，哪些已逾期", "who has to match by when, and what is overdue")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.option("overdue", "", "只列已逾期的", "only what is overdue")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let units = try UnitNames(call)
    let files = try GrantFinding.all(call).filter { $0.state.isRunning }
    let calendar = try MatchCalendar(
      files.map { MatchCalendar.Row(grant: $0.row.code, employer: units[$0.row.baseUnit]?.name ?? "", gate: $0.gate) },
      on: call.environment.today())
    let lines = input.overdue == true ? calendar.overdue : calendar.lines
    return Output(
      lines: lines.map {
        Output.Line(
          grant: $0.grant, employer: $0.employer, missing: $0.missing.text, lastDay: $0.lastDay.text,
          daysLeft: $0.daysLeft, status: $0.status)
      }, uncertainYears: Set(lines.flatMap(\.warnings).map(\.year)).sorted())
  }
}
