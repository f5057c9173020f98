import Primitives
import SelectionRules
import Store

/// How the person who acts stands to a nomination form: what he may know of it follows from that alone, for single reads,
/// lists and acts alike.
struct FormNearness {
  /// Whether he reads of every unit.
  let isWide: Bool
  /// Whether the form is one of the units that he acts for, or for a union stands below one.
  let isOfUnit: Bool
  /// Whether the form is about himself.
  let isNominee: Bool
  /// At which places of the form he is a co-nominator, from 1.
  let places: [Int]

  /// Whether he may know that there is such a form.
  var isSeen: Bool { seesAll || isNominee || !places.isEmpty }
  /// Whether he sees all of it.
  var seesAll: Bool { isWide || isOfUnit }

  /// - Parameter content: Opens the form; asked only where he might be one of its co-nominators.
  init(_ row: FormRow, _ call: ReadCall, content: () throws -> NominationForm) throws {
    let roles = call.actor.roles
    isWide = !roles.isDisjoint(with: UnitScope.wide)
    isOfUnit = try UnitScope.sees(row.unit, call)
    let person = try OwnPerson.find(call)
    isNominee = roles.contains(.individualNominee) && person != nil && row.person == person?.id
    guard roles.contains(.coNominator), let person, row.channel == NominationChannel.joint.rawValue else {
      places = []
      return
    }
    places = Self.places(of: person, in: try content())
  }

  /// A co-nominator is who was entered under the identifier and the name of the registry's person.
  private static func places(of person: PersonRow, in form: NominationForm) -> [Int] {
    form.coNominators.indices.filter { index in
      let entry = form.coNominators[index]
      return entry.person == person.id.text && ByteText(entry.name) == ByteText(person.name)
    }.map { $0 + 1 }
  }
}

/// The person of the registry that an actor is.
enum OwnPerson {
  /// The person; nil for somebody who was bound to none, or acts in no role that is a person's own.
  static func find(_ call: ReadCall) throws -> PersonRow? {
    guard !call.actor.roles.isDisjoint(with: [.individualNominee, .coNominator, .craftsman]),
      let id = try DutyStore.person(of: call.actor.id, in: call.connection)
    else { return nil }
    return try PersonStore.find(id, in: call.connection)
  }

  /// The person.
  ///
  /// - Throws: a ``Refusal`` `access.no-person` of kind not permitted.
  static func require(_ call: ReadCall) throws -> PersonRow {
    guard let person = try find(call) else { throw none }
    return person
  }

  private static let none = Refusal(
    "access.no-person", kind: .notPermitted,
    message: Bilingual("您的账号还没有对应的人员", "the registry does not know yet which person you are"),
    remedy: Bilingual("请系统管理员用 actor bind --person 指定", "ask an administrator for actor bind --person"))
}

/// What a person does with a form of his own (channel self, R-206).
enum SelfRecommendation {
  /// Who begins a form: nil for whoever enters it for its unit, the person himself for a self-recommendation.
  ///
  /// - Throws: a ``Refusal``: it is another unit's, or another channel's.
  static func owner(of channel: NominationChannel, unit: UnionUnitID, _ call: ReadCall) throws -> PersonRow? {
    guard try !UnitScope.actsFor(unit, call) else { return nil }
    guard call.actor.roles.contains(.individualNominee) else { throw UnitScope.otherUnit }
    guard channel == .selfRecommended else { throw notSelf }
    return try OwnPerson.require(call)
  }

  /// takes back a name or a citizen ID that is another person's.
  static func check(
    _ outcome: inout FormPatch.Outcome, _ before: NominationForm, _ person: PersonRow, _ registrar: PersonRegistrar
  ) throws {
    if outcome.saved.contains(FormField.citizenID.rawValue), let citizenID = outcome.form.citizenID,
      try registrar.known(citizenID)?.id != person.id
    {
      outcome.take(back: .citizenID, to: before, otherPerson)
    }
    if outcome.saved.contains(FormField.name.rawValue), !outcome.form[.name].isEmpty,
      ByteText(outcome.form[.name]) != ByteText(person.name)
    {
      outcome.take(back: .name, to: before, otherPerson)
    }
  }

  /// That somebody fills in of himself what his unit enters.
  static let notSelf = Refusal(
    "form.not-self", kind: .notPermitted, citation: Citation("R-206", Citation.houseRules),
    message: Bilingual("自荐人只办理个人自荐的推荐表", "an individual fills in a self-recommendation only"),
    remedy: Bilingual("选择个人自荐渠道；单位推荐由单位经办人填报", "take the channel self; a unit's form is its clerk's"))

  private static let otherPerson = Refusal(
    "form.other-person", citation: Citation("R-113", Citation.houseRules),
    message: Bilingual("与您本人登记的姓名和身份号码不符", "it is not the name and citizen ID under which you are registered"),
    remedy: Bilingual("填写本人的姓名和身份号码；登记有误的，请评选办公室更正", "give your own; ask the office where the registry is wrong"))
}
