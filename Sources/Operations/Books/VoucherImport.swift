import LedgerRules
import Primitives
import Sealing
import Store

/// `qilu voucher import UNIT FILE`: many vouchers made by hand as drafts, all of a file or none.
struct VoucherImport: WriteOperation {
  struct Input: Codable, Sendable {
    var unit: String
    var file: FilePath
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var key: String
      var voucher: String
      var day: String
      var total: String
    }

    var isApplied: Bool
    var vouchers: [Item]
    var lines: Int
    var total: String
    /// What is wrong with the file, each with its row and column; the first hundred faults.
    var refusals: [Refusal]
    var faults: Int

    var verdict: Verdict { isApplied ? .done : .different }
    var presentation: [Block] {
      if isApplied {
        return [
          .line(
            "已制单 \(vouchers.count) 张，\(lines) 行，合计 \(total) 元；请另一人稽核",
            "\(vouchers.count) vouchers drafted, \(lines) lines, \(total) in all; another person reviews them")
        ]
      }
      return [
        .table(refusalTable), .line("共 \(faults) 处有误，整个文件没有写入", "\(faults) faults; nothing of the file was brought in"),
      ]
    }

    private var refusalTable: TableBlock {
      TableBlock(
        [
          TableBlock.number("行", "row"), TableBlock.text("列", "column"),
          TableBlock.text("说明", "what is wrong and what to do"),
        ],
        bilingual: refusals.map { refusal in
          let rule = refusal.citation?.rule ?? refusal.code
          let places = [refusal.location?.line.map { "\($0)" } ?? "", refusal.location?.column ?? ""]
          return places.map { Bilingual($0, $0) } + [
            Bilingual(
              "\(refusal.message.zh)（\(rule)）；\(refusal.remedy.zh)",
              "\(refusal.message.en) (\(rule)); \(refusal.remedy.en)")
          ]
        })
    }
  }

  static let name = "voucher import"
  static let summary = Bilingual("批量导入手工凭证（制单）", "draft many vouchers from a file")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("unit", "UNIT", "工会单位编码", "the code of the union unit"),
    ColumnNote.file(
      VoucherFile.columns, optional: VoucherFile.optional,
      values: Bilingual(
        "每条分录一行，voucher 相同的各行为一张凭证；负数为红字；nature：BASIC 或 PROJECT",
        "a row for each line, those of one voucher have one key; negative is red; nature: BASIC or PROJECT")),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let ledger = try LedgerDesk.ledger(of: input.unit, for: [.prepares], call)
    let bytes = try FileSource.whole(input.file.text, limit: VoucherBatch.fileBytes)
    let file = try VoucherFile(bytes, file: input.file.text)
    let drafting = VoucherDrafting(ledger, call)
    try file.check(drafting)
    guard file.faults.count == 0 else {
      call.leaveNoTrace()
      return Output(
        isApplied: false, vouchers: [], lines: file.lines, total: "", refusals: file.faults.told,
        faults: file.faults.count)
    }
    let content = file.digest.hex
    if let earlier = try VoucherImportStore.find(content: content, of: ledger.id, in: call.connection) {
      throw VoucherFileRefusals.twice(earlier.fileName, earlier.at).at(Refusal.Location(file: input.file.text))
    }
    let row = VoucherImportRow(
      id: call.newIdentifier(), ledger: ledger.id, fileName: PathText(input.file.text).name,
      fileDigest: Digest.sha256(of: bytes).hex, contentDigest: content, vouchers: file.entries.count,
      lines: file.lines, by: call.actor.id, at: call.environment.instant)
    return try store(file, row, drafting, call)
  }

  private static func store(
    _ file: VoucherFile, _ row: VoucherImportRow, _ drafting: VoucherDrafting, _ call: WriteCall
  ) throws -> Output {
    try VoucherImportStore.insert(row, in: call.transaction)
    var (items, total) = ([Output.Item](), Money.zero)
    for entry in file.entries {
      let voucher = try drafting.draft(entry.content, .hand)
      try VoucherImportStore.add(voucher.id, key: entry.key, of: row.id, in: call.transaction)
      total = try total + voucher.total
      items.append(
        Output.Item(key: entry.key, voucher: voucher.id.text, day: voucher.day, total: voucher.total.text))
    }
    call.record(
      "ledger", row.ledger.text,
      [
        "unit": drafting.ledger.unitCode, "import": row.id.text, "vouchers": "\(items.count)", "file": row.fileDigest,
        "content": row.contentDigest,
      ])
    return Output(
      isApplied: true, vouchers: items, lines: row.lines, total: total.text, refusals: [], faults: 0)
  }
}
