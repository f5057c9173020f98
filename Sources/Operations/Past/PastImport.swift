import Primitives
import SelectionRules
import Store
import Tables

/// What a person was named in a year before the system.
enum PastKind: String, Sendable, Codable, CaseIterable {
  case qiluCraftsman = "qilu_craftsman"
  case qiluGreatCraftsman = "qilu_great_craftsman"
  case craftsman
  /// 提名奖 of the pilot of 2017: a prize and no title.
  case nominee

  var displayName: Bilingual {
    switch self {
    case .qiluCraftsman, .qiluGreatCraftsman, .craftsman:
      title?.displayName ?? Bilingual("工匠", "craftsman")
    case .nominee: Bilingual("提名奖", "nominee's prize")
    }
  }

  /// The title that the registry keeps; none for a nominee.
  var title: TitleKind? { TitleKind(rawValue: rawValue) }
}

/// `qilu past import FILE`: the named lists of earlier years with their amounts, whole or nothing.
struct PastImport: WriteOperation {
  typealias Output = ImportOutput

  struct Input: Codable, Sendable {
    var file: FilePath
    var dryRun: Bool?
    var replace: String?
  }

  static let name = "past import"
  static let summary = Bilingual("导入往年命名名单及其金额", "import the named lists of earlier years with their amounts")
  static let reach = Reach.everywhere
  static let columns = [
    "year", "name", "employer_name", "employer_credit_code", "kind", "level", "organiser", "document",
    "studio_amount", "personal_award", "prize",
  ]
  static let optional = ["citizen_id"]
  static let notes: [FieldNote] = [
    ColumnNote.file(columns, optional: optional, values: values),
    .option("dryRun", "", "只检查，不写入", "check only, change nothing"),
    .option("replace", "REASON", "更正已导入的同一命名，写明理由", "correct namings that were imported before, and say why"),
  ]

  private static let values = Bilingual(
    kinds.zh + "；" + levels.zh + "；金额以元计，空为零；有 citizen_id 的同时记入工匠库，没有的按姓名和单位核对重复命名（R-233）",
    kinds.en + "; " + levels.en + "; amounts in yuan, empty is none; with a citizen_id the person enters the registry,"
      + " without one name and employer tell a repetition (R-233)")
  private static let kinds = ColumnNote.choices("kind", PastKind.self, name: \.displayName)
  private static let levels = ColumnNote.choices("level", TitleLevel.self, name: \.displayName)
  private static let fileBytes = 64 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> ImportOutput {
    if let reason = input.replace { try Reason.require(reason) }
    var lines = PastLines(
      call: call, keptYears: try CraftsmanEntry.yearsOfNaming(call), corrects: input.replace != nil)
    let batch = RegistryImport(
      table: "past namings", columns: columns, optional: optional,
      input: RegistryImportInput(file: input.file, dryRun: input.dryRun), call: call)
    let output = try batch.run { try lines.add($0) }
    guard output.isApplied else { return output }
    let bytes = try FileSource.whole(input.file.text, limit: fileBytes)
    let evidence = try EvidenceKeeping.keep(bytes, name: input.file.lastName, isPersonal: true, call)
    for entry in lines.entries {
      let id = call.environment.newIdentifier()
      let person = try entry.person(call)
      let row = entry.row(person)
      if let standing = try PastNamingStore.standing(row, in: call.connection) {
        try PastNamingStore.supersede(standing, by: id, reason: input.replace ?? "", in: call.transaction)
      }
      try PastNamingStore.insert(
        row, evidence: evidence, by: call.actor.id, at: call.environment.instant, id: id, in: call.transaction)
      if let person { try entry.enter(person, call) }
    }
    return output
  }
}

/// One naming of the file, checked.
struct PastEntry {
  var naming: PastNamingRow
  var kind: PastKind
  var citizenID: CitizenID?

  /// The person, registered if new.
  fileprivate func person(_ call: WriteCall) throws -> PersonID? {
    guard let citizenID else { return nil }
    return try PersonRegistrar(call).person(name: naming.name, citizenID: citizenID, employer: nil).id
  }

