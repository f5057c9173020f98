import Foundation
import Primitives
import Testing

@testable import Operations

@Suite struct ListShapeTests {
  private static let form = Catalogue.all["nomination list"].flatMap(ListForm.init)

  private func items(_ rows: [(String, String, String?)]) -> JSONValue {
    .object([
      .init("note", .string("kept")),
      .init(
        "nominations",
        .array(
          rows.map { row in
            .object([
              .init("nomination", .string(row.0)), .init("score", .string(row.1)),
              .init("city", row.2.map(JSONValue.string) ?? .null),
            ])
          })),
    ])
  }

  private func shaped(_ answer: JSONValue, _ shape: ListShape) throws -> (names: [String], total: Int, next: String?) {
    let form = try #require(Self.form)
    let shaped = try form.shaped(answer, shape)
    #expect(shaped["note"] == .string("kept"))
    let names = try #require(shaped["nominations"]?.elements).compactMap { $0["nomination"]?.string }
    return (names, try #require(shaped["total"]?.integer), shaped["next"]?.string)
  }

  @Test("a list of an edition can be shaped, one thing and answers without items cannot")
  func forms() {
    #expect(Self.form?.member == "nominations")
    #expect(Catalogue.all["nomination show"].flatMap(ListForm.init) == nil)
    #expect(Catalogue.all["nomination import"].flatMap(ListForm.init) == nil)
    #expect(Catalogue.all["edition show"].flatMap(ListForm.init) == nil)
  }

  @Test("pages follow one another without a gap and without repetition, also when items come and go between")
  func pages() throws {
    var rows = (0..<25).map { ("N\($0 + 10)", "1", nil as String?) }
    var shape = ListShape()
    shape.limit = 10
    let first = try shaped(items(rows), shape)
    #expect(first.names == rows[0..<10].map(\.0) && first.total == 25)
    // Two that were shown are gone, and a new one stands at the front.
    rows.removeSubrange(2..<4)
    rows.insert(("N00", "1", nil), at: 0)
    shape.cursor = first.next
    let second = try shaped(items(rows), shape)
    #expect(second.names == (20..<30).map { "N\($0)" })
    shape.cursor = second.next
    let third = try shaped(items(rows), shape)
    #expect(third.names == (30..<35).map { "N\($0)" } && third.next == nil)
  }

  @Test("the last shown item being gone, the page begins where it stood")
  func vanished() throws {
    var rows = (0..<6).map { ("N\($0)", "1", nil as String?) }
    var shape = ListShape()
    shape.limit = 3
    shape.cursor = try shaped(items(rows), shape).next
    rows.remove(at: 2)
    #expect(try shaped(items(rows), shape).names == ["N4", "N5"])
  }

  @Test("numbers sort by value, texts by bytes, what is missing comes last, equal ones keep their order")
  func order() throws {
    let answer = items([
      ("a", "9.5", "b"), ("b", "10.25", nil), ("c", "-3", "a"), ("d", "9.50", "b"), ("e", "10.3", "a"),
    ])
    var shape = ListShape()
    shape.order = [ListShape.Key(field: "score", isDescending: false)]
    #expect(try shaped(answer, shape).names == ["c", "a", "d", "b", "e"])
    shape.order = [ListShape.Key(field: "score", isDescending: true)]
    #expect(try shaped(answer, shape).names == ["e", "b", "a", "d", "c"])
    shape.order = [ListShape.Key(field: "city", isDescending: true), ListShape.Key(field: "score", isDescending: true)]
    #expect(try shaped(answer, shape).names == ["a", "d", "e", "c", "b"])
  }

  @Test("filters compare whole values, search looks into texts, and totals count what is left")
  func filters() throws {
    let answer = items([("N1", "1", "济南"), ("N2", "2", "青岛"), ("N12", "3", "济南")])
    var shape = ListShape()
    shape.filters = ["city": "济南"]
    #expect(try shaped(answer, shape).names == ["N1", "N12"])
    shape.search = "n12"
    let found = try shaped(answer, shape)
    #expect(found.names == ["N12"] && found.total == 1)
  }

  @Test("a cursor of another order, another filter or somebody's making is refused")
  func foreignCursor() throws {
    let answer = items((0..<9).map { ("N\($0)", "1", nil) })
    var shape = ListShape()
    shape.limit = 3
    let cursor = try #require(try shaped(answer, shape).next)
    var other = shape
    other.search = "N"
    for text in [cursor, "", "AAAA", "????", cursor + "A"] {
      other.cursor = text
      #expect(throws: Refusal.self) { try shaped(answer, other) }
    }
    // The page's size may change.
    shape.cursor = cursor
    shape.limit = 5
    #expect(try shaped(answer, shape).names.count == 5)
  }

  @Test("decimal texts are compared without rounding")
  func decimals() {
    let ordered = [
      "-10.01", "-10", "-0.5", "0", "0.05", "0.5", "9", "10", "10.000001", "123456789012345678901234567890",
    ]
    for (left, low) in ordered.enumerated() {
      for (right, high) in ordered.enumerated() {
        #expect(SortText.isLess(low, high) == (left == right ? nil : left < right), "\(low) \(high)")
      }
    }
    #expect(SortText.isLess("1.0", "1") == nil && SortText.isLess("-0", "0") == nil)
  }
}
