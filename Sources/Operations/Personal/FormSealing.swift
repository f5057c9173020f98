import Primitives
import Sealing
import SelectionRules
import Store

/// The content of nomination forms, sealed: under the nominee's own data key once the nominee is known, so that
/// destroying that key erases it; under the installation's key before.
struct FormSealing {
  private let keys: KeyRing
  private let call: ReadCall

  init(_ call: ReadCall) throws { self.init(try call.keyRing(), call) }

  /// The same with keys of which another one seals.
  init(_ keys: KeyRing, _ call: ReadCall) {
    self.keys = keys
    self.call = call
  }

  /// The content of a form; of an erased one, that it is erased.
  ///
  /// - Throws: a ``Refusal`` of storage where it does not open.
  func content(of row: FormRow, _ edition: EditionID) throws -> NominationForm {
    let context = Self.context(edition.text, row.number)
    if keys.keyIDs.contains(row.content.keyID) {
      return try NominationForm(json: try keys.open(row.content, context: context), file: row.number.string)
    }
    guard let person = try row.person.flatMap({ try PersonStore.find($0, in: call.connection) }) else {
      // Refused: no key of the installation has this id.
      return try NominationForm(json: try keys.open(row.content, context: context), file: row.number.string)
    }
    guard let dataKey = person.dataKey else { return Erased.form }
    let bytes = try keys.dataKey(dataKey, owner: person.id.text).open(row.content, context: context)
    return try NominationForm(json: bytes, file: row.number.string)
  }

  /// The content of a form, sealed for its place.
  func seal(
    _ form: NominationForm, edition: EditionID, number: ByteText, person: PersonID?
  ) throws -> SealedValue {
    let context = Self.context(edition.text, number)
    guard let person = try person.flatMap({ try PersonStore.find($0, in: call.connection) }),
      let dataKey = person.dataKey
    else { return keys.seal(form.jsonBytes, context: context) }
    return try keys.dataKey(dataKey, owner: person.id.text).seal(form.jsonBytes, context: context)
  }

  /// Where the content of a form is sealed for.
  static func context(_ edition: String, _ number: ByteText) -> String { "nomination-form/\(edition)/\(number)" }
}

/// What stands in the place of values that were erased.
enum Erased {
  static let words = Bilingual("已依法删除", "erased by law")

  /// What a form tells that was erased.
  static let form = NominationForm(texts: [.name: words.zh])

  /// A name as people read it.
  static func shown(_ name: String) -> Bilingual { name == words.zh ? words : Bilingual(name, name) }
}
