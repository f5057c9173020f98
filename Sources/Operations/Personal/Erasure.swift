import Primitives
import Sealing
import SelectionRules
import Store

/// Erasing a person (R-819, SM-17): what the law keeps, and what goes.
///
/// Gone are the data key, with it the citizen ID and the contents of the forms, the hash by which the person was found,
/// the name, and the keys of everything that was attached to the forms. Audit events, the inputs and lists of closed
/// editions, opinions, consents and publicities stay: they are the record of what was decided.
struct Erasure {
  let call: WriteCall

  /// Passes if no legal record needs the person.
  ///
  /// - Throws: a ``Refusal`` that says which one does.
  static func checkHold(_ person: PersonID, _ call: ReadCall) throws {
    let editions = try LegalHoldStore.openEditions(of: person, in: call.connection)
    if let edition = editions.first { throw ErasureRefusals.nominated(edition) }
    if try LegalHoldStore.isNamed(person, in: call.connection) { throw ErasureRefusals.named }
  }

  /// Erases a person; answers how many files were erased, and how many cannot be, because they were sealed with the
  /// installation's key before files had keys of their own.
  func erase(_ person: PersonID) throws -> (files: Int, left: Int) {
    let files = try EvidenceKeyStore.destroyAttachments(of: person, in: call.transaction)
    let left = try EvidenceKeyStore.attachmentsWithout(of: person, in: call.connection)
    try PersonStore.erase(person, name: Erased.words.zh, hash: randomBytes(32), in: call.transaction)
    for (edition, form) in try FormStore.all(of: person, in: call.connection) {
      let content = try FormSealing(call).seal(Erased.form, edition: edition, number: form.number, person: nil)
      try FormStore.reseal(form.number, of: edition, as: content, in: call.transaction)
    }
    // Before the commit: an erasure that two people decided must not be lost to a restored backup.
    try ErasureFile(call.session.paths).add(person)
    return (files, left)
  }

  /// Erases again whom a restored backup brought back. Who belongs to a legal record in the state that was restored is
  /// left out, and named in the answer.
  ///
  /// - Returns: the identifiers of the people who were erased, and of those who could not be.
  func reapply() throws -> (erased: [PersonID], held: [PersonID]) {
    var (erased, held): ([PersonID], [PersonID]) = ([], [])
    for id in try ErasureFile(call.session.paths).people() {
      guard let person = try PersonStore.find(id, in: call.connection), person.dataKey != nil else { continue }
      do {
        try Self.checkHold(id, call)
      } catch let refusal as Refusal where refusal.code == "erasure.held" {
        held.append(id)
        continue
      }
      try recordRestored(id)
      _ = try erase(id)
      erased.append(id)
    }
    return (erased, held)
  }

  private func recordRestored(_ person: PersonID) throws {
    let instant = call.environment.instant
    var known = try ErasureStore.inForce(of: person, in: call.connection)
    if known == nil {
      let row = ErasureRow(
        id: call.newIdentifier(), person: person, origin: "restored", reason: "备份恢复后重新删除", document: "–",
        requestedBy: call.actor.id, requestedAt: instant)
      try ErasureStore.insert(row, in: call.transaction)
      known = row
    }
    guard let known else { return }
    try ErasureStore.settle(
      known.id, as: "DONE", origin: "restored", by: call.actor.id, at: instant, in: call.transaction)
  }
}

/// What is refused about erasures; never a personal value.
enum ErasureRefusals {
  static func nominated(_ edition: String) -> Refusal {
    make(
      "erasure.held", "SM-17",
      Bilingual(
        "此人在尚未结束的 \(edition) 届有推荐，法定档案须保留", "the edition \(edition) is not closed and has a nomination of the person"),
      Bilingual("撤回推荐，或等该届结束后再提出", "withdraw the nomination, or ask again when the edition is closed"))
  }

  static let named = make(
    "erasure.held", "R-819",
    Bilingual("此人已获命名或在工匠库，法定档案须保留", "the person was named or is in the registry; this legal archive stays"),
    Bilingual("有误的信息另行更正", "have what is wrong corrected instead"))

  static let requested = make(
    "erasure.requested", "SM-17", Bilingual("此人的删除已经提出", "the erasure of this person is asked for already"),
    Bilingual(
      "由第二人用 person confirm-erasure 确认或退回", "a second person confirms or declines it with person confirm-erasure"))

  static let notRequested = make(
    "erasure.not-requested", "SM-17", Bilingual("没有人提出删除此人", "nobody asked for the erasure of this person"),
    Bilingual("先由资格审核员用 person erase 提出", "a qualification reviewer asks for it first, with person erase"))

  static let done = make(
    "erasure.done", "SM-17", Bilingual("此人的信息已依法删除", "the person's values were erased by law"),
    Bilingual("erasure list 列出删除及其依据", "erasure list shows the erasures and their documents"))

  static let onePerson = Refusal(
    "erasure.one-person", kind: .notPermitted, citation: Citation("SM-19", Citation.houseRules),
    message: Bilingual("提出删除的人不能自己确认", "who asked for the erasure does not settle it"),
    remedy: Bilingual("请另一位复核确认人操作", "let another second confirmer act"))

  private static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
