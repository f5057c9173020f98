import Primitives
import Sealing
import Store

/// Whether everything that is sealed opens with the key file, and every person is found by the hash that is stored.
enum SealedCheck {
  /// The rows that do not, as table and key; or why no key can be read at all.
  static func faults(_ call: ReadCall) throws -> [String] {
    do {
      return try faults(try call.keyRing(), call)
    } catch let refusal as Refusal where refusal.kind == .storage {
      return [refusal.code]
    }
  }

  private static func faults(_ keys: KeyRing, _ call: ReadCall) throws -> [String] {
    try people(keys, call) + forms(keys, call)
      + KeyUse.plain.flatMap { use in
        try use.column.cells(in: call.connection).filter { cell in !opens { _ = try use.renewed(cell, keys) } }
          .map { "\(use.column.table) \($0.key.joined(separator: "/"))" }
      }
  }

  private static func people(_ keys: KeyRing, _ call: ReadCall) throws -> [String] {
    try PersonStore.all(in: call.connection).filter { person in
      !opens {
        guard let renewed = try PersonRegistrar.renewed(person, keys), renewed.hash != person.citizenIDHash else {
          return
        }
        throw RegistryRefusals.unknownPerson
      }
    }.map { "person \($0.id.text)" }
  }

  private static func forms(_ keys: KeyRing, _ call: ReadCall) throws -> [String] {
    let sealing = FormSealing(keys, call)
    return try EditionStore.all(in: call.connection).flatMap { edition in
      try FormStore.all(of: edition.id, in: call.connection)
        .filter { row in !opens { _ = try sealing.content(of: row, edition.id) } }
        .map { "nomination_form \(edition.name)/\($0.number)" }
    }
  }

  /// Whether a value can be read; what a storage failure of the database itself throws is told by the other checks.
  private static func opens(_ read: () throws -> Void) -> Bool {
    do {
      try read()
      return true
    } catch {
      return false
    }
  }
}
