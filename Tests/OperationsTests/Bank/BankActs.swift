import Foundation
import Primitives
import Testing

@testable import Operations

/// Each act on bank accounts, for the tests that hold every act to one event.
enum BankActs {
  static let all = [
    Act(name: "bank open", station: .registered, prepare: { try $0.openBooks() }) { try $0.openBank("37") },
    acting("bank change") {
      try $0.run(BankChange.self, BankChange.Input(unit: "37", bank: "另一银行"), as: .provincePreparer)
    },
    acting("bank import") { try $0.takeStatement("37", april, to: "2026-04-30") },
    acting("bank void", prepare: { try $0.takeStatement("37", april, to: "2026-04-30") }) {
      try $0.run(BankVoid.self, BankVoid.Input(unit: "37", statement: 1, reason: "样例"), as: .provincePreparer)
    },
    acting("bank match", prepare: settled) {
      try $0.run(BankMatch.self, BankMatch.Input(unit: "37", month: "2026-04"), as: .provincePreparer)
    },
    acting("bank pair", prepare: settled) { try $0.pair(["1/2"], ["2026-04/1/1"]) },
    acting(
      "bank unpair",
      prepare: { house in
        try settled(house)
        try house.pair(["1/2"], ["2026-04/1/1"])
      },
      run: {
        try $0.run(BankUnpair.self, BankUnpair.Input(unit: "37", match: 1, reason: "样例"), as: .provincePreparer)
      }),
    acting("bank explain", prepare: settled) { try $0.explain("1/2", "样例") },
  ]

  private static let april = Installation.april
  private static let settled: @Sendable (Installation) throws -> Void = { house in
    try house.posted("37", ["102,100,", "408,,100"], day: "2026-04-10")
    try house.takeStatement("37", april, to: "2026-04-30")
  }

  private static func acting(
    _ name: String, prepare: @escaping @Sendable (Installation) throws -> Void = { _ in },
    run: @escaping @Sendable (Installation) throws -> Void
  ) -> Act {
    Act(
      name: name, station: .registered,
      prepare: { house in
        try house.openBooks()
        try house.openBank("37", since: "2026-04")
        try prepare(house)
      }, run: run)
  }
}