  fileprivate func row(_ person: PersonID?) -> PastNamingRow {
    PastNamingRow(
      year: naming.year, name: naming.name, person: person, employerName: naming.employerName,
      employerCreditCode: naming.employerCreditCode, kind: naming.kind, level: naming.level,
      organiser: naming.organiser, document: naming.document, studio: naming.studio, personal: naming.personal,
      prize: naming.prize)
  }

  /// Enters the craftsman with the title, where the registry lacks them.
  fileprivate func enter(_ person: PersonID, _ call: WriteCall) throws {
    guard let title = kind.title else { return }
    try CraftsmanEntry.enter(person, reason: naming.document, call)
    let known = try CraftsmanStore.titles(of: person, in: call.connection).contains {
      $0.kind == title.rawValue && $0.level == naming.level && $0.year == naming.year
    }
    guard !known else { return }
    try CraftsmanEntry.addTitle(
      TitleRow(kind: title.rawValue, level: naming.level, year: naming.year, document: naming.document), to: person,
      call)
  }
}

/// The lines of the file as they are checked, one after another.
struct PastLines {
  let call: WriteCall
  let keptYears: Set<Int>
  let corrects: Bool
  private(set) var entries: [PastEntry] = []
  private var keys: Set<[String]> = []
  private var names: [CitizenID: String] = [:]
  private var givers: [CitizenID: Set<[String]>] = [:]

  init(call: WriteCall, keptYears: Set<Int>, corrects: Bool) {
    self.call = call
    self.keptYears = keptYears
    self.corrects = corrects
  }

  /// Checks a line and keeps it; answers a warning, if there is one.
  mutating func add(_ row: TableReader.Row) throws -> Refusal? {
    let year = try row.checked(0, Self.year)
    let name = try row.required(1)
    let code = row.text(3).string
    let warning = code.isEmpty ? nil : try row.checked(3) { try CreditCode($0).checkDigitWarning }
    let kind = try row.checked(4) { text in
      guard let kind = PastKind(rawValue: text) else { throw Self.choice(PastKind.allCases.map(\.rawValue)) }
      return kind
    }
    let level = try row.checked(5) { text in
      guard let level = TitleLevel(rawValue: text) else { throw Self.choice(TitleLevel.allCases.map(\.rawValue)) }
      return level
    }
    let isQilu = kind == .qiluCraftsman || kind == .qiluGreatCraftsman
    if isQilu, keptYears.contains(year) { throw Self.byNaming(year).at(row.location(0)) }
    guard !isQilu || level == .provincial else { throw PastRefusals.qiluLevel.at(row.location(5)) }
    let naming = PastNamingRow(
      year: year, name: name, person: nil, employerName: row.text(2).string, employerCreditCode: code,
      kind: kind.rawValue, level: level.rawValue, organiser: try row.required(6),
      document: try row.checked(7) { try DocumentNumber($0).text }, studio: try row.checked(8, Self.amount),
      personal: try row.checked(9, Self.amount), prize: try row.checked(10, Self.amount))
    let citizenID = try self.citizenID(row, name)
    guard keys.insert(["\(year)", level.rawValue, kind.rawValue, name, code]).inserted else {
      throw Self.twice.at(row.location(1))
    }
    if !corrects, try PastNamingStore.standing(naming, in: call.connection) != nil {
      throw Self.exists.at(row.location(1))
    }
    if let citizenID { try checkOnce(naming, kind, citizenID, row) }
    entries.append(PastEntry(naming: naming, kind: kind, citizenID: citizenID))
    return warning
  }

  /// a person is named once by an organiser in a year; the named and the great are two groups, and so are those
  /// who had a nominee's prize.
  private mutating func checkOnce(
    _ naming: PastNamingRow, _ kind: PastKind, _ citizenID: CitizenID, _ row: TableReader.Row
  ) throws {
    guard givers[citizenID, default: []].insert(Self.giver(naming)).inserted else {
      throw PastRefusals.namedTwice.at(row.location(11))
    }
    guard let person = try PersonRegistrar(call).known(citizenID) else { return }
    let known = try PastNamingStore.all(year: naming.year, in: call.connection)
    guard
      known.contains(where: { $0.person == person.id && Self.giver($0) == Self.giver(naming) && !$0.isSame(naming) })
    else { return }
    throw PastRefusals.namedTwice.at(row.location(11))
  }

