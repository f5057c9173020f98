import Primitives
import Store

/// `qilu past list [--year YEAR]`: the namings of earlier years, and what they cost in each year.
struct PastList: ReadOperation {
  struct Input: Codable, Sendable {
    var year: Int?
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var year: Int
      var name: String
      var isRegistered: Bool
      var employer: String
      var employerCreditCode: String
      var kind: PastKind
      var level: TitleLevel
      var organiser: String
      var document: String
      var studio: String
      var personal: String
      var prize: String
    }

    /// The sums of one year and level.
    struct Sum: Codable, Sendable {
      var year: Int
      var level: TitleLevel
      var great: Int
      var named: Int
      var nominees: Int
      var studio: String
      var personal: String
      var prize: String
      var total: String
    }

    var namings: [Item]
    var sums: [Sum]

    var presentation: [Block] {
      [.table(rows), .heading("分年合计（元）", "sums of each year, in yuan"), .table(totals)]
    }

    private var rows: TableBlock {
      let columns = [
        TableBlock.number("年度", "year"), TableBlock.text("姓名", "name"), TableBlock.text("单位", "employer"),
        TableBlock.text("命名", "named"), TableBlock.text("级别", "level"), TableBlock.text("文号", "document"),
        TableBlock.number("工作室资助", "studio"), TableBlock.number("个人奖励", "personal award"),
        TableBlock.number("奖金", "prize"), TableBlock.text("身份已登记", "registered"),
      ]
      return TableBlock(
        columns,
        bilingual: namings.map { item in
          ["\(item.year)", item.name, item.employer].map { Bilingual($0, $0) }
            + [item.kind.displayName, item.level.displayName]
            + [item.document, item.studio, item.personal, item.prize].map { Bilingual($0, $0) }
            + [item.isRegistered ? Bilingual("是", "yes") : Bilingual("否", "no")]
        })
    }

    private var totals: TableBlock {
      let columns = [
        TableBlock.number("年度", "year"), TableBlock.text("级别", "level"), TableBlock.number("大工匠", "great"),
        TableBlock.number("工匠", "craftsmen"), TableBlock.number("提名奖", "nominees"),
        TableBlock.number("工作室资助", "studios"), TableBlock.number("个人奖励", "personal awards"),
        TableBlock.number("奖金", "prizes"), TableBlock.number("合计", "together"),
      ]
      return TableBlock(
        columns,
        bilingual: sums.map { sum in
          let numbers = ["\(sum.great)", "\(sum.named)", "\(sum.nominees)", sum.studio, sum.personal, sum.prize]
          return [Bilingual("\(sum.year)", "\(sum.year)"), sum.level.displayName]
            + (numbers + [sum.total]).map { Bilingual($0, $0) }
        })
    }
  }

  static let name = "past list"
  static let summary = Bilingual("列出往年命名及分年合计", "list the namings of earlier years, with the sums of each year")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.option("year", "YEAR", "只看一年", "one year alone")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let rows = try PastNamingStore.all(year: input.year, in: call.connection)
    return Output(namings: rows.compactMap(item), sums: try sums(rows))
  }

  private static func item(_ row: PastNamingRow) -> Output.Item? {
    guard let kind = PastKind(rawValue: row.kind), let level = TitleLevel(rawValue: row.level) else { return nil }
    return Output.Item(
      year: row.year, name: row.name, isRegistered: row.person != nil, employer: row.employerName,
      employerCreditCode: row.employerCreditCode, kind: kind, level: level, organiser: row.organiser,
      document: row.document, studio: row.studio.text, personal: row.personal.text, prize: row.prize.text)
  }

  private static func sums(_ rows: [PastNamingRow]) throws -> [Output.Sum] {
    let years = Set(rows.map(\.year)).sorted()
    return try years.flatMap { year in
      try TitleLevel.allCases.compactMap { level in
        let own = rows.filter { $0.year == year && $0.level == level.rawValue }
        return own.isEmpty ? nil : try sum(year, level, own)
      }
    }
  }

  private static func sum(_ year: Int, _ level: TitleLevel, _ rows: [PastNamingRow]) throws -> Output.Sum {
    func count(_ kinds: PastKind...) -> Int { rows.count { row in kinds.contains { $0.rawValue == row.kind } } }
    let studio = try Money.sum(rows.map(\.studio))
    let personal = try Money.sum(rows.map(\.personal))
    let prize = try Money.sum(rows.map(\.prize))
    return Output.Sum(
      year: year, level: level, great: count(.qiluGreatCraftsman), named: count(.qiluCraftsman, .craftsman),
      nominees: count(.nominee), studio: studio.text, personal: personal.text, prize: prize.text,
      total: try Money.sum([studio, personal, prize]).text)
  }
}
