import Foundation
import Operations
import Primitives
import Testing

@testable import API

@Suite struct RateLimiterTests {
  private var limits: RateLimiter.Limits {
    var limits = RateLimiter.Limits()
    limits.perSecond = 2
    return limits
  }

  @Test("a caller has his burst, then his rate, and is told when to come again")
  func bucket() {
    let limiter = RateLimiter(limits)
    for _ in 0..<20 { #expect(limiter.wait(secret: "s", address: "a", now: 0) == nil) }
    #expect(limiter.wait(secret: "s", address: "a", now: 0) == 1)
    #expect(limiter.wait(secret: "s", address: "a", now: 500) == nil)
    #expect(limiter.wait(secret: "s", address: "a", now: 500) != nil)
  }

  @Test("one caller's limit is not another's, not even at one address")
  func apart() {
    let limiter = RateLimiter(limits)
    for _ in 0..<25 { _ = limiter.wait(secret: "s", address: "a", now: 0) }
    #expect(limiter.wait(secret: "t", address: "a", now: 0) == nil)
    #expect(limiter.wait(secret: nil, address: "a", now: 0) == nil)
    #expect(limiter.wait(secret: "s", address: "b", now: 0) != nil)
  }

  @Test("whoever shows a new secret each time is held by his address")
  func madeUpSecrets() {
    let limiter = RateLimiter(limits)
    let passed = (0..<1_000).filter { limiter.wait(secret: "s\($0)", address: "a", now: 0) == nil }.count
    #expect(passed == 200)
  }

  @Test("no limit is no limit")
  func off() {
    let limiter = RateLimiter(RateLimiter.Limits(perSecond: 0))
    #expect((0..<10_000).allSatisfy { _ in limiter.wait(secret: nil, address: "a", now: 0) == nil })
  }
}

@Suite struct ProblemTests {
  @Test("every kind of refusal has a status that the description names, and bodies have their members")
  func kinds() throws {
    for kind in Refusal.Kind.allCases {
      let refusal = Refusal(
        "a.b", kind: kind, citation: Citation("R-306", Citation.houseRules, "五"), message: Bilingual("中", "en"),
        remedy: Bilingual("改", "mend"), location: Refusal.Location(file: "f.csv", line: 3, column: "c"))
      #expect(Problem.statuses.contains(Problem.status(refusal)))
      let response = Problem.response(refusal, language: .english, requestID: "r-1")
      guard case .bytes(let bytes) = response.body else { continue }
      let body = try JSONValue(reading: bytes, file: "x")
      #expect(body["detail"] == .string("en") && body["rule"] == .string("R-306"))
      #expect(body["message"]?["zh"] == .string("中") && body["remedy"]?["en"] == .string("mend"))
      #expect(body["location"]?["line"] == .number("3") && body["status"]?.integer == response.status)
      #expect(response.headers.contains { $0.name == "X-Request-Id" && $0.value == "r-1" })
    }
  }
}

@Suite struct OpenAPITests {
  private func document() throws -> JSONValue {
    try JSONValue(reading: OpenAPIDocument(.all).bytes, file: "openapi.json")
  }

  @Test("every operation that is not bound to the machine stands in it once, with its own id")
  func complete() throws {
    let paths = try #require(try document()["paths"]?.members)
    let ids = paths.flatMap { $0.value.members ?? [] }.compactMap { $0.value["operationId"]?.string }
    let expected = Catalogue.all.entries.filter { $0.reach == .everywhere }.map { $0.name.replacing(" ", with: "-") }
    #expect(ids.sorted() == expected.sorted())
    #expect(Set(paths.map(\.key)).count == paths.count)
  }

  @Test("the fields of a path are its parameters, and every reference leads somewhere")
  func sound() throws {
    let document = try document()
    for path in document["paths"]?.members ?? [] {
      let fields = path.key.string.matches(of: /\{(\w+)\}/).map { String($0.1) }
      for operation in path.value.members ?? [] {
        let parameters = operation.value["parameters"]?.elements ?? []
        let own = parameters.filter { $0["in"] == .string("path") }.compactMap { $0["name"]?.string }
        #expect(own.sorted() == fields.sorted(), "\(path.key)")
        let names = parameters.map { "\($0["in"]?.string ?? "") \($0["name"]?.string ?? "")" }
        #expect(Set(names).count == names.count, "\(path.key)")
      }
    }
    for reference in references(document) {
      var place: JSONValue? = document
      for word in reference.dropFirst(2).split(separator: "/") { place = place?[ByteText(String(word))] }
      #expect(place != nil, "\(reference)")
    }
  }

  private func references(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { $0.key == "$ref" ? [$0.value.string ?? ""] : references($0.value) }
    case .array(let elements): elements.flatMap(references)
    case .null, .bool, .number, .string: []
    }
  }
}
