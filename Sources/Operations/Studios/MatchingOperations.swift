import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu matching submit GRANT --amount A --paid-on DAY --proof FILE [--in-kind]` (R-305, R-412).
struct MatchingSubmit: WriteOperation {
  struct Input: Codable, Sendable {
    var grant: String
    var amount: String
    var paidOn: String
    var proof: FilePath
    var inKind: Bool?
    var cash: Bool?
  }

  struct Output: OperationOutput {
    var matching: String
    var number: Int
    var voucher: String?

    var presentation: [Block] {
      [
        .line("配套凭证第 \(number) 号已提交：\(matching)", "proof \(number) of the match is handed in: \(matching)")
      ] + (voucher.map { [.line("入账凭证已制单：\($0)", "its voucher is drafted: \($0)")] } ?? [])
    }
  }

  static let name = "matching submit"
  static let summary = Bilingual("提交单位配套资金凭证", "hand in a proof of the employer's matching money")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option("amount", "AMOUNT", "金额（元）", "the amount in yuan"),
    .option("paidOn", "DAY", "到账或列支日期", "the day on which it was given"),
    .option("proof", "FILE", "银行回单或单位账簿凭证（加密留存）", "the bank's slip or the employer's voucher, kept sealed"),
    .option("inKind", "", "实物，仅作说明", "in kind: for information only"),
    .option("cash", "", "收到的是现金而非转账", "it came into the cash box, not into the bank"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let file = try GrantDesk.ofBase(input.grant, call)
    guard file.row.matchMode != nil, ![.rejected, .lapsed, .closed].contains(file.state) else {
      throw MatchingFlow.notNow(file.state)
    }
    let (mode, amount) = (try file.mode(), try Money(input.amount))
    try MatchingProof.checkSubmission(amount: amount, mode: mode, hasEvidence: true)
    let day = try GrantInput.day(input.paidOn, call)
    let form: MatchingForm = input.inKind == true ? .inKind : .cash
    let evidence = try GrantInput.keep(input.proof, call)
    try MatchingFlow.checkUnused(evidence.mark, call)
    let proof = MatchingProofRow(
      id: call.newIdentifier(), grant: file.row.id, number: file.proofs.count + 1, mode: mode.rawValue,
      form: form.rawValue, amount: amount, paidOn: day.text, evidence: evidence, submittedBy: call.actor.id)
    try MatchingStore.insert(proof, at: call.environment.instant, in: call.transaction)
    var order = GrantBooking.Order(step: .baseReceivesMatch, day: day, amount: amount, reference: proof.id.text)
    order.means = input.cash == true ? .cash : .bank
    let voucher = form == .cash && mode.isInUnionBooks ? try GrantBooking(file, call).draft(order) : nil
    call.record(
      "grant", file.row.id.text,
      ["code": file.row.code, "matching": proof.id.text, "amount": amount.text, "evidence": evidence.digest])
    return Output(matching: proof.id.text, number: proof.number, voucher: voucher?.id.text)
  }
}

/// A proof, as a person names it.
struct MatchingInput: Codable, Sendable {
  var matching: String

  static let notes: [FieldNote] = [.argument("matching", "MATCHING", "配套凭证标识", "the proof's id")]
}

/// `qilu matching confirm MATCHING`: by the city or the province, who did not hand it in (SM-7).
struct MatchingConfirm: WriteOperation {
  typealias Input = MatchingInput
  typealias Output = DoneOutput

  static let name = "matching confirm"
  static let summary = Bilingual("确认配套凭证", "confirm a proof of matching money")
  static let reach = Reach.everywhere
  static let notes = MatchingInput.notes

  static func run(_ input: MatchingInput, _ call: WriteCall) throws -> DoneOutput {
    let (proof, file) = try MatchingFlow.find(input.matching, call)
    try GrantDesk.checkAbove(file.row, call)
    try MatchingProof.checkSecondPerson(isSubmitter: proof.submittedBy == call.actor.id)
    let state: MatchingState = try StudioNames.value(proof.state, "state")
    try state.checkChange(to: .confirmed)
    try MatchingFlow.checkBooked(proof, file, call)
    let today = try call.environment.today()
    guard
      try MatchingStore.confirm(
        proof.id, on: today.text, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    if proof.form == MatchingForm.cash.rawValue { try MatchingFlow.count(proof.amount, file, call) }
    try GrantSteps.askGate(file.row.id, reason: "配套凭证第 \(proof.number) 号已确认", call)
    call.record("grant", file.row.id.text, ["code": file.row.code, "matching": proof.id.text])
    return DoneOutput(subject: proof.id.text, done: try MatchingFlow.words(GrantFile(file.row.id, call), today))
  }
}

/// `qilu matching reject MATCHING --reason TEXT`.
struct MatchingReject: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var matching: String
    var reason: String
  }

  static let name = "matching reject"
  static let summary = Bilingual("驳回配套凭证", "reject a proof of matching money")
  static let reach = Reach.everywhere
  static let notes = MatchingInput.notes + [.option("reason", "TEXT", "理由", "why")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-7")
    let (proof, file) = try MatchingFlow.find(input.matching, call)
    try GrantDesk.checkAbove(file.row, call)
    try MatchingProof.checkSecondPerson(isSubmitter: proof.submittedBy == call.actor.id)
    let state: MatchingState = try StudioNames.value(proof.state, "state")
    try state.checkChange(to: .rejected)
    guard
      try MatchingStore.reject(
        proof.id, reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    let voucher = try MatchingFlow.undo(proof, file, reason: input.reason, call)
    call.record("grant", file.row.id.text, ["code": file.row.code, "matching": proof.id.text])
    return DoneOutput(
      subject: proof.id.text, done: MatchingFlow.done(Bilingual("配套凭证已驳回", "the proof is rejected"), voucher))
  }
}

/// `qilu matching withdraw MATCHING --reason TEXT`: the gate locks again where too little is left (SM-6).
struct MatchingWithdraw: WriteOperation {
  typealias Output = DoneOutput
  typealias Input = MatchingReject.Input

  static let name = "matching withdraw"
  static let summary = Bilingual(
    "撤回已确认的配套（不足的重新锁定）", "withdraw a confirmed match; the grant locks again where it falls short")
  static let reach = Reach.everywhere
  static let notes = MatchingReject.notes

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-6")
    let (proof, file) = try MatchingFlow.find(input.matching, call)
    if call.actor.roles.isDisjoint(with: GrantDesk.checkers) {
      try GrantDesk.checkBase(file.row, call)
    } else {
      try GrantDesk.checkAbove(file.row, call)
    }
    let state: MatchingState = try StudioNames.value(proof.state, "state")
    try state.checkChange(to: .withdrawn)
    let today = try call.environment.today()
    guard
      try MatchingStore.withdraw(
        proof.id, on: today.text, reason: input.reason, by: call.actor.id, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    if proof.form == MatchingForm.cash.rawValue {
      _ = try file.standing.withdrawingMatch(proof.amount)
      guard try file.row.matched - proof.amount >= file.row.matchSpent else { throw MatchingFlow.spentAlready(file) }
      try MatchingFlow.count(.zero - proof.amount, file, call)
    }
    try GrantSteps.askGate(file.row.id, reason: "配套凭证第 \(proof.number) 号已撤回：\(input.reason)", call)
    let voucher = try MatchingFlow.undo(proof, file, reason: input.reason, call)
    call.record("grant", file.row.id.text, ["code": file.row.code, "matching": proof.id.text])
    let words = try MatchingFlow.words(GrantFile(file.row.id, call), today)
    return DoneOutput(subject: proof.id.text, done: MatchingFlow.done(words, voucher))
  }
}

/// What the acts on proofs share.
enum MatchingFlow {
  /// A proof with its grant, for somebody who sees the grant.
  static func find(_ id: String, _ call: ReadCall) throws -> (proof: MatchingProofRow, file: GrantFile) {
    guard let proof = try MatchingStore.find(MatchingProofID(id), in: call.connection),
      let row = try GrantStore.find(proof.grant, in: call.connection), try GrantDesk.isReadable(row, call)
    else {
      throw Refusal(
        "matching.unknown", kind: .notFound,
        message: Bilingual("没有配套凭证“\(id)”，或您无权查看", "there is no proof “\(id)” that you may see"),
        remedy: Bilingual("grant show 列出配套凭证", "grant show lists the proofs"))
    }
    return (proof, try GrantFile(row, call))
  }

  /// Adds to the confirmed match of a grant.
  static func count(_ amount: Money, _ file: GrantFile, _ call: WriteCall) throws {
    var movement = GrantMovement()
    movement.matched = amount
    try GrantMovementStore.move(file.row.id, by: movement, in: call.transaction)
  }

  /// Money that the union holds counts when its books show it, so that nobody confirms what has not arrived (R-412).
  static func checkBooked(_ proof: MatchingProofRow, _ file: GrantFile, _ call: ReadCall) throws {
    let mode: MatchMode = try StudioNames.value(proof.mode, "mode")
    guard mode.isInUnionBooks, proof.form == MatchingForm.cash.rawValue else { return }
    let voucher = try voucher(of: proof, call)
    guard voucher?.number == nil else { return }
    throw BookRefusals.make(
      "matching.not-booked", "R-412", Citation.studioIncentives, "第五条",
      Bilingual("配套资金尚未在基层工会入账", "the match is not in the base union's books yet"),
      Bilingual("由基层工会先将入账凭证记账（voucher post）", "let the base union post its voucher first"))
  }

  /// Gives up the voucher of a proof that does not stand, or drafts the one by which the money goes back.
  static func undo(_ proof: MatchingProofRow, _ file: GrantFile, reason: String, _ call: WriteCall) throws
    -> VoucherRow?
  {
    guard let voucher = try voucher(of: proof, call) else { return nil }
    guard voucher.number != nil else {
      _ = try VoucherStore.void(
        voucher.id, reason: reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
      try GrantMovementStore.free(voucher.id, in: call.transaction)
      return nil
    }
    var order = GrantBooking.Order(
      step: .baseMatchWithdrawn, day: try call.environment.today(), amount: proof.amount, reference: proof.id.text)
    let lines = try VoucherStore.lines(of: voucher.id, in: call.connection)
    // It goes back from where it came to.
    if lines.contains(where: { $0.account.hasPrefix("101") }) { order.means = .cash }
    return try GrantBooking(file, call).draft(order, by: proof.submittedBy)
  }

  private static func voucher(of proof: MatchingProofRow, _ call: ReadCall) throws -> VoucherRow? {
    try GrantMovementStore.voucher(
      of: proof.grant, step: LedgerStep.baseReceivesMatch.rawValue, reference: proof.id.text, in: call.connection
    ).flatMap { try VoucherStore.find($0, in: call.connection) }
  }

  /// Where the match stands now.
  static func words(_ file: GrantFile, _ today: CalendarDay) throws -> Bilingual {
    let status = try file.gate.status(on: today).displayName
    let missing = file.standing.missing
    let until = file.deadline?.lastDay.value
    guard missing > .zero else {
      return Bilingual("配套已足额，资助状态：\(status.zh)", "the match is complete: \(status.en)")
    }
    return Bilingual(
      "还缺配套 \(missing.voucherText)\(until.map { "，期限 \($0.documentStyle)" } ?? "")，资助状态：\(status.zh)",
      "\(missing.text) yuan are missing\(until.map { ", due by \($0.text)" } ?? ""): \(status.en)")
  }

  static func done(_ words: Bilingual, _ voucher: VoucherRow?) -> Bilingual {
    guard let voucher else { return words }
    return Bilingual(
      "\(words.zh)；退款凭证已制单：\(voucher.id.text)", "\(words.en); the voucher of its return is drafted: \(voucher.id.text)")
  }

  /// The same slip proves once, anywhere.
  static func checkUnused(_ mark: String, _ call: ReadCall) throws {
    guard let other = try MatchingStore.uses(of: mark, in: call.connection).first else { return }
    throw BookRefusals.make(
      "matching.evidence-used", "R-309", Citation.studioIncentives, "第六条",
      Bilingual("同一凭证已用于资助 \(other)", "the same evidence is in use for the grant \(other)"),
      Bilingual("附上这笔款项自己的凭证", "attach the slip of this payment itself"))
  }

  /// What is spent of the match cannot be taken back out of the grant's other money (R-315).
  static func spentAlready(_ file: GrantFile) -> Refusal {
    BookRefusals.make(
      "matching.spent", "R-315", Citation.studioIncentives, "第六条",
      Bilingual(
        "配套资金已支出 \(file.row.matchSpent.voucherText)，撤回后不足以覆盖",
        "\(file.row.matchSpent.text) yuan of the match are spent; what would be left does not cover them"),
      Bilingual("先用 expense reverse 冲销相应的配套支出", "take the spends of the match back by expense reverse first"))
  }

  static func notNow(_ state: GrantState) -> Refusal {
    BookRefusals.make(
      "matching.not-now", "R-305", Citation.studioIncentives, "第五条",
      Bilingual(
        "资助处于“\(state.displayName.zh)”，不接受配套凭证", "the grant is \(state.rawValue) and takes no proof of a match"),
      Bilingual("申请之后、结项之前提交", "hand it in after the application and before the closing"))
  }
}
