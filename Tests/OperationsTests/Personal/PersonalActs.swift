import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

extension Act {
  /// Keys and erasures.
  static let personal = [
    Act(name: "key rotate", station: .founded) { try $0.rotate() },
    Act(name: "key retire", station: .founded, prepare: { try $0.rotate() }) { house in
      let old = try #require(try house.keys().first { !$0.isCurrent })
      try house.run(KeyRetire.self, KeyRetire.Input(id: old.id, reason: "样例"), as: .administrator)
    },
    Act(name: "person erase", station: .founded, prepare: { _ = try $0.stranger() }) { house in
      try house.askErasure(try #require(try house.texts("SELECT id FROM person").first))
    },
    Act(
      name: "person confirm-erasure", station: .founded,
      prepare: { try $0.askErasure(try $0.stranger()) },
      run: { try $0.confirmErasure(try #require(try $0.texts("SELECT id FROM person").first)) }),
    Act(
      name: "erasure reapply", station: .founded,
      prepare: { try ErasureFile($0.paths).add(PersonID(try $0.stranger())) },
      run: { try $0.run(ErasureReapply.self, ErasureReapply.Input(), as: .administrator) }),
  ]
}

extension Installation {
  static let strangerNumber = "11010519491231002X"
  static let strangerName = "样本·甲子"

  /// Registers somebody who is nominated nowhere.
  @discardableResult
  func stranger() throws -> String {
    let input = PersonRegister.Input(name: Self.strangerName, citizenNumber: Self.strangerNumber, employer: nil)
    return try #require(try run(PersonRegister.self, input, as: .office).people.first).id
  }

  @discardableResult
  func rotate() throws -> KeyRotate.Output {
    try run(KeyRotate.self, KeyRotate.Input(reason: "样例"), as: .administrator)
  }

  func keys() throws -> [KeyList.Output.Item] { try run(KeyList.self, KeyList.Input(), as: .auditor).keys }

  /// Takes every key out but the one that seals.
  func retireOthers() throws {
    for key in try keys() where !key.isCurrent {
      try run(KeyRetire.self, KeyRetire.Input(id: key.id, reason: "样例"), as: .administrator)
    }
  }

  func erasing(_ person: String) -> PersonErase.Input {
    PersonErase.Input(person: person, reason: "本人申请", document: Self.document)
  }

  func askErasure(_ person: String) throws { try run(PersonErase.self, erasing(person), as: .reviewer) }

  @discardableResult
  func confirmErasure(_ person: String, decline: Bool? = nil) throws -> PersonConfirmErasure.Output {
    try run(
      PersonConfirmErasure.self, PersonConfirmErasure.Input(person: person, decline: decline), as: .confirmer)
  }

  func erase(_ person: String) throws {
    try askErasure(person)
    try confirmErasure(person)
  }
}

extension PlantedFaults {
  static let personal: [String: [[String]]] = [
    "person.half-erased": [
      ["UPDATE person SET data_key = \(Installation.bytes("")) WHERE id = (SELECT min(id) FROM person)"],
      ["INSERT INTO erasure \(erasure(origin: "restored", requestedBy: "a"))"],
    ],
    "erasure.one-person": [
      [
        "INSERT INTO erasure \(erasure(origin: "request", requestedBy: "a"))",
        "UPDATE person SET data_key = \(Installation.bytes("")) WHERE id = (SELECT min(id) FROM person)",
      ]
    ],
    "evidence.key-of-open": [
      [
        "INSERT INTO evidence_key (digest, data_key) "
          + "SELECT min(digest), \(Installation.bytes("00")) FROM evidence WHERE is_sealed = 0"
      ]
    ],
  ]

  private static func erasure(origin: String, requestedBy: String) -> String {
    "SELECT 'e', min(id), '\(origin)', 'DONE', 'r', 'd', '\(requestedBy)', 'x', 'a', 'x' FROM person"
  }
}
