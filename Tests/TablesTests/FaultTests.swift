import Primitives
import Testing

@testable import Tables

/// A table with one fault and where it must be told.
struct FaultCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let line: Int?
  let column: String?

  init(_ name: String, _ text: String, _ line: Int, _ column: String? = nil) {
    self.init(name, bytes: Array(text.utf8), line, column)
  }

  init(_ name: String, bytes: [UInt8], _ line: Int, _ column: String? = nil) {
    testDescription = name
    self.bytes = bytes
    self.line = line
    self.column = column
  }

  /// A table whose row 3 holds strange bytes in column b.
  static func encoding(_ name: String, _ bytes: [UInt8]) -> FaultCase {
    FaultCase(name, bytes: Array("a,b\n1,2\n3,".utf8) + bytes + Array("\n".utf8), 3, "b")
  }

  func expect(_ code: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let reading = try Reading(ByteSource(bytes), columns: ["a", "b"])
    #expect(reading.thrown?.code == code, sourceLocation: sourceLocation)
    #expect(
      reading.thrown?.location == Refusal.Location(file: "t.csv", line: line, column: column),
      sourceLocation: sourceLocation)
  }
}

@Suite("Faults of tables")
struct FaultTests {
  @Test(
    "a column that is missing is named",
    arguments: [
      FaultCase("an empty file", "", 1, "a"), FaultCase("only a byte order mark", "\u{FEFF}", 1, "a"),
      FaultCase("the second one", "a,c\n1,2\n", 1, "b"), FaultCase("another case", "A,b\n1,2\n", 1, "a"),
      FaultCase("a space before", " a,b\n", 1, "a"), FaultCase("a space behind", "a ,b\n", 1, "a"),
      FaultCase("semicolons", "a;b\n1;2\n", 1, "a"),
      FaultCase("two byte order marks", "\u{FEFF}\u{FEFF}a,b\n", 1, "a"),
    ])
  func missingColumn(fault: FaultCase) throws { try fault.expect("table.missing-column") }

  @Test(
    "a column that is repeated is named",
    arguments: [
      FaultCase("the first", "a,b,a\n", 1, "a"), FaultCase("the second, side by side", "a,b,b\n1,2,3", 1, "b"),
    ])
  func repeatedColumn(fault: FaultCase) throws { try fault.expect("table.repeated-column") }

  @Test(
    "a row with another number of fields is refused by its line",
    arguments: [
      FaultCase("one too few", "a,b\n1,2\n3\n", 3), FaultCase("one too many", "a,b\n1,2,3\n", 2),
      FaultCase("a comma at the end", "a,b\n1,2\n3,4,\n", 3), FaultCase("a line of spaces", "a,b\n  \n", 2),
      FaultCase("an empty quoted field alone", "a,b\n\"\"\n", 2),
      FaultCase("after a field of three lines", "a,b\n\"1\n\n\",2\n3\n", 5),
    ])
  func fieldCount(fault: FaultCase) throws { try fault.expect("table.field-count") }

  @Test(
    "a blank line is refused wherever it stands",
    arguments: [
      FaultCase("before the header", "\na,b\n", 1), FaultCase("in the middle", "a,b\n1,2\n\n3,4\n", 3),
      FaultCase("with CRLF", "a,b\r\n1,2\r\n\r\n3,4\r\n", 3), FaultCase("at the end", "a,b\n1,2\n\n", 3),
      FaultCase("right behind the header", "a,b\n\n", 2),
      FaultCase("behind a field of two lines", "a,b\n\"1\n\",2\n\n", 4),
      FaultCase("CRLF at the end without rows", "a,b\r\n\r\n", 2),
    ])
  func blankLine(fault: FaultCase) throws { try fault.expect("table.blank-line") }

