import Primitives

/// What is fixed and recorded before experts are drawn: whose digest goes into the seed.
///
/// The seed is the SHA-256 of the commitment's digest (64 hexadecimal digits) followed by the public number, an expert's
/// ticket the SHA-256 of the seed (64 digits) followed by the expert's code; anyone can compute both with sha256sum.
public struct DrawCommitment: Sendable, Hashable {
  /// Places for experts of one field.
  public struct Places: Sendable, Hashable {
    /// The field or trade.
    public let field: ByteText
    /// How many.
    public let count: Int

    /// Describes places.
    public init(field: ByteText, count: Int) {
      self.field = field
      self.count = count
    }
  }

  /// The edition's name.
  public let edition: ByteText
  /// 1 for the edition's first draw.
  public let number: Int
  /// The digest of the pool's list, in hexadecimal digits.
  public let pool: String
  /// The places, by field in byte order.
  public let places: [Places]
  /// Where the public number will be found.
  public let source: ByteText
  /// The day on which it is published.
  public let day: CalendarDay

  /// Makes a commitment.
  public init(edition: ByteText, number: Int, pool: String, places: [Places], source: ByteText, day: CalendarDay) {
    self.edition = edition
    self.number = number
    self.pool = pool
    self.places = places.sorted { $0.field < $1.field }
    self.source = source
    self.day = day
  }

  /// The commitment as text; its SHA-256 is the commitment's digest.
  public var text: String {
    let places = places.map { "place \($0.field) \($0.count)" }
    let lines =
      ["qilu draw", "edition \(edition)", "number \(number)", "pool \(pool)"] + places + [
        "source \(source)", "day \(day.text)",
      ]
    return lines.map { $0 + "\n" }.joined()
  }

  /// What the seed is the SHA-256 of.
  public static func seedText(commitment digest: String, number: String) -> String { digest + number }

  /// What an expert's ticket is the SHA-256 of.
  public static func ticketText(seed: String, expert: ByteText) -> String { seed + expert.string }

  /// Passes if the public number is of a day after the commitment, so that nobody who commits knows it.
  ///
  /// - Throws: a ``Refusal`` `draw.day-not-later`.
  public static func checkDay(_ day: CalendarDay, today: CalendarDay) throws {
    guard day <= today else { return }
    throw DrawRefusals.dayNotLater(day)
  }

  /// Passes if the day of the public number has come, and the number is one.
  ///
  /// - Throws: a ``Refusal`` `draw.too-early` or `draw.number`.
  public static func checkNumber(_ number: String, day: CalendarDay, today: CalendarDay) throws {
    guard today >= day else { throw DrawRefusals.tooEarly(day) }
    guard !number.isEmpty, number.utf8.count <= 200, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw DrawRefusals.number
    }
  }
}
