import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu expense enter GRANT --day DAY --payee NAME --purpose TEXT --amount A --category C --source FUND --proof FILE`.
struct ExpenseEnter: WriteOperation {
  struct Input: Codable, Sendable {
    var grant: String
    var day: String
    var payee: String
    var purpose: String
    var amount: String
    var category: UseCategory
    var source: Fund
    var proof: FilePath?
    var invoice: String?
    var tax: String?
    var cash: Bool?
    var privatePayee: Bool?
    var equipment: EquipmentClass?
    var unitPrice: String?
    var cityApproval: String?
  }

  struct Output: OperationOutput {
    var expense: String
    var number: Int
    var presentation: [Block] {
      [.line("支出第 \(number) 号已登记为草稿：\(expense)", "spend \(number) is a draft: \(expense)")]
    }
  }

  static let name = "expense enter"
  static let summary = Bilingual("登记一笔工作室支出（草稿）", "draft a spend of a studio's grant")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("grant", "GRANT", "资助编号", "the grant's code")] + fields

  static let fields: [FieldNote] = [
    .option("day", "DAY", "付款日期", "the day of the payment"),
    .option("payee", "NAME", "收款方", "the payee"), .option("purpose", "TEXT", "用途", "what it is for"),
    .option("amount", "AMOUNT", "金额（元，代扣税的为税前）", "the amount in yuan; the gross where tax is withheld"),
    .option(
      "category", "CATEGORY",
      "类别：\(UseCategory.allCases.map { "\($0.rawValue) \($0.displayName.zh)" }.joined(separator: "、"))",
      "the category: \(UseCategory.allCases.map(\.rawValue).joined(separator: ", "))"),
    .option("source", "FUND", "资金来源：PROVINCE 省资金、MATCH 配套", "whose money: PROVINCE or MATCH"),
    .option("proof", "FILE", "发票或收据（加密留存）", "the invoice or receipt, kept sealed"),
    .option("invoice", "NUMBER", "发票号码", "the number of the invoice"),
    .option("tax", "AMOUNT", "代扣个人所得税", "the income tax withheld"),
    .option("cash", "", "以现金支付", "paid in cash"),
    .option("privatePayee", "", "收款方是个人", "the payee is a private person"),
    .option("equipment", "CLASS", "购置设备的类别：GENERAL、SPECIAL", "the class of equipment: GENERAL or SPECIAL"),
    .option("unitPrice", "AMOUNT", "设备单价", "the price of one piece of equipment"),
    .option("cityApproval", "NUMBER", "“其他”用途的市总工会批准文号", "the city's document for the use OTHER"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let file = try GrantDesk.ofBase(input.grant, call)
    let id: GrantExpenseID = call.newIdentifier()
    let fields = ExpenseChange.Input(
      expense: id.text, day: input.day, payee: input.payee, purpose: input.purpose, amount: input.amount,
      category: input.category, source: input.source, proof: input.proof, invoice: input.invoice, tax: input.tax,
      cash: input.cash, privatePayee: input.privatePayee, equipment: input.equipment, unitPrice: input.unitPrice,
      cityApproval: input.cityApproval)
    let number = try GrantExpenseStore.all(of: file.row.id, in: call.connection).count + 1
    let expense = GrantExpenseRow(
      id: id, grant: file.row.id, number: number,
      content: try ExpenseFlow.content(fields, over: nil, call), madeBy: call.actor.id)
    try GrantExpenseStore.insert(expense, at: call.environment.instant, in: call.transaction)
    call.record(
      "grant", file.row.id.text,
      ["code": file.row.code, "expense": expense.id.text, "amount": expense.content.amount.text])
    return Output(expense: expense.id.text, number: number)
  }
}

/// `qilu expense change EXPENSE …`: puts a draft, or one that was returned, right.
struct ExpenseChange: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var expense: String
    var day: String?
    var payee: String?
    var purpose: String?
    var amount: String?
    var category: UseCategory?
    var source: Fund?
    var proof: FilePath?
    var invoice: String?
    var tax: String?
    var cash: Bool?
    var privatePayee: Bool?
    var equipment: EquipmentClass?
    var unitPrice: String?
    var cityApproval: String?
  }

  static let name = "expense change"
  static let summary = Bilingual("修改草稿或被退回的支出", "change a spend that is a draft or was returned")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("expense", "EXPENSE", "支出标识", "the spend's id")] + ExpenseEnter.fields

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (expense, file) = try ExpenseFlow.find(input.expense, call)
    try ExpenseFlow.checkMaker(expense, file, call)
    let state: ExpenseState = try StudioNames.value(expense.state, "state")
    if state != .draft {
      try state.checkChange(to: .draft)
      _ = try GrantExpenseStore.move(expense.id, from: state.rawValue, to: "DRAFT", in: call.transaction)
    }
    let content = try ExpenseFlow.content(input, over: expense.content, call)
    try GrantExpenseStore.change(expense.id, to: content, in: call.transaction)
    call.record("grant", file.row.id.text, ["code": file.row.code, "expense": expense.id.text])
    return DoneOutput(subject: expense.id.text, done: Bilingual("支出已修改", "the spend is changed"))
  }
}

/// A spend, as a person names it.
struct ExpenseInput: Codable, Sendable {
  var expense: String

  static let notes: [FieldNote] = [.argument("expense", "EXPENSE", "支出标识", "the spend's id")]
}

/// `qilu expense submit EXPENSE`: the lock is asked here first (SM-8).
struct ExpenseSubmit: WriteOperation {
  typealias Input = ExpenseInput
  typealias Output = DoneOutput

  static let name = "expense submit"
  static let summary = Bilingual("提交支出", "hand in a spend")
  static let reach = Reach.everywhere
  static let notes = ExpenseInput.notes

  static func run(_ input: ExpenseInput, _ call: WriteCall) throws -> DoneOutput {
    let (expense, file) = try ExpenseFlow.find(input.expense, call)
    try ExpenseFlow.checkMaker(expense, file, call)
    let state: ExpenseState = try StudioNames.value(expense.state, "state")
    try state.checkChange(to: .submitted)
    try ExpenseCheck.checkSubmission(GrantSpend(expense), file.situation(call))
    guard try GrantExpenseStore.move(expense.id, from: "DRAFT", to: "SUBMITTED", in: call.transaction) else {
      throw GrantRefusals.changedMeanwhile
    }
    call.record("grant", file.row.id.text, ["code": file.row.code, "expense": expense.id.text])
    return DoneOutput(
      subject: expense.id.text, done: Bilingual("支出已提交，待另一人批准", "handed in; another person approves it"))
  }
}

/// `qilu expense approve EXPENSE [--reason TEXT]`: by another person; its voucher is drafted in the maker's name.
struct ExpenseApprove: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var expense: String
    var reason: String?
  }

  static let name = "expense approve"
  static let summary = Bilingual("批准支出并生成凭证", "approve a spend; its voucher is drafted")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    ExpenseInput.notes + [
      .option("reason", "TEXT", "用途有疑问时，写明为何符合规定", "why the use is permitted, where its words raise a question")
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    let (expense, file) = try ExpenseFlow.find(input.expense, call)
    try ExpenseFlow.checkApprover(expense, file, call)
    let state: ExpenseState = try StudioNames.value(expense.state, "state")
    try state.checkChange(to: .approved)
    var spend = try GrantSpend(expense)
    spend.approver = call.actor.id.text
    spend.reasonForUse = input.reason
    try ExpenseCheck.checkApproval(spend, file.situation(call))
    guard
      try GrantExpenseStore.approve(
        expense.id, reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    let voucher = try ExpenseFlow.book(expense, file, call)
    call.record(
      "grant", file.row.id.text,
      ["code": file.row.code, "expense": expense.id.text, "voucher": voucher?.id.text ?? ""])
    return DraftedVouchers([voucher].compactMap(\.self))
  }
}

/// `qilu expense return EXPENSE --reason TEXT`.
struct ExpenseReturn: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var expense: String
    var reason: String
  }

  static let name = "expense return"
  static let summary = Bilingual("退回支出", "give a spend back to its maker")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = ExpenseInput.notes + [.option("reason", "TEXT", "理由", "why")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-8")
    let (expense, file) = try ExpenseFlow.find(input.expense, call)
    try GrantDesk.checkBase(file.row, call)
    let state: ExpenseState = try StudioNames.value(expense.state, "state")
    try state.checkChange(to: .returned)
    // An approved spend has a voucher, which is given up with it.
    if let id = try ExpenseFlow.voucher(expense, call), let voucher = try VoucherStore.find(id, in: call.connection) {
      try BookNames.state(voucher).check(to: .void)
      _ = try VoucherStore.void(
        id, reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
      try GrantMovementStore.free(id, in: call.transaction)
    }
    guard
      try GrantExpenseStore.giveBack(expense.id, from: state.rawValue, reason: input.reason, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    call.record("grant", file.row.id.text, ["code": file.row.code, "expense": expense.id.text])
    return DoneOutput(subject: expense.id.text, done: Bilingual("支出已退回", "the spend is returned"))
  }
}

/// `qilu expense reverse EXPENSE --reason TEXT`: drafts the red voucher that takes a spend back (R-421).
struct ExpenseReverse: WriteOperation {
  typealias Input = ExpenseReturn.Input
  typealias Output = DraftedVouchers

  static let name = "expense reverse"
  static let summary = Bilingual("红字冲销已入账的支出", "draft the red voucher that takes a posted spend back")
  static let reach = Reach.everywhere
  static let notes = ExpenseReturn.notes

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    try Reason.require(input.reason, rule: "R-421")
    let (expense, file) = try ExpenseFlow.find(input.expense, call)
    try GrantDesk.checkBase(file.row, call)
    let state: ExpenseState = try StudioNames.value(expense.state, "state")
    try state.checkChange(to: .reversed)
    try ExpenseFlow.checkReversal(expense, file, call)
    guard let id = try ExpenseFlow.voucher(expense, call), let voucher = try VoucherStore.find(id, in: call.connection),
      let act = try GrantMovementStore.act(of: id, in: call.connection)
    else {
      try ExpenseFlow.strike(expense, call)
      call.record("grant", file.row.id.text, ["code": file.row.code, "expense": expense.id.text])
      return DraftedVouchers([])
    }
    let red = try GrantBooking(file, call).reverse(voucher, act, reason: input.reason)
    call.record(
      "grant", file.row.id.text, ["code": file.row.code, "expense": expense.id.text, "voucher": red.id.text])
    return DraftedVouchers([red])
  }
}
