import Primitives
import Sealing
import Store

/// `qilu key list`: the keys of the file, which one seals, and what still needs each.
struct KeyList: LocalOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    /// How many values there are is not told: it would tell of an objection whether it bears a seal.
    struct Item: Codable, Sendable {
      var id: String
      var isCurrent: Bool
      /// Whether a sealed value or a wrapped data key needs it.
      var hasValues: Bool
      /// Whether files of evidence are sealed with the key itself.
      var hasFiles: Bool

      var isNeeded: Bool { isCurrent || hasValues || hasFiles }

      var standing: Bilingual {
        if isCurrent { return Bilingual("使用中", "in use") }
        if hasValues { return Bilingual("加密值仍需要", "sealed values need it") }
        return hasFiles ? Bilingual("旧证据仍需要", "older evidence needs it") : Bilingual("可停用", "can be retired")
      }
    }

    var keys: [Item]

    var presentation: [Block] {
      let columns = [TableBlock.text("密钥", "key"), TableBlock.text("状态", "state")]
      return [.table(TableBlock(columns, bilingual: keys.map { [Bilingual($0.id, $0.id), $0.standing] }))]
    }
  }

  static let name = "key list"
  static let summary = Bilingual("列出密钥及仍需要它的数据", "list the keys and what still needs each")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ session: Session) throws -> Output {
    try session.read(name) { call in
      let file = try KeyFile.load(from: session.paths.key)
      let current = try SettingStore.content(of: SettingStore.keyRing, in: call.connection)
      return Output(keys: try KeyStanding.items(file, current: current, call))
    }
  }
}

/// What still needs which key.
enum KeyStanding {
  /// The keys of a file, in its order.
  static func items(_ file: KeyRing, current: String?, _ call: ReadCall) throws -> [KeyList.Output.Item] {
    let values = try KeyUse.keyIDs(call)
    let files = Set(
      try EvidenceKeyStore.filesWithout(in: call.connection).map { try EvidenceKeeping.keyID(of: $0, call) })
    return file.keyIDs.map {
      KeyList.Output.Item(
        id: $0, isCurrent: $0 == current, hasValues: values.contains($0), hasFiles: files.contains($0))
    }
  }
}

/// `qilu key rotate --reason TEXT`: a new key, with which everything is sealed anew.
///
/// The file gets the new key first, which by itself changes nothing: the database says which key seals. One transaction
/// then seals everything anew and names the new key. Whatever dies in between leaves an installation that works with the
/// old key, and a key in the file that nothing needs; it is never used later, because somebody may have seen it.
struct KeyRotate: LocalOperation {
  struct Input: Codable, Sendable {
    var reason: String
  }

  struct Output: OperationOutput {
    var from: String
    var to: String
    var people: Int
    var forms: Int

    var presentation: [Block] {
      [
        .line("密钥已由 \(from) 换为 \(to)。", "the key is now \(to) instead of \(from)."),
        .line(
          "全部数据已重新加密，其中人员 \(people)，推荐表 \(forms)。",
          "everything is sealed anew, with it \(people) people and \(forms) forms."),
        .line(
          "请立即另处备份密钥文件；旧密钥用 key retire 停用，保留旧备份期间须保管旧密钥的副本。",
          "copy the key file elsewhere now; key retire removes the old key, of which backups made before need a copy."),
      ]
    }
  }

  static let name = "key rotate"
  static let summary = Bilingual("更换主密钥并重新加密全部数据", "change the master key and seal everything anew")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [.option("reason", "TEXT", "理由", "why")]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    // Who may not, or says no reason, leaves no key in the file.
    try Reason.require(input.reason, rule: "R-818")
    try session.read(name) { _ = try $0.keyRing() }
    let path = session.paths.key
    return try KeyFile.whileLocked(path) {
      let id = try KeyFile.addKey(to: path)
      let keys = try KeyFile.load(from: path)
      return try session.write(name) { call in
        let old = try keys.sealing(with: call.keyRing().id)
        let tally = try KeyRotation(call: call, old: old, new: try keys.sealing(with: id)).run()
        call.record("key", id, ["from": old.id, "reason": input.reason])
        return Output(from: old.id, to: id, people: tally.people, forms: tally.forms)
      }
    }
  }
}

/// `qilu key retire ID --reason TEXT`: takes a key out of the file that nothing needs any more.
///
/// The event comes first: what dies in between leaves a key too many, and can be repeated.
struct KeyRetire: LocalOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var id: String
    var reason: String
  }

  static let name = "key retire"
  static let summary = Bilingual("从密钥文件移除不再需要的旧密钥", "take a key out of the file that nothing needs any more")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("id", "ID", "密钥编号", "the key's id"), .option("reason", "TEXT", "理由", "why"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-818")
    let path = session.paths.key
    try session.read(name) { _ in }
    return try KeyFile.whileLocked(path) {
      try session.write(name) { call in
        try check(input.id, try KeyFile.load(from: path), call)
        call.record("key", input.id, ["reason": input.reason])
      }
      try KeyFile.removeKey(input.id, from: path)
      return DoneOutput(
        subject: input.id,
        done: Bilingual(
          "密钥 \(input.id) 已移除；用它加密的旧备份须有其副本才能打开",
          "the key \(input.id) is taken out; backups that were sealed with it open with a copy of it only"))
    }
  }

  private static func check(_ id: String, _ file: KeyRing, _ call: ReadCall) throws {
    let current = try call.keyRing().id
    guard let item = try KeyStanding.items(file, current: current, call).first(where: { $0.id == id }) else {
      throw KeyRefusals.unknown(id)
    }
    guard !item.isCurrent else { throw KeyRefusals.current(id) }
    guard !item.isNeeded else { throw KeyRefusals.needed(id) }
  }
}
