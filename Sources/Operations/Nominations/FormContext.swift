import Database
import Primitives
import Sealing
import SelectionRules
import Store

/// A nomination form as an operation finds it: its row, its content opened, its edition.
struct FormContext {
  /// For whom the actor must act to come near the form.
  enum Scope {
    /// For the unit that entered it.
    case own
    /// For that unit, or as the nominee who recommends himself.
    case ownOrSelf
    /// For that unit, or as the nominee.
    case ownOrNominee
    /// For that unit, or as one of its co-nominators.
    case ownOrCoNominator
    /// For that unit, or one above it.
    case above
    /// Whoever sees all of it, or is the nominee.
    case known
    /// Whoever may see some of it.
    case seen
  }

  let edition: EditionContext
  let row: FormRow
  let form: NominationForm
  let state: FormState
  let channel: NominationChannel
  /// How the person who acts stands to it.
  let nearness: FormNearness

  /// Finds a form.
  ///
  /// - Throws: a ``Refusal``: the edition or the form is unknown, or the actor may not do this with it. A form of which he
  ///   may know nothing is refused as one that there is not.
  init(edition name: String, number: ByteText, _ call: ReadCall, as scope: Scope = .known) throws {
    edition = try EditionContext(named: name, in: call.connection)
    guard let row = try FormStore.find(number, of: edition.id, in: call.connection) else {
      throw FormFlowRefusals.unknown(number)
    }
    let form = try FormSealing(call).content(of: row, edition.id)
    nearness = try FormNearness(row, call) { form }
    guard nearness.isSeen else { throw FormFlowRefusals.unknown(number) }
    self.row = row
    self.form = form
    guard let state = FormState(rawValue: row.state), let channel = NominationChannel(rawValue: row.channel) else {
      throw DatabaseFailure.unreadable(column: "state", expected: "form state and channel")
    }
    self.state = state
    self.channel = channel
    try check(scope, call)
  }

  private func check(_ scope: Scope, _ call: ReadCall) throws {
    switch scope {
    case .own: try UnitScope.checkOwn(row.unit, call)
    case .ownOrSelf: try checkOwn(or: nearness.isNominee && channel == .selfRecommended, call)
    case .ownOrNominee: try checkOwn(or: nearness.isNominee, call)
    case .ownOrCoNominator: try checkOwn(or: !nearness.places.isEmpty, call)
    case .above: try UnitScope.checkAbove(row.unit, call)
    case .known: guard nearness.seesAll || nearness.isNominee else { throw FormFlowRefusals.unknown(row.number) }
    case .seen: break
    }
  }

  private func checkOwn(or isPersonal: Bool, _ call: ReadCall) throws {
    guard !isPersonal else { return }
    if nearness.isNominee, !nearness.isOfUnit { throw SelfRecommendation.notSelf }
    try UnitScope.checkOwn(row.unit, call)
  }

  /// The form's key in the audit trail.
  var subject: String { "\(edition.id.text)/\(row.number)" }

  // MARK: What belongs to it

  /// The kinds of the files that are attached now.
  func attachments(_ call: ReadCall) throws -> Set<AttachmentKind> {
    let rows = try FormPartStore.attachments(of: row.number, edition.id, in: call.connection)
    return Set(rows.filter { $0.removedAt == nil }.compactMap { AttachmentKind(rawValue: $0.kind) })
  }

  /// The opinions of the unit and its base union, of all revisions.
  func opinions(_ call: ReadCall) throws -> [SealedOpinion] {
    try FormPartStore.opinions(of: row.number, edition.id, in: call.connection).compactMap { opinion in
      EndorsementParty(rawValue: opinion.party).map {
        SealedOpinion(party: $0, revision: opinion.revision, hasPublicity: opinion.publicity != nil)
      }
    }
  }

