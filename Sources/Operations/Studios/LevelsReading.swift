import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu books levels [--year YEAR]`: what the province paid, the cities received and paid, the base unions received,
/// and where they differ.
struct BooksLevels: ReadOperation {
  struct Input: Codable, Sendable {
    var year: Int?
  }

  struct Output: OperationOutput {
    struct Difference: Codable, Sendable {
      var grant: String
      var stretch: GrantStretch
      var kind: LevelDifference.Kind
      var amount: String
      var since: String?
      var ageDays: Int
    }
    struct Delay: Codable, Sendable {
      var grant: String
      var stretch: GrantStretch
      var days: Int
    }

    var provincePaidToCities: String
    var citiesReceived: String
    var citiesPaid: String
    var provincePaidToBases: String
    var basesReceived: String
    var differences: [Difference]
    var delays: [Delay]

    var verdict: Verdict { differences.isEmpty ? .done : .different }

    var presentation: [Block] {
      func same(_ text: String) -> Bilingual { Bilingual(text, text) }
      let facts = [
        Block.Fact("省拨付市级", "province paid cities", provincePaidToCities),
        Block.Fact("市级收到", "cities received", citiesReceived), Block.Fact("市级拨付", "cities paid", citiesPaid),
        Block.Fact("省直接拨付基层", "province paid base unions", provincePaidToBases),
        Block.Fact("基层收到", "base unions received", basesReceived),
      ]
      let columns = [
        TableBlock.text("资助编号", "grant"), TableBlock.text("环节", "stretch"), TableBlock.text("差异", "difference"),
        TableBlock.number("金额", "amount"), TableBlock.text("起始日", "since"), TableBlock.number("天数", "days"),
      ]
      let rows = differences.map {
        [
          same($0.grant), $0.stretch.displayName, $0.kind.displayName, same($0.amount), same($0.since ?? ""),
          same("\($0.ageDays)"),
        ]
      }
      let taken = delays.map { [same($0.grant), $0.stretch.displayName, same("\($0.days)")] }
      return [.facts(facts)]
        + (rows.isEmpty
          ? [.line("三级核对一致", "the three levels agree")] : [.table(TableBlock(columns, bilingual: rows))])
        + (taken.isEmpty
          ? []
          : [
            .table(
              TableBlock(
                [
                  TableBlock.text("资助编号", "grant"), TableBlock.text("已到账的环节", "stretch"),
                  TableBlock.number("用时（天）", "days"),
                ], bilingual: taken))
          ])
    }
  }

  static let name = "books levels"
  static let summary = Bilingual("省、市、基层三级核对：差异、时长、金额不符", "reconcile province, cities and base unions")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.option("year", "YEAR", "届次年度", "the edition's year")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let files = try GrantFinding.all(call).filter { file in input.year.map { $0 == file.row.year } ?? true }
    let levels = try LevelReconciliation(
      files.map { try GrantLevels.movements($0, call) }, on: call.environment.today())
    let totals = levels.totals
    return Output(
      provincePaidToCities: totals.provincePaidToCities.text, citiesReceived: totals.citiesReceived.text,
      citiesPaid: totals.citiesPaid.text, provincePaidToBases: totals.provincePaidToBases.text,
      basesReceived: totals.basesReceived.text,
      differences: levels.differences.map {
        Output.Difference(
          grant: $0.project.text, stretch: $0.stretch, kind: $0.kind, amount: $0.amount.text, since: $0.since?.text,
          ageDays: $0.ageDays)
      }, delays: levels.delays.map { Output.Delay(grant: $0.project.text, stretch: $0.stretch, days: $0.days) })
  }
}

/// What the levels booked of a grant.
enum GrantLevels {
  /// The posted vouchers of a grant as movements between the levels. What was brought in from an earlier year passed
  /// them before these books began.
  static func movements(_ file: GrantFile, _ call: ReadCall) throws -> GrantMovements {
    var movements = GrantMovements(
      project: try file.project(), granted: file.row.amount, hasCity: file.row.cityUnit != nil)
    // While money goes back level by level, the levels are compared by how it came down.
    let back: Set<LedgerStep> = [.provinceTakesBack, .cityReturns, .cityTakesBack, .baseReturns]
    for row in try GrantMovementStore.books(of: file.row.id, in: call.connection) where row.number != nil {
      if file.state == .recovery, back.contains(try StudioNames.value(row.act.step, "step")) { continue }
      let day = try CalendarDay(row.day)
      let (here, back) = (DatedAmount(day, row.amount), DatedAmount(day, try .zero - row.amount))
      switch try StudioNames.value(row.act.step, "step") as LedgerStep {
      case .provincePays, .provincePaysNotified: movements.provincePaid.append(here)
      case .provinceTakesBack: movements.provincePaid.append(back)
      case .cityReceives, .cityReceivesNotified: movements.cityReceived.append(here)
      case .cityReturns: movements.cityReceived.append(back)
      case .cityPays: movements.cityPaid.append(here)
      case .cityTakesBack: movements.cityPaid.append(back)
      case .baseReceives: movements.baseReceived.append(here)
      case .baseReturns: movements.baseReceived.append(back)
      default: break
      }
    }
    return movements
  }
}

extension LevelDifference.Kind {
  /// The name that people read.
  var displayName: Bilingual {
    switch self {
    case .notArrived: Bilingual("未到账", "not arrived")
    case .short: Bilingual("金额少", "short")
    case .beyond: Bilingual("金额多", "beyond")
    }
  }
}

/// `qilu grant register UNIT` (备查簿): what the books do not hold: assets bought with custodial money, and the match that
/// stands in the employer's books.
struct GrantRegister: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
  }

  struct Output: OperationOutput {
    /// Why something is in the register.
    enum Kind: String, Codable, Sendable, CaseIterable {
      case asset = "ASSET"
      case match = "MATCH"
      case matchSpend = "MATCH_SPEND"

      var displayName: Bilingual {
        switch self {
        case .asset: Bilingual("代管资金购置的资产", "asset bought with custodial money")
        case .match: Bilingual("单位账内配套", "match in the employer's books")
        case .matchSpend: Bilingual("单位账内配套支出", "spend of the match in the employer's books")
        }
      }
    }
    struct Entry: Codable, Sendable {
      var kind: Kind
      var grant: String
      var day: String
      var words: String
      var amount: String
      var owner: String
    }

    var unit: String
    var entries: [Entry]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("登记事项", "entry"), TableBlock.text("资助编号", "grant"), TableBlock.text("日期", "day"),
        TableBlock.text("内容", "words"), TableBlock.number("金额", "amount"), TableBlock.text("所有单位", "owner"),
      ]
      let rows = entries.map { entry in
        [entry.kind.displayName]
          + [entry.grant, entry.day, entry.words, entry.amount, entry.owner].map { Bilingual($0, $0) }
      }
      return [.heading("\(unit) 备查簿", "memo register of \(unit)"), .table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "grant register"
  static let summary = Bilingual("备查簿：代管资金购置的资产、单位账内的配套", "the memo register of a base union")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("unit", "UNIT", "工会单位编码", "the code of the union unit")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    guard let unit = try UnionUnitStore.find(code: input.unit, in: call.connection) else {
      throw RegistryRefusals.unknownUnit(input.unit)
    }
    let files = try GrantFinding.all(call).filter { $0.row.baseUnit == unit.id }
    let profile = try LedgerStore.find(unit: unit.code, in: call.connection).map { try BookNames.profile($0.profile) }
    let entries = try files.flatMap { try Self.entries($0, unit.name, profile ?? .local2018, call) }
    return Output(unit: unit.code, entries: entries)
  }

  private static func entries(
    _ file: GrantFile, _ owner: String, _ profile: PostingProfile, _ call: ReadCall
  ) throws -> [Output.Entry] {
    func entry(_ kind: Output.Kind, _ day: String, _ words: String, _ amount: Money) -> Output.Entry {
      Output.Entry(
        kind: kind, grant: file.row.code, day: day, words: words, amount: amount.text, owner: owner)
    }
    let isOutside = try !file.mode().isInUnionBooks
    let proofs = file.proofs.filter { isOutside && $0.state == "CONFIRMED" }.map {
      entry(.match, $0.paidOn, "配套凭证第 \($0.number) 号", $0.amount)
    }
    let spends = try GrantExpenseStore.all(of: file.row.id, in: call.connection).filter { $0.state == "POSTED" }
    return try proofs
      + spends.compactMap { spend in
        let (content, day) = (spend.content, try CalendarDay(spend.content.day))
        if content.source == Fund.match.rawValue, isOutside {
          return entry(.matchSpend, content.day, content.purpose, content.amount)
        }
        guard let kind = content.equipment, let price = content.unitPrice else { return nil }
        let equipment = EquipmentPurchase(try StudioNames.value(kind, "equipment"), unitPrice: price)
        let rules = try PostingRules(
          on: day, profile: day < Chart.switchDay ? .local2018 : profile, matchMode: file.mode())
        let fund: Fund = try StudioNames.value(content.source, "source")
        guard rules.holding(of: fund) == .custody, equipment.isFixedAsset(in: Chart.on(day)) else { return nil }
        return entry(.asset, content.day, content.purpose, content.amount)
      }
  }
}
