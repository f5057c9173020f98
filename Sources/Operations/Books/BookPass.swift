import Foundation
import LedgerRules
import Primitives
import Store
import Synchronization

/// One look at every posted voucher with its lines, and at what is kept of them.
///
/// It finds what no query can tell: that a voucher is what it was when it was posted, and that its accounts exist. Since it
/// reads everything anyway, it also finds those faults of ``held`` for which a query would read everything again.
/// Large books are read by two further threads, month by month, each in a state of its own: a month is right in every state,
/// since its turnover is kept in the transaction that posts.
final class BookPass {
  /// The invariants that it holds as their queries do; a test compares them.
  static let held: Set = ["voucher.unbalanced", "voucher.line-detached", "turnover.differs"]
  /// From how many vouchers on further threads are worth their connections.
  private static let large = 20_000

  private let call: ReadCall
  private let months: SharedMonths
  private let helpers: [BookHelper]

  /// Begins; where the books are large, other threads begin to read.
  init(_ call: ReadCall) throws {
    self.call = call
    months = SharedMonths(try PostedVouchers.months(in: call.connection))
    helpers = months.vouchers < Self.large ? [] : [BookHelper(call.session, months), BookHelper(call.session, months)]
  }

  /// Nobody asks for what is left.
  deinit { months.end() }

  /// Reads what is left; answers what was found.
  func finish() throws -> BookFindings {
    var found = BookFindings()
    for helper in helpers { found.add(try helper.findings()) }
    if helpers.isEmpty { found = try BookReader.read(months, in: call.connection) }
    found.detached += try PostedVouchers.detachedDrafts(in: call.connection)
    return found
  }
}

/// What is wrong with posted vouchers.
struct BookFindings: Sendable {
  /// Those whose content is not what was posted.
  var changed: [String] = []
  /// Those with a line on an account that is not in its chart.
  var strange: [String] = []
  /// Those with a nature or class on a line that is no expense.
  var misplaced: [String] = []
  /// Those whose sides differ.
  var unbalanced: [String] = []
  /// Those with a line that is not as they are.
  var detached: [String] = []
  /// The months of accounts that moved otherwise than is kept.
  var turnover: [String] = []

  /// What was found of an invariant that a query would hold, too.
  func rows(of invariant: String) -> [String] {
    switch invariant {
    case "voucher.unbalanced": unbalanced
    case "voucher.line-detached": detached
    case "turnover.differs": turnover
    default: []
    }
  }

  mutating func add(_ other: BookFindings) {
    changed += other.changed
    strange += other.strange
    misplaced += other.misplaced
    unbalanced += other.unbalanced
    detached += other.detached
    turnover += other.turnover
  }
}

/// The months that are still to be read.
private final class SharedMonths: MonthSource, Sendable {
  private let months: [PostedVouchers.Month]
  private let next = Mutex(0)

  init(_ months: [PostedVouchers.Month]) { self.months = months }

  var vouchers: Int { months.reduce(0) { $0 + $1.vouchers } }

  func take() -> PostedVouchers.Month? {
    let place = next.withLock { next in
      defer { next += 1 }
      return next
    }
    return place < months.count ? months[place] : nil
  }

  func end() { next.withLock { $0 = max($0, months.count) } }
}

/// A further thread.
private final class BookHelper: Sendable {
  private let outcome = Mutex<Result<BookFindings, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ session: Session, _ months: SharedMonths) {
    Thread.detachNewThread { [self] in
      let result = Result { try session.readApart { try BookReader.read(months, in: $0) } }
      outcome.withLock { $0 = result }
      isDone.signal()
    }
  }

  /// Waits for its end.
  func findings() throws -> BookFindings {
    isDone.wait()
    return try outcome.withLock { try $0?.get() } ?? BookFindings()
  }
}
