import LedgerRules
import Primitives
import Sealing
import Store
import StudioRules

/// Whose grants a person sees and acts for: those of his units, and at city and province those below.
enum GrantDesk {
  /// Those who read grants.
  static let readers: [Role] = LedgerDesk.readers + [.officeOperator, .secondConfirmer, .nominatingClerk]
  /// Those who fill in for a base union.
  static let fillers: [Role] = [.baseFinancePreparer, .nominatingClerk, .officeOperator]
  /// Those who decide for the province.
  static let deciders: [Role] = [.secondConfirmer, .provinceFinanceReviewer]
  /// Those who check what a base union handed in (SM-7).
  static let checkers: [Role] = [.cityFinanceReviewer, .provinceFinanceReviewer]

  /// The grant with a code, for somebody who reads it; one that he may not see is as unknown as one that there is not.
  static func readable(_ code: String, _ call: ReadCall) throws -> GrantFile {
    guard let row = try GrantStore.find(code: code, in: call.connection), try isReadable(row, call) else {
      throw GrantRefusals.unknown(code)
    }
    return try GrantFile(row, call)
  }

  /// Whether the actor sees a grant: before its application the unit whose nominee it is for.
  static func isReadable(_ row: GrantRow, _ call: ReadCall) throws -> Bool {
    if readsAll(call) { return true }
    guard let base = row.baseUnit else { return try isOfEmployer(row, call) }
    if try isOwn(base, call) { return true }
    return try call.actor.roles.contains(where: \.isOfCity) && UnitScope.isBelow(base, call)
  }

  /// The grant, for somebody who acts for its base union.
  static func ofBase(_ code: String, _ call: ReadCall) throws -> GrantFile {
    let file = try readable(code, call)
    try checkBase(file.row, call)
    return file
  }

  /// Passes if the actor acts for a grant's base union.
  static func checkBase(_ row: GrantRow, _ call: ReadCall) throws {
    guard let base = row.baseUnit else { throw GrantRefusals.noStudio }
    guard try call.actor.roles.contains(.officeOperator) || isOwn(base, call) else { throw UnitScope.otherUnit }
  }

  /// Passes if the actor checks for the city through which a grant goes, or for the province.
  static func checkAbove(_ row: GrantRow, _ call: ReadCall) throws {
    if call.actor.roles.contains(where: \.isProvincial) { return }
    guard let city = row.cityUnit, try isOwn(city, call) else { throw UnitScope.otherUnit }
  }

  /// Whether the actor acts for a unit itself.
  static func isOwn(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    try DutyStore.units(of: call.actor.id, in: call.connection).contains(unit)
  }

  private static func readsAll(_ call: ReadCall) -> Bool {
    LedgerDesk.readsAll(call) || !call.actor.roles.isDisjoint(with: [.officeOperator, .secondConfirmer])
  }

  private static func isOfEmployer(_ row: GrantRow, _ call: ReadCall) throws -> Bool {
    guard let employer = try employer(of: row, call) else { return false }
    return try DutyStore.units(of: call.actor.id, in: call.connection).contains {
      try UnionUnitStore.find($0, in: call.connection)?.employer == employer
    }
  }

  /// Whether a base union has been paid a grant that is not closed.
  static func holdsGrants(_ unit: UnionUnitID, _ call: ReadCall) throws -> Bool {
    try GrantStore.all(in: call.connection).contains { row in
      guard row.baseUnit == unit else { return false }
      let state: GrantState = try StudioNames.value(row.state, "state")
      return state == .cityPaid || state.isRunning
    }
  }

  /// The employer that nominated the person of a grant, if the registry has it.
  static func employer(of row: GrantRow, _ call: ReadCall) throws -> EmployerID? {
    guard let edition = row.edition, let nomination = row.nomination else { return nil }
    return try NamingStore.employer(of: nomination, edition: edition, in: call.connection)
  }

  /// The union above a base union through which its grant goes: of a city, an industry or a large enterprise; nil for
  /// one directly under the province (OP-30).
  static func city(above base: UnionUnitID, _ call: ReadCall) throws -> UnionUnitRow? {
    try UnionUnitStore.line(from: base, in: call.connection).dropFirst().first {
      LedgerTier(unionTier: $0.tier) == .city
    }
  }
}

/// What is refused about grants, beside what the rules refuse.
enum GrantRefusals {
  static func unknown(_ code: String) -> Refusal {
    Refusal(
      "grant.unknown", kind: .notFound,
      message: Bilingual("没有资助“\(code)”，或您无权查看", "there is no grant “\(code)” that you may see"),
      remedy: Bilingual("grant list 列出资助", "grant list shows the grants"))
  }

