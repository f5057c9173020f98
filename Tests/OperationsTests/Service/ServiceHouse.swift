import Foundation
import Primitives
import Store
import Synchronization
import Testing

@testable import Operations

/// A service on a test's installation, as a door has it: calls are answered on other threads, and waited for.
final class ServiceHouse: Sendable {
  let house: Installation
  let service: Service

  init(_ house: Installation) throws {
    self.house = house
    service = try Service(paths: house.paths, environment: house.session(as: nil).environment)
  }

  deinit { service.close() }

  /// A token of somebody with all that he may do.
  func token(_ person: Person) throws -> String {
    let name = "t" + UUID().uuidString
    return try house.run(TokenCreate.self, TokenCreate.Input(name: name, scope: ["all"], days: 30), as: person).token
  }

  /// A call of an operation on its input.
  func call<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, _ secret: String?
  ) throws -> ServiceCall {
    let entry = try #require(Catalogue.all[Item.name])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var call = ServiceCall(entry, input: try encoder.encode(input))
    call.secret = secret
    call.address = "192.0.2.1"
    return call
  }

  /// The answer to a call.
  func answer(_ call: ServiceCall) -> ServiceAnswer {
    let answer = Mutex<ServiceAnswer?>(nil)
    let done = DispatchSemaphore(value: 0)
    if let known = service.answer(
      call,
      then: { given in
        answer.withLock { $0 = given }
        done.signal()
      })
    {
      return known
    }
    // One that never comes fails its test and does not hold up the others.
    _ = done.wait(timeout: .now() + 300)
    return answer.withLock { $0 } ?? .refusal(ServiceRefusals.busy)
  }

  /// The job that a call becomes.
  func start(_ call: ServiceCall) throws -> String {
    let answer = Mutex<ServiceAnswer?>(nil)
    let done = DispatchSemaphore(value: 0)
    service.start(call) { given in
      answer.withLock { $0 = given }
      done.signal()
    }
    done.wait()
    let output = try #require(answer.withLock { $0 }?.output)
    return try #require(try JSONValue(reading: output.body, file: "job")["job"]?.string)
  }
}

extension ServiceAnswer {
  /// The answer, where it is one.
  var output: (body: [UInt8], tag: String, verdict: Verdict, isRepeated: Bool)? {
    if case .output(let body, let tag, let verdict, let isRepeated) = self {
      (body, tag, verdict, isRepeated)
    } else {
      nil
    }
  }

  /// The refusal, where it is one.
  var refusal: Refusal? { if case .refusal(let refusal) = self { refusal } else { nil } }

  /// The body as JSON.
  func json() throws -> JSONValue { try JSONValue(reading: try #require(output).body, file: "answer") }
}

extension Act {
  static let jobs = [
    Act(
      name: "job cancel", station: .founded, prepare: { try $0.plantJob("job-1", of: .office) },
      eventsBefore: nil
    ) { house in
      try house.run(JobCancel.self, JobInput(job: "job-1"), as: .office)
    }
  ]
}

extension Installation {
  /// A job that waits and that nobody takes up.
  func plantJob(_ id: String, of person: Person) throws {
    let keys = KeyRingCache(path: paths.key)
    try withDatabase { database in
      try database.write { connection in
        let ring = try keys.ring(
          sealingWith: try #require(try SettingStore.content(of: SettingStore.keyRing, in: connection)))
        let actor = try #require(try ActorStore.find(name: person.rawValue, in: connection))
        let sealed = ring.seal(Array("{}".utf8), context: KeptContext.jobInput(id))
        try JobStore.insert(
          JobID(id), of: actor.id, operation: "edition list", input: sealed, at: "2026-06-01T02:00:00.000Z",
          in: connection)
      }
    }
  }
}
