import Primitives
import Sealing
import Store

/// One kind of value that a key of the installation seals or wraps: what `key list` counts, `check` opens and
/// `key rotate` makes anew. A column that is not here would be lost with its key; a test compares with the schema.
struct KeyUse: Sendable {
  let column: SealedColumn
  /// The value of a row made anew by the key that seals; refuses one that does not open.
  let renewed: @Sendable (_ cell: SealedColumn.Cell, _ keys: KeyRing) throws -> SealedValue

  /// Values sealed for a context, which is made of the row's key.
  private static func sealed(
    _ column: SealedColumn, _ context: @escaping @Sendable ([String]) -> String
  ) -> KeyUse {
    KeyUse(column: column) { cell, keys in
      keys.seal(try keys.open(cell.value, context: context(cell.key)), context: context(cell.key))
    }
  }

  /// Data keys that are wrapped for their owner, who is the row's key.
  private static func wrapped(_ column: SealedColumn) -> KeyUse {
    KeyUse(column: column) { cell, keys in
      let owner = cell.key.joined()
      return keys.rewrapped(try keys.dataKey(cell.value, owner: owner), owner: owner)
    }
  }

  /// Those that a rotation makes anew one by one, as they are.
  static let plain = [
    wrapped(.evidenceKeys),
    sealed(.objectors) { ObjectionSealing.context($0.joined()) },
    sealed(.expertContacts) { ExpertContact.context($0.joined()) },
    sealed(.secondFactors) { SecondFactor.context($0.joined()) },
    sealed(.registrationPhones) { RegistrationPhone.context($0.joined()) },
    sealed(.keptAnswers) { KeptContext.answer(actor: $0[0], key: $0[1]) },
    sealed(.grantAccounts) { GrantAccount.context($0.joined()) },
    sealed(.jobInputs) { KeptContext.jobInput($0.joined()) },
    sealed(.jobAnswers) { KeptContext.jobAnswer($0.joined()) },
  ]
  /// A person's key: with it goes the hash by which the person is found.
  static let people = wrapped(.personKeys)

  /// The ids of the keys that anything needs. The contents of forms that are under a person's own key name that one,
  /// which is none of the installation's.
  static func keyIDs(_ call: ReadCall) throws -> Set<String> {
    let columns = ([people] + plain).map(\.column) + [SealedColumn.forms]
    return Set(try columns.flatMap { try $0.cells(in: call.connection) }.map(\.value.keyID))
  }
}