  @Test(
    "a quote or a carriage return that breaks RFC 4180 is refused by line and column",
    arguments: [
      FaultCase("inside a plain field", "a,b\n1,2\"\n", 2, "b"),
      FaultCase("doubled inside a plain field", "a,b\n1\"\"x,2\n", 2, "a"),
      FaultCase("a space before the opening quote", "a,b\n1, \"2\"\n", 2, "b"),
      FaultCase("text behind the closing quote", "a,b\n\"1\"x,2\n", 2, "a"),
      FaultCase("a space behind the closing quote", "a,b\n1,\"2\" \n", 2, "b"),
      FaultCase("a third quote", "a,b\n\"1\"\"\",\"2\"\"\n", 2, "b"),
      FaultCase("never closed", "a,b\n1,2\n3,\"4\n5,6\n", 3, "b"),
      FaultCase("a single quote at the end of the file", "a,b\n1,\"", 2, "b"),
      FaultCase("an odd number at the end of the file", "a,b\n1,\"\"\"", 2, "b"),
      FaultCase("closed some lines later before text", "a,b\n1,\"2\n\nx\"y\n", 2, "b"),
      FaultCase("a lone CR in a field", "a,b\n1\r2,3\n", 2, "a"),
      FaultCase("a lone CR as line end", "a,b\n1,2\r3,4\r", 2, "b"),
      FaultCase("a lone CR at the end of the file", "a,b\n1,2\r", 2, "b"),
      FaultCase("a lone CR behind a quoted field", "a,b\n\"1\"\r,2\n", 2, "a"),
      FaultCase("CR CR LF", "a,b\n1,2\r\r\n", 2, "b"),
      FaultCase("in a field beyond the header", "a,b\n1,2,3\"\n", 2),
      FaultCase("in the header", "a,\"b\"x\n", 1), FaultCase("a header with CR line ends", "a,b\r1,2\r", 1),
    ])
  func badQuote(fault: FaultCase) throws { try fault.expect("table.bad-quote") }

