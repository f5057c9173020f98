import LedgerRules
import Primitives
import Store
import StudioRules
import Tables

/// `qilu grant import FILE`: open grants of earlier years, which another person confirms.
struct GrantImport: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var file: FilePath
  }

  static let name = "grant import"
  static let summary = Bilingual("导入以前年度未结项的资助", "bring in open grants of earlier years")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    ColumnNote.file(
      columns, optional: optional,
      values: Bilingual("金额为元；match_mode 为 M1、M2、M3", "amounts in yuan; match_mode is M1, M2 or M3"))
  ]

  static let columns = [
    "grant", "year", "person", "great", "unit", "studio", "amount", "received_on", "match_mode", "matched", "spent",
    "match_spent",
  ]
  static let optional = ["matched_on"]
  private static let fileBytes = 4 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let evidence = try GrantInput.keep(input.file, call)
    let reader = try TableReader(
      file: input.file.text, source: ByteSource(try FileSource.whole(input.file.text, limit: fileBytes)),
      columns: columns, optional: optional)
    var count = 0
    try reader.forEachRow { row in
      do { try enter(row, evidence, call) } catch let refusal as Refusal { throw refusal.at(row.location(0)) }
      count += 1
    }
    guard count > 0 else { throw OpeningGrantRefusals.empty }
    call.record("grant", "import", ["rows": "\(count)", "evidence": evidence.digest])
    return DoneOutput(
      subject: evidence.digest,
      done: Bilingual(
        "已导入 \(count) 项，待第二人 grant confirm-import",
        "\(count) are entered; another person confirms them by grant confirm-import"))
  }

  private static func enter(_ row: TableReader.Row, _ evidence: KeptEvidence, _ call: WriteCall) throws {
    func text(_ column: Int) -> String { row.text(column).string }
    let code = try ProjectCode(text(0)).text
    guard HandMade.isGrant(code) else { throw OpeningGrantRefusals.code }
    guard try !GrantOpeningStore.has(code, in: call.connection),
      try GrantStore.find(code: code, in: call.connection) == nil
    else { throw OpeningGrantRefusals.repeated(code) }
    guard let year = Int(text(1)), (2017...2100).contains(year), ["0", "1"].contains(text(3)) else {
      throw OpeningGrantRefusals.form
    }
    guard let unit = try UnionUnitStore.find(code: text(4), in: call.connection), unit.tier == "base" else {
      throw RegistryRefusals.unknownUnit(text(4))
    }
    let mode: MatchMode? = MatchMode(rawValue: text(8))
    guard let mode else { throw OpeningGrantRefusals.form }
    let matched = try Money(text(9))
    let opening = GrantOpeningRow(
      code: code, year: year, person: try GrantInput.text(text(2), "姓名", "name"), isGreat: text(3) == "1",
      unit: unit.id, studio: try GrantInput.text(text(5), "工作室名称", "studio's name"), amount: try Money(text(6)),
      receivedOn: try GrantInput.day(text(7), call).text, mode: mode.rawValue, matched: matched,
      matchedOn: try matchedOn(row, matched, call), spent: try Money(text(10)), matchSpent: try Money(text(11)),
      evidence: evidence, enteredBy: call.actor.id)
    try check(opening)
    try GrantOpeningStore.insert(opening, at: call.environment.instant, in: call.transaction)
  }

  private static func matchedOn(_ row: TableReader.Row, _ matched: Money, _ call: ReadCall) throws -> String? {
    guard matched > .zero else { return nil }
    guard row.has(12), !row.text(12).string.isEmpty else { throw OpeningGrantRefusals.matchedOn }
    return try GrantInput.day(row.text(12).string, call).text
  }

  /// nothing comes in that could not have come about here.
  private static func check(_ opening: GrantOpeningRow) throws {
    guard !opening.spent.isNegative, !opening.matchSpent.isNegative, !opening.matched.isNegative else {
      throw OpeningGrantRefusals.form
    }
    var standing = try GrantStanding(amount: opening.amount).receiving(opening.amount)
    if opening.matched > .zero { standing = try standing.confirmingMatch(opening.matched) }
    if opening.spent > .zero { standing = try standing.spending(opening.spent) }
    guard opening.matchSpent <= opening.matched else { throw OpeningGrantRefusals.form }
  }
}

