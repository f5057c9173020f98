import Operations
import Testing

@testable import API

@Suite struct RouterTests {
  private let router = Router(.all)

  private func name(_ method: String, _ path: String) -> String? {
    guard let segments = RequestPath.segments(of: Door.root + path, below: Door.root),
      case .operation(let entry, _) = router.match(method, segments)
    else { return nil }
    return entry.name
  }

  @Test("every route leads back to its own operation with the values of its path")
  func roundTrip() throws {
    for entry in Catalogue.all.entries {
      guard let route = entry.route else { continue }
      let values = route.fields.enumerated().map { ($1, $0 == 0 ? ".." : "值 \($0)/%") }
      let path = try #require(route.path(values: Dictionary(uniqueKeysWithValues: values)))
      let segments = try #require(RequestPath.segments(of: Door.root + path, below: Door.root))
      guard case .operation(let found, let taken) = router.match(route.method.rawValue, segments) else {
        Issue.record("\(entry.name) is not found at \(path)")
        continue
      }
      #expect(found.name == entry.name)
      #expect(taken.map(\.field) == values.map(\.0) && taken.map(\.value) == values.map(\.1))
    }
  }

  @Test("a path lacks no value, and none of them is empty or the way up")
  func paths() throws {
    let route = try #require(Catalogue.all["list show"]?.route)
    #expect(route.path(values: ["edition": "..", "stage": "."]) == "/editions/%2E%2E/lists/%2E")
    #expect(route.path(values: ["edition": "a.b", "stage": "é~_-"]) == "/editions/a.b/lists/%C3%A9~_-")
    #expect(route.path(values: ["edition": "a"]) == nil)
    #expect(route.path(values: ["edition": "a", "stage": ""]) == nil)
  }

  @Test("HEAD is answered as GET, another method tells those that are there, another path nothing")
  func others() throws {
    #expect(name("HEAD", "/editions") == "edition list")
    guard case .otherMethods(let methods) = router.match("DELETE", ["editions"]) else {
      Issue.record("DELETE /editions is taken")
      return
    }
    #expect(methods == ["GET", "POST"])
    guard case .none = router.match("GET", ["editions", "2026", "nothing"]) else {
      Issue.record("an unknown path is taken")
      return
    }
  }

  @Test("a word goes before a field, and a field may still have the word's value where the word leads nowhere")
  func wordsFirst() {
    #expect(name("POST", "/editions/2026/sheets/lock") == "sheet lock")
    #expect(name("PATCH", "/editions/2026/sheets/lock") == nil)
    #expect(name("POST", "/editions/2026/sheets/lock/submit") == "sheet submit")
  }

  @Test("what was seen before an act is the nearest read on its path")
  func seen() throws {
    let cases = [
      (["editions", "2026", "forms", "0001", "submit"], "form show"),
      (["editions", "2026", "lists", "named", "confirm"], "list show"),
      (["editions", "2026", "open"], "edition show"),
      (["actors", "zhao", "disable"], "actor list"),
    ]
    for (path, expected) in cases {
      guard case .operation(let entry, _) = router.match("POST", path) else {
        Issue.record("\(path) is not found")
        continue
      }
      #expect(try #require(router.seen(before: entry, path)).0.name == expected)
    }
  }

  @Test(
    "malformed paths are none",
    arguments: [
      "/editions/", "/editions//x", "/editions/%", "/editions/%zz", "/editions/%00", "/editions/%ff", "", "/",
    ])
  func malformed(path: String) {
    #expect(RequestPath.segments(of: Door.root + path, below: Door.root) == nil)
  }

  @Test("a path outside of the root is none, and an encoded slash stays in its segment")
  func root() {
    #expect(RequestPath.segments(of: "/api/v10/editions", below: Door.root) == nil)
    #expect(RequestPath.segments(of: "/API/v1/editions", below: Door.root) == nil)
    #expect(RequestPath.segments(of: Door.root + "/a%2Fb/%E5%B1%8A", below: Door.root) == ["a/b", "届"])
  }
}
