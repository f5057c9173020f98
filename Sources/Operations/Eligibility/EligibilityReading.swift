import Primitives
import SelectionRules
import Store

/// A form with everything that the eligibility checks say of it.
struct EligibilityReading {
  let form: FormRow
  let results: [CheckResult]
  /// Every verdict that a person gave, the earliest first.
  let history: [VerdictRow]

  /// Reads a form's facts and checks them.
  init(_ context: FormContext, level: TitleLevel, _ call: ReadCall) throws {
    form = context.row
    history = try EligibilityStore.verdicts(on: form.number, of: context.edition.id, in: call.connection)
    results = try EligibilityRules.results(try Self.facts(context, level, call))
  }

  /// The verdict in force that a person gave on the form as it stands.
  func person(_ check: EligibilityCheck) -> VerdictRow? {
    history.last { $0.check == check && $0.isPerson && !$0.isSuperseded && $0.revision == form.revision }
  }

  /// The verdict in force on a check.
  func verdict(_ result: CheckResult) -> CheckVerdict {
    EligibilityVerdict.effective(
      result, person(result.check).map { PersonVerdict($0.verdict, isOverride: $0.isOverride) })
  }

  /// The verdicts in force on all checks.
  var verdicts: [EligibilityCheck: CheckVerdict] {
    Dictionary(uniqueKeysWithValues: results.map { ($0.check, verdict($0)) })
  }

  /// The level at which an edition names, by its organiser's tier.
  static func level(of edition: EditionContext, _ call: ReadCall) throws -> TitleLevel {
    TitleLevel(of: try edition.organiser(in: call.connection).tier)
  }

  private static func facts(
    _ context: FormContext, _ level: TitleLevel, _ call: ReadCall
  ) throws -> EligibilityFacts {
    let form = context.row
    let opinions = try FormPartStore.opinions(of: form.number, context.edition.id, in: call.connection).filter {
      $0.revision == form.revision
    }
    let publicity = try opinions.compactMap(\.publicity).first.map {
      UnitPublicity(from: try CalendarDay($0.from), to: try CalendarDay($0.to))
    }
    return EligibilityFacts(
      form: context.form, channel: context.channel, attachments: try context.attachments(call),
      seals: Set(opinions.compactMap { EligibilityFacts.Seal(rawValue: $0.party) }),
      confirmations: try context.confirmed(call).count, publicity: publicity,
      vetoes: try VetoStore.all(of: form.employerCreditCode, in: call.connection).map(\.fact),
      earlier: try earlier(form, context.edition, level, call),
      checksPosts: try EligibilityStore.checksPosts(context.edition.id, in: call.connection),
      today: try call.environment.today())
  }

  private static func earlier(
    _ form: FormRow, _ edition: EditionContext, _ level: TitleLevel, _ call: ReadCall
  ) throws -> [EligibilityFacts.EarlierNaming] {
    let level = level.rawValue
    let known = try form.person.map {
      try EarlierNamingStore.years(of: $0, level: level, before: edition.row.year, in: call.connection)
    }
    let alike = try EarlierNamingStore.yearsOfAlike(
      name: form.name, employer: form.employerCreditCode, level: level, before: edition.row.year,
      in: call.connection)
    return (known ?? []).map { EligibilityFacts.EarlierNaming(year: $0, isSamePerson: true) }
      + alike.map { EligibilityFacts.EarlierNaming(year: $0, isSamePerson: false) }
  }
}

/// Finding the forms that the eligibility checks are about.
enum EligibilityForms {
  /// Passes if the checks of a form are still open, in a state of the edition in which nominations come in.
  static func checkOpen(_ context: FormContext) throws {
    try EditionFlow.checkImport(.nominations, try context.edition.state())
    guard context.state != .forwarded else { return }
    let state = context.state
    throw Refusal(
      "eligibility.not-forwarded", citation: Citation("SM-2", Citation.houseRules),
      message: Bilingual(
        "该推荐表处于“\(state.displayName.zh)”，不在资格审核中",
        "the form is \(state.rawValue) and not under the eligibility checks"),
      remedy: Bilingual("只审核已上报而尚未作结论的推荐表", "only forms that are forwarded and not decided are judged"))
  }

  /// The numbers of the forms that are in the running: primaries and promoted substitutes, in force.
  static func primaries(of edition: EditionID, _ call: ReadCall) throws -> Set<ByteText> {
    Set(
      try ForwardingStore.entries(of: edition, in: call.connection).filter { $0.isPrimary && !$0.isEnded }
        .map(\.number))
  }
}
