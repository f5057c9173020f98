import Primitives
import Testing

@testable import Tables

@Suite("Limits of tables")
struct LimitTests {
  /// The shapes that a line of 90 MB may have.
  struct Shape: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let beginning: String
    let piece: String
    let line: Int
  }

  @Test(
    "a line of 90 MB is refused by its line, soon after the limit and without being held",
    arguments: [
      Shape(testDescription: "plain", beginning: "a,b\n1,2\n", piece: "x", line: 3),
      Shape(testDescription: "quoted", beginning: "a,b\n1,2\n\"", piece: "x", line: 3),
      Shape(testDescription: "quoted with line ends", beginning: "a,b\n1,2\n3,\"", piece: "x,y\n", line: 3),
      Shape(testDescription: "doubled quotes", beginning: "a,b\n\"", piece: "\"\"", line: 2),
      Shape(testDescription: "fields", beginning: "a,b\n1,2\n", piece: ",", line: 3),
      Shape(testDescription: "the header", beginning: "a,b", piece: "x", line: 1),
    ])
  func hugeLine(shape: Shape) throws {
    let demand = Demand()
    let source = ByteSource.endless(shape.beginning, repeating: shape.piece, total: 90_000_000, demand: demand)
    let reading = try Reading(source, columns: ["a", "b"])
    #expect(reading.thrown?.code == "table.row-too-long")
    #expect(reading.thrown?.location == Refusal.Location(file: "t.csv", line: shape.line))
    #expect(demand.delivered > TableLimits.package.rowBytes)
    #expect(demand.delivered <= 2_500_000, "the source was asked for \(demand.delivered) bytes")
  }

  @Test("rows within the limit are read with a buffer that does not grow, however long the file")
  func longFile() throws {
    let demand = Demand()
    let source = ByteSource.endless("a,b\n", repeating: "12345678,abcdefgh\n", total: 4 + 18 * 200_000, demand: demand)
    var count = 0
    let reader = try TableReader(file: "t.csv", source: source, columns: ["a", "b"])
    try reader.forEachRow { _ in count += 1 }
    #expect(count == 200_000)
    #expect(demand.largestBuffer <= 1 << 20)
  }

  @Test(
    "a row of exactly the limit is read, one byte more is refused; the line end does not count",
    arguments: [("", 0), ("\n", 0), ("\r\n", 0), ("", 1), ("\n", 1), ("\r\n", 1)])
  func exactLimit(lineEnd: String, excess: Int) throws {
    let limits = TableLimits(rowBytes: 40, columns: 10)
    for piece in [1, 7, 1_000] {
      let text = "a,b\n1," + String(repeating: "x", count: 38 + excess) + lineEnd
      let source = ByteSource.pieces(of: Array(text.utf8), size: piece)
      let reading = try Reading(source, columns: ["a", "b"], limits: limits)
      #expect(reading.thrown?.code == (excess == 0 ? nil : "table.row-too-long"))
      #expect(reading.rows.count == 1 - excess)
    }
  }

  @Test("the package's limit is 1,000,000 bytes a row, line ends inside quotes counted")
  func packageLimit() throws {
    let longest = "\"" + String(repeating: "x\n", count: 499_998) + "\",1"
    #expect(longest.utf8.count == 1_000_000)
    #expect(try Reading("a,b\n\(longest)\n2,3\n", columns: ["a", "b"]).rows.map(\.line) == [2, 500_001])
    #expect(try Reading("a,b\n\(longest)2\n2,3\n", columns: ["a", "b"]).thrown?.code == "table.row-too-long")
  }

  @Test("a header with more columns than the limit is refused, one of exactly the limit is read")
  func wideHeader() throws {
    let limits = TableLimits(rowBytes: 1_000, columns: 4)
    #expect(try Reading("a,b,c,d\n1,2,3,4\n", columns: ["a", "b"], limits: limits).rows.count == 1)
    let refusal = try Reading("a,b,c,d,e\n1,2,3,4,5\n", columns: ["a", "b"], limits: limits).thrown
    #expect(refusal?.code == "table.too-many-columns")
    #expect(refusal?.location == Refusal.Location(file: "t.csv", line: 1))
  }
}
