import LedgerRules
import Primitives
import Store
import StudioRules

/// What the acts on spends share.
enum ExpenseFlow {
  /// A spend with its grant, for somebody who sees the grant.
  static func find(_ id: String, _ call: ReadCall) throws -> (expense: GrantExpenseRow, file: GrantFile) {
    guard let expense = try GrantExpenseStore.find(GrantExpenseID(id), in: call.connection),
      let row = try GrantStore.find(expense.grant, in: call.connection), try GrantDesk.isReadable(row, call)
    else { throw unknown(id) }
    return (expense, try GrantFile(row, call))
  }

  /// Passes if the actor made the spend: nobody's words stand under another one's name.
  static func checkMaker(_ expense: GrantExpenseRow, _ file: GrantFile, _ call: ReadCall) throws {
    try GrantDesk.checkBase(file.row, call)
    guard expense.madeBy == call.actor.id else { throw otherMaker }
  }

  /// Passes if the actor may approve: the base union's reviewer, and for the use OTHER the city's.
  static func checkApprover(_ expense: GrantExpenseRow, _ file: GrantFile, _ call: ReadCall) throws {
    let isOther = expense.content.category == UseCategory.other.rawValue && file.row.cityUnit != nil
    guard isOther || call.actor.roles.contains(.cityFinanceReviewer) else {
      return try GrantDesk.checkBase(file.row, call)
    }
    guard isOther, call.actor.roles.contains(.cityFinanceReviewer) else { throw isOther ? cityApproves : baseApproves }
    try GrantDesk.checkAbove(file.row, call)
  }

  /// Passes if a spend may be taken back: not while or after money is recovered, and not when its tax is paid.
  static func checkReversal(_ expense: GrantExpenseRow, _ file: GrantFile, _ call: ReadCall) throws {
    guard file.state != .recovery, file.state != .closed else { throw settled(file.state) }
    let fund: Fund = try StudioNames.value(expense.content.source, "source")
    guard expense.content.tax > .zero, try GrantBook.openTax(of: fund, file, call) < expense.content.tax else { return }
    throw taxPaid
  }

  private static let otherMaker = Refusal(
    "expense.other-maker", kind: .notPermitted, citation: Citation("R-314", Citation.studioIncentives, "第六条"),
    message: Bilingual("只有登记人可以修改和提交这笔支出", "only who entered a spend changes it and hands it in"),
    remedy: Bilingual("由登记人操作，或另行登记一笔", "let him act, or enter another one"))

  private static let cityApproves = Refusal(
    "expense.city-approves", kind: .notPermitted, citation: Citation("R-311", Citation.studioIncentives, "第八条"),
    message: Bilingual("“其他”用途由市总工会批准", "the use OTHER is approved by the city"),
    remedy: Bilingual("由市级财务稽核批准", "let the city's reviewer approve it"))

  private static let baseApproves = Refusal(
    "expense.base-approves", kind: .notPermitted, citation: Citation("R-314", Citation.studioIncentives, "第六条"),
    message: Bilingual("规定用途的支出由基层工会批准", "a spend of the five uses is approved by the base union"),
    remedy: Bilingual("由基层财务稽核批准", "let the base union's reviewer approve it"))

  private static func settled(_ state: GrantState) -> Refusal {
    BookRefusals.make(
      "expense.settled", "R-319", Citation.studioIncentives, "第九条",
      Bilingual(
        "资助处于“\(state.displayName.zh)”，支出不再冲销", "the grant is \(state.rawValue); its spends are not taken back any more"
      ),
      Bilingual("退款按追回办理（grant book）", "money goes back by the recovery, grant book"))
  }

  private static let taxPaid = BookRefusals.make(
    "expense.tax-paid", "R-417", Citation.unionAccounting2021, "215",
    Bilingual("这笔支出代扣的税款已经缴纳（或已制单）", "the tax withheld from the spend is paid, or drafted to be paid"),
    Bilingual("先用 grant take-back 冲销缴税凭证", "take the voucher of the tax back by grant take-back first"))

  static func unknown(_ id: String) -> Refusal {
    Refusal(
      "expense.unknown", kind: .notFound,
      message: Bilingual("没有支出“\(id)”，或您无权查看", "there is no spend “\(id)” that you may see"),
      remedy: Bilingual("grant show 列出支出", "grant show lists the spends"))
  }

  /// The voucher of a spend that is not void.
  static func voucher(_ expense: GrantExpenseRow, _ call: ReadCall) throws -> VoucherID? {
    try GrantMovementStore.voucher(
      of: expense.grant, step: LedgerStep.baseSpends.rawValue, reference: expense.id.text, in: call.connection)
  }