  static let noStudio = BookRefusals.make(
    "grant.no-studio", "R-321", Citation.houseRules, "",
    Bilingual("该资助尚未登记工作室", "the grant has no studio yet"),
    Bilingual("先用 studio open 登记工作室", "register the studio by studio open first"))

  static let hasStudio = BookRefusals.make(
    "grant.has-studio", "R-321", Citation.houseRules, "",
    Bilingual("该资助已登记工作室", "the grant has its studio already"),
    Bilingual(
      "studio show 查看；变更用 studio change 或 studio event",
      "studio show tells it; change it by studio change or studio event"))

  static let changedMeanwhile = Refusal(
    "grant.changed-meanwhile", kind: .outdated, citation: Citation("SM-6", Citation.houseRules),
    message: Bilingual("资助刚被他人处理", "somebody else has just acted on the grant"),
    remedy: Bilingual("grant show 查看后再操作", "look at it by grant show, then act again"))

  static func drafted(_ voucher: VoucherID) -> Refusal {
    BookRefusals.make(
      "grant.voucher-drafted", "R-304", Citation.studioIncentives, "第四条",
      Bilingual("该业务已有凭证 \(voucher.text)，不能重复办理", "there is a voucher of this act already: \(voucher.text)"),
      Bilingual(
        "voucher show 查看；未记账的可 voucher void 作废后重办",
        "voucher show tells it; one that is not posted can be given up by voucher void"))
  }

  static let openingWaits = BookRefusals.make(
    "grant.opening-waits", "R-315", Citation.studioIncentives, "第七条",
    Bilingual("以前年度资助的建账凭证尚未记账", "what was brought in of the grant is not in the books yet"),
    Bilingual("先稽核并记账建账凭证（voucher list 可查）", "review and post its opening voucher first; voucher list shows it"))

  static let openingStays = BookRefusals.make(
    "grant.opening-stays", "R-315", Citation.studioIncentives, "第七条",
    Bilingual("以前年度资助的建账凭证不能作废", "the voucher that brings an earlier grant in is not given up"),
    Bilingual("记账后如有差错，另制调整凭证", "post it, and adjust what is wrong by another voucher"))

  static let refundStays = BookRefusals.make(
    "grant.refund-stays", "R-412", Citation.studioIncentives, "第五条",
    Bilingual("配套凭证已驳回或撤回，退款凭证不能作废", "the proof does not stand; the voucher of its return is not given up"),
    Bilingual("记账退款；资金仍留在工会的，再次提交配套凭证", "post it; where the money stays, hand the proof in anew"))

  static func future(_ day: CalendarDay) -> Refusal {
    Refusal(
      "grant.in-future", kind: .wrongUse, citation: Citation("R-309", Citation.houseRules),
      message: Bilingual("日期 \(day.text) 晚于今天", "the day \(day.text) is after today"),
      remedy: Bilingual("事情发生后再登记", "record it when it has happened"))
  }

  static func empty(_ field: Bilingual) -> Refusal {
    Refusal(
      "grant.field-empty", kind: .wrongUse, citation: Citation("R-309", Citation.studioIncentives, "第六条"),
      message: Bilingual("没有填写\(field.zh)", "the \(field.en) is missing"),
      remedy: Bilingual("补充后再提交", "fill it in"))
  }
}

/// Reading what people give about grants.
enum GrantInput {
  /// A day that is not after today.
  static func day(_ text: String, _ call: ReadCall) throws -> CalendarDay {
    let day = try CalendarDay(text)
    guard try day <= call.environment.today() else { throw GrantRefusals.future(day) }
    return day
  }

  /// A text that says something.
  static func text(_ text: String, _ zh: String, _ en: String) throws -> String {
    guard !text.allSatisfy(\.isWhitespace) else { throw GrantRefusals.empty(Bilingual(zh, en)) }
    return text
  }

  /// A scanned slip has some pages; what is larger is not one document.
  private static let evidenceBytes = 32 << 20

  /// Keeps a file sealed, since slips and invoices show accounts; answers under what.
  static func keep(_ file: FilePath, _ call: WriteCall) throws -> KeptEvidence {
    let bytes = try FileSource.whole(file.text, limit: evidenceBytes)
    let name = file.text.split(separator: "/").last.map(String.init) ?? "evidence"
    return KeptEvidence(
      digest: try EvidenceKeeping.keep(bytes, name: name, isPersonal: true, call).hex,
      mark: Digest.sha256(of: bytes).hex)
  }
}
