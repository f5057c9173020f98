import Primitives
import Testing

@testable import Tables

@Suite("Reading tables")
struct ReadingTests {
  @Test("columns are found by name in any order and unknown columns are ignored")
  func columnsByName() throws {
    let reading = try Reading("x,b,a,y\n1,2,3,4\n5,6,7,8\n", columns: ["a", "b"])
    #expect(reading.thrown == nil)
    #expect(reading.header == ["x", "b", "a", "y"])
    #expect(reading.rows == [ReadRow(line: 2, fields: ["3", "2"]), ReadRow(line: 3, fields: ["7", "6"])])
  }

  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let rows: [ReadRow]

    init(_ name: String, _ text: String, _ rows: (Int, [String])...) {
      testDescription = name
      self.text = text
      self.rows = rows.map { ReadRow(line: $0.0, fields: $0.1) }
    }
  }

  @Test(
    "the lawful forms of RFC 4180 are read, each row with the physical line where it begins",
    arguments: [
      Form("no rows", "a,b\n"),
      Form("no rows and no line end", "a,b"),
      Form("a byte order mark", "\u{FEFF}a,b\n1,2\n", (2, ["1", "2"])),
      Form("a byte order mark before a quoted name", "\u{FEFF}\"a\",b\n1,2\n", (2, ["1", "2"])),
      Form("CRLF", "a,b\r\n1,2\r\n", (2, ["1", "2"])),
      Form("LF and CRLF mixed", "a,b\r\n1,2\n3,4\r\n", (2, ["1", "2"]), (3, ["3", "4"])),
      Form("a last line without a line end", "a,b\n1,2\n3,4", (2, ["1", "2"]), (3, ["3", "4"])),
      Form("empty fields", "a,b\n,\n\"\",\n,\"\"", (2, ["", ""]), (3, ["", ""]), (4, ["", ""])),
      Form("a quoted comma", "a,b\n\"1,5\",2\n", (2, ["1,5", "2"])),
      Form("doubled quotes", "a,b\n\"say \"\"yes\"\"\",\"\"\"\"\n", (2, ["say \"yes\"", "\""])),
      Form("only doubled quotes at the end of the file", "a,b\n1,\"\"\"\"\"\"", (2, ["1", "\"\""])),
      Form("a quoted line feed", "a,b\n\"1\n2\",3\n4,5\n", (2, ["1\n2", "3"]), (4, ["4", "5"])),
      Form(
        "a quoted CRLF counts as one line", "a,b\r\n\"1\r\n\r\n2\",3\r\n4,5", (2, ["1\r\n\r\n2", "3"]), (5, ["4", "5"])),
      Form("a quoted lone CR is no line", "a,b\n\"1\r2\",3\n4,5\n", (2, ["1\r2", "3"]), (3, ["4", "5"])),
      Form("a header of several lines", "a,b,\"c\nd\"\n1,2,3\n", (3, ["1", "2"])),
      Form("spaces are kept", "a,b\n 1 ,\t\n", (2, [" 1 ", "\t"])),
      Form("a byte order mark in a field is kept", "a,b\n\u{FEFF}1,2\n", (2, ["\u{FEFF}1", "2"])),
      Form("a NUL byte is a character", "a,b\n1\0,2\n", (2, ["1\0", "2"])),
      Form("Chinese and rare characters", "a,b\n孙明霞,𠮷\n", (2, ["孙明霞", "𠮷"])),
    ])
  func lawfulForms(form: Form) throws {
    let reading = try Reading(form.text, columns: ["a", "b"])
    #expect(reading.thrown == nil)
    #expect(reading.rows == form.rows)
  }

  @Test("names of columns are compared byte for byte, so that two spellings of é are two columns")
  func columnsByBytes() throws {
    let reading = try Reading("e\u{301},\u{E9}\n1,2\n", columns: ["\u{E9}", "e\u{301}"])
    #expect(reading.rows == [ReadRow(line: 2, fields: ["2", "1"])])
  }

  @Test("an optional column may be missing and is then not there")
  func optionalColumn() throws {
    let reader = try TableReader(
      file: "t.csv", source: ByteSource(Array("b\n1\n".utf8)), columns: ["b"], optional: ["c", "b"])
    var presence: [[Bool]] = []
    try reader.forEachRow { row in presence.append([row.has(0), row.has(1), row.has(2)]) }
    #expect(presence == [[true, false, true]])
  }

  @Test("a row knows where its columns stand")
  func location() throws {
    let reader = try TableReader(file: "t.csv", source: ByteSource(Array("b,a\n\"\n\",1\n2,3\n".utf8)), columns: ["a"])
    var places: [Refusal.Location] = []
    try reader.forEachRow { places.append($0.location(0)) }
    #expect(places == [2, 4].map { Refusal.Location(file: "t.csv", line: $0, column: "a") })
  }

  @Test("what the body of the loop throws is passed on and ends the reading")
  func bodyThrows() throws {
    struct Stop: Error {}
    let reader = try TableReader(file: "t.csv", source: ByteSource(Array("a\n1\n2\n".utf8)), columns: ["a"])
    var count = 0
    #expect(throws: Stop.self) {
      try reader.forEachRow(onFault: { _ in }) { _ in
        count += 1
        throw Stop()
      }
    }
    #expect(count == 1)
  }

  @Test("what the source throws is passed on")
  func sourceThrows() {
    struct Broken: Error {}
    let source = ByteSource { _ in throw Broken() }
    #expect(throws: Broken.self) { try TableReader(file: "t.csv", source: source, columns: ["a"]) }
  }
}
