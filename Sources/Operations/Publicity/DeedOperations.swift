import Primitives
import SelectionRules
import Store
import Tables

/// The edition of an act about deeds, which belongs to the display (SM-1).
private func displayed(_ name: String, _ call: ReadCall) throws -> (EditionContext, DeedStanding) {
  let edition = try EditionContext(named: name, in: call.connection)
  try EditionFlow.check(try edition.state(), isOneOf: [.display])
  return (edition, try DeedStanding(edition.id, in: call.connection))
}

/// `qilu deed record EDITION NOMINATION --medium TEXT --date DAY --link TEXT`.
struct DeedRecord: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: String
    var medium: String
    var date: String
    var link: String
    var text: String?
    var post: String?
  }

  static let name = "deed record"
  static let summary = Bilingual("登记一名提名人选已发布的事迹", "record the published deeds of one nominee")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("medium", "TEXT", "媒体", "the medium"),
    .option("date", "DAY", "发布日期", "the day of publication"),
    .option("link", "TEXT", "链接或版面", "the link, or the page of a paper"),
    .option("text", "TEXT", "事迹；缺省取推荐表中的主要事迹", "the deeds; by default those of the nomination form"),
    .option("post", "TEXT", "岗位（没有推荐表时）", "the post, where no form tells it"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (edition, standing) = try displayed(input.edition, call)
    let entry = DeedEntry(
      nomination: input.nomination, medium: input.medium, date: input.date, link: input.link, content: input.text,
      post: input.post)
    try entry.store(edition, standing, call)
    call.record("edition", edition.id.text, ["nomination": input.nomination])
    return DoneOutput(
      subject: input.nomination,
      done: Bilingual(
        "已登记 \(input.nomination) 的事迹，待第二人核准",
        "the deeds of \(input.nomination) are recorded and wait for a second person"))
  }
}

/// `qilu deed import EDITION FILE`.
struct DeedImport: WriteOperation {
  typealias Output = ImportOutput

  struct Input: Codable, Sendable {
    var edition: String
    var file: FilePath
    var dryRun: Bool?
  }

  static let name = "deed import"
  static let summary = Bilingual("导入提名人选已发布的事迹", "import the published deeds of nominees")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    ColumnNote.file(columns, optional: optional),
    .option("dryRun", "", "只检查，不写入", "check only, change nothing"),
  ]

  static let columns = ["nomination", "medium", "date", "link"]
  static let optional = ["text", "post"]
  private static let fileBytes = 64 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> ImportOutput {
    let (edition, standing) = try displayed(input.edition, call)
    let bytes = try FileSource.whole(input.file.text, limit: fileBytes)
    let reader = try TableReader(
      file: input.file.text, source: ByteSource(bytes), columns: columns, optional: optional)
    var verdicts = ImportVerdicts()
    var seen: Set<ByteText> = []
    try reader.forEachRow(onFault: { verdicts.refuse($0) }) { row in
      do {
        guard seen.insert(row.text(0)).inserted else { throw DeedRefusals.repeated }
        try entry(row).store(edition, standing, call)
        verdicts.accept(row.line)
      } catch let refusal as Refusal {
        verdicts.refuse(refusal.at(row.location(0)))
      }
    }
    let isDry = input.dryRun ?? false
    let isApplied = verdicts.refusals.isEmpty && !isDry
    if isApplied {
      let kept = try EvidenceKeeping.keep(bytes, name: "deeds.csv", isPersonal: false, call)
      call.record(
        "edition", edition.id.text, ["table": "deeds", "rows": "\(verdicts.accepted.count)", "evidence": kept.hex])
    } else {
      call.leaveNoTrace()
    }
    return ImportOutput(
      edition: input.edition, table: "deeds", file: input.file, isApplied: isApplied, isDryRun: isDry,
      lines: verdicts.lines)
  }

  private static func entry(_ row: TableReader.Row) -> DeedEntry {
    DeedEntry(
      nomination: row.text(0).string, medium: row.text(1).string, date: row.text(2).string, link: row.text(3).string,
      content: row.has(4) ? row.text(4).string : nil, post: row.has(5) ? row.text(5).string : nil)
  }
}

