import Foundation
import HTTPClient
import Operations
import Primitives
import Synchronization
import Testing

@testable import CommandLine

@Suite("Answers of a server") struct RemoteAnswerTests {
  private func problem(_ status: Int, _ code: String, _ more: String = "", headers: [String: String] = [:]) -> HTTPReply
  {
    let body = """
      {"type":"urn:qilu:problem:\(code)","title":"t","status":\(status),"detail":"坏","code":"\(code)",\
      "message":{"zh":"坏","en":"bad"},"remedy":{"zh":"改","en":"mend"}\(more)}
      """
    let type = ["Content-Type": "application/problem+json"]
    return HTTPReply(status: status, headers: type.merging(headers) { $1 }, body: Array(body.utf8))
  }

  @Test("a problem is the refusal that it was, with rule, place and texts")
  func refusals() {
    let more =
      #","rule":"R-226","document":{"zh":"《规范》","en":"Spec"},"article":"第3节","location":{"file":"a.csv","line":5,"column":"craft"}"#
    #expect(
      ProblemReader.refusal(problem(422, "score.form", more))
        == Refusal(
          "score.form", citation: Citation("R-226", Bilingual("《规范》", "Spec"), "第3节"),
          message: Bilingual("坏", "bad"), remedy: Bilingual("改", "mend"),
          location: Refusal.Location(file: "a.csv", line: 5, column: "craft")))
    let bare = Refusal(
      "http.rate", kind: .tooMany, message: Bilingual("坏", "bad"), remedy: Bilingual("改", "mend"), retryAfter: 7)
    #expect(ProblemReader.refusal(problem(429, "http.rate", headers: ["Retry-After": "7"])) == bare)
  }

  @Test(
    "each kind of refusal comes back from its status",
    arguments: [
      (422, "a", Refusal.Kind.refused), (400, "a", .wrongUse), (405, "http.405", .wrongUse),
      (413, "http.413", .wrongUse),
      (415, "http.415", .wrongUse), (404, "a", .notFound), (403, "a", .notPermitted), (401, "a", .notSignedIn),
      (412, "a", .outdated), (429, "a", .tooMany), (503, "database.busy", .storage), (503, "service.busy", .tooMany),
      (500, "bug", .bug),
    ])
  func kinds(_ status: Int, _ code: String, _ kind: Refusal.Kind) {
    #expect(ProblemReader.refusal(problem(status, code)).kind == kind)
  }

  @Test(
    "what is no answer of this system is told as such",
    arguments: [
      (200, "server.not-qilu"), (404, "server.not-qilu"), (302, "server.redirected"), (502, "server.unavailable"),
    ])
  func others(_ status: Int, _ code: String) {
    let page = HTTPReply(status: status, headers: ["Content-Type": "text/html"], body: Array("<html>".utf8))
    #expect(ProblemReader.refusal(page).code == code)
    let lying = HTTPReply(status: status, headers: ["Content-Type": "application/problem+json"], body: Array("{}".utf8))
    #expect(ProblemReader.refusal(lying).code == code)
  }

  // MARK: Asking again

  /// Asks with outcomes one after the other, the last one for ever; tells what came of it and the pauses.
  private func ask(_ outcomes: [Result<HTTPReply, Refusal>]) -> (code: String, asked: Int, pauses: [Int]) {
    let pauses = Mutex<[Int]>([])
    let persistence = Persistence { milliseconds in pauses.withLock { $0.append(milliseconds) } }
    var asked = 0
    do {
      let reply = try persistence.answer {
        asked += 1
        return try outcomes[min(asked, outcomes.count) - 1].get()
      }
      return ("\(reply.status)", asked, pauses.withLock { $0 })
    } catch {
      return ((error as? Refusal)?.code ?? "?", asked, pauses.withLock { $0 })
    }
  }

  private static let done = Result<HTTPReply, Refusal>.success(HTTPReply(status: 200, headers: [:], body: []))

  private func line(_ code: String) -> Result<HTTPReply, Refusal> {
    .failure(Refusal(code, kind: .storage, message: Bilingual("", ""), remedy: Bilingual("", "")))
  }

  @Test("a broken line and an unknown outcome are asked again, with growing pauses, and not for ever")
  func again() {
    #expect(ask([Self.done]) == ("200", 1, []))
    #expect(ask([line("server.lost"), line("server.unreachable"), Self.done]) == ("200", 3, [200, 400]))
    let unknown = Result<HTTPReply, Refusal>.success(
      problem(503, "database.unknown-outcome", headers: ["Retry-After": "1"]))
    #expect(ask([unknown, Self.done]) == ("200", 2, [1000]))
    #expect(ask([unknown]) == ("503", 6, [1000, 1000, 1000, 1600, 3200]))
    #expect(ask([line("server.lost")]) == ("server.lost", 6, [200, 400, 800, 1600, 3200]))
    #expect(ask([line("server.timeout")]) == ("server.timeout", 2, [200]))
    let proxy = Result<HTTPReply, Refusal>.success(HTTPReply(status: 502, headers: [:], body: []))
    #expect(ask([proxy, Self.done]) == ("200", 2, [200]))
  }

  @Test("a server that was never reached, and a refusal that stays, are told at once")
  func atOnce() {
    #expect(ask([line("server.unreachable")]) == ("server.unreachable", 1, []))
    #expect(ask([line("server.certificate")]) == ("server.certificate", 1, []))
    #expect(ask([.success(problem(422, "a"))]) == ("422", 1, []))
    #expect(ask([.success(problem(429, "sign-in.locked", headers: ["Retry-After": "900"]))]) == ("429", 1, []))
    #expect(ask([.success(problem(503, "database.full"))]) == ("503", 1, []))
  }

  @Test("what may have been done is told as lost, although the server was not reached again")
  func lostThenGone() {
    #expect(ask([line("server.lost"), line("server.unreachable")]).code == "server.lost")
  }

  @Test("a server that asks for patience is given it, up to half a minute")
  func patience() {
    let busy = Result<HTTPReply, Refusal>.success(problem(429, "http.rate", headers: ["Retry-After": "4000"]))
    #expect(ask([busy, Self.done]).pauses == [30_000])
  }
}
