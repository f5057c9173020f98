import Primitives
import SelectionRules
import Store
import Tables

/// `qilu review save EDITION NOMINATION`: what a reviewer gives is saved at once, the rest stays.
struct ReviewSave: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var item: ByteText?
    var score: String?
    var file: FilePath?
    var comment: String?
    var revision: Int?
  }

  static let name = "review save"
  static let summary = Bilingual("保存初审评分表上给出的各项（评审员本人）", "save what a reviewer gives on a review")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    SheetNotes.pair + [
      .option("item", "CODE", "评分项", "the rubric's item"), .option("score", "SCORE", "该项的分数", "its score"),
      .option("file", "FILE", "CSV 文件，列：item, score", "a CSV file; columns: item, score"),
    ] + SheetNotes.saving

  /// The largest file: a rubric has some dozen items.
  private static let fileBytes = 1 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let work = try SheetWork(.candidate, input.edition, only: input.nomination, call)
    return try work.save(input.nomination, try given(input), comment: input.comment, revision: input.revision)
  }

  private static func given(_ input: Input) throws -> [(item: ByteText, score: String)] {
    guard (input.item == nil) == (input.score == nil) else { throw SheetDeskRefusals.itemAndScore }
    var given = try input.file.map(rows) ?? []
    if let item = input.item, let score = input.score { given.append((item, score)) }
    return given
  }

  private static func rows(_ file: FilePath) throws -> [(item: ByteText, score: String)] {
    let bytes = try FileSource.whole(file.text, limit: fileBytes)
    let reader = try TableReader(file: file.text, source: ByteSource(bytes), columns: ["item", "score"])
    var rows: [(ByteText, String)] = []
    try reader.forEachRow { rows.append(($0.text(0), $0.text(1).string)) }
    return rows
  }
}

/// `qilu review submit EDITION NOMINATION`.
struct ReviewSubmit: WriteOperation {
  typealias Input = OwnSheetInput
  typealias Output = DoneOutput

  static let name = "review submit"
  static let summary = Bilingual("提交填写完整的初审评分表（评审员本人）", "submit a reviewer's review on which nothing is missing")
  static let reach = Reach.everywhere
  static let notes = SheetNotes.pair

  static func run(_ input: OwnSheetInput, _ call: WriteCall) throws -> DoneOutput {
    try SheetWork(.candidate, input.edition, only: input.nomination, call).submit(input.nomination)
  }
}

/// `qilu review reopen EDITION REVIEWER NOMINATION --reason TEXT`, before the lock (SM-3).
struct ReviewReopen: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var reviewer: ByteText
    var nomination: ByteText
    var reason: String
  }

  static let name = "review reopen"
  static let summary = Bilingual("锁定前重新打开已提交的初审评分表", "open a submitted review again, before the lock")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    SheetNotes.edition, .argument("reviewer", "REVIEWER", "评审员编号", "the reviewer's code"), SheetNotes.nomination,
    SheetNotes.reason,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try SheetWork(.candidate, input.edition, only: input.nomination, call).reopen(
      PanelStore.Pair(judge: input.reviewer, nomination: input.nomination), input.reason)
  }
}

/// `qilu review lock EDITION`: the submitted reviews become the package's preliminary scores.
struct ReviewLock: WriteOperation {
  typealias Input = SheetLock.Input
  typealias Output = SheetLockOutput

  static let name = "review lock"
  static let summary = Bilingual(
    "锁定已提交的初审评分并写入数据包", "lock the submitted reviews and write their scores into the package")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition, SheetNotes.replace]

  static func run(_ input: SheetLock.Input, _ call: WriteCall) throws -> SheetLockOutput {
    let locking = try SheetLocking(.candidate, input.edition, replace: input.replace, call)
    let desk = locking.work.desk
    let form = try desk.requiredForm()
    let reviews = locking.finished
    try checkCounts(reviews, try desk.edition.inputs(in: call.connection))
    var table = TableWriter(columns: PackageTable.preliminary.columns)
    for review in reviews {
      table.row([review.pair.nomination, review.pair.judge, ByteText(pointsText(form.sum(review.values)))])
    }
    return try locking.run([(.preliminary, table.bytes)])
  }

  private static func checkCounts(_ reviews: [WorkSheetRow], _ inputs: EditionInputs) throws {
    var counts: [ByteText: Int] = [:]
    for review in reviews { counts[review.pair.nomination, default: 0] += 1 }
    let qualified = inputs.nominations.filter { $0.disqualification == nil }.map(\.key).sorted()
    try EditionFlow.checkSubmittedReviews(qualified.map { (nomination: $0, count: counts[$0] ?? 0) })
  }
}

/// `qilu review list EDITION`.
struct ReviewList: ReadOperation {
  typealias Input = SheetList.Input
  typealias Output = SheetListOutput

  static let name = "review list"
  static let summary = Bilingual("列出初审评分表：评审员看本人的，其他人只看状态", "list reviews: a reviewer's own, for others their states")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition]

  static func run(_ input: SheetList.Input, _ call: ReadCall) throws -> SheetListOutput {
    try SheetReading(.candidate, input.edition, call).list()
  }
}

/// `qilu review show EDITION NOMINATION [--reviewer CODE]`: others' scores only after the lock.
struct ReviewShow: ReadOperation {
  typealias Output = SheetListOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var reviewer: ByteText?
  }

  static let name = "review show"
  static let summary = Bilingual(
    "查看一个推荐的初审评分表（他人的评分在锁定后才可见）", "show a nomination's reviews; others' scores after the lock")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    SheetNotes.pair + [.option("reviewer", "CODE", "只看这位评审员的", "the review of this reviewer alone")]

  static func run(_ input: Input, _ call: ReadCall) throws -> SheetListOutput {
    try SheetReading(.candidate, input.edition, call).show(input.nomination, judge: input.reviewer)
  }
}

/// `qilu review progress EDITION`.
struct ReviewProgress: ReadOperation {
  typealias Input = SheetList.Input
  typealias Output = SheetProgressOutput

  static let name = "review progress"
  static let summary = Bilingual("查看初审评分的进度", "tell how far the reviews are")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [SheetNotes.edition]

  static func run(_ input: SheetList.Input, _ call: ReadCall) throws -> SheetProgressOutput {
    try SheetProgressOutput(try SheetDesk(.candidate, input.edition, call))
  }
}