/// `qilu deed approve EDITION [--nomination NOMINATION] [--consent-seen]`: by another person than who recorded them.
struct DeedApprove: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: String?
    var consentSeen: Bool?
  }

  static let name = "deed approve"
  static let summary = Bilingual("由第二人核准已发布的事迹", "approve published deeds, as a second person")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("nomination", "NOMINATION", "只核准这一名；缺省核准全部待核准的", "only this one; all that wait by default"),
    .option("consentSeen", "", "没有推荐表的，已见本人书面同意公开发布", "where there is no form, the consent was seen on paper"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (edition, standing) = try displayed(input.edition, call)
    let isConsentSeen = input.consentSeen ?? false
    let waiting = standing.nominees.filter { nominee in
      guard let deed = nominee.deed, deed.approvedBy == nil else { return false }
      return input.nomination.map { ByteText($0) == nominee.nomination } ?? true
    }
    guard !waiting.isEmpty else { throw DeedRefusals.nothing }
    for nominee in waiting {
      if nominee.deed?.recordedBy == call.actor.id { throw DeedRefusals.samePerson(nominee.nomination) }
      try check(nominee, isConsentSeen)
      try DeedStore.approve(
        nominee.nomination, edition: edition.id, consentSeen: nominee.consent == .unseen, by: call.actor.id,
        at: call.environment.instant, in: call.transaction)
    }
    call.record(
      "edition", edition.id.text,
      ["nomination": input.nomination ?? "all", "deeds": "\(waiting.count)", "consent-seen": "\(isConsentSeen)"])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("已核准 \(waiting.count) 名提名人选的事迹", "the deeds of \(waiting.count) nominees are approved"))
  }

  private static func check(_ nominee: DeedStanding.Nominee, _ isConsentSeen: Bool) throws {
    switch nominee.consent {
    case .missing: throw DeedRefusals.noConsent(nominee.nomination)
    case .unseen where !isConsentSeen: throw DeedRefusals.consentUnseen(nominee.nomination)
    case .given, .seen, .unseen: break
    }
  }
}

/// `qilu deed list EDITION`: who lacks what.
struct DeedList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var nomination: ByteText
      var medium: String?
      var date: String?
      var link: String?
      var isApproved: Bool
      var consent: DeedStanding.Consent
    }

    var nominees: [Item]
    var lacking: Int

    var presentation: [Block] {
      let columns = [
        TableBlock.text("推荐编号", "nomination"), TableBlock.text("媒体", "medium"), TableBlock.text("日期", "date"),
        TableBlock.text("链接", "link"), TableBlock.text("核准", "approved"), TableBlock.text("同意", "consent"),
      ]
      let rows = nominees.map { item in
        [item.nomination.string, item.medium ?? "", item.date ?? "", item.link ?? ""].map { Bilingual($0, $0) } + [
          item.isApproved ? Bilingual("是", "yes") : Bilingual("否", "no"), item.consent.displayName,
        ]
      }
      return [
        .table(TableBlock(columns, bilingual: rows)),
        .line("共 \(nominees.count) 名，尚缺 \(lacking) 名", "\(nominees.count) nominees, \(lacking) lacking"),
      ]
    }
  }

  static let name = "deed list"
  static let summary = Bilingual("列出提名人选事迹的发布与核准情况", "tell whose deeds are published and approved, and who lacks what")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let standing = try DeedStanding(edition.id, in: call.connection)
    return Output(
      nominees: standing.nominees.map {
        Output.Item(
          nomination: $0.nomination, medium: $0.deed?.medium, date: $0.deed?.publishedOn, link: $0.deed?.link,
          isApproved: $0.deed?.approvedBy != nil, consent: $0.consent)
      }, lacking: standing.lacking.count)
  }
}
