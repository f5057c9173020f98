import Primitives
import SelectionRules
import Store

/// What a form still lacks.
struct FormCheckOutput: OperationOutput {
  var number: ByteText
  var state: FormState
  /// Whether the form can take its next step.
  var isReady: Bool
  /// Whether it was submitted by this call.
  var isSubmitted: Bool
  /// Everything that stands against the next step.
  var faults: [FormFault]
  /// What will be asked later.
  var advice: [FormFault]
  /// Other nominations of the same person that the actor may see.
  var others: [ByteText]
  /// Whether there is one besides that the actor may not see.
  var hasOtherElsewhere: Bool
  /// That the submission came too late, and was recorded as late instead.
  var late: LateAct?

  var verdict: Verdict { isReady && late == nil ? .done : .different }

  var presentation: [Block] {
    if let late { return [.line(late.told)] }
    let head: Block =
      isSubmitted
      ? .line("推荐表 \(number) 已提交", "the form \(number) is submitted")
      : isReady
        ? .line("推荐表 \(number) 已齐备", "the form \(number) lacks nothing")
        : .line("推荐表 \(number) 还有 \(faults.count) 项不齐", "the form \(number) lacks \(faults.count) things")
    return [head] + FormFaultTable.section("须补正", "to be mended", faults)
      + FormFaultTable.section("提醒", "to be asked later", advice) + duplicates
  }

  /// What a late submission answers: the form stays as it was.
  static func late(_ late: LateAct, _ number: ByteText, _ state: FormState) -> FormCheckOutput {
    FormCheckOutput(
      number: number, state: state, isReady: false, isSubmitted: false, faults: [], advice: [], others: [],
      hasOtherElsewhere: false, late: late)
  }

  private var duplicates: [Block] {
    var blocks: [Block] = []
    if !others.isEmpty {
      let list = others.map(\.string).joined(separator: ", ")
      blocks.append(.line("同一人的其他推荐：\(list)", "other nominations of the same person: \(list)"))
    }
    if hasOtherElsewhere {
      blocks.append(.line("同一人在其他单位还有推荐", "the person has a nomination of another unit too"))
    }
    return blocks
  }
}

/// Other nominations of a form's person in the same edition.
struct FormDuplicates {
  /// The numbers that the actor may see.
  let seen: [ByteText]
  /// Whether there is one that he may not see.
  let isElsewhere: Bool
  /// Whether one of them is live, so that this form cannot be submitted.
  let isBlocking: Bool

  init(_ context: FormContext, _ call: ReadCall) throws {
    guard let person = context.row.person else {
      (seen, isElsewhere, isBlocking) = ([], false, false)
      return
    }
    let others = try FormStore.others(of: person, than: context.row.number, context.edition.id, in: call.connection)
      .filter { $0.state != FormState.withdrawn.rawValue }
    var seen: [ByteText] = []
    // What is about the nominee himself he sees, whoever entered it.
    for other in others where try context.nearness.isNominee || UnitScope.sees(other.unit, call) {
      seen.append(other.number)
    }
    let nomination = try FormStore.nomination(
      of: person, than: context.row.number, context.edition.id, in: call.connection)
    let imported = nomination.flatMap { number in others.contains { $0.number == number } ? nil : number }
    let office: Set<Role> = [.officeOperator, .secondConfirmer, .qualificationReviewer, .auditor]
    let seesImported = !call.actor.roles.isDisjoint(with: office)
    if let imported, seesImported { seen.append(imported) }
    self.seen = seen
    isElsewhere = seen.count < others.count + (imported == nil ? 0 : 1)
    isBlocking = nomination != nil || others.contains { !(FormState(rawValue: $0.state)?.isEditable ?? false) }
  }
}

/// `qilu form check EDITION NUMBER`.
struct FormCheck: ReadOperation {
  typealias Input = FormInput
  typealias Output = FormCheckOutput

  static let name = "form check"
  static let summary = Bilingual("一次列出推荐表的全部欠缺", "list everything that a form lacks, at once")
  static let reach = Reach.everywhere
  static let notes = FormInput.notes

  static func run(_ input: FormInput, _ call: ReadCall) throws -> FormCheckOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call)
    let completeness = try context.completeness(call)
    let duplicates = try FormDuplicates(context, call)
    var faults = completeness.faults
    if duplicates.isBlocking {
      faults.append(FormFault("person", FormFlowRefusals.personTwice(duplicates.seen.first)))
    }
    if !context.state.isEditable {
      faults += Endorsement.missing(
        context.channel, revision: context.row.revision, opinions: try context.opinions(call))
    }
    return FormCheckOutput(
      number: input.number, state: context.state, isReady: faults.isEmpty, isSubmitted: false, faults: faults,
      advice: completeness.advice, others: duplicates.seen, hasOtherElsewhere: duplicates.isElsewhere)
  }
}

/// `qilu form submit EDITION NUMBER`.
struct FormSubmit: WriteOperation {
  typealias Input = FormInput
  typealias Output = FormCheckOutput

  static let name = "form submit"
  static let summary = Bilingual("提交推荐表；不齐备时一次列出全部欠缺", "submit a form, or list everything that it lacks")
  static let reach = Reach.everywhere
  static let notes = FormInput.notes

  static func run(_ input: FormInput, _ call: WriteCall) throws -> FormCheckOutput {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .ownOrSelf)
    try context.checkNominating()
    try context.state.checkChange(to: .submitted)
    let late = try Lateness.record(
      .filingDeadline, of: context.edition.id, operation: name, subject: input.number.string, call)
    if let late { return .late(late, input.number, context.state) }
    let completeness = try context.completeness(call)
    let faults = completeness.faults
    let duplicates = try FormDuplicates(context, call)
    if faults.isEmpty {
      guard !duplicates.isBlocking else { throw FormFlowRefusals.personTwice(duplicates.seen.first) }
      try context.move(to: .submitted, reason: "", call)
      call.record(
        "form", context.subject, ["to": FormState.submitted.rawValue, "revision": "\(context.row.revision)"])
    } else {
      call.leaveNoTrace()
    }
    return FormCheckOutput(
      number: input.number, state: faults.isEmpty ? .submitted : context.state, isReady: faults.isEmpty,
      isSubmitted: faults.isEmpty, faults: faults, advice: completeness.advice, others: duplicates.seen,
      hasOtherElsewhere: duplicates.isElsewhere)
  }
}
