import Foundation
import Primitives
import Store
import Testing

@testable import Operations

@Suite("The service")
struct ServiceTests {
  private func newcomer(_ name: String) -> ActorCreate.Input {
    ActorCreate.Input(name: name, displayName: "样本", systemUser: nil)
  }

  private func employers(_ house: Installation, _ name: String) throws -> RegistryImportInput {
    RegistryImportInput(
      file: try house.write(name, "name,credit_code,region\n示例单位,91370100MA3T123411,3701\n"))
  }

  @Test("whoever repeats an act under its key gets the first answer, and it is done once")
  func repeated() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    var call = try desk.call(EmployerImport.self, try employers(house, "e.csv"), token)
    call.key = "k-1"
    let first = desk.answer(call)
    let events = try house.texts("SELECT count(*) FROM audit_event")
    let second = desk.answer(call)
    #expect(first.output?.isRepeated == false && second.output?.isRepeated == true)
    #expect(first.output?.body == second.output?.body && first.output?.tag == second.output?.tag)
    #expect(try house.texts("SELECT count(*) FROM audit_event") == events)
    // Another service on the same database, as after a crash, knows it too.
    desk.service.close()
    let later = try ServiceHouse(house)
    #expect(later.answer(call).output?.body == first.output?.body)
    #expect(try house.texts("SELECT count(*) FROM audit_event") == events)
  }

  @Test("A count of ballots keeps nobody from signing in, and a morning of sign-ins keeps no count waiting")
  func lengths() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let gate = Gate()
    defer { gate.open() }
    #expect(desk.service.jobs.run { gate.wait() })
    let signIn = SessionStart.Input(name: "nobody", password: "一把好锤子的密码", code: nil)
    #expect(desk.answer(try desk.call(SessionStart.self, signIn, nil)).refusal?.code == "sign-in.failed")
    gate.open()
    let morning = Gate()
    defer { morning.open() }
    for _ in 0..<2 { #expect(desk.service.hashers.run { morning.wait() }) }
    let recount = BallotsRecount.Input(edition: "2026", progress: nil)
    let refused = desk.answer(try desk.call(BallotsRecount.self, recount, try desk.token(.office)))
    #expect(refused.refusal?.code == "access.role-missing")
  }

  /// Lets nobody through until it is opened.
  private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    func wait() {
      semaphore.wait()
      semaphore.signal()
    }
    func open() { semaphore.signal() }
  }

  @Test("a key serves one request: another one under it is refused, and another person's is his own")
  func keys() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    var call = try desk.call(EmployerImport.self, try employers(house, "e.csv"), token)
    call.key = "k-1"
    #expect(desk.answer(call).output != nil)
    var other = try desk.call(EmployerImport.self, try employers(house, "f.csv"), token)
    other.key = "k-1"
    #expect(desk.answer(other).refusal?.code == "idempotency.other-request")
    other.key = "k-2"
    #expect(desk.answer(other).output?.isRepeated == false)
  }

  @Test("a rule's refusal is kept under its key, whatever changes afterwards; one of the call itself is not")
  func refusals() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    var show = try desk.call(
      CraftsmanEnter.self, CraftsmanEnter.Input(person: "nobody", reason: "核对"), token)
    show.key = "k-1"
    let first = try #require(desk.answer(show).refusal)
    #expect(first.kind == .notFound)
    #expect(desk.answer(show).refusal == first)
    #expect(try house.texts("SELECT count(*) FROM idempotency_record WHERE is_refusal = 1") == ["1"])
    var mine = try desk.call(ActorCreate.self, newcomer("new"), token)
    mine.key = "k-2"
    #expect(desk.answer(mine).refusal?.kind == .notPermitted)
    #expect(try house.texts("SELECT count(*) FROM idempotency_record") == ["1"])
  }

  @Test("kept answers are sealed: nothing of them can be read in the database")
  func sealed() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    var call = try desk.call(
      PersonRegister.self,
      PersonRegister.Input(name: "样本·甲子", citizenNumber: "11010519491231002X", employer: nil), try desk.token(.office))
    call.key = "k-1"
    #expect(desk.answer(call).output != nil)
    #expect(desk.answer(call).output?.isRepeated == true)
    let kept = try house.texts("SELECT count(*) FROM idempotency_record WHERE length(answer_sealed) > 40")
    #expect(kept == ["1"])
  }

  @Test("an act is done only if what its caller saw is still so, and tags differ only where answers do")
  func condition() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    let list = try desk.call(EmployerList.self, EmployerList.Input(), token)
    let seen = try #require(desk.answer(list).output)
    #expect(desk.answer(list).output?.tag == seen.tag)
    var call = try desk.call(EmployerImport.self, try employers(house, "e.csv"), token)
    call.condition = ServiceCall.Condition(tags: [seen.tag], entry: list.entry, input: list.input)
    #expect(desk.answer(call).output != nil)
    #expect(desk.answer(list).output?.tag != seen.tag)
    let refusal = try #require(desk.answer(call).refusal)
    #expect(refusal.kind == .outdated && refusal.code == "service.outdated")
    call.condition = ServiceCall.Condition(tags: nil, entry: list.entry, input: list.input)
    #expect(desk.answer(call).output != nil)
  }

  @Test("an answer that is kept in memory is not one of yesterday: any commit ends it, also of another process")
  func memory() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let list = try desk.call(EmployerList.self, EmployerList.Input(), try desk.token(.office))
    _ = desk.answer(list)
    _ = desk.answer(list)
    if Installation.hasFile {
      // It is known now, and answered at once.
      #expect(desk.service.answer(list, then: { _ in }) != nil)
    }
    try house.run(EmployerImport.self, try employers(house, "e.csv"), as: .office)
    #expect(try desk.answer(list).json()["employers"]?.elements?.count == 1)
  }

  @Test("who has not signed in, or no longer, is told so, also where the answer was known")
  func signedOut() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    let list = try desk.call(EmployerList.self, EmployerList.Input(), token)
    #expect(desk.answer(list).output != nil && desk.answer(list).output != nil)
    for secret in [nil, "", "qilu_t_AAAA", token + "A"] {
      var other = list
      other.secret = secret
      #expect(desk.answer(other).refusal?.kind == .notSignedIn)
    }
    let own = try house.run(TokenList.self, TokenList.Input(), as: .office)
    for item in own.tokens { try house.run(TokenRevoke.self, TokenRevoke.Input(id: item.id), as: .office) }
    #expect(desk.answer(list).refusal?.kind == .notSignedIn)
  }

  @Test("a list is shaped, and what a person may not see moves neither total nor cursor")
  func shaped() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    let rows = ["91370100MA3T123411", "91440101MA5CJQ4N59", "91350200776049653A"].map { "示例\($0),\($0),3701" }
    let file = try house.write("e.csv", "name,credit_code,region\n" + rows.joined(separator: "\n") + "\n")
    try house.run(EmployerImport.self, RegistryImportInput(file: file), as: .office)
    var list = try desk.call(EmployerList.self, EmployerList.Input(), token)
    var shape = ListShape()
    shape.limit = 2
    shape.order = [ListShape.Key(field: "creditCode", isDescending: true)]
    list.shape = shape
    let first = try desk.answer(list).json()
    #expect(first["total"]?.integer == 3 && first["employers"]?.elements?.count == 2)
    list.shape?.cursor = try #require(first["next"]?.string)
    let second = try desk.answer(list).json()
    #expect(second["employers"]?.elements?.count == 1 && second["next"] == nil)
  }

  @Test("a job gives the answer that the call would give, to the person whose it is alone")
  func job() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    let id = try desk.start(try desk.call(EmployerImport.self, try employers(house, "e.csv"), token))
    let show = try desk.call(JobShow.self, JobInput(job: id), token)
    for _ in 0..<500 {
      guard ["QUEUED", "RUNNING"].contains(try desk.answer(show).json()["state"]?.string) else { break }
      usleep(10_000)
    }
    #expect(try desk.answer(show).json()["state"] == .string("DONE"))
    #expect(desk.service.jobAnswer(show, job: id).output?.verdict == .done)
    #expect(try house.texts("SELECT count(*) FROM employer") == ["1"])
    #expect(try house.texts("SELECT count(*) FROM audit_event WHERE operation = 'employer import'") == ["1"])
    var other = try desk.call(JobShow.self, JobInput(job: id), try desk.token(.auditor))
    #expect(desk.answer(other).refusal?.code == "job.unknown")
    #expect(desk.service.jobAnswer(other, job: id).refusal?.code == "job.unknown")
    other = try desk.call(JobShow.self, JobInput(job: "absent"), token)
    #expect(desk.answer(other).refusal == desk.service.jobAnswer(other, job: "absent").refusal)
  }

  @Test("a job that is called off before its act leaves nothing of it")
  func cancelled() throws {
    let house = try Station.founded.installation()
    try house.plantJob("job-1", of: .office)
    try house.run(JobCancel.self, JobInput(job: "job-1"), as: .office)
    #expect(try house.refusal(JobCancel.self, JobInput(job: "job-1"), as: .office).code == "job.ended")
    #expect(try house.refusal(JobShow.self, JobInput(job: "job-1"), as: .auditor).code == "job.unknown")
  }

  @Test("many acts at once are each done once, and share commits", .enabled(if: Installation.hasFile))
  func together() throws {
    let house = try Station.founded.installation()
    let desk = try ServiceHouse(house)
    let token = try desk.token(.office)
    // Each brings an employer of its own: what brings nothing new leaves no trace.
    let calls = try (0..<200).map { number in
      let row = "示例\(number),\(try CreditCodes.code(number)),3701\n"
      let file = try house.write("e\(number).csv", "name,credit_code,region\n" + row)
      var call = try desk.call(EmployerImport.self, RegistryImportInput(file: file), token)
      call.key = "k-\(number)"
      return call
    }
    DispatchQueue.concurrentPerform(iterations: calls.count) { number in
      #expect(desk.answer(calls[number]).output != nil)
    }
    #expect(try house.texts("SELECT count(*) FROM audit_event WHERE operation = 'employer import'") == ["200"])
    #expect(desk.service.written.writes >= 200)
    #expect(try house.texts("SELECT count(*) FROM idempotency_record") == ["200"])
  }
}

/// Unified social credit codes of employers that are none.
private enum CreditCodes {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

  static func code(_ number: Int) throws -> String {
    let digits = String(number)
    let body = "91370100MA" + String(repeating: "0", count: 7 - digits.count) + digits
    var (sum, weight) = (0, 1)
    for character in body {
      sum += try #require(alphabet.firstIndex(of: character)) * weight
      weight = weight * 3 % 31
    }
    return body + String(alphabet[(31 - sum % 31) % 31])
  }
}