  @Test(
    "bytes that are not UTF-8 are refused by line and column",
    arguments: [
      FaultCase.encoding("a lone continuation byte", [0x80]), .encoding("a byte that never occurs", [0xFF]),
      .encoding("another that never occurs", [0xFE]), .encoding("Latin-1", [0xE9]),
      .encoding("GB 18030", [0xC6, 0xEB, 0xC2, 0xB3]), .encoding("GB 18030 of four bytes", [0x95, 0x32, 0xB7, 0x36]),
      .encoding("an overlong slash", [0xC0, 0xAF]), .encoding("an overlong NUL", [0xC0, 0x80]),
      .encoding("overlong by lead C1", [0xC1, 0xBF]), .encoding("overlong in three bytes", [0xE0, 0x9F, 0xBF]),
      .encoding("overlong in four bytes", [0xF0, 0x8F, 0xBF, 0xBF]),
      .encoding("a high surrogate", [0xED, 0xA0, 0x80]), .encoding("a low surrogate", [0xED, 0xBF, 0xBF]),
      .encoding("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]), .encoding("a lead byte F5", [0xF5, 0x80, 0x80, 0x80]),
      .encoding("two bytes cut to one", [0xC3]), .encoding("three bytes cut to two", [0xE9, 0xBD]),
      .encoding("four bytes cut to three", [0xF0, 0xA0, 0xAE]),
      .encoding("a second byte that is none", [0xC3, 0x41]),
      .encoding("a third byte that is none", [0xE9, 0xBD, 0x41]),
      .encoding("a fourth byte that is none", [0xF0, 0xA0, 0xAE, 0x41]),
      .encoding("inside quotes", [0x22, 0x31, 0xFF, 0x22]),
      FaultCase("in the first column", bytes: Array("a,b\n".utf8) + [0xFF] + Array(",1\n".utf8), 2, "a"),
      FaultCase("in an unknown column", bytes: Array("a,b,c\n1,2,".utf8) + [0xFF, 0x0A], 2, "c"),
      FaultCase("in a field beyond the header", bytes: Array("a,b\n1,2,".utf8) + [0xFF, 0x0A], 2),
      FaultCase("cut off by the end of the file", bytes: Array("a,b\n1,".utf8) + [0xE9, 0xBD], 2, "b"),
      FaultCase("in the header, told by the field's number", bytes: Array("a,".utf8) + [0xFF, 0x0A], 1, "2"),
      FaultCase("UTF-16", bytes: [0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00, 0x62, 0x00, 0x0A, 0x00], 1, "1"),
    ])
  func encoding(fault: FaultCase) throws { try fault.expect("table.encoding") }

  @Test(
    "the ends of each range of UTF-8 are accepted",
    arguments: [0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x1_0000, 0x3_FFFF, 0x10_FFFF])
  func encodingBounds(scalar: UInt32) throws {
    let text = String(Character(try #require(Unicode.Scalar(scalar))))
    let reading = try Reading("a,b\n\(text),2\n", columns: ["a", "b"])
    #expect(reading.thrown == nil)
    #expect(reading.rows.first.map { Array($0.fields[0].utf8) } == Array(text.utf8))
  }

  @Test("the verdict about two and three bytes is that of the standard library, for all of them")
  func encodingOfAllShortSequences() {
    var disagreements = 0
    for lead in UInt8(0x80)...0xFF {
      for second in UInt8(0)...0xFF {
        for third: UInt8? in [nil, 0x7F, 0x80, 0xBF, 0xC0] {
          let bytes = [lead, second] + (third.map { [$0] } ?? [])
          let isValid = bytes.withUnsafeBufferPointer { isValidUTF8($0) }
          if isValid != (String(validating: bytes, as: UTF8.self) != nil) { disagreements += 1 }
        }
      }
    }
    #expect(disagreements == 0)
  }

  @Test("faults carry Chinese and English texts and what to do, and no value of the file")
  func texts() throws {
    let secret = "3701020000000"
    for table in ["a,b\n\(secret)\n", "a,b\n\n", "a,b\n\(secret)\",1\n", "a,a,b\n", "b\n"] {
      let refusal = try #require(try Reading(table, columns: ["a", "b"]).thrown)
      for text in [refusal.message, refusal.remedy] {
        #expect(!text.zh.isEmpty && !text.en.isEmpty)
        #expect(!text.zh.contains(secret) && !text.en.contains(secret))
      }
      #expect(refusal.kind == .refused)
    }
  }

  // MARK: Going on

  @Test("with onFault a wrong number of fields, a blank line and a wrong encoding are told and the next row is read")
  func recoverable() throws {
    var bytes = Array("a,b\n1,2\n3\n\n4,".utf8)
    bytes += [0xFF, 0x0A]
    bytes += Array("\"5\n5\",6\n7,8,9\n10,11".utf8)
    let reading = try Reading(ByteSource(bytes), columns: ["a", "b"], tellsFaults: true)
    #expect(reading.thrown == nil)
    #expect(
      reading.told.map(\.code) == ["table.field-count", "table.blank-line", "table.encoding", "table.field-count"])
    #expect(reading.told.map(\.location?.line) == [3, 4, 5, 8])
    #expect(
      reading.rows == [
        ReadRow(line: 2, fields: ["1", "2"]), ReadRow(line: 6, fields: ["5\n5", "6"]),
        ReadRow(line: 9, fields: ["10", "11"]),
      ])
  }

  @Test("with onFault a bad quote still ends the reading, since nobody knows where the next row begins")
  func notRecoverable() throws {
    let reading = try Reading("a,b\n1,2\n3,\"4\"x\n5,6\n", columns: ["a", "b"], tellsFaults: true)
    #expect(reading.thrown?.code == "table.bad-quote")
    #expect(reading.told.isEmpty)
    #expect(reading.rows.count == 1)
  }

  @Test("what onFault throws ends the reading")
  func onFaultThrows() throws {
    struct Enough: Error {}
    let reader = try TableReader(file: "t.csv", source: ByteSource(Array("a\n1,2\n3\n".utf8)), columns: ["a"])
    #expect(throws: Enough.self) { try reader.forEachRow(onFault: { _ in throw Enough() }, { _ in }) }
  }
}
