import LedgerRules
import Primitives
import SelectionRules
import Store
import Tables

/// `qilu bank unmatched UNIT --month MONTH [--account ACCOUNT]`: what each side has alone at the end of a month.
struct BankUnmatched: ReadOperation {
  typealias Input = BankMatch.Input

  struct Output: OperationOutput {
    var account: String
    var month: String
    var bank: [BankItem]
    var books: [BankItem]

    var presentation: [Block] {
      [
        .heading("\(account) \(month) 未勾对的行", "what is unmatched on \(account) at the end of \(month)"),
        BankItem.table([
          (Bilingual("银行方", "bank"), bank), (Bilingual("账面方", "books"), books),
        ]),
      ]
    }
  }

  static let name = "bank unmatched"
  static let summary = Bilingual("列出月末双方未勾对的行及天数", "list what each side has alone at a month's end, with its age")
  static let reach = Reach.everywhere
  static let notes = BankMatch.notes

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let account = try BankDesk.account(input.account, of: ledger, call)
    let picture = try BankPicture(account, BookMonth(input.month), in: call.connection)
    return Output(
      account: account.account, month: picture.month.text, bank: try picture.items(picture.bank),
      books: try picture.items(picture.books))
  }
}

/// `qilu bank reconciliation UNIT --month MONTH [--account ACCOUNT]` (银行存款余额调节表).
struct BankReconciling: ReadOperation {
  typealias Input = BankMatch.Input

  struct Output: OperationOutput {
    var unit: String
    var account: String
    var bank: String
    var tail: String
    var month: String
    var bookBalance: String
    var bankBalance: String
    var receivedByBankOnly: [BankItem]
    var paidByBankOnly: [BankItem]
    var receivedInBooksOnly: [BankItem]
    var paidInBooksOnly: [BankItem]
    var adjustedBook: String
    var adjustedBank: String
    var difference: String
    /// Whether the month may close as far as this account goes.
    var isSettled: Bool
    /// The sums of the four kinds, in their order.
    var sums: [String]

    var verdict: Verdict { difference == "0.00" ? .done : .different }

    /// What a sheet of the table has: the words of the books' side, its amount, the bank's side, its amount.
    var rows: [(Bilingual, String, Bilingual, String)] {
      [
        (
          Bilingual("单位银行存款账面余额", "balance of the books"), bookBalance, Bilingual("银行对账单余额", "balance of the bank"),
          bankBalance
        ),
        (
          Bilingual("加：银行已收、单位未收", "received by the bank only"), sums[0],
          Bilingual("加：单位已收、银行未收", "received in the books only"), sums[2]
        ),
        (
          Bilingual("减：银行已付、单位未付", "paid by the bank only"), sums[1],
          Bilingual("减：单位已付、银行未付", "paid in the books only"), sums[3]
        ),
        (Bilingual("调节后余额", "adjusted balance"), adjustedBook, Bilingual("调节后余额", "adjusted balance"), adjustedBank),
      ]
    }

    var kinds: [(side: Bilingual, items: [BankItem])] {
      [
        (Bilingual("银行已收、单位未收", "received by the bank only"), receivedByBankOnly),
        (Bilingual("银行已付、单位未付", "paid by the bank only"), paidByBankOnly),
        (Bilingual("单位已收、银行未收", "received in the books only"), receivedInBooksOnly),
        (Bilingual("单位已付、银行未付", "paid in the books only"), paidInBooksOnly),
      ]
    }

    var presentation: [Block] {
      let columns = [
        TableBlock.text("项目", "item"), TableBlock.number("金额", "amount"), TableBlock.text("项目", "item"),
        TableBlock.number("金额", "amount"),
      ]
      let sheet = rows.map { [$0.0, Bilingual($0.1, $0.1), $0.2, Bilingual($0.3, $0.3)] }
      let outcome =
        isSettled
        ? Block.line("调节后余额相符，未达账项均已说明", "the adjusted balances agree and every item is explained")
        : .line("调节后相差 \(difference)，或有未达账项没有说明", "the difference is \(difference), or an item is not explained")
      return [
        .heading(
          "银行存款余额调节表 \(unit) \(bank) 尾号 \(tail)（\(account)）\(month)",
          "bank reconciliation of \(unit), \(account), \(month)"),
        .table(TableBlock(columns, bilingual: sheet)), BankItem.table(kinds), outcome,
      ]
    }
  }

