import Primitives
import SelectionRules
import Store

/// `qilu naming revoke EDITION NOMINATION --cause CAUSE --document NUMBER --reason TEXT --on DAY`: the naming
/// stays, the revocation stands beside it; the certificate is void, the title in the registry is marked.
struct NamingRevoke: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var cause: RevocationCause
    var document: String
    var reason: String
    var on: String
    var proof: FilePath?
  }

  static let name = "naming revoke"
  static let summary = Bilingual(
    "撤销一人的命名（证书作废，称号注明已撤销）", "revoke a naming; the certificate is void, the title is marked")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("cause", "CAUSE", "撤销原因", "the cause"),
    .option("document", "NUMBER", "撤销文件文号", "the number of the document that revokes"),
    .option("reason", "TEXT", "理由", "why"),
    .option("on", "DAY", "撤销日期，如 2026-11-20", "the day of the revocation, such as 2026-11-20"),
    .option("proof", "FILE", "依据材料（加密留存）", "the evidence, which is kept sealed"),
  ]

  /// A scanned judgment or decision has tens of pages; what is larger is not one document.
  private static let evidenceBytes = 32 << 20

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-237")
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let naming = try NamingFinding.naming(input.nomination, edition, call)
    guard try NamingFinding.revocation(input.nomination, edition, call) == nil else { throw alreadyRevoked }
    let day = try NamingFinding.day(input.on, notBefore: naming, call)
    let document = try DocumentNumber(input.document)
    let revocation = RevocationRow(
      nomination: naming.nomination, cause: input.cause.rawValue, document: document.text, reason: input.reason,
      revokedOn: day.text, evidence: try evidence(input, call))
    try RevocationStore.insert(
      revocation, edition: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try undo(naming, revocation, edition, call)
    call.record(
      "edition", edition.id.text,
      ["nomination": input.nomination.string, "cause": input.cause.rawValue, "document": document.text])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("推荐 \(input.nomination) 的命名已撤销", "the naming of \(input.nomination) is revoked"))
  }

  /// Voids the certificate and marks the title; the craftsman stays in the registry.
  private static func undo(
    _ naming: NamingRow, _ revocation: RevocationRow, _ edition: EditionContext, _ call: WriteCall
  ) throws {
    _ = try CertificateStore.void(
      naming.nomination, of: edition.id, on: revocation.revokedOn, reason: revocation.document, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    try InspectionFlow.revoke(edition.id, naming.nomination, document: revocation.document, call)
    let people = try InputWriter.people(of: edition.id, in: call.connection)
    guard let person = people[naming.nomination] else { return }
    let title = naming.title(of: edition, by: try edition.organiser(in: call.connection).tier)
    _ = try CraftsmanStore.revoke(
      title, of: person, on: revocation.revokedOn, document: revocation.document, in: call.transaction)
  }

  private static func evidence(_ input: Input, _ call: WriteCall) throws -> String? {
    guard let file = input.proof else { return nil }
    let bytes = try FileSource.whole(file.text, limit: evidenceBytes)
    let name = file.text.split(separator: "/").last.map(String.init) ?? "proof"
    return try EvidenceKeeping.keep(bytes, name: name, isPersonal: true, call).hex
  }

  private static let alreadyRevoked = Refusal(
    "naming.revoked", citation: Citation("R-237", Citation.houseRules),
    message: Bilingual("该命名已撤销", "the naming is revoked already"),
    remedy: Bilingual("naming list 查看撤销情况", "naming list shows the revocation"))
}
