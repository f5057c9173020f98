import Primitives
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue {
    try JSONValue(reading: Array(text.utf8), file: "rules.json")
  }

  private func refusal(_ bytes: [UInt8]) -> Refusal? {
    do {
      _ = try JSONValue(reading: bytes, file: "rules.json")
      return nil
    } catch { return error as? Refusal }
  }

  @Test("a JSON object keeps the order of its keys and the text of its numbers")
  func keepsOrder() throws {
    let value = try read(" {\"z\": 1.50, \"a\": [true, false, null, -0, 1e+9], \"\": {}}\n")
    #expect(value.members?.map(\.key) == ["z", "a", ""])
    #expect(value["z"] == .number("1.50"))
    #expect(value["a"]?.elements == [.bool(true), .bool(false), .null, .number("-0"), .number("1e+9")])
    #expect(value[""] == .object([]))
    #expect(value["missing"] == nil)
  }

  @Test("a BOM before a JSON text is skipped, inside it is refused")
  func byteOrderMark() throws {
    #expect(try JSONValue(reading: [0xEF, 0xBB, 0xBF] + Array("[]".utf8), file: "f") == .array([]))
    #expect(refusal(Array("[\u{FEFF}]".utf8))?.code == "json.syntax")
  }

  @Test(
    "escapes of a JSON string give their characters",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u9f50\u9c81""#, "齐鲁"), (#""\uD83D\uDE00""#, "😀"),
      (#""\u0000""#, "\u{0}"), (#""齐鲁工匠""#, "齐鲁工匠"), (#""\u00e9\u00E9""#, "éé"), ("\"\u{7f}\"", "\u{7f}"),
    ])
  func escapes(_ text: String, _ expected: String) throws {
    #expect(try read(text) == .string(expected))
  }

  @Test(
    "a fault of a JSON text is told by code, line and path",
    arguments: [
      ("", "json.unexpected-end", 1, "(root)"),
      ("  \n ", "json.unexpected-end", 2, "(root)"),
      ("{\n\"caps\": {\n\"nominee\": 01}}", "json.number", 3, "caps.nominee"),
      ("{\r\n\"caps\": {\r\n\"nominee\": +1}}", "json.syntax", 3, "caps.nominee"),
      ("{\r\"caps\": nul}", "json.syntax", 2, "caps"),
      ("{\"a\": NaN}", "json.syntax", 1, "a"),
      ("{\"a\": 1.}", "json.number", 1, "a"),
      ("{\"a\": 1.2.3}", "json.number", 1, "a"),
      ("{\"a\": 1e}", "json.number", 1, "a"),
      ("{\"a\": -}", "json.number", 1, "a"),
      ("{\"a\": .5}", "json.syntax", 1, "a"),
      ("{\"a\": 1,}", "json.syntax", 1, "(root)"),
      ("[1,]", "json.syntax", 1, "[1]"),
      ("[1 2]", "json.syntax", 1, "(root)"),
      ("{\"a\" 1}", "json.syntax", 1, "a"),
      ("{a: 1}", "json.syntax", 1, "(root)"),
      ("{\"a\": 'x'}", "json.syntax", 1, "a"),
      ("{\"a\": 1 // no\n}", "json.syntax", 1, "(root)"),
      ("{\"a\": [1, {\"b\": tru", "json.unexpected-end", 1, "a[1].b"),
      ("{\"a\": \"x", "json.unexpected-end", 1, "a"),
      ("{\"a\": \"x\ny\"}", "json.control-character", 1, "a"),
      (#"{"a": "\x"}"#, "json.escape", 1, "a"),
      (#"{"a": "\u12G4"}"#, "json.escape", 1, "a"),
      (#"{"a": "\ud800"}"#, "json.lone-surrogate", 1, "a"),
      (#"{"a": "\ud800A"}"#, "json.lone-surrogate", 1, "a"),
      (#"{"a": "\ud800\ud800"}"#, "json.lone-surrogate", 1, "a"),
      (#"{"a": "\udc00"}"#, "json.lone-surrogate", 1, "a"),
      ("{} {}", "json.trailing", 1, "(root)"),
      ("[]\n]", "json.trailing", 2, "(root)"),
      ("{\"a\": {\"b\": 1,\n\"b\": 1}}", "json.repeated-key", 2, "a.b"),
      (#"{"b": 1, "\u0062": 1}"#, "json.repeated-key", 1, "b"),
      ("{\"results/a.csv\": [0,\n x]}", "json.syntax", 2, "[\"results/a.csv\"][1]"),
    ])
  func faults(_ text: String, _ code: String, _ line: Int, _ path: String) {
    let refusal = refusal(Array(text.utf8))
    #expect(refusal?.code == code)
    #expect(refusal?.location == Refusal.Location(file: "rules.json", line: line, column: path))
  }

  @Test("keys that differ only by Unicode normalisation are two keys")
  func keysByBytes() throws {
    let value = try read("{\"\u{e9}\": 1, \"e\u{301}\": 2}")
    #expect(value["\u{e9}"] == .number("1"))
    #expect(value["e\u{301}"] == .number("2"))
    #expect(JSONValue.string("\u{e9}") != JSONValue.string("e\u{301}"))
  }

  @Test(
    "bytes that are not UTF-8 are refused",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
      [0x22, 0xE9, 0xBD, 0x22], [0xFF, 0xFE, 0x7B, 0x00], [0x22, 0xE9, 0xBD], [0x22, 0x80, 0x22],
      [0x22, 0xE0, 0x80, 0x80],
    ] as [[UInt8]])
  func encoding(_ bytes: [UInt8]) {
    #expect(refusal(bytes)?.code == "json.encoding")
  }

  @Test("64 levels of nesting are read and the 65th is refused")
  func depth() throws {
    let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(try read(deepest).elements?.count == 1)
    #expect(refusal(Array(repeating: UInt8(ascii: "["), count: 65))?.code == "json.too-deep")
    #expect(refusal(Array(repeating: UInt8(ascii: "["), count: 1_000_000))?.code == "json.too-deep")
  }

  @Test("a JSON text beyond the limit is refused before it is read")
  func size() {
    let bytes = [UInt8](repeating: ASCIISpace.byte, count: JSONLimits.bytes + 1)
    #expect(refusal(bytes)?.code == "json.too-large")
    #expect(refusal(Array(bytes.dropLast()))?.code == "json.unexpected-end")
  }

  @Test("a path shortens and escapes a strange key")
  func strangeKey() {
    let text = "{\"\\n" + String(repeating: "长", count: 100) + "\": ?}"
    let column = refusal(Array(text.utf8))?.location?.column
    #expect(column == "[\"\\n" + String(repeating: "长", count: 59) + "…\"]")
  }

  @Test(
    "a whole number is read as an integer only where it is written as one",
    arguments: [
      ("7", 7), ("-7", -7), ("0", 0), ("7.0", nil), ("7e0", nil), ("99999999999999999999", nil), ("\"7\"", nil),
    ])
  func integers(_ text: String, _ expected: Int?) throws {
    #expect(try read(text).integer == expected)
  }

  private enum ASCIISpace { static let byte = UInt8(ascii: " ") }
}