  static let name = "bank reconciliation"
  static let summary = Bilingual("银行存款余额调节表", "the bank reconciliation of a month")
  static let reach = Reach.everywhere
  static let notes = BankMatch.notes

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    return try output(
      BankDesk.account(input.account, of: ledger, call), ledger, BookMonth(input.month), call)
  }

  static func output(
    _ account: BankAccountRow, _ ledger: LedgerRow, _ month: BookMonth, _ call: ReadCall
  ) throws -> Output {
    let picture = try BankPicture(account, month, in: call.connection)
    let table = try picture.table(ledger, in: call.connection)
    let kinds = [
      table.receivedByBankOnly.map { picture.bank[$0.line] }, table.paidByBankOnly.map { picture.bank[$0.line] },
      table.receivedInBooksOnly.compactMap { Int($0.id).map { picture.books[$0] } },
      table.paidInBooksOnly.compactMap { Int($0.id).map { picture.books[$0] } },
    ]
    let items = try kinds.map(picture.items)
    return Output(
      unit: ledger.unitCode, account: account.account, bank: account.bank, tail: account.tail, month: month.text,
      bookBalance: table.bookBalance.text, bankBalance: table.bankBalance.text, receivedByBankOnly: items[0],
      paidByBankOnly: items[1], receivedInBooksOnly: items[2], paidInBooksOnly: items[3],
      adjustedBook: table.adjustedBook.text, adjustedBank: table.adjustedBank.text,
      difference: try (table.adjustedBank - table.adjustedBook).text,
      isSettled: table.agrees && picture.unexplained.isEmpty,
      sums: try kinds.map { rows in
        // The form prints what is taken off without a sign.
        let sum = try Money.sum(rows.map(\.amount))
        return sum.isNegative ? try (.zero - sum).text : sum.text
      })
  }
}

/// `qilu bank export UNIT --month MONTH --output FOLDER [--account ACCOUNT]`: the same as CSV.
struct BankExport: ReadOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var month: String
    var output: ResultFolder
    var account: String?
  }

  struct Output: OperationOutput {
    var folder: FilePath
    var files: [String]

    var presentation: [Block] {
      let names = files.joined(separator: ", ")
      return [.line("已写入 \(folder.text)：\(names)", "written to \(folder.text): \(names)")]
    }
  }

  static let name = "bank export"
  static let summary = Bilingual("导出余额调节表、未达账项和勾对（CSV）", "export the reconciliation, the items and the matches as CSV")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    BankDesk.unitNote, BankDesk.monthNote, .option("output", "FOLDER", "写入的新文件夹", "the new folder to write"),
    BankDesk.accountNote,
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let ledger = try LedgerDesk.readable(input.unit, call)
    let (account, month) = (try BankDesk.account(input.account, of: ledger, call), try BookMonth(input.month))
    let reconciliation = try BankReconciling.output(account, ledger, month, call)
    let files = [
      ("reconciliation.csv", sheet(reconciliation)), ("unmatched.csv", items(reconciliation)),
      ("matched.csv", matches(try BankMatched.items(account, month, call))),
    ]
    try PackageFolder.write(files.map { PackageFile(path: $0, bytes: $1) }, to: input.output.path)
    return Output(folder: input.output.path, files: files.map(\.0))
  }

  private static func csv(_ columns: [String], _ rows: [[String]]) -> [UInt8] {
    var table = TableWriter(columns: columns)
    for row in rows { table.row(row.map { ByteText($0) }) }
    return table.bytes
  }

  private static func sheet(_ output: BankReconciling.Output) -> [UInt8] {
    csv(["单位", "金额", "银行", "金额2"], output.rows.map { [$0.0.zh, $0.1, $0.2.zh, $0.3] })
  }

  private static func items(_ output: BankReconciling.Output) -> [UInt8] {
    csv(
      [
        "kind", "line", "day", "amount", "words", "counterparty", "reference", "age", "explanation", "matched_from",
      ],
      output.kinds.flatMap { kind, items in
        items.map {
          [
            kind.zh, $0.line, $0.day, $0.amount, $0.words, $0.counterparty, $0.reference, "\($0.age)",
            $0.explanation ?? "", $0.matchedFrom ?? "",
          ]
        }
      })
  }

  private static func matches(_ items: [BankMatchItem]) -> [UInt8] {
    csv(
      ["match", "day", "amount", "bank", "books", "basis", "reason", "days_apart", "alternatives", "by"],
      items.map {
        [
          "\($0.match)", $0.day, $0.amount, $0.bank.joined(separator: " "), $0.books.joined(separator: " "),
          $0.basis.rawValue, $0.reason, "\($0.daysApart)", "\($0.alternatives)", $0.by,
        ]
      })
  }
}
