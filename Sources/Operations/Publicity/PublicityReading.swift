import Primitives
import SelectionRules
import Store
import Tables

/// What may be published of a publicity: five facts of each person, in the order of the list.
struct PublicityOutput: OperationOutput {
  struct Item: Codable, Sendable {
    var name: String
    var sex: String
    var unit: String
    var post: String
    var deeds: String
  }

  var edition: String
  var number: Int
  var from: String
  var through: String
  var workdays: Int
  var document: String
  var medium: String
  var link: String
  var people: [Item]

  var presentation: [Block] {
    let columns = [
      TableBlock.number("序号", "place"), TableBlock.text("姓名", "name"), TableBlock.text("性别", "sex"),
      TableBlock.text("单位", "unit"), TableBlock.text("岗位", "post"), TableBlock.text("主要事迹", "deeds"),
    ]
    let rows = people.enumerated().map { ["\($0 + 1)", $1.name, $1.sex, $1.unit, $1.post, $1.deeds] }
    return [
      .heading("\(edition) 拟命名人选公示（第 \(number) 次）", "publicity \(number) of \(edition)"),
      .line(
        "公示期：\(from) 至 \(through)，共 \(workdays) 个工作日（首日不计）。\(document)",
        "shown from \(from) through \(through), \(workdays) working days, the first day not counted. \(document)"),
      .table(TableBlock(columns, rows)),
    ]
  }

  /// The list as a table that can be handed to the medium.
  fileprivate var table: [UInt8] {
    var writer = TableWriter(columns: ["place", "name", "sex", "unit", "post", "deeds"])
    for (index, item) in people.enumerated() {
      writer.row(
        ["\(index + 1)", item.name, item.sex, item.unit, item.post, item.deeds].map { ByteText($0) })
    }
    return writer.bytes
  }
}

/// `qilu publicity show EDITION`.
struct PublicityShow: ReadOperation {
  typealias Output = PublicityOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: Int?
  }

  static let name = "publicity show"
  static let summary = Bilingual(
    "查看公示的名单（只含可公开的内容）", "show the list of a publicity: what may be published, and no more")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("number", "N", "第几次公示，缺省为最近一次", "which publicity; the last one by default"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> PublicityOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let all = try PublicityStore.all(of: edition.id, in: call.connection)
    guard let row = all.last(where: { input.number == nil || $0.number == input.number }) else {
      throw PublicityOperationRefusals.none
    }
    let entries = try PublicityStore.entries(of: row.id, in: call.connection)
    return PublicityOutput(
      edition: edition.row.name, number: row.number, from: row.startsOn, through: row.endsOn, workdays: row.workdays,
      document: row.document, medium: row.medium, link: row.link,
      people: entries.map {
        PublicityOutput.Item(name: $0.name, sex: $0.sex, unit: $0.unit, post: $0.post, deeds: $0.deeds)
      })
  }
}

/// `qilu publicity export EDITION --output FOLDER`: publicity.csv for the medium.
struct PublicityExport: ReadOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var output: ResultFolder
    var number: Int?
  }

  static let name = "publicity export"
  static let summary = Bilingual(
    "导出公示的名单（publicity.csv）及原始选票的排除情况",
    "write the list of a publicity as publicity.csv, and what was excluded of raw ballots")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write"),
    .option("number", "N", "第几次公示，缺省为最近一次", "which publicity; the last one by default"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> DoneOutput {
    let shown = try PublicityShow.run(PublicityShow.Input(edition: input.edition, number: input.number), call)
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try PackageFolder.write(
      [PackageFile(path: "publicity.csv", bytes: shown.table)] + PublishedBallots.files(of: edition, call),
      to: input.output.path)
    let place = input.output.path.appending("publicity.csv").text
    return DoneOutput(subject: input.edition, done: Bilingual("已写入 \(place)", "written to \(place)"))
  }
}