  /// Who named: the province's namings are one, however its office is written.
  private static func giver(_ naming: PastNamingRow) -> [String] {
    let isProvincial = naming.level == TitleLevel.provincial.rawValue
    return ["\(naming.year)", naming.level, isProvincial ? "" : naming.organiser]
  }

  /// one person bears one name, in the file and in the registry.
  private mutating func citizenID(_ row: TableReader.Row, _ name: String) throws -> CitizenID? {
    guard row.has(11), !row[11].isEmpty else { return nil }
    let today = try call.environment.today()
    let citizenID = try row.checked(11) { try CitizenID($0, today: today) }
    let known = try names[citizenID] ?? PersonRegistrar(call).known(citizenID)?.name
    if let known, ByteText(known) != ByteText(name) { throw RegistryRefusals.otherName.at(row.location(11)) }
    names[citizenID] = name
    return citizenID
  }

  private static func year(_ text: String) throws -> Int {
    guard text.utf8.count == 4, let year = Int(text), (1949...9999).contains(year) else {
      throw Refusal(
        "past.year", message: Bilingual("年度须为四位数字，不早于 1949", "the year has four digits and is 1949 or later"),
        remedy: Bilingual("改正年度", "correct the year"))
    }
    return year
  }

  /// exact fen; an empty cell is no money.
  private static func amount(_ text: String) throws -> Money {
    guard !text.isEmpty else { return .zero }
    let amount = try Money(text)
    guard !amount.isNegative else {
      throw Refusal(
        "past.amount", citation: Citation("R-214", Citation.houseRules),
        message: Bilingual("金额不能为负", "the amount is negative"), remedy: Bilingual("改正金额", "correct the amount"))
    }
    return amount
  }

  private static func choice(_ values: [String]) -> Refusal {
    let list = values.joined(separator: ", ")
    return Refusal(
      "past.value", message: Bilingual("该列只能取规定的值", "the value is none of the listed ones"),
      remedy: Bilingual("可取：\(list)", "one of: \(list)"))
  }

  private static func byNaming(_ year: Int) -> Refusal {
    Refusal(
      "title.by-naming", citation: Citation("R-202", Citation.opinion2018, "三（二）5"),
      message: Bilingual(
        "\(year) 年度的届次在系统内，其命名不从往年名单导入", "an edition of \(year) is kept here; its naming is not imported"),
      remedy: Bilingual("用 edition name 命名", "name with edition name"))
  }

  private static let twice = Refusal(
    "past.twice", message: Bilingual("同一命名在文件中出现两次", "the naming stands twice in the file"),
    remedy: Bilingual("删除重复的一行", "take one of the lines out"))

  private static let exists = Refusal(
    "past.exists", message: Bilingual("该命名已导入", "the naming was imported before"),
    remedy: Bilingual("只导入新增的；更正用 --replace 理由", "import the added ones; correct with --replace REASON"))
}

/// What is refused about namings of earlier years.
enum PastRefusals {
  static let qiluLevel = Refusal(
    "past.qilu-level", citation: Citation("R-201", Citation.opinion2018, "三（二）5"),
    message: Bilingual("齐鲁工匠、齐鲁大工匠只由省级命名", "Qilu titles are the province's alone"),
    remedy: Bilingual("级别填 PROVINCIAL；其他级别的用 craftsman", "give PROVINCIAL; a title of another level is craftsman"))

  static let namedTwice = Refusal(
    "past.person-twice", citation: Citation("R-213", Citation.houseRules),
    message: Bilingual(
      "此人在同一年已由同一组织者命名", "the person was named by the same organiser in the same year already"),
    remedy: Bilingual("一人一年只保留一项；大工匠不再列为工匠", "keep one of them; a great craftsman is not listed as a craftsman too"))
}
