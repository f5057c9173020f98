import Database
import Primitives
import SelectionRules
import Store

/// `qilu form consent EDITION NUMBER --purpose PURPOSE --paper FILE --on DAY`.
struct FormConsent: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var purpose: ConsentPurpose
    var paper: FilePath
    var on: String
  }

  static let name = "form consent"
  static let summary = Bilingual("登记本人签字的单独同意", "record a separate consent that the nominee signed")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .option("purpose", "PURPOSE", "同意的用途", "what is consented to"),
      .option("paper", "FILE", "签字的同意书", "the signed consent"),
      .option("on", "DAY", "签字日期", "the day of the signature"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrNominee)
    guard context.state != .withdrawn else { throw FormFlowRefusals.ended }
    let day = try FormDay.past(input.on, call)
    let evidence = try FormEvidence.keep(page: input.paper, "consent-\(input.purpose.rawValue)", call)
    do {
      try ConsentStore.give(
        input.purpose.rawValue, evidence: evidence, on: day.text, id: call.environment.newIdentifier(), input.number,
        context.edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    } catch DatabaseFailure.unique {
      throw FormFlowRefusals.consentGiven
    }
    call.record("form", context.subject, ["consent": input.purpose.rawValue, "evidence": evidence.hex])
    let purpose = input.purpose
    return DoneOutput(
      subject: context.subject,
      done: Bilingual(
        "已登记“\(purpose.displayName.zh)”的同意：\(purpose.explanation.zh)",
        "the consent to \(purpose.displayName.en) is recorded: \(purpose.explanation.en)"))
  }
}

/// `qilu form revoke-consent EDITION NUMBER --purpose PURPOSE --on DAY` (SM-17).
struct FormRevokeConsent: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var purpose: ConsentPurpose
    var on: String
    var paper: FilePath?
  }

  static let name = "form revoke-consent"
  static let summary = Bilingual(
    "登记本人撤回同意（今后不再处理，存档不动）", "record that the nominee withdrew a consent: no new processing, archives stay")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .option("purpose", "PURPOSE", "同意的用途", "what was consented to"),
      .option("on", "DAY", "撤回日期", "the day of the withdrawal"),
      .option("paper", "FILE", "撤回的书面材料", "the nominee's writing, if there is one"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrNominee)
    let day = try FormDay.past(input.on, call)
    let evidence = try input.paper.map {
      try FormEvidence.keep(page: $0, "consent-withdrawal-\(input.purpose.rawValue)", call)
    }
    guard
      try ConsentStore.withdraw(
        input.purpose.rawValue, evidence: evidence, on: day.text, input.number, context.edition.id,
        by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw FormFlowRefusals.noConsent }
    call.record("form", context.subject, ["withdrawn": input.purpose.rawValue, "evidence": evidence?.hex ?? ""])
    return DoneOutput(
      subject: context.subject,
      done: Bilingual(
        "已登记撤回“\(input.purpose.displayName.zh)”的同意",
        "the withdrawal of the consent to \(input.purpose.displayName.en) is recorded"))
  }
}