  /// What is spent, over what stood there before where there was something: what is not said stays.
  static func content(
    _ fields: ExpenseChange.Input, over old: GrantExpenseRow.Content?, _ call: WriteCall
  ) throws -> GrantExpenseRow.Content {
    let amount = try fields.amount.map { try Money($0) } ?? old?.amount ?? .zero
    let tax = try fields.tax.map { try Money($0) } ?? old?.tax ?? .zero
    guard amount > .zero, !tax.isNegative, tax < amount else { throw amounts }
    let equipment = fields.equipment?.rawValue ?? old?.equipment
    let price = try fields.unitPrice.map { try Money($0) } ?? old?.unitPrice
    guard (equipment == nil) == (price == nil), price.map({ $0 > .zero && $0 <= amount }) ?? true else { throw pieces }
    let day = try fields.day.map { try GrantInput.day($0, call).text } ?? old?.day ?? call.environment.today().text
    return GrantExpenseRow.Content(
      day: day, payee: fields.payee ?? old?.payee ?? "",
      isPrivate: fields.privatePayee ?? old?.isPrivate ?? false, purpose: fields.purpose ?? old?.purpose ?? "",
      amount: amount, tax: tax, category: (fields.category?.rawValue ?? old?.category) ?? UseCategory.other.rawValue,
      source: (fields.source?.rawValue ?? old?.source) ?? Fund.province.rawValue, means: means(fields, old),
      equipment: equipment, unitPrice: price,
      evidence: try fields.proof.map { try GrantInput.keep($0, call) } ?? old?.evidence,
      invoice: blank(fields.invoice) ?? old?.invoice,
      cityApproval: try fields.cityApproval.map { try DocumentNumber($0).text } ?? old?.cityApproval)
  }

  private static func means(_ fields: ExpenseChange.Input, _ old: GrantExpenseRow.Content?) -> String {
    fields.cash.map { ($0 ? PaymentMeans.cash : .bank).rawValue } ?? old?.means ?? PaymentMeans.bank.rawValue
  }

  private static func blank(_ text: String?) -> String? {
    text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// Drafts the voucher of a spend in its maker's name. Money that stands in the employer's books is registered and has
  /// none (M1, R-412).
  static func book(_ expense: GrantExpenseRow, _ file: GrantFile, _ call: WriteCall) throws -> VoucherRow? {
    let spend = try GrantSpend(expense)
    if spend.source == .match, try !file.mode().isInUnionBooks {
      try register(expense, sign: 1, from: "APPROVED", to: "POSTED", call)
      return nil
    }
    let content = expense.content
    var order = GrantBooking.Order(
      step: .baseSpends, day: spend.day, amount: spend.amount, reference: expense.id.text, fund: spend.source,
      tax: content.tax, payee: spend.payee, summary: "\(spend.purpose)（\(file.row.code)）", attachments: 1)
    order.means = try StudioNames.value(content.means, "means")
    if let equipment = content.equipment, let price = content.unitPrice {
      order.equipment = EquipmentPurchase(try StudioNames.value(equipment, "equipment"), unitPrice: price)
    }
    return try GrantBooking(file, call).draft(order, by: expense.madeBy)
  }

  /// Takes a spend that was only registered back.
  static func strike(_ expense: GrantExpenseRow, _ call: WriteCall) throws {
    try register(expense, sign: -1, from: "POSTED", to: "REVERSED", call)
  }

  private static func register(
    _ expense: GrantExpenseRow, sign: Int64, from state: String, to next: String, _ call: WriteCall
  ) throws {
    var movement = GrantMovement()
    movement.matchSpent = Money(fen: sign * expense.content.amount.fen)
    try GrantMovementStore.move(expense.grant, by: movement, in: call.transaction)
    guard try GrantExpenseStore.move(expense.id, from: state, to: next, in: call.transaction) else {
      throw GrantRefusals.changedMeanwhile
    }
  }

  private static let amounts = Refusal(
    "expense.amount", kind: .wrongUse, citation: Citation("R-314", Citation.studioIncentives, "第六条"),
    message: Bilingual("金额应大于零，代扣税款应小于金额", "the amount is above zero and the tax withheld below it"),
    remedy: Bilingual("核对金额", "check the amounts"))

  private static let pieces = Refusal(
    "expense.equipment", kind: .wrongUse, citation: Citation("R-418", Citation.unionAccounting2021, "162"),
    message: Bilingual("购置设备须同时写明类别和单价，单价不超过金额", "equipment has a class and a price of one piece, at most the amount"),
    remedy: Bilingual("用 --equipment 和 --unit-price 写明", "give both by --equipment and --unit-price"))
}
