/// Checks over numbers that stored books hold.
public enum VoucherSequence {
  /// What is wrong with the numbers of one word and month of a ledger.
  public enum Fault: Sendable, Hashable {
    /// No voucher has this number, although a later one exists.
    case missing(Int)
    /// Several vouchers have this number.
    case repeated(Int)
  }

  /// The gaps and repetitions of a month's numbers, which begin at 1. A run of missing numbers is told up to
  /// `limit` faults, so that one absurd number does not make a list without end.
  public static func faults(_ numbers: [Int], limit: Int = 100) -> [Fault] {
    var (faults, expected): ([Fault], Int) = ([], 1)
    for number in numbers.sorted() {
      if number < expected {
        faults.append(.repeated(number))
      } else {
        faults += (expected..<number).prefix(limit).map(Fault.missing)
        expected = number &+ 1
      }
      guard faults.count < limit else { return Array(faults.prefix(limit)) }
    }
    return faults
  }
}
