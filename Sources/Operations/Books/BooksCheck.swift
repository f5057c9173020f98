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
    let pass = try BookPass(call)
    let all = BookInvariants.all + GrantInvariants.all + BankInvariants.all
    var faults: [Check.Output.Fault] = []
    for invariant in all where !BookPass.held.contains(invariant.name) {
      faults.append(fault(invariant, try invariant.faults(in: call.connection)))
    }
    let found = try pass.finish()
    for invariant in all where BookPass.held.contains(invariant.name) {
      faults.append(fault(invariant, found.rows(of: invariant.name)))
    }
    faults += contents(found)
    return Output(checks: faults.count, faults: faults.filter { !$0.rows.isEmpty })
  }

  /// What no query can tell: that a posted voucher is what it was when it was posted, and that its accounts exist.
  static func contents(_ call: ReadCall) throws -> [Check.Output.Fault] { contents(try BookPass(call).finish()) }

  private static func fault(_ invariant: Invariant, _ rows: [String]) -> Check.Output.Fault {
    Check.Output.Fault(name: invariant.name, rule: invariant.rule, statement: invariant.statement, rows: rows)
  }

  private static func contents(_ found: BookFindings) -> [Check.Output.Fault] {
    [
      Check.Output.Fault(
        name: "voucher.changed", rule: "R-421",
        statement: Bilingual("已记账凭证自记账以来未被改动", "a posted voucher is what it was when it was posted"),
        rows: found.changed),
      Check.Output.Fault(
        name: "voucher.account-unknown", rule: "R-403",
        statement: Bilingual("分录的科目都在其科目表中", "every line stands on an account of its chart"), rows: found.strange),
      Check.Output.Fault(
        name: "voucher.dimension-misplaced", rule: "R-425",
        statement: Bilingual("只有支出类科目的分录有支出性质和经济分类", "only lines of expenses bear a nature and an economic class"),
        rows: found.misplaced),
    ]
  }
}
