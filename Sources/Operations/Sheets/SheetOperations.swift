import Primitives
import SelectionRules
import Store
import Tables

/// `qilu sheet save EDITION NOMINATION`: what an expert gives is saved at once, the rest stays.
struct SheetSave: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var spirit: String?
    var craft: String?
    var leading: String?
    var contribution: String?
    var comment: String?
    var revision: Int?

    fileprivate var scores: [(item: ByteText, score: String)] {
      let given = ByDimension(spirit: spirit, craft: craft, leading: leading, contribution: contribution)
      return Dimension.allCases.compactMap { dimension in
        given[dimension].map { (ByteText(dimension.rawValue), $0) }
      }
    }
  }

  static let name = "sheet save"
  static let summary = Bilingual("保存评分表上给出的各项（专家本人）", "save what an expert gives on a score sheet")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    SheetNotes.pair + [
      .option("spirit", "SCORE", "工匠精神，0–100", "craftsman spirit, 0 to 100"),
      .option("craft", "SCORE", "工艺专长，0–100", "craft speciality, 0 to 100"),
      .option("leading", "SCORE", "领军作用，0–100", "leading role, 0 to 100"),
      .option("contribution", "SCORE", "突出贡献，0–100", "outstanding contribution, 0 to 100"),
    ] + SheetNotes.saving

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try SheetWork(.nominee, input.edition, only: input.nomination, call).save(
      input.nomination, input.scores, comment: input.comment, revision: input.revision)
  }
}

/// What operations on one sheet share.
enum SheetNotes {
  static let edition = FieldNote.argument("edition", "EDITION", "届次名称", "the edition's name")
  static let nomination = FieldNote.argument("nomination", "NOMINATION", "推荐编号", "the nomination's number")
  static let pair = [edition, nomination]
  static let saving: [FieldNote] = [
    .option("comment", "TEXT", "意见", "a comment"),
    .option("revision", "N", "所见评分表的保存次数，不同则拒绝", "the revision that was looked at; refused if it is another"),
  ]
  static let replace = FieldNote.option(
    "replace", "REASON", "整体替换先前写入的评分，写明理由", "replace the scores that were written before, and say why")
  static let reason = FieldNote.option("reason", "TEXT", "理由", "why")
}

/// A sheet of the person who acts.
struct OwnSheetInput: Codable, Sendable {
  var edition: String
  var nomination: ByteText
}

/// `qilu sheet submit EDITION NOMINATION`.
struct SheetSubmit: WriteOperation {
  typealias Input = OwnSheetInput
  typealias Output = DoneOutput

  static let name = "sheet submit"
  static let summary = Bilingual("提交填写完整的评分表（专家本人）", "submit an expert's score sheet on which nothing is missing")
  static let reach = Reach.everywhere
  static let notes = SheetNotes.pair

  static func run(_ input: OwnSheetInput, _ call: WriteCall) throws -> DoneOutput {
    try SheetWork(.nominee, input.edition, only: input.nomination, call).submit(input.nomination)
  }
}

/// `qilu sheet reopen EDITION EXPERT NOMINATION --reason TEXT`: by the committee's head, before the lock (SM-3).
struct SheetReopen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var expert: ByteText
    var nomination: ByteText
    var reason: String
  }

  static let name = "sheet reopen"
  static let summary = Bilingual("锁定前重新打开已提交的评分表", "open a submitted score sheet again, before the lock")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    SheetNotes.edition, .argument("expert", "EXPERT", "专家编号", "the expert's code"), SheetNotes.nomination,
    SheetNotes.reason,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try SheetWork(.nominee, input.edition, only: input.nomination, call).reopen(
      PanelStore.Pair(judge: input.expert, nomination: input.nomination), input.reason)
  }
}

/// `qilu sheet lock EDITION`: the submitted sheets and the recusals become the package's (SM-3, R-227).
struct SheetLock: WriteOperation {
  typealias Output = SheetLockOutput

  struct Input: Codable, Sendable {
    var edition: String
    var replace: String?
  }

  static let name = "sheet lock"
  static let summary = Bilingual(
    "锁定已提交的评分表，连同回避写入数据包", "lock the submitted score sheets and write them and the recusals into the package")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition, SheetNotes.replace]

  static func run(_ input: Input, _ call: WriteCall) throws -> SheetLockOutput {
    let locking = try SheetLocking(.nominee, input.edition, replace: input.replace, call)
    let edition = locking.work.desk.edition
    let recusals = try PanelStore.recusals(.nominee, of: edition.id, in: call.connection)
    var recusalTable = TableWriter(columns: PackageTable.recusals.columns)
    for (pair, kind) in recusals { recusalTable.row([pair.judge, pair.nomination, ByteText(kind)]) }
    var scoreTable = TableWriter(columns: PackageTable.scores.columns)
    for sheet in locking.finished {
      let scores = Dimension.allCases.map { ByteText(pointsText(sheet.values[ByteText($0.rawValue)] ?? 0)) }
      scoreTable.row([sheet.pair.judge, sheet.pair.nomination] + scores)
    }
    return try locking.run([(.recusals, recusalTable.bytes), (.scores, scoreTable.bytes)])
  }
}

/// `qilu sheet list EDITION`.
struct SheetList: ReadOperation {
  typealias Output = SheetListOutput

  struct Input: Codable, Sendable {
    var edition: String
  }

  static let name = "sheet list"
  static let summary = Bilingual("列出评分表：专家看本人的，其他人只看状态", "list score sheets: an expert's own, for others their states")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition]

  static func run(_ input: Input, _ call: ReadCall) throws -> SheetListOutput {
    try SheetReading(.nominee, input.edition, call).list()
  }
}

/// `qilu sheet show EDITION NOMINATION [--expert CODE]`: others' scores only after the lock.
struct SheetShow: ReadOperation {
  typealias Output = SheetListOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var expert: ByteText?
  }

  static let name = "sheet show"
  static let summary = Bilingual(
    "查看一个推荐的评分表（他人的评分在锁定后才可见）", "show a nomination's score sheets; others' scores after the lock")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    SheetNotes.pair + [.option("expert", "CODE", "只看这位专家的", "the sheet of this expert alone")]

  static func run(_ input: Input, _ call: ReadCall) throws -> SheetListOutput {
    try SheetReading(.nominee, input.edition, call).show(input.nomination, judge: input.expert)
  }
}

/// `qilu sheet progress EDITION`.
struct SheetProgress: ReadOperation {
  typealias Input = SheetList.Input
  typealias Output = SheetProgressOutput

  static let name = "sheet progress"
  static let summary = Bilingual("查看专家评分的进度", "tell how far the experts' sheets are")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition]

  static func run(_ input: SheetList.Input, _ call: ReadCall) throws -> SheetProgressOutput {
    try SheetProgressOutput(try SheetDesk(.nominee, input.edition, call))
  }
}
