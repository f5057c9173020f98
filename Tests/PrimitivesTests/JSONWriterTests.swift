import Primitives
import Testing

@Suite struct JSONWriterTests {
  @Test("JSON is written as Python's json.dumps with indent 2 writes it")
  func python() {
    let value = JSONValue.object([
      .init("candidate", .object([.init("entrants", .integer(3)), .init("unresolved", .array([]))])),
      .init("list", .array([.string("齐鲁"), .bool(true), .bool(false), .null, .number("0.10"), .object([])])),
    ])
    let expected = """
      {
        "candidate": {
          "entrants": 3,
          "unresolved": []
        },
        "list": [
          "齐鲁",
          true,
          false,
          null,
          0.10,
          {}
        ]
      }
      """
    #expect(value.pythonText == expected)
  }

  @Test(
    "a JSON text is escaped as Python escapes it",
    arguments: [
      ("\"\\/", #""\"\\/""#), ("\u{8}\u{c}\n\r\t", #""\b\f\n\r\t""#), ("\u{0}\u{1f}", #""\u0000\u001f""#),
      ("\u{7f}é😀\u{2028}", "\"\u{7f}é😀\u{2028}\""),
    ])
  func escapes(_ text: String, _ expected: String) {
    #expect(JSONValue.string(text).pythonText == expected)
  }

  @Test("what was written is read back equal")
  func roundTrip() throws {
    let value = JSONValue.array([
      .string("\u{0}\"\\\n\u{1b}齐"), .object([.init("a\u{1}b", .number("-1.5E-3")), .init("e\u{301}", .null)]),
      .array([.array([])]),
    ])
    #expect(try JSONValue(reading: value.pythonBytes, file: "f") == value)
  }
}