  /// The consents in force, and those that were withdrawn and not given again.
  func consents(_ call: ReadCall) throws -> (given: Set<ConsentPurpose>, withdrawn: Set<ConsentPurpose>) {
    let rows = try ConsentStore.consents(of: row.number, edition.id, in: call.connection)
    let given = Set(rows.filter { $0.withdrawnOn == nil }.compactMap { ConsentPurpose(rawValue: $0.purpose) })
    return (given, Set(rows.compactMap { ConsentPurpose(rawValue: $0.purpose) }).subtracting(given))
  }

  /// The co-nominators of the form who confirmed.
  func confirmed(_ call: ReadCall) throws -> Set<String> {
    guard !form.coNominators.isEmpty else { return [] }
    let keys = try call.keyRing()
    let rows = try ConsentStore.confirmations(of: row.number, edition.id, in: call.connection)
    let hashes = Set(rows.map(\.person))
    return Set(form.coNominators.map(\.identity).filter { hashes.contains(Self.hash($0, keys)) })
  }

  /// The keyed hash of a co-nominator's identity.
  static func hash(_ identity: String, _ keys: KeyRing) -> KeyedHash {
    keys.keyedHash(Array(identity.utf8), purpose: "form.co-nominator")
  }

  /// What the form lacks, and what will be asked later.
  func completeness(_ call: ReadCall) throws -> FormCompleteness {
    let consents = try consents(call)
    return FormCompleteness(
      form, channel: channel,
      parts: FormCompleteness.Parts(
        attachments: try attachments(call), consents: consents.given, withdrawn: consents.withdrawn,
        confirmed: try confirmed(call)),
      today: try call.environment.today())
  }
}

extension FormContext {
  /// Passes if the edition takes nominations.
  func checkNominating() throws { try EditionFlow.checkNominating(try edition.state()) }

  /// Passes if the form may be changed now: by its state, its edition and the nominee's consent.
  func checkEditable(_ call: ReadCall) throws {
    try checkNominating()
    guard state.isEditable else { throw FormFlowRefusals.notEditable(state) }
    try checkNotWithdrawn(call)
  }

  /// passes if the nominee consents to processing; whatever takes a form further asks it first.
  func checkProcessing(_ call: ReadCall) throws {
    let consents = try consents(call)
    guard !consents.given.contains(.processing) else { return }
    throw ConsentPurpose.processing.missing(isWithdrawn: consents.withdrawn.contains(.processing))
  }

  /// R-819, SM-17: a withdrawn consent stops new processing; a draft may be begun before the consent is signed.
  func checkNotWithdrawn(_ call: ReadCall) throws {
    guard try consents(call).withdrawn.contains(.processing) else { return }
    throw ConsentPurpose.processing.missing(isWithdrawn: true)
  }

  /// Moves the form to another state and records it (SM-2).
  func move(to target: FormState, reason: String, _ call: WriteCall) throws {
    try state.checkChange(to: target)
    do {
      try FormStore.move(
        row, edition: edition.id, to: target.rawValue, reason: reason, by: call.actor.id,
        at: call.environment.instant, historyID: call.environment.newIdentifier(), in: call.transaction)
    } catch DatabaseFailure.unique where target == .submitted {
      throw FormFlowRefusals.personTwice(nil)
    }
  }

  /// Saves a change: the revision counts up, and a returned form becomes a draft again. Answers the new revision.
  @discardableResult
  func save(_ form: NominationForm, person: PersonID?, _ call: WriteCall) throws -> Int {
    var row = row
    row.revision += 1
    row.name = form[.name]
    row.employerCreditCode = form[.creditCode]
    row.region = form[.city]
    row.person = person
    row.content = try FormSealing(call).seal(form, edition: edition.id, number: row.number, person: person)
    if state == .returned { try move(to: .draft, reason: "", call) }
    try FormStore.save(
      row, edition: edition.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    return row.revision
  }

  /// Counts a change of what is attached: what was sealed before it was not this.
  func touch(_ call: WriteCall) throws { try save(form, person: row.person, call) }
}