/// `qilu grant confirm-import [--decline]`: another person than who entered them; their balances are drafted as opening
/// vouchers of the base unions' ledgers.
struct GrantConfirmImport: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var decline: Bool?
  }

  static let name = "grant confirm-import"
  static let summary = Bilingual("由第二人确认导入的资助，并生成建账凭证", "confirm grants that were brought in, as a second person")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.option("decline", "", "不确认，全部作废", "give them all up instead")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    let waiting = try GrantOpeningStore.waiting(in: call.connection)
    guard !waiting.isEmpty else { throw OpeningGrantRefusals.nothing }
    if input.decline == true {
      _ = try GrantOpeningStore.giveUp(in: call.transaction)
      call.record("grant", "import", ["declined": "\(waiting.count)"])
      return DraftedVouchers([])
    }
    guard !waiting.contains(where: { $0.enteredBy == call.actor.id }) else { throw OpeningGrantRefusals.samePerson }
    let drafts = try waiting.compactMap { try confirm($0, call) }
    call.record("grant", "import", ["confirmed": "\(waiting.count)"])
    return DraftedVouchers(drafts)
  }

  private static func confirm(_ opening: GrantOpeningRow, _ call: WriteCall) throws -> VoucherRow? {
    let id: GrantID = call.newIdentifier()
    let entry = GrantEntry(
      id: id, code: opening.code, edition: nil, nomination: nil, person: opening.person, isGreat: opening.isGreat,
      year: opening.year, amount: opening.amount, state: GrantState.baseReceivedLocked.rawValue)
    try GrantStore.insert(entry, at: call.environment.instant, in: call.transaction)
    try found(opening, id, call)
    let due = try MatchDeadline(receivedOn: CalendarDay(opening.receivedOn), calendar: .national)
    try GrantOpeningStore.confirm(
      opening, id: id, due: due.lastDay.value.text, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    try keepProof(opening, id, call)
    try GrantPartStore.addStep(
      call.environment.newIdentifier(), of: id, from: nil, to: entry.state, reason: "以前年度资助", by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    try GrantSteps.askGate(id, reason: "以前年度资助", call)
    return try GrantOpeningVoucher(try GrantFile(id, call), call).draft(by: opening.enteredBy)
  }

  /// The studio of an earlier grant, of which the sheet tells only name and leader.
  private static func found(_ opening: GrantOpeningRow, _ id: GrantID, _ call: WriteCall) throws {
    let studio = StudioRow(
      id: call.newIdentifier(), code: "GZS\(opening.code.dropFirst(4))", name: opening.studio, leader: opening.person,
      baseUnit: opening.unit, foundedOn: opening.receivedOn, field: "—", address: "—",
      plaqueLevel: TitleLevel.provincial.rawValue)
    try StudioStore.insert(studio, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try GrantStore.tie(
      id, studio: studio.id, base: opening.unit, city: GrantDesk.city(above: opening.unit, call)?.id,
      in: call.transaction)
  }

  private static func keepProof(_ opening: GrantOpeningRow, _ id: GrantID, _ call: WriteCall) throws {
    guard let day = opening.matchedOn else { return }
    let proof = MatchingProofRow(
      id: call.newIdentifier(), grant: id, number: 1, mode: opening.mode, form: MatchingForm.cash.rawValue,
      amount: opening.matched, paidOn: day, evidence: opening.evidence, submittedBy: opening.enteredBy)
    try MatchingStore.insert(proof, at: call.environment.instant, in: call.transaction)
    _ = try MatchingStore.confirm(
      proof.id, on: day, by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }
}

/// The voucher that brings what is left of an earlier grant into the base union's books.
struct GrantOpeningVoucher {
  let file: GrantFile
  let call: WriteCall

  init(_ file: GrantFile, _ call: WriteCall) {
    self.file = file
    self.call = call
  }

  /// Drafts it; nil where nothing is left in the union's books.
  func draft(by preparer: ActorID) throws -> VoucherRow? {
    guard let base = try file.row.baseUnit.flatMap({ try UnionUnitStore.find($0, in: call.connection) }) else {
      return nil
    }
    guard let ledger = try LedgerStore.find(unit: base.code, in: call.connection) else {
      throw BookRefusals.unknownLedger(base.code)
    }
    let day = try BookMonth(ledger.firstMonth).first
    let lines = try lines(BookNames.profile(ledger.profile), Chart.on(day))
    guard !lines.isEmpty else { return nil }
    let content = VoucherContent(day: day, summary: "建账：以前年度资助 \(file.row.code)", lines: lines)
    return try VoucherDrafting(ledger, call).draft(content, .opening, by: preparer)
  }

  private func lines(_ profile: PostingProfile, _ chart: Chart) throws -> [VoucherLine] {
    let rules = try PostingRules(
      on: chart == .of2021 ? Chart.switchDay : .earliest, profile: profile, matchMode: file.mode())
    let matchLeft = try file.row.matched - file.row.matchSpent
    return try [(Fund.province, file.standing.left), (.match, matchLeft)].flatMap { fund, left -> [VoucherLine] in
      guard left > .zero else { return [] }
      let project = try file.project()
      switch rules.holding(of: fund) {
      case .employer: return []
      case .custody:
        return [
          VoucherLine(.debit, AccountRole.custodialBank.key(in: chart), left, project: project, fund: fund),
          VoucherLine(.credit, AccountRole.custodialFunds.key(in: chart), left, project: project, fund: fund),
        ]
      case .own:
        return [
          VoucherLine(.debit, AccountRole.bank.key(in: chart), left),
          VoucherLine(.credit, AccountRole.carryover.key(in: chart), left, project: project, fund: fund),
        ]
      }
    }
  }
}

/// What is refused about grants of earlier years.
enum OpeningGrantRefusals {
  static let empty = make(
    "grant.import-empty", Bilingual("文件没有数据行", "the file has no rows"), Bilingual("补充后再导入", "add rows"))
  static let code = make(
    "grant.code-form",
    Bilingual("资助编号应以 \(HandMade.grantPrefix) 开头", "a grant's code begins with \(HandMade.grantPrefix)"),
    Bilingual("例如 QLGJ-2021-001", "such as QLGJ-2021-001"))
  static func repeated(_ code: String) -> Refusal {
    make(
      "grant.code-repeated", Bilingual("资助 \(code) 已存在", "the grant \(code) is there already"),
      Bilingual("删去该行", "take the row out"))
  }
  static let form = make(
    "grant.import-form",
    Bilingual("年度、great（0 或 1）、配套方式或金额不成立", "year, great (0 or 1), mode or an amount does not hold"),
    Bilingual("核对该行；已用配套不超过配套", "check the row; no more of the match is spent than there is"))
  static let matchedOn = make(
    "grant.matched-on", Bilingual("有配套的须填 matched_on", "a match needs the day matched_on"),
    Bilingual("填写配套到位日期", "give the day on which it was complete"))
  static let nothing = make(
    "grant.import-none", Bilingual("没有待确认的导入", "nothing waits to be confirmed"),
    Bilingual("grant list 列出资助", "grant list shows the grants"))
  static let samePerson = Refusal(
    "grant.import-same-person", kind: .notPermitted, citation: Citation("R-309", Citation.studioIncentives, "第六条"),
    message: Bilingual("导入人不能自己确认", "who entered the grants cannot confirm them"),
    remedy: Bilingual("由另一位省级财务稽核确认", "let another provincial reviewer do it"))

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    BookRefusals.make(code, "R-309", Citation.studioIncentives, "第六条", message, remedy)
  }
}
