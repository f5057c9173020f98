import Foundation
import HTTPServer
import Operations
import Primitives
import Testing

@testable import API

@Suite struct InputReaderTests {
  private static let spool = NSTemporaryDirectory() + "qilu-api-tests"

  private func read(
    _ operation: String, path: [(String, String)] = [], query: [(String, String)] = [], json: String? = nil,
    parts: [HTTPPart]? = nil, contentType: String? = "application/json"
  ) throws -> RequestInput {
    let entry = try #require(Catalogue.all[operation])
    let body: HTTPBody = parts.map(HTTPBody.multipart) ?? json.map { .bytes(Array($0.utf8)) } ?? .none
    return try InputReader.input(
      of: entry, path: path.map { (field: $0.0, value: $0.1) },
      query: query.map { HTTPItem(name: $0.0, value: $0.1) }, body: body, contentType: contentType, spool: Self.spool)
  }

  private func text(_ input: RequestInput) -> String { String(decoding: input.json, as: UTF8.self) }

  private func code(_ body: () throws -> RequestInput) -> String? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? Refusal)?.code }
  }

  @Test("values of the path and the query take the types of the schema")
  func typed() throws {
    let path = [("edition", "2026")]
    #expect(text(try read("publicity show", path: path, query: [("number", "2")])) == #"{"edition":"2026","number":2}"#)
    #expect(
      text(try read("eligibility check", path: path, query: [("open", "true")])) == #"{"edition":"2026","open":true}"#)
    #expect(code { try read("publicity show", path: path, query: [("number", "2.0")]) } == "input.malformed")
    #expect(code { try read("list show", path: path + [("stage", "nothing")]) } == "input.malformed")
  }

  @Test("unknown, repeated and missing fields are refused by name, and no value is told")
  func refused() throws {
    let path = [("edition", "2026")]
    #expect(code { try read("edition list", query: [("nothing", "1")]) } == "input.unknown")
    #expect(
      code { try read("publicity show", path: path, query: [("number", "1"), ("number", "2")]) } == "input.repeated")
    #expect(code { try read("person reveal", path: [("person", "P")], json: "{}") } == "input.missing")
    #expect(
      code { try read("person reveal", path: [("person", "P")], json: #"{"person":"Q","reason":"r"}"#) }
        == "input.repeated")
    #expect(code { try read("actor create", json: #"{"name":"a","displayName":7}"#) } == "input.malformed")
    #expect(code { try read("actor create", json: #"{"name":"a","displayName":"b","extra":"c"}"#) } == "input.unknown")
    #expect(code { try read("actor create", json: #"["name"]"#) } == "input.malformed")
    #expect(code { try read("actor create", json: #"{"name":"#) }?.hasPrefix("json.") == true)
    #expect(code { try read("actor create", json: "{}", contentType: "text/plain") } == "http.415")
    #expect(code { try read("actor create", json: "{}", contentType: nil) } == "http.415")
  }

  @Test("a list takes limit, cursor, sort, q and its fields; nothing else does")
  func shapes() throws {
    let path = [("edition", "2026")]
    let query = [("limit", "7"), ("sort", "-name,nomination"), ("q", "张"), ("name", "某")]
    let shape = try #require(try read("nomination list", path: path, query: query).shape)
    #expect(shape.limit == 7 && shape.search == "张" && shape.filters == ["name": "某"])
    #expect(shape.order.map(\.field) == ["name", "nomination"] && shape.order.map(\.isDescending) == [true, false])
    for wrong in [("limit", "0"), ("limit", "1001"), ("limit", "x"), ("sort", "nothing")] {
      #expect(code { try read("nomination list", path: path, query: [wrong]) } == "input.malformed")
    }
    #expect(code { try read("edition show", path: [("name", "2026")], query: [("limit", "5")]) } == "input.unknown")
  }

  @Test("files come inside JSON or as parts, are read by path, and go with the request")
  func files() throws {
    let path = [("edition", "2026")]
    let inside = try read("vote import", path: path, json: #"{"file":{"name":"../票 votes.csv","text":"a,b\n"}}"#)
    let part = HTTPPart(name: "file", filename: "票 votes.csv", contentType: nil, content: .bytes(Array("a,b\n".utf8)))
    let parts = try read("vote import", path: path, parts: [part])
    let base64 = Data("a,b\n".utf8).base64EncodedString()
    let coded = try read("vote import", path: path, json: #"{"file":{"name":"票 votes.csv","base64":"\#(base64)"}}"#)
    // The same request in three forms is the same request for whoever repeats it.
    #expect(inside.identity == parts.identity && parts.identity == coded.identity)
    for input in [inside, parts, coded] {
      let value = try JSONValue(reading: Array(input.json), file: "x")
      let file = try #require(value["file"]?.string)
      #expect(file.hasPrefix(try #require(input.uploads).folder + "/") && file.hasSuffix("/票 votes.csv"))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "a,b\n")
    }
    let other = try read("vote import", path: path, json: #"{"file":{"name":"票 votes.csv","text":"a,c\n"}}"#)
    #expect(other.identity != parts.identity)
  }

  @Test("several files of one field keep their order, inside JSON and as parts")
  func severalFiles() throws {
    let path = [("edition", "2026")]
    let names = ["b.csv", "a.csv"]
    func file(_ name: String) -> String { #"{"name":"\#(name)","text":"\#(name)"}"# }
    let json = #"{"files":[\#(names.map(file).joined(separator: ","))],"rules":\#(file("r.json"))}"#
    let inside = try read("ballots import", path: path, json: json)
    let parts = try read(
      "ballots import", path: path,
      parts: (names.map { ("files", $0) } + [("rules", "r.json")]).map { field, name in
        HTTPPart(name: field, filename: name, contentType: nil, content: .bytes(Array(name.utf8)))
      })
    #expect(inside.identity == parts.identity)
    for input in [inside, parts] {
      let files = try #require(try JSONValue(reading: Array(input.json), file: "x")["files"]?.elements)
      let texts = try files.map { try String(contentsOfFile: try #require($0.string), encoding: .utf8) }
      #expect(texts == names)
    }
    let wrong = #"{"files":{"name":"a","text":""},"rules":\#(file("r.json"))}"#
    #expect(code { try read("ballots import", path: path, json: wrong) } == "input.malformed")
    let named = #"{"files":["/etc/passwd"],"rules":\#(file("r.json"))}"#
    #expect(code { try read("ballots import", path: path, json: named) } == "input.file")
  }

  @Test("the folder of a request's files goes with it")
  func cleared() throws {
    var input: RequestInput? = try read(
      "vote import", path: [("edition", "2026")], json: #"{"file":{"name":"v","text":""}}"#)
    let folder = try #require(input?.uploads?.folder)
    #expect(FileManager.default.fileExists(atPath: folder))
    input = nil
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test(
    "what is no file is refused",
    arguments: [
      #""path""#, #"{"name":"a"}"#, #"{"text":"a"}"#, #"{"name":"a","text":"b","base64":""}"#,
      #"{"name":"a","base64":"%"}"#, #"{"name":"a","text":1}"#, #"{"name":"a","text":"b","path":"/etc/passwd"}"#,
    ])
  func noFile(value: String) {
    let path = [("edition", "2026")]
    #expect(code { try read("vote import", path: path, json: #"{"file":\#(value)}"#) } == "input.file")
  }

  @Test("a folder for results is the server's affair and cannot be named")
  func resultFolder() {
    let path = [("name", "2026")]
    #expect(code { try read("edition export", path: path, json: #"{"output":"/tmp"}"#) } == "input.unknown")
    #expect(code { try read("edition export", path: path, json: "{}") } == nil)
  }

  @Test(
    "the names of files are harmless", arguments: [("", "file"), ("..", "file"), ("a/b\\c", "c"), ("\u{0}x\n", "x")])
  func names(pair: (String, String)) {
    #expect(Uploads.safe(pair.0) == pair.1)
  }
}
