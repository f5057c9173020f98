import Primitives
import Sealing
import SelectionRules
import Store

/// The people of a form: the nominee in the registry, the co-nominators by their hashes.
struct FormPeople {
  private let call: WriteCall
  private let registrar: PersonRegistrar

  init(_ call: WriteCall) throws {
    self.call = call
    registrar = try PersonRegistrar(call)
  }

  /// takes back a citizen ID, or a name, that does not go with the name under which the ID is registered.
  func checkNames(_ outcome: inout FormPatch.Outcome, _ before: NominationForm) throws {
    for field in [FormField.citizenID, .name] where outcome.saved.contains(field.rawValue) {
      guard let citizenID = outcome.form.citizenID, !outcome.form[.name].isEmpty,
        let known = try registrar.known(citizenID), ByteText(known.name) != ByteText(outcome.form[.name])
      else { continue }
      outcome.take(back: field, to: before, RegistryRefusals.otherName)
    }
  }

  /// The person who fills in the form for himself; nil where it is filled in for its unit.
  func owner(of context: FormContext) throws -> PersonID? {
    guard context.nearness.isNominee, try !UnitScope.actsFor(context.row.unit, call) else { return nil }
    return context.row.person
  }

  /// takes back what is not of the person who recommends himself.
  func checkOwner(_ outcome: inout FormPatch.Outcome, _ context: FormContext) throws {
    guard try owner(of: context) != nil else { return }
    try SelfRecommendation.check(&outcome, context.form, try OwnPerson.require(call), registrar)
  }

  /// The person of the form, once name and citizen ID are given; registered if new.
  func register(_ form: NominationForm) throws -> PersonID? {
    guard let citizenID = form.citizenID, !form[.name].isEmpty else { return nil }
    return try registrar.person(name: form[.name], citizenID: citizenID, employer: nil).id
  }

  /// ends the confirmations of those who stand in the form no longer.
  func revokeConfirmations(_ context: FormContext, _ form: NominationForm) throws {
    guard form.coNominators != context.form.coNominators else { return }
    let keys = try call.keyRing()
    let hashes = Set(form.coNominators.map { FormContext.hash($0.identity, keys) })
    let rows = try ConsentStore.confirmations(of: context.row.number, context.edition.id, in: call.connection)
    for row in rows where !hashes.contains(row.person) {
      try ConsentStore.revoke(confirmation: row.id, at: call.environment.instant, in: call.transaction)
    }
  }
}
