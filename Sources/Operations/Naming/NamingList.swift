import Primitives
import SelectionRules
import Store

/// `qilu naming list EDITION`.
struct NamingList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var nomination: ByteText
      var name: ByteText
      var title: TitleKind
      var level: TitleLevel
      var document: String
      var namedOn: String
      var certificate: String?
      var revokedOn: String?
      var cause: RevocationCause?
      var revocationDocument: String?
    }

    var organiser: EditionOrganiser
    var named: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "name"), TableBlock.text("称号", "title"),
        TableBlock.text("级别", "level"), TableBlock.text("文号", "document"), TableBlock.text("命名日期", "named"),
        TableBlock.text("证书", "certificate"), TableBlock.text("撤销", "revoked"),
      ]
      return [
        .facts([Block.Fact("主办单位", "organiser", organiser.words)]),
        .table(TableBlock(columns, bilingual: named.map(row))),
      ]
    }

    private func row(_ item: Item) -> [Bilingual] {
      func plain(_ text: String) -> Bilingual { Bilingual(text, text) }
      let revoked = [item.revokedOn, item.revocationDocument].compactMap(\.self).joined(separator: " ")
      let cause = item.cause?.displayName ?? Bilingual("", "")
      return [
        plain(item.nomination.string), plain(item.name.string), item.title.displayName, item.level.displayName,
        plain(item.document), plain(item.namedOn), plain(item.certificate ?? ""),
        revoked.isEmpty ? plain("") : Bilingual("\(revoked) \(cause.zh)", "\(revoked) \(cause.en)"),
      ]
    }
  }

  static let name = "naming list"
  static let summary = Bilingual("列出一届命名的人、证书和撤销", "list an edition's named, their certificates and revocations")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let organiser = try edition.organiser(in: call.connection)
    let names = try NamingFinding.names(edition, call)
    let numbers = try certificates(edition, call)
    let revocations = try RevocationStore.all(of: edition.id, in: call.connection)
    return Output(
      organiser: organiser,
      named: try NamingFinding.inListOrder(edition, call).map { naming in
        let revocation = revocations.first { $0.nomination == naming.nomination }
        return Output.Item(
          nomination: naming.nomination, name: names[naming.nomination] ?? "",
          title: TitleKind(of: organiser.tier, isGreat: naming.isGreat), level: TitleLevel(of: organiser.tier),
          document: naming.document, namedOn: naming.namedOn, certificate: numbers[naming.nomination],
          revokedOn: revocation?.revokedOn, cause: revocation.flatMap { RevocationCause(rawValue: $0.cause) },
          revocationDocument: revocation?.document)
      })
  }

  /// The numbers of the certificates in force by nomination.
  private static func certificates(_ edition: EditionContext, _ call: ReadCall) throws -> [ByteText: String] {
    let inForce = try CertificateStore.all(of: edition.id, in: call.connection).filter { $0.voidedOn == nil }
    return Dictionary(inForce.map { ($0.nomination, $0.number) }) { first, _ in first }
  }
}
