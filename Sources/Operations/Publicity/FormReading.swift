import Primitives
import SelectionRules
import Store

/// What publicity takes out of a nomination form: opened for one field at a time, never shown whole.
struct FormReading {
  private let form: NominationForm?

  /// Opens the form of a nomination, where it came by one.
  init(_ nomination: ByteText, _ edition: EditionID, _ call: ReadCall) throws {
    form = try FormStore.find(nomination, of: edition, in: call.connection).map {
      try FormSealing(call).content(of: $0, edition)
    }
  }

  /// A field's text; nil without a form, or where the field is empty.
  subscript(field: FormField) -> String? {
    guard let text = form?[field], !text.isEmpty else { return nil }
    return text
  }
}
