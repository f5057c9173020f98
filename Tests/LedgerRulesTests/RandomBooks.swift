import Primitives

@testable import LedgerRules

/// Numbers from a seed (SplitMix64), the same in each run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random balanced vouchers over both charts.
struct RandomBooks {
  private var numbers: SeededNumbers
  private let accounts: [Chart: [AccountKey]]
  private let projects: [ProjectCode]

  init(seed: UInt64) throws {
    numbers = SeededNumbers(seed: seed)
    let chart = ChartOfAccounts.standard
    accounts = Dictionary(
      uniqueKeysWithValues: Chart.allCases.map { of in
        (of, chart.accounts(of: of).filter(chart.isPostable).map(\.key))
      })
    projects = try ["QLG-2019-0001", "QLG-2026-0001", "7"].map { try ProjectCode($0) }
  }

  /// A voucher of a day with 2 to 7 lines of which some are red.
  mutating func voucher(on day: CalendarDay) throws -> VoucherContent {
    var lines = try (0..<Int.random(in: 1...5, using: &numbers)).map { _ in try line(Chart.on(day)) }
    let net = try Money.sum(lines.map(\.debitChange))
    lines.append(contentsOf: try balancing(net, Chart.on(day)))
    return VoucherContent(day: day, summary: summary(), attachments: 1, lines: lines)
  }

  mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }

  private mutating func line(_ chart: Chart) throws -> VoucherLine {
    let project = Bool.random(using: &numbers) ? projects[number(below: projects.count)] : nil
    return VoucherLine(
      Bool.random(using: &numbers) ? .debit : .credit, try account(chart),
      Money(fen: Int64.random(in: 1...30_000_000, using: &numbers)), isRed: number(below: 5) == 0, project: project,
      fund: project == nil || number(below: 3) == 0 ? nil : Fund.allCases[number(below: 2)])
  }

  /// One line that balances the net, or two that cancel where nothing is missing.
  private mutating func balancing(_ net: Money, _ chart: Chart) throws -> [VoucherLine] {
    let sided = try SidedAmount(net)
    let account = try account(chart)
    guard let side = sided.side else {
      return [VoucherLine(.debit, account, Money(fen: 1)), VoucherLine(.credit, account, Money(fen: 1))]
    }
    return [VoucherLine(side.opposite, account, sided.amount)]
  }

  private mutating func account(_ chart: Chart) throws -> AccountKey {
    let list = accounts[chart] ?? []
    return list[number(below: list.count)]
  }

  private mutating func summary() -> String {
    ["收到资助资金", "购“设备”; a \"quote\" \\ | x", "付讲课费 (2人)", "* ! # ; @ 1.00"][number(below: 4)]
  }
}
