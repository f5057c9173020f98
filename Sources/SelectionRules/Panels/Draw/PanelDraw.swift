import Primitives

/// Draws experts by their tickets.
///
/// Experts come in the order of their tickets, the smallest first. One is drawn if everybody who is drawn already and he
/// can all be seated in places of a field of theirs; who is drawn stays drawn. So as many places are filled as can be,
/// and nobody is passed over for somebody with a greater ticket.
public struct PanelDraw: Sendable {
  /// An expert of the pool with his ticket.
  public struct Candidate: Sendable, Hashable {
    /// The code.
    public let expert: ByteText
    /// The fields and trades.
    public let fields: Set<ByteText>
    /// The ticket, 64 hexadecimal digits.
    public let ticket: String

    /// Describes a candidate.
    public init(expert: ByteText, fields: Set<ByteText>, ticket: String) {
      self.expert = expert
      self.fields = fields
      self.ticket = ticket
    }
  }

  /// An expert who was drawn.
  public struct Drawn: Sendable, Hashable {
    /// The code.
    public let expert: ByteText
    /// The field whose place the expert takes.
    public let field: ByteText
    /// The ticket.
    public let ticket: String
  }

  /// Who was drawn, by ticket.
  public let drawn: [Drawn]
  /// The places that stay empty, by field.
  public let empty: [DrawCommitment.Places]

  /// Draws.
  public init(_ candidates: [Candidate], places: [DrawCommitment.Places]) {
    let order = candidates.sorted { (ByteText($0.ticket), $0.expert) < (ByteText($1.ticket), $1.expert) }
    let fields = places.sorted { $0.field < $1.field }.flatMap { Array(repeating: $0.field, count: $0.count) }
    var seats = [Int?](repeating: nil, count: fields.count)
    for expert in order.indices where seats.contains(where: { $0 == nil }) {
      var tried = Set<Int>()
      _ = Self.seat(expert, order, fields, &seats, &tried)
    }
    drawn = seats.indices.compactMap { place in seats[place].map { ($0, fields[place]) } }.sorted { $0.0 < $1.0 }
      .map { Drawn(expert: order[$0.0].expert, field: $0.1, ticket: order[$0.0].ticket) }
    empty = places.sorted { $0.field < $1.field }.compactMap { wanted in
      let free = fields.indices.count { fields[$0] == wanted.field && seats[$0] == nil }
      return free > 0 ? DrawCommitment.Places(field: wanted.field, count: free) : nil
    }
  }

  /// Seats an expert, moving others among the places of their fields where that makes room.
  private static func seat(
    _ expert: Int, _ order: [Candidate], _ fields: [ByteText], _ seats: inout [Int?], _ tried: inout Set<Int>
  ) -> Bool {
    let own = fields.indices.filter { order[expert].fields.contains(fields[$0]) && !tried.contains($0) }
    if let free = own.first(where: { seats[$0] == nil }) {
      seats[free] = expert
      return true
    }
    for place in own where tried.insert(place).inserted {
      guard let other = seats[place], seat(other, order, fields, &seats, &tried) else { continue }
      seats[place] = expert
      return true
    }
    return false
  }
}
