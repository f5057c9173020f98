import Primitives
import Sealing
import SelectionRules
import Store

/// Makes everything anew that the installation's keys have made, with another of them, inside one transaction.
///
/// Files of evidence are not touched: each has a key of its own, which is wrapped anew. Those that were sealed with the
/// installation's key itself, before files had keys, stay under it, and so does that key (`key retire` says so).
struct KeyRotation {
  /// How many people and forms were made anew.
  struct Tally {
    var people: Int
    var forms: Int
  }

  let call: WriteCall
  /// The keys, of which the one before seals: it made the hashes.
  let old: KeyRing
  /// The keys, of which the new one seals.
  let new: KeyRing

  /// Does it, and says in the database which key seals from now on.
  func run() throws -> Tally {
    let tally = Tally(people: try people(), forms: try forms())
    try others()
    guard try SettingStore.replace(SettingStore.keyRing, old.id, with: new.id, in: call.transaction) else {
      throw KeyRefusals.changedMeanwhile
    }
    return tally
  }

  private func people() throws -> Int {
    var count = 0
    for person in try PersonStore.all(in: call.connection) {
      guard let renewed = try PersonRegistrar.renewed(person, new) else { continue }
      try PersonStore.rekey(person.id, hash: renewed.hash, dataKey: renewed.dataKey, in: call.transaction)
      count += 1
    }
    return count
  }

  /// A form that is under the installation's key goes under the nominee's own, where the nominee is known by now.
  private func forms() throws -> Int {
    var count = 0
    for edition in try EditionStore.all(in: call.connection) {
      for row in try FormStore.all(of: edition.id, in: call.connection) {
        let isOurs = new.keyIDs.contains(row.content.keyID)
        guard isOurs || row.channel == NominationChannel.joint.rawValue else { continue }
        let form = try FormSealing(new, call).content(of: row, edition.id)
        try confirmations(of: row, form, edition.id)
        guard isOurs else { continue }
        let content = try FormSealing(new, call).seal(
          form, edition: edition.id, number: row.number, person: row.person)
        try FormStore.reseal(row.number, of: edition.id, as: content, in: call.transaction)
        count += 1
      }
    }
    return count
  }

  /// who confirmed is known by a hash, and told from it by the names that stand in the form. A confirmation that
  /// was ended, or whose name is gone, keeps its hash, which then is that of nobody.
  private func confirmations(of row: FormRow, _ form: NominationForm, _ edition: EditionID) throws {
    guard !form.coNominators.isEmpty else { return }
    let identities = Dictionary(
      form.coNominators.map { (FormContext.hash($0.identity, old), $0.identity) },
      uniquingKeysWith: { first, _ in first })
    for confirmation in try ConsentStore.confirmations(of: row.number, edition, in: call.connection) {
      guard let identity = identities[confirmation.person] else { continue }
      try ConsentStore.rehash(
        confirmation: confirmation.id, as: FormContext.hash(identity, new), in: call.transaction)
    }
  }

  private func others() throws {
    for use in KeyUse.plain {
      for cell in try use.column.cells(in: call.connection) {
        try use.column.replace(cell, with: try use.renewed(cell, new), in: call.transaction)
      }
    }
  }
}

/// What is refused about keys.
enum KeyRefusals {
  static let changedMeanwhile = Refusal(
    "key.changed-meanwhile", message: Bilingual("密钥刚被他人轮换", "somebody else has just rotated the key"),
    remedy: Bilingual("用 key list 查看，需要时再轮换", "look with key list, and rotate again if it is still needed"))

  static func unknown(_ id: String) -> Refusal {
    Refusal(
      "key.unknown", kind: .notFound,
      message: Bilingual("密钥文件中没有编号为“\(id)”的密钥", "the key file has no key “\(id)”"),
      remedy: Bilingual("key list 列出密钥", "key list shows them"))
  }

  static func current(_ id: String) -> Refusal {
    Refusal(
      "key.current", message: Bilingual("密钥 \(id) 正在使用，不能停用", "the key \(id) is in use and cannot be retired"),
      remedy: Bilingual("先用 key rotate 换新密钥", "make a new one first, with key rotate"))
  }

  static func needed(_ id: String) -> Refusal {
    Refusal(
      "key.needed",
      message: Bilingual("仍有加密的数据需要密钥 \(id)", "something that is sealed still needs the key \(id)"),
      remedy: Bilingual(
        "加密值用 key rotate 重新加密；以此密钥直接加密的旧证据须一直保留此密钥",
        "key rotate seals the values anew; older evidence that is sealed with this key keeps it for good"))
  }
}
