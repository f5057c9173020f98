import Database
import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu form endorse EDITION NUMBER --party PARTY --opinion TEXT --seal FILE --on DAY`.
struct FormEndorse: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var party: EndorsementParty
    var opinion: String
    var seal: FilePath
    var on: String
    var publicityFrom: String?
    var publicityTo: String?
    var publicityProof: FilePath?
  }

  struct Output: OperationOutput {
    var number: ByteText
    var state: FormState
    var missing: [FormFault]
    var warnings: [Bilingual]

    var presentation: [Block] {
      [.line("意见已登记；推荐表“\(state.displayName.zh)”", "the opinion is recorded; the form is \(state.rawValue)")]
        + warnings.map { .line($0) } + FormFaultTable.section("尚缺", "still missing", missing)
    }
  }

  static let name = "form endorse"
  static let summary = Bilingual("登记单位或基层工会的盖章意见和公示", "record the sealed opinion of the unit or the base union")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .option("party", "PARTY", "哪一方", "whose opinion"), .option("opinion", "TEXT", "意见", "the opinion"),
      .option("seal", "FILE", "盖章页", "the sealed page"), .option("on", "DAY", "签署日期", "the day on which it was given"),
      .option(
        "publicityFrom", "DAY", "公示首日（不计入）；公示由所在单位登记，个人自荐由基层工会登记",
        "the first day of the publicity, which is not counted; it comes with the unit's opinion, for a"
          + " self-recommendation with the base union's"),
      .option("publicityTo", "DAY", "公示末日", "the last day of the publicity"),
      .option("publicityProof", "FILE", "公示材料", "the proof of the publicity"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .above)
    try context.checkNominating()
    try context.state.checkChange(to: .endorsed)
    try context.checkProcessing(call)
    try Endorsement.check(input.party, of: context.channel)
    try Reason.require(input.opinion, rule: "SM-2")
    let publicity = try publicity(input, context, call)
    let opinion = FormOpinionRow(
      party: input.party.rawValue, revision: context.row.revision, opinion: input.opinion,
      seal: try FormEvidence.keep(page: input.seal, "opinion-\(input.party.rawValue)", call),
      givenOn: try FormDay.past(input.on, call).text, publicity: publicity?.row)
    do {
      try FormPartStore.insert(
        opinion, id: call.environment.newIdentifier(), on: input.number, context.edition.id, by: call.actor.id,
        at: call.environment.instant, in: call.transaction)
    } catch DatabaseFailure.unique {
      throw FormFlowRefusals.opinionGiven
    }
    let missing = Endorsement.missing(
      context.channel, revision: context.row.revision, opinions: try context.opinions(call))
    if missing.isEmpty { try context.move(to: .endorsed, reason: "", call) }
    let state = missing.isEmpty ? FormState.endorsed : context.state
    call.record(
      "form", context.subject,
      ["party": input.party.rawValue, "revision": "\(context.row.revision)", "seal": opinion.seal.hex]
        .merging(missing.isEmpty ? ["to": state.rawValue] : [:]) { old, _ in old })
    return Output(
      number: input.number, state: state, missing: missing, warnings: publicity?.warnings.map(\.message) ?? [])
  }

  private static func publicity(
    _ input: Input, _ context: FormContext, _ call: WriteCall
  ) throws -> (row: FormOpinionRow.Publicity, warnings: [CalendarWarning])? {
    guard let from = input.publicityFrom, let to = input.publicityTo, let proof = input.publicityProof else {
      guard input.publicityFrom == nil, input.publicityTo == nil, input.publicityProof == nil else {
        throw FormFlowRefusals.publicityParts
      }
      guard input.party != context.channel.publisher else { throw Endorsement.withoutPublicity(input.party) }
      return nil
    }
    let days = UnitPublicity(from: try CalendarDay(from), to: try CalendarDay(to))
    let warnings = try days.check(today: try call.environment.today())
    let digest = try FormEvidence.keep(page: proof, "publicity", call)
    return (FormOpinionRow.Publicity(from: days.from.text, to: days.to.text, proof: digest), warnings)
  }
}

/// `qilu form return EDITION NUMBER --reason TEXT`.
struct FormReturn: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var reason: String
  }

  static let name = "form return"
  static let summary = Bilingual("退回推荐表更正", "return a form for correction")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [.option("reason", "TEXT", "需要更正什么", "what is to be corrected")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-2")
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .above)
    try context.checkNominating()
    try context.move(to: .returned, reason: input.reason, call)
    call.record(
      "form", context.subject, ["from": context.state.rawValue, "to": FormState.returned.rawValue])
    return DoneOutput(
      subject: context.subject,
      done: Bilingual("推荐表 \(input.number) 已退回", "the form \(input.number) is returned"))
  }
}

/// `qilu form withdraw EDITION NUMBER --letter FILE --reason TEXT`: by the nominee's letter, before the naming (SM-2).
struct FormWithdraw: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var letter: FilePath
    var reason: String
  }

  static let name = "form withdraw"
  static let summary = Bilingual("凭本人的信撤回推荐表", "withdraw a form on the nominee's letter")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [
      .option("letter", "FILE", "本人签字的信", "the letter that the nominee signed"),
      .option("reason", "TEXT", "理由", "why"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-2")
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrNominee)
    guard ![.named, .closed].contains(try context.edition.state()) else { throw FormFlowRefusals.named }
    guard try !FormStore.isQualified(input.number, context.edition.id, in: call.connection) else {
      throw FormFlowRefusals.inPackage
    }
    try context.state.checkChange(to: .withdrawn)
    let name = FormEvidence.fileName(FormEvidence.withdrawalLetter, input.letter)
    let letter = FormAttachmentRow(
      id: call.environment.newIdentifier(), kind: FormEvidence.withdrawalLetter,
      evidence: try FormEvidence.keep(page: input.letter, FormEvidence.withdrawalLetter, call), fileName: name,
      addedAt: call.environment.instant)
    try FormPartStore.insert(letter, to: input.number, context.edition.id, by: call.actor.id, in: call.transaction)
    try context.move(to: .withdrawn, reason: input.reason, call)
    call.record(
      "form", context.subject,
      ["from": context.state.rawValue, "to": FormState.withdrawn.rawValue, "letter": letter.evidence.hex])
    return DoneOutput(
      subject: context.subject,
      done: Bilingual("推荐表 \(input.number) 已撤回", "the form \(input.number) is withdrawn"))
  }
}
