import Primitives
import Store
import StudioRules

/// `qilu grant account GRANT --bank NAME --holder NAME --account NUMBER`: another account before the base union is paid,
/// after a change of employer for instance (OP-29).
struct GrantAccountChange: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var grant: String
    var bank: String
    var holder: String
    var account: String
  }

  static let name = "grant account"
  static let summary = Bilingual("变更收款账户（拨付基层之前）", "change the account before the base union is paid")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"), .option("bank", "NAME", "开户银行", "the bank"),
    .option("holder", "NAME", "户名，应为基层工会", "the account's holder, which is the base union"),
    .personal("account", "NUMBER", "账号，加密保存", "the account's number, which is kept sealed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let file = try GrantDesk.ofBase(input.grant, call)
    // Behind the decision only where the studio has moved to another union since, which the province approved.
    let hasMoved = try file.row.account?.holder != UnitNames(call)[file.row.baseUnit]?.name
    let isBeforePayment = [GrantState.approved, .provincePaid, .cityReceived].contains(file.state)
    guard file.state == .applied || (isBeforePayment && hasMoved) else { throw GrantRefusals.paidAlready(file.state) }
    try GrantAccount.keep(
      GrantAccount.Given(bank: input.bank, holder: input.holder, number: input.account), mode: file.mode(), file, call)
    call.record("grant", file.row.id.text, ["code": file.row.code])
    return DoneOutput(subject: file.row.code, done: Bilingual("收款账户已变更", "the account is changed"))
  }
}

extension GrantRefusals {
  static func paidAlready(_ state: GrantState) -> Refusal {
    BookRefusals.make(
      "grant.account-fixed", "R-401", Citation.studioIncentives, "第七条",
      Bilingual("资助处于“\(state.displayName.zh)”，不能变更账户", "the grant is \(state.rawValue); its account is not changed"),
      Bilingual("批准之后只有变更所在单位的可以换账户", "behind the decision only a change of employer brings another account"))
  }
}
