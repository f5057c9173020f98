import Primitives
import SelectionRules
import Testing

@Suite("Drawing experts")
struct PanelDrawTests {
  private func candidate(_ expert: ByteText, _ fields: Set<ByteText>, _ ticket: String) -> PanelDraw.Candidate {
    PanelDraw.Candidate(expert: expert, fields: fields, ticket: ticket)
  }

  @Test("R-207 the smallest tickets of each field are drawn, whatever the pool's order")
  func smallest() {
    let pool = [
      candidate("E1", ["焊接"], "c"), candidate("E2", ["焊接"], "a"), candidate("E3", ["机械"], "b"),
      candidate("E4", ["焊接"], "b"), candidate("E5", ["化工"], "0"),
    ]
    let places = [DrawCommitment.Places(field: "焊接", count: 2), DrawCommitment.Places(field: "机械", count: 1)]
    for order in [pool, pool.reversed()] {
      let draw = PanelDraw(order, places: places)
      #expect(draw.drawn.map(\.expert) == ["E2", "E3", "E4"])
      #expect(draw.drawn.map(\.field) == ["焊接", "机械", "焊接"])
      #expect(draw.empty == [])
    }
  }

  @Test("R-207 an expert of two fields makes room rather than leave a place empty")
  func makesRoom() {
    let pool = [candidate("E1", ["焊接", "机械"], "a"), candidate("E2", ["焊接"], "b"), candidate("E3", ["焊接"], "c")]
    let places = [DrawCommitment.Places(field: "焊接", count: 1), DrawCommitment.Places(field: "机械", count: 1)]
    let draw = PanelDraw(pool, places: places)
    #expect(draw.drawn.map { "\($0.expert) \($0.field)" } == ["E1 机械", "E2 焊接"])
    #expect(PanelDraw([pool[1]], places: places).empty == [DrawCommitment.Places(field: "机械", count: 1)])
  }

  @Test("R-207 a draw fills as many places as any choice of experts could, and passes nobody over for a greater ticket")
  func bestOfAll() {
    var random = SeededNumbers(seed: 2)
    let fields: [ByteText] = ["A", "B", "C"]
    for _ in 0..<300 {
      let pool = (0..<Int.random(in: 0...6, using: &random)).map {
        candidate(ByteText("E\($0)"), Set([random.pick(fields), random.pick(fields)]), "\(random.next())")
      }
      let places = fields.map { DrawCommitment.Places(field: $0, count: Int.random(in: 0...2, using: &random)) }
      let draw = PanelDraw(pool, places: places)
      let order = pool.sorted { ByteText($0.ticket) < ByteText($1.ticket) }
      let seatable = (0..<(1 << order.count)).map { set in order.indices.filter { set >> $0 & 1 == 1 } }.filter {
        canSeat($0.map { order[$0].fields }, places)
      }
      let size = seatable.map(\.count).max() ?? 0
      let first = seatable.filter { $0.count == size }.min { $0.lexicographicallyPrecedes($1) } ?? []
      #expect(draw.drawn.map(\.expert) == first.map { order[$0].expert })
    }
  }

  /// Whether everybody can be seated, by trying every seating.
  private func canSeat(_ people: [Set<ByteText>], _ places: [DrawCommitment.Places]) -> Bool {
    guard let fields = people.first else { return true }
    return places.indices.contains { index in
      guard places[index].count > 0, fields.contains(places[index].field) else { return false }
      var rest = places
      rest[index] = DrawCommitment.Places(field: places[index].field, count: places[index].count - 1)
      return canSeat(Array(people.dropFirst()), rest)
    }
  }

  @Test("R-207 the commitment's text says everything that is fixed, in one form")
  func text() throws {
    let commitment = DrawCommitment(
      edition: "2026", number: 1, pool: "ab",
      places: [DrawCommitment.Places(field: "b", count: 2), DrawCommitment.Places(field: "a", count: 1)],
      source: "样例彩票", day: try CalendarDay("2026-06-08"))
    #expect(
      commitment.text
        == "qilu draw\nedition 2026\nnumber 1\npool ab\nplace a 1\nplace b 2\nsource 样例彩票\nday 2026-06-08\n")
    #expect(DrawCommitment.seedText(commitment: "ab", number: "007") == "ab007")
    #expect(DrawCommitment.ticketText(seed: "cd", expert: "E1") == "cdE1")
  }

  @Test(
    "R-207 the public number is of a day after the commitment",
    arguments: [("2026-06-01", "draw.day-not-later"), ("2026-05-31", "draw.day-not-later"), ("2026-06-02", "")])
  func day(day: String, code: String) throws {
    var found = ""
    do {
      try DrawCommitment.checkDay(try CalendarDay(day), today: try CalendarDay("2026-06-01"))
    } catch let refusal as Refusal {
      found = refusal.code
    }
    #expect(found == code)
  }

  @Test(
    "R-207 the public number is digits, on or after its day",
    arguments: [
      ("2026-06-07", "12", "draw.too-early"), ("2026-06-08", "", "draw.number"), ("2026-06-08", "1 2", "draw.number"),
      ("2026-06-08", "１２", "draw.number"), ("2026-06-08", "0012", ""), ("2026-06-09", "7", ""),
    ])
  func number(today: String, number: String, code: String) throws {
    var found = ""
    do {
      try DrawCommitment.checkNumber(number, day: try CalendarDay("2026-06-08"), today: try CalendarDay(today))
    } catch let refusal as Refusal {
      found = refusal.code
    }
    #expect(found == code)
  }
}
