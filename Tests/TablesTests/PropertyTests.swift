import Primitives
import Testing

@testable import Tables

@Suite("Properties of tables")
struct PropertyTests {
  private static let atoms = [
    "a", "b", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", "x y", "齐鲁", "\u{FEFF}", "é", "1,2",
    "\"3\",\"\n\"",
  ]
  private static let rows = ["1,2\n", "\"1\n\",\"\"\"\"\r\n", ",\n", "\"齐,鲁\",\r\n", "1\n", "\n"]

  /// A text that is sometimes a table and often nearly one.
  private static func text(_ numbers: inout SeededNumbers) -> [UInt8] {
    let header = ["a,b\n", "\u{FEFF}b,a\r\n", "\"a\",b,c\n", "a,b", ""][Int.random(in: 0..<5, using: &numbers)]
    let pieces = Bool.random(using: &numbers) ? atoms : rows
    let body = (0..<Int.random(in: 0...8, using: &numbers)).map { _ in pieces.randomElement(using: &numbers) ?? "" }
    var bytes = Array((header + body.joined()).utf8)
    if Int.random(in: 0..<8, using: &numbers) == 0 { bytes.append(0xE9) }
    return bytes
  }

  @Test("a source that delivers a byte at a time gives the same rows and faults as one that delivers all at once")
  func pieces() throws {
    var numbers = SeededNumbers(seed: 1)
    var lawful = 0
    for _ in 0..<4_000 {
      let bytes = Self.text(&numbers)
      for tellsFaults in [false, true] {
        let whole = try Reading(ByteSource(bytes), columns: ["a", "b"], tellsFaults: tellsFaults)
        for size in [1, 2, 3] {
          let source = ByteSource.pieces(of: bytes, size: size)
          let pieced = try Reading(source, columns: ["a", "b"], tellsFaults: tellsFaults)
          #expect(pieced.rows == whole.rows, "\(bytes)")
          #expect(pieced.told == whole.told, "\(bytes)")
          #expect(pieced.thrown == whole.thrown, "\(bytes)")
        }
        if whole.thrown == nil, !whole.rows.isEmpty { lawful += 1 }
      }
    }
    #expect(lawful > 300, "the inputs must hold many tables that are read")
  }

  /// A field of the characters that quoting is about.
  private static func field(_ numbers: inout SeededNumbers) -> ByteText {
    let characters = ["a", " ", ",", "\"", "\n", "\r", "\r\n", "齐", "𠮷", "é", "e\u{301}", "\u{FEFF}", "\0", ""]
    let count = Int.random(in: 0...6, using: &numbers)
    return ByteText((0..<count).map { _ in characters.randomElement(using: &numbers) ?? "" }.joined())
  }

  @Test("what the writer writes the reader reads, byte for byte", arguments: 1...3)
  func roundTrip(width: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(width))
    for _ in 0..<400 {
      let columns = (1...width).map { "c\($0)" }
      let rows = (0..<Int.random(in: 0...5, using: &numbers)).map { _ in columns.map { _ in Self.field(&numbers) } }
      var writer = TableWriter(columns: columns)
      for row in rows { writer.row(row) }
      let source = ByteSource.pieces(of: writer.bytes, size: Int.random(in: 1...50, using: &numbers))
      let reader = try TableReader(file: "t.csv", source: source, columns: columns)
      var found: [[ByteText]] = []
      try reader.forEachRow { row in found.append(columns.indices.map { row.text($0) }) }
      #expect(found == rows)
    }
  }

  @Test("the writer uses LF and quotes only where RFC 4180 needs them")
  func writing() {
    var writer = TableWriter(columns: ["a", "b,c"])
    writer.row(["1", " x "])
    writer.row(["say \"x\"", "1,2"])
    writer.row(["\n", "\r"])
    writer.row(["", "齐鲁"])
    let expected = "a,\"b,c\"\n1, x \n\"say \"\"x\"\"\",\"1,2\"\n\"\n\",\"\r\"\n,齐鲁\n"
    #expect(String(decoding: writer.bytes, as: UTF8.self).utf8.elementsEqual(expected.utf8))
  }
}
