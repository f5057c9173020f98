import Primitives

/// A line of a voucher (分录).
public struct VoucherLine: Sendable, Hashable {
  /// The account's code in the chart of the voucher's day.
  public var account: String
  /// The side.
  public var side: Side
  /// The amount, above zero.
  public var amount: Money
  /// Whether it is red, and lowers the turnover of its own side.
  public var isRed: Bool
  /// The project; nil for none.
  public var project: String?
  /// The fund; nil for none.
  public var fund: Fund?
  /// What is said of the line beside the voucher's summary.
  public var note: String

  /// Makes a line.
  public init(
    _ side: Side, _ account: String, _ amount: Money, isRed: Bool = false, project: String? = nil, fund: Fund? = nil,
    note: String = ""
  ) {
    self.account = account
    self.side = side
    self.amount = amount
    self.isRed = isRed
    self.project = project
    self.fund = fund
    self.note = note
  }

  /// What it adds to its side: a red line's amount counts below zero.
  public var turnover: Money { isRed ? Money(fen: -amount.fen) : amount }
}

/// What a voucher says, before it has a number.
public struct VoucherContent: Sendable, Hashable {
  /// The most lines that one voucher has: more is a list, not an entry that somebody reviews.
  public static let mostLines = 500

  /// The day.
  public var day: CalendarDay
  /// 摘要.
  public var summary: String
  /// 所附原始凭证张数.
  public var attachments: Int
  /// The lines.
  public var lines: [VoucherLine]

  /// Makes a content.
  public init(day: CalendarDay, summary: String, attachments: Int = 0, lines: [VoucherLine]) {
    self.day = day
    self.summary = summary
    self.attachments = attachments
    self.lines = lines
  }

  /// The sum of one side, red lines taken off.
  public func total(_ side: Side) throws -> Money {
    try Money.sum(lines.filter { $0.side == side }.map(\.turnover))
  }

  /// Passes if it is a voucher: summary, two lines at least, accounts of the chart, amounts above zero, debits that
  /// equal credits.
  ///
  /// - Throws: a ``Refusal`` that names the line or the two sums.
  public func check(_ chart: ChartOfAccounts) throws {
    guard !summary.allSatisfy(\.isWhitespace) else { throw LedgerRefusals.noSummary }
    guard (0...9_999).contains(attachments) else { throw LedgerRefusals.attachments }
    guard lines.count >= 2 else { throw LedgerRefusals.oneLine }
    guard lines.count <= Self.mostLines else { throw LedgerRefusals.tooManyLines }
    for (offset, line) in lines.enumerated() {
      _ = try chart.account(line.account)
      guard line.amount > .zero else { throw LedgerRefusals.amount(offset + 1) }
    }
    let (debit, credit) = (try total(.debit), try total(.credit))
    guard debit == credit else { throw LedgerRefusals.unbalanced(debit, credit) }
  }

  /// Whether it moves cash or a bank account.
  public func movesCash(_ chart: ChartOfAccounts) -> Bool {
    lines.contains { chart.find($0.account)?.isCash ?? false }
  }

  /// The red voucher that takes it back: the same accounts on the same sides, black lines red and red ones black.
  public func reversal(on day: CalendarDay, summary: String) -> VoucherContent {
    VoucherContent(
      day: day, summary: summary, attachments: 0,
      lines: lines.map { line in
        var line = line
        line.isRed.toggle()
        return line
      })
  }
}

/// Where a voucher is on its way (SM-9).
public enum VoucherState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 制单.
  case draft = "DRAFT"
  /// 已稽核.
  case reviewed = "REVIEWED"
  /// 已记账.
  case posted = "POSTED"
  /// 已冲销.
  case reversed = "REVERSED"
  /// 作废: given up before it was posted.
  case void = "VOID"

  /// The states that may follow.
  public var successors: [VoucherState] {
    switch self {
    case .draft: [.reviewed, .void]
    case .reviewed: [.posted, .void]
    case .posted: [.reversed]
    case .reversed, .void: []
    }
  }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .draft: Bilingual("制单", "draft")
    case .reviewed: Bilingual("已稽核", "reviewed")
    case .posted: Bilingual("已记账", "posted")
    case .reversed: Bilingual("已冲销", "reversed")
    case .void: Bilingual("作废", "void")
    }
  }
}
