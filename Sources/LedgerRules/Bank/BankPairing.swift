import Primitives

/// On what a kept match rests: a reason of ``BankMatching``, or what only people and the books themselves know.
public enum BankMatchBasis: String, Sendable, Hashable, Codable, CaseIterable {
  /// The same amount and the same reference.
  case reference = "REFERENCE"
  /// The same amount and day, and a common name or phrase.
  case sameDayAndText = "SAME_DAY_AND_TEXT"
  /// The same amount in the window of days, and a common name or phrase.
  case text = "TEXT"
  /// The same amount and day.
  case sameDay = "SAME_DAY"
  /// The same amount in the window of days.
  case amount = "AMOUNT"
  /// A voucher line and the red line that took it back before any bank saw it.
  case reversal = "REVERSAL"
  /// A person put the lines together and said why.
  case hand = "HAND"

  /// The basis of an automatic match.
  public init(_ reason: BankMatchReason) {
    self =
      switch reason {
      case .reference: .reference
      case .sameDayAndText: .sameDayAndText
      case .text: .text
      case .sameDay: .sameDay
      case .amount: .amount
      }
  }

  /// What people read beside the match.
  public var displayName: Bilingual {
    switch self {
    case .reference: BankMatchReason.reference.displayName
    case .sameDayAndText: BankMatchReason.sameDayAndText.displayName
    case .text: BankMatchReason.text.displayName
    case .sameDay: BankMatchReason.sameDay.displayName
    case .amount: BankMatchReason.amount.displayName
    case .reversal: Bilingual("红字冲销", "taken back by a red voucher")
    case .hand: Bilingual("人工勾对", "matched by hand")
    }
  }
}

/// Lines that a person puts together: several of one side may be one of the other, and lines of one side that cancel
/// each other out, such as a payment that came back, need none of the other.
public enum BankPairing {
  /// Passes if the lines of both sides come to the same amount. Throws `bank.pair-empty`, `bank.pair-unequal`.
  public static func check(bank: [Money], books: [Money]) throws {
    guard bank.count + books.count >= 2 else { throw empty }
    let (ofBank, ofBooks) = (try Money.sum(bank), try Money.sum(books))
    guard ofBank == ofBooks else { throw unequal(ofBank, ofBooks) }
  }

  private static let empty = Refusal(
    "bank.pair-empty", kind: .wrongUse, citation: BankFault.rule,
    message: Bilingual("勾对至少需要两行。", "At least two lines are put together."),
    remedy: Bilingual(
      "用 --bank-line、--book-line 写明各行，bank unmatched 列出。",
      "Name them by --bank-line and --book-line; bank unmatched lists them."))

  private static func unequal(_ bank: Money, _ books: Money) -> Refusal {
    Refusal(
      "bank.pair-unequal", citation: BankFault.rule,
      message: Bilingual(
        "银行方合计 \(bank.text)，账面方合计 \(books.text)，不相等。",
        "The bank's lines come to \(bank.text), those of the books to \(books.text)."),
      remedy: Bilingual(
        "补齐漏选的行；金额确有差错的，先更正凭证。", "Add the lines that are missing; where an amount is wrong, correct the voucher first.")
    )
  }
}
