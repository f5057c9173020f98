import Foundation
import Primitives
import Testing

@testable import Operations

/// An act that tells whether an interruption waits while its transaction runs.
private struct HeldProbe: StagedOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {}

  static let name = BallotsVoid.name
  static let summary = Bilingual("样例", "a sample")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = []

  static func stage(_ input: Input, _ session: Session) throws -> String { "work \(isHeld)" }

  static func run(_ input: Input, _ stage: String, _ call: WriteCall) throws -> DoneOutput {
    call.record("edition", "sample", [:])
    return DoneOutput(subject: "", done: Bilingual("", "\(stage), transaction \(isHeld)"))
  }

  static var isHeld: Bool {
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    return [SIGINT, SIGTERM, SIGHUP].allSatisfy { sigismember(&mask, $0) == 1 }
  }
}

@Suite("Acts with work before their transaction")
struct StagedActTests {
  @Test("An interruption ends the work at once and waits for the transaction, which gives files their names")
  func held() throws {
    let house = try Station.founded.installation()
    // Tests run on threads that take no signal; the main thread of a command takes all.
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &usual)
    defer { pthread_sigmask(SIG_SETMASK, &usual, nil) }
    let output = try Catalogue.staged(HeldProbe.self)
      .run(json: Data("{}".utf8), in: house.session(as: Person.voteAuditor.rawValue))
    #expect((output as? DoneOutput)?.done.en == "work false, transaction true")
    #expect(!HeldProbe.isHeld)
  }
}
