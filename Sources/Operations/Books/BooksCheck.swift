import LedgerRules
import Primitives
import Store

/// `qilu books check`: the named checks of the books; says nothing where all hold.
struct BooksCheck: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    var checks: Int
    var faults: [Check.Output.Fault]

    var verdict: Verdict { faults.isEmpty ? .done : .different }
    var presentation: [Block] { faults.isEmpty ? [] : Check.Output(checks: checks, faults: faults).presentation }
  }

  static let name = "books check"
  static let summary = Bilingual("检查账簿（无误时不输出）", "check the books; silent where everything holds")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let faults =
      try (BookInvariants.all + GrantInvariants.all + BankInvariants.all).map { invariant in
        Check.Output.Fault(
          name: invariant.name, rule: invariant.rule, statement: invariant.statement,
          rows: try invariant.faults(in: call.connection))
      } + contents(call)
    return Output(checks: faults.count, faults: faults.filter { !$0.rows.isEmpty })
  }

  /// What no query can tell: that a posted voucher is what it was when it was posted, and that its accounts exist.
  static func contents(_ call: ReadCall) throws -> [Check.Output.Fault] {
    var changed: [String] = []
    var strange: [String] = []
    for ledger in try LedgerStore.all(in: call.connection) {
      let accounts = try Charts.accounts(of: ledger, in: call.connection)
      try PostedVouchers.forEach(of: ledger.id, in: call.connection) { voucher, lines in
        if !isUnchanged(voucher, lines) { changed.append(voucher.id.text) }
        let chart = try BookNames.chart(voucher.chart)
        if lines.contains(where: { accounts.find(AccountKey(chart, $0.account)) == nil }) {
          strange.append(voucher.id.text)
        }
      }
    }
    return [
      Check.Output.Fault(
        name: "voucher.changed", rule: "R-421",
        statement: Bilingual("已记账凭证自记账以来未被改动", "a posted voucher is what it was when it was posted"),
        rows: changed),
      Check.Output.Fault(
        name: "voucher.account-unknown", rule: "R-403",
        statement: Bilingual("分录的科目都在其科目表中", "every line stands on an account of its chart"), rows: strange),
    ]
  }

  private static func isUnchanged(_ voucher: VoucherRow, _ lines: [VoucherLineRow]) -> Bool {
    guard let number = voucher.number, let postedBy = voucher.postedBy else { return false }
    return VoucherDigest.of(voucher, lines, number: number, postedBy: postedBy) == voucher.digest
  }
}
