import Foundation
import HTTPClient
import Operations
import Primitives
import Testing

@testable import CommandLine

@Suite("Operations as requests") struct RequestFormTests {
  /// The form of a command line, as it is sent.
  private func form(_ words: [String]) throws -> RequestForm {
    let entry = try #require(Catalogue.all[words.prefix(2).joined(separator: " ")])
    let input = try ArgumentReader.input(of: entry, from: Array(words.dropFirst(2)))
    return try RequestForm(entry, try entry.routeOnServer(), input)
  }

  private func form(_ line: String) throws -> RequestForm { try form(line.split(separator: " ").map(String.init)) }

  private func body(_ form: RequestForm) -> String? {
    guard case .bytes(let bytes, "application/json") = form.content else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("what the path names stands in the path, encoded; the rest of a read in the query, of an act in the body")
  func places() throws {
    let read = try form(["audit", "list", "--last", "5"])
    #expect(read.path == "/audit-events" && read.query == ["last=5"] && body(read) == nil)
    let act = try form(["list", "return", "2026/甲 乙", "candidate", "--reason", "核对 \"1\""])
    #expect(act.path == "/editions/2026%2F%E7%94%B2%20%E4%B9%99/lists/candidate/return")
    #expect(act.query.isEmpty && body(act) == #"{"reason":"核对 \"1\""}"#)
    let bare = try form("list submit 2026 candidate")
    #expect(body(bare) == nil)
    #expect(try form("edition show ..").path == "/editions/%2E%2E")
  }

  @Test("files are parts beside the other fields, and the folder for the answer is not sent")
  func files() throws {
    let form = try form("nomination import 2026 edition/nominations.csv --dry-run")
    #expect(form.files.map(\.name) == ["file"] && form.files.map(\.path.text) == ["edition/nominations.csv"])
    #expect(form.fields.map(\.key.string) == ["dryRun"])
    let several = try self.form("ballots import 2026 b.csv a.csv --rules r.json")
    #expect(several.files.map(\.name) == ["files", "files", "rules"])
    #expect(several.files.map(\.path.text) == ["b.csv", "a.csv", "r.json"] && several.fields.isEmpty)
    let export = try self.form("edition export 2026 --output out --public")
    #expect(export.result?.field == "output" && export.result?.folder.text == "out")
    #expect(body(export) == #"{"public":true}"#)
    #expect(throws: (any Error).self) { try form.form(in: FileManager.default.temporaryDirectory.path) }
  }

  @Test("a name without a character has no path and is refused as missing")
  func empty() {
    #expect { try form(["edition", "show", ""]) } throws: { ($0 as? Refusal)?.code == "input.missing" }
  }

  @Test("every operation that is called everywhere can be sent: no field of a read has a form that a query lacks")
  func catalogue() {
    for entry in Catalogue.all.entries where entry.route != nil {
      for field in entry.input.fields {
        let element = if case .array(let element) = field.schema { element } else { field.schema }
        #expect(element.isScalar, "\(entry.name) \(field.name)")
        let isFile = element == FilePath.schema || element == ResultFolder.schema
        let mayRepeat = element == FilePath.schema
        #expect(
          !isFile || entry.route?.method != .get && (mayRepeat || field.schema == element),
          "\(entry.name) \(field.name)")
      }
    }
  }

  // MARK: Names

  @Test("an answer names files and the folder as the person did")
  func names() throws {
    let names = AnswerNames(try form("nomination import 2026 edition/nominations.csv"))
    let body =
      #"{"file":"nominations.csv","lines":[{"note":"\"file\":\"nominations.csv\"","location":{"file":"nominations.csv","line":2}}],"name":"nominations.csv"}"#
    #expect(
      String(decoding: names.local(Array(body.utf8)), as: UTF8.self)
        == #"{"file":"edition/nominations.csv","lines":[{"note":"\"file\":\"nominations.csv\"","location":{"file":"edition/nominations.csv","line":2}}],"name":"nominations.csv"}"#
    )
    let refusal = Refusal("a", message: Bilingual("", ""), remedy: Bilingual("", ""))
    let place = Refusal.Location(file: "nominations.csv", line: 2, column: "name")
    #expect(names.local(refusal.at(place)).location?.file == "edition/nominations.csv")
    #expect(names.local(refusal.at(place)).location?.line == 2)
    #expect(names.local(refusal.at(Refusal.Location(file: "other.csv"))).location?.file == "other.csv")
  }

  @Test("the folder stands where the server could not name it", arguments: [("out", "out/a"), ("o\"ut/", "o\\\"ut/a")])
  func folders(_ folder: String, _ below: String) throws {
    let names = AnswerNames(try form(["edition", "export", "2026", "--output", folder]))
    let text = String(decoding: names.local(Array(#"{"folder":"{output}","note":"{output}/a"}"#.utf8)), as: UTF8.self)
    #expect(text == "{\"folder\":\"\(folder.replacing("\"", with: "\\\""))\",\"note\":\"\(below)\"}")
  }
}
