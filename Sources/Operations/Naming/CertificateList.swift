import Primitives
import SelectionRules
import Store

/// `qilu certificate list EDITION`.
struct CertificateList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var number: String
      var kind: CertificateKind
      var nomination: ByteText
      var name: ByteText
      var issuedOn: String
      var voidedOn: String?
      var voidReason: String?
    }

    var certificates: [Item]
    /// How many of the named have none.
    var lacking: Int

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "number"), TableBlock.text("种类", "kind"), TableBlock.text("推荐编号", "nomination"),
        TableBlock.text("姓名", "name"), TableBlock.text("颁发日期", "issued"), TableBlock.text("作废", "void"),
      ]
      return [
        .table(TableBlock(columns, bilingual: certificates.map(row))),
        .line("未颁发 \(lacking) 人", "\(lacking) of the named have none"),
      ]
    }

    private func row(_ item: Item) -> [Bilingual] {
      let void = [item.voidedOn, item.voidReason].compactMap(\.self).joined(separator: " ")
      let texts = [item.nomination.string, item.name.string, item.issuedOn, void].map { Bilingual($0, $0) }
      return [Bilingual(item.number, item.number), item.kind.displayName] + texts
    }
  }

  static let name = "certificate list"
  static let summary = Bilingual("列出一届的证书", "list an edition's certificates")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let names = try NamingFinding.names(edition, call)
    return Output(
      certificates: try CertificateStore.all(of: edition.id, in: call.connection).compactMap { row in
        CertificateKind(rawValue: row.kind).map {
          Output.Item(
            number: row.number, kind: $0, nomination: row.nomination, name: names[row.nomination] ?? "",
            issuedOn: row.issuedOn, voidedOn: row.voidedOn, voidReason: row.voidReason)
        }
      },
      lacking: try CertificateStore.lacking(in: edition.id, in: call.connection).count)
  }
}
