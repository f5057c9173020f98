import Database
import Primitives
import SelectionRules
import Store

/// `qilu certificate issue EDITION --prefix TEXT --on DAY`: everyone named who has none gets a certificate, in the order
/// of the confirmed list. A number reads `prefix〔year〕serial号`, the serial without zeros in front, as R-812 has it.
struct CertificateIssue: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var prefix: String
    var on: String
  }

  struct Output: OperationOutput {
    var edition: String
    var issued: Int
    var first: String
    var last: String

    var presentation: [Block] {
      [
        .line(
          "已颁发证书 \(issued) 份：\(first) 至 \(last)", "\(issued) certificates were issued, from \(first) to \(last)")
      ]
    }
  }

  static let name = "certificate issue"
  static let summary = Bilingual("为已命名而无证书的人颁发证书", "issue certificates to the named who have none")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option(
      "prefix", "TEXT", "编号的代字（汉字），如 鲁工匠证",
      "what stands in front of the year and the number, Chinese characters"),
    .option("on", "DAY", "颁发日期，如 2026-11-20", "the day of issue, such as 2026-11-20"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try CertificateGiving.checkState(edition)
    let lacking = Set(try CertificateStore.lacking(in: edition.id, in: call.connection).map(\.nomination))
    let receivers = try NamingFinding.inListOrder(edition, call).filter { lacking.contains($0.nomination) }
    let giving = try CertificateGiving(edition, issuer: input.prefix, call)
    let numbers = try receivers.map { try giving.give(to: $0, on: input.on, call) }
    guard let first = numbers.first, let last = numbers.last else { throw CertificateRefusals.noneDue }
    call.record(
      "edition", edition.id.text, ["issued": "\(numbers.count)", "first": first, "last": last])
    return Output(edition: input.edition, issued: numbers.count, first: first, last: last)
  }
}

/// `qilu certificate replace EDITION NUMBER --reason TEXT --on DAY`: the old one is void and keeps its number, the new
/// one gets the next number.
struct CertificateReplace: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: String
    var reason: String
    var on: String
  }

  static let name = "certificate replace"
  static let summary = Bilingual("作废一份证书并补发新号", "void a certificate and issue another one with a new number")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("number", "NUMBER", "原证书编号", "the number of the certificate"),
    .option("reason", "TEXT", "作废理由", "why it is void"),
    .option("on", "DAY", "补发日期，如 2026-11-20", "the day of the new one, such as 2026-11-20"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-1")
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard let old = try CertificateStore.find(number: input.number, of: edition.id, in: call.connection) else {
      throw CertificateRefusals.unknown
    }
    let naming = try NamingFinding.naming(old.nomination, edition, call)
    let day = try NamingFinding.day(input.on, notBefore: naming, call)
    guard old.voidedOn == nil,
      try CertificateStore.void(
        old.nomination, of: edition.id, on: day.text, reason: input.reason, by: call.actor.id,
        at: call.environment.instant, in: call.transaction)
    else { throw CertificateRefusals.void }
    let giving = try CertificateGiving(edition, issuer: try DocumentNumber(old.number).issuer, call)
    let number = try giving.give(to: naming, on: day.text, call)
    call.record("edition", edition.id.text, ["void": old.number, "number": number])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("\(old.number) 已作废，补发 \(number)", "\(old.number) is void, \(number) takes its place"))
  }
}

/// Giving certificates their numbers, one behind the other.
final class CertificateGiving {
  private let edition: EditionContext
  private let issuer: String
  private var serial: Int

  init(_ edition: EditionContext, issuer: String, _ call: ReadCall) throws {
    self.edition = edition
    self.issuer = issuer
    serial = try CertificateStore.nextSerial(of: edition.id, in: call.connection)
  }

  /// Issues the next certificate and answers its number.
  func give(to naming: NamingRow, on day: String, _ call: WriteCall) throws -> String {
    let number = try DocumentNumber("\(issuer)〔\(edition.row.year)〕\(serial)号").text
    let certificate = CertificateRow(
      id: call.newIdentifier(), nomination: naming.nomination,
      kind: CertificateKind(isGreat: naming.isGreat).rawValue, serial: serial, number: number,
      issuedOn: try NamingFinding.day(day, notBefore: naming, call).text)
    do {
      try CertificateStore.insert(
        certificate, edition: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    } catch DatabaseFailure.unique {
      throw CertificateRefusals.numberTaken(number)
    }
    serial += 1
    return number
  }

  /// Passes if the edition is named.
  static func checkState(_ edition: EditionContext) throws {
    let state = try edition.state()
    guard [.named, .closed].contains(state) else { throw CertificateRefusals.notNamed(state) }
  }
}
