import Evidence
import Foundation
import Primitives
import Sealing
import SelectionRules
import Store

/// Keeping files of evidence.
enum EvidenceKeeping {
  private static let sealContext = "evidence"

  /// Keeps a file and records it; one that holds personal numbers is kept sealed. Answers the digest as kept.
  static func keep(_ bytes: [UInt8], name: String, isPersonal: Bool, _ call: WriteCall) throws -> Digest {
    guard isPersonal else { return try record(bytes, name, isSealed: false, call) }
    let keys = try call.keyRing()
    let key = keys.newDataKey(owner: "")
    let digest = try record(key.seal(bytes, context: sealContext).serialised, name, isSealed: true, call)
    try EvidenceKeyStore.insert(keys.rewrapped(key, owner: digest.hex), of: digest, in: call.transaction)
    return digest
  }

  private static func record(
    _ content: [UInt8], _ name: String, isSealed: Bool, _ call: WriteCall
  ) throws -> Digest {
    let kept = try call.evidence.keep(content)
    try EvidenceRows.record(
      kept.digest, size: kept.size, name: name, isSealed: isSealed, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    return kept.digest
  }

  /// The files that readers of evidence may know of: those of objections are their handlers' alone, and those of
  /// tallies wait until they are released.
  static func listed(in call: ReadCall) throws -> [EvidenceRow] {
    let hidden = try ObjectionStore.files(in: call.connection).union(unreleasedTallies(in: call))
    return try EvidenceRows.all(in: call.connection).filter { !hidden.contains($0.digest.hex) }
  }

  private static func unreleasedTallies(in call: ReadCall) throws -> Set<String> {
    var files: Set<String> = []
    for row in try EditionStore.all(in: call.connection) {
      let edition = try EditionContext(named: row.name, in: call.connection)
      guard try !edition.hasReleasedVotes(in: call.connection) else { continue }
      files.formUnion(try ImportStore.evidence(of: .votes, edition: edition.id, in: call.connection))
      files.formUnion(try BallotStore.evidence(of: edition.id, in: call.connection))
    }
    return files
  }

  /// The bytes of a file as it was handed over.
  ///
  /// - Throws: a ``Refusal``: `evidence.erased` where its key was destroyed, or of storage.
  static func content(_ row: EvidenceRow, _ call: ReadCall) throws -> [UInt8] {
    let bytes = try call.evidence.read(row.digest)
    guard row.isSealed else { return bytes }
    let sealed = try SealedValue(serialised: bytes)
    switch try EvidenceKeyStore.find(row.digest, in: call.connection) {
    // Sealed with the installation's key itself, before files had keys of their own.
    case nil: return try call.keyRing().open(sealed, context: sealContext)
    case .wrapped(let key):
      return try call.keyRing().dataKey(key, owner: row.digest.hex).open(sealed, context: sealContext)
    case .destroyed: throw erased
    }
  }

  /// The id of the key under which a file without a key of its own is sealed.
  static func keyID(of digest: Digest, _ call: ReadCall) throws -> String {
    try SealedValue(serialised: call.evidence.read(digest)).keyID
  }

  private static let erased = Refusal(
    "evidence.erased", citation: Citation("SM-17", Citation.houseRules),
    message: Bilingual("该文件已依法删除", "the file was erased by law"),
    remedy: Bilingual("erasure list 列出删除及其依据", "erasure list shows the erasures and their documents"))
}

/// `qilu evidence list`.
struct EvidenceList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var digest: String
      var size: Int64
      var name: String
      var isSealed: Bool
      var isErased: Bool
      var recordedAt: String
    }

    var evidence: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("摘要", "digest"), TableBlock.number("字节", "bytes"), TableBlock.text("文件", "file"),
        TableBlock.text("加密", "sealed"), TableBlock.text("时间", "recorded"),
      ]
      let rows = evidence.map { item in
        let texts = [item.digest, "\(item.size)", item.name].map { Bilingual($0, $0) }
        return texts + [
          item.isErased ? Erased.words : item.isSealed ? Bilingual("是", "yes") : Bilingual("否", "no"),
          Bilingual(item.recordedAt, item.recordedAt),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "evidence list"
  static let summary = Bilingual("列出留存的证据文件", "list the files that are kept as evidence")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let destroyed = try EvidenceKeyStore.destroyed(in: call.connection)
    return Output(
      evidence: try EvidenceKeeping.listed(in: call).map {
        Output.Item(
          digest: $0.digest.hex, size: $0.size, name: $0.name, isSealed: $0.isSealed,
          isErased: destroyed.contains($0.digest.hex), recordedAt: $0.recordedAt)
      })
  }
}

/// `qilu evidence extract DIGEST --output FOLDER --reason TEXT`: a sealed file may hold citizen IDs, so that every
/// extraction is an audit event.
struct EvidenceExtract: LocalOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var digest: String
    var output: FilePath
    var reason: String
  }

  static let name = "evidence extract"
  static let summary = Bilingual("取出一份证据文件（每次都记入审计）", "take a file of evidence out; each time is an audit event")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument("digest", "DIGEST", "证据摘要", "the digest"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write it into"),
    .option("reason", "TEXT", "理由", "why it is needed"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> DoneOutput {
    // The event comes first: an extraction that nobody recorded must not be possible, a recorded one that failed is.
    let (row, opened) = try session.write(name) { try taken(input, $0) }
    try PackageFolder.write(opened.map { [$0] } ?? [], to: input.output, isPrivate: true) { folder in
      guard opened == nil else { return }
      try EvidenceStore(folder: session.paths.evidence).copy(row.digest, to: folder + "/" + row.name)
    }
    let place = input.output.appending(row.name).text
    return DoneOutput(subject: input.digest, done: Bilingual("已写入 \(place)", "written to \(place)"))
  }

  /// The file's row, and what it holds where it is sealed: such a file is a form or a list. Others, raw ballots among them,
  /// are of any size and copied in parts.
  private static func taken(_ input: Input, _ call: WriteCall) throws -> (row: EvidenceRow, opened: PackageFile?) {
    try Reason.require(input.reason, rule: "R-822")
    guard let row = try EvidenceKeeping.listed(in: call).first(where: { $0.digest.hex == input.digest }) else {
      throw Refusal(
        "evidence.unknown", kind: .notFound,
        message: Bilingual("没有这份证据", "there is no such evidence"),
        remedy: Bilingual("evidence list 列出证据", "evidence list shows them"))
    }
    call.record("evidence", row.digest.hex, ["reason": input.reason])
    guard row.isSealed else { return (row, nil) }
    return (row, PackageFile(path: row.name, bytes: try EvidenceKeeping.content(row, call)))
  }
}
