import Foundation
import Primitives
import Sealing
import Store
import Tables

/// An expert's phone and address: sealed, opened only to detect conflicts, and never shown whole.
struct ExpertContact: Codable {
  var phone: String
  var address: String

  init(_ row: TableReader.Row, phone: Int, address: Int) {
    self.phone = row.has(phone) ? row.text(phone).string : ""
    self.address = row.has(address) ? row.text(address).string : ""
  }

  /// Stores the contact, if there is one.
  func store(of expert: Identifier<ExpertSubject>, _ call: WriteCall) throws {
    guard !phone.isEmpty || !address.isEmpty else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let sealed = try call.keyRing().seal(Array(encoder.encode(self)), context: Self.context(expert.text))
    try ExpertContactStore.insert(
      sealed, of: expert, by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }

  /// The contacts of the pool by the expert's code.
  static func all(_ call: ReadCall) throws -> [ByteText: ExpertContact] {
    let sealed = try ExpertContactStore.all(in: call.connection)
    guard !sealed.isEmpty else { return [:] }
    let keys = try call.keyRing()
    return try sealed.mapValues {
      try JSONDecoder().decode(ExpertContact.self, from: Data(keys.open($0.content, context: context($0.expert.text))))
    }
  }

  static func context(_ expert: String) -> String { "expert-contact/\(expert)" }
}
