import Foundation
import Primitives
import Testing

@testable import Operations

@Suite struct OutputJSONTests {
  private struct Empty: Codable, Equatable {}

  private struct Inner: Codable, Equatable {
    var text: String
    var none: Int?
    var list: [Int]
  }

  private struct Outer: Codable, Equatable {
    var first: Inner
    var choice: Verdict
    var map: [String: String]
    var many: [Inner]
    var nothing: [Inner]
    var empty: Empty
    var truth: Bool
    var code: ByteText
    var deep: [[String]]
    var last: Int64
  }

  private static let value = Outer(
    first: Inner(text: "引号\" 反斜杠\\ 换行\n \u{1} 𠮷", none: nil, list: [1, -2]), choice: .different,
    map: ["b": "2", "a": "1"], many: [Inner(text: "", none: 3, list: []), Inner(text: "x", none: nil, list: [0])],
    nothing: [], empty: Empty(), truth: true, code: "编号", deep: [[], ["y"], ["z", "w"]], last: .max)

  @Test("the bytes decode to the same value and keep the order of the members")
  func roundTrip() throws {
    let bytes = try OutputJSON.bytes(of: Self.value)
    #expect(try JSONDecoder().decode(Outer.self, from: Data(bytes)) == Self.value)
    let members = try JSONValue(reading: bytes, file: "x").members ?? []
    #expect(
      members.map(\.key) == ["first", "choice", "map", "many", "nothing", "empty", "truth", "code", "deep", "last"])
  }

  @Test("equal values are equal bytes, whatever the order in a dictionary")
  func deterministic() throws {
    let text = String(decoding: try OutputJSON.bytes(of: Self.value), as: UTF8.self)
    #expect(text.contains(#""map":{"a":"1","b":"2"}"#))
    #expect(text.contains(#""nothing":[],"empty":{},"truth":true"#))
    #expect(text.contains(#""deep":[[],["y"],["z","w"]]"#))
    #expect(text.contains(#"引号\" 反斜杠\\ 换行\n \u0001 𠮷"#))
  }

  @Test("a value written compactly reads as the same value")
  func compact() throws {
    let text = #"{"a":[1,{"b":null},[]],"c":"引\"","d":{},"e":1.50}"#
    let value = try JSONValue(reading: Array(text.utf8), file: "x")
    #expect(String(decoding: value.compactBytes, as: UTF8.self) == text)
  }
}
