import Primitives

/// Where the statements of a bank account end so far.
public struct BankStatementEnd: Sendable, Hashable {
  /// The number of the last statement; 0 where there is none yet.
  public let number: Int
  /// The last day that it tells of; before the first statement the day before the account is reconciled.
  public let day: CalendarDay
  /// The balance at its end; nil where there is no statement yet.
  public let balance: Money?

  /// Names the end.
  public init(number: Int, day: CalendarDay, balance: Money?) {
    self.number = number
    self.day = day
    self.balance = balance
  }
}

/// A bank's statement of some days: its lines in the order in which they happened, each with the balance behind it.
///
/// A file tells neither the days that it was asked for nor, often, in which direction it runs. The days are told by the
/// person, since a month without movement has no line that could tell them; the direction follows from the balances.
public struct BankStatement: Sendable, Hashable {
  /// The days that the statement tells of.
  public let days: ClosedRange<CalendarDay>
  /// The balance before the first line.
  public let opening: Money
  /// The lines, the earliest first; each has its balance.
  public let lines: [BankStatementLine]
  /// The balance behind the last line.
  public let closing: Money

  /// Puts the lines of a file in order and holds them against the days, themselves, and the statement before.
  ///
  /// - Parameters:
  ///   - read: the lines in the order of the file.
  ///   - days: the days that the person names; the first follows the last of the statement before.
  ///   - end: where the statements end so far.
  ///   - closing: the balance at the end, where the file does not tell it.
  ///   - place: the file and its column map, which faults name.
  /// - Throws: `bank.overlap`, `bank.gap`, `bank.before-since`, `bank.outside-period`, `bank.duplicate-line`,
  ///   `bank.closing-missing`, `bank.closing-differs`, `bank.balance`, `bank.chain`.
  public init(
    _ read: [BankStatementLine], days: ClosedRange<CalendarDay>, after end: BankStatementEnd, closing: Money?,
    at place: BankFilePlace
  ) throws {
    try Self.checkDays(days, end)
    try Self.checkLines(read, days, end, place)
    let ordered = try BankOrder(read, told: closing, end, place).found()
    if let told = closing, told != ordered.closing { throw BankStatementFault.closing(ordered.closing).at(place.file) }
    if let before = end.balance, before != ordered.opening {
      throw BankStatementFault.chain(end.number, before, ordered.opening).at(place.balance(ordered.lines.first))
    }
    self.days = days
    (opening, lines, self.closing) = (ordered.opening, ordered.lines, ordered.closing)
  }

  private static func checkDays(_ days: ClosedRange<CalendarDay>, _ end: BankStatementEnd) throws {
    let wanted = try end.day.adding(days: 1)
    if days.lowerBound < wanted {
      throw end.number == 0 ? BankStatementFault.beforeSince(wanted) : BankStatementFault.overlap(end.number, end.day)
    }
    guard days.lowerBound == wanted else { throw BankStatementFault.gap(wanted) }
  }

  private static func checkLines(
    _ lines: [BankStatementLine], _ days: ClosedRange<CalendarDay>, _ end: BankStatementEnd, _ place: BankFilePlace
  ) throws {
    var seen: Set<LineContent> = []
    for line in lines {
      if line.day <= end.day, end.number > 0 {
        throw BankStatementFault.overlap(end.number, end.day).at(place.day(line))
      }
      guard days.contains(line.day) else { throw BankStatementFault.outside(days).at(place.day(line)) }
      // Two payments of a day may be alike; with the same reference they are the same one.
      guard !line.reference.isEmpty else { continue }
      guard seen.insert(LineContent(line)).inserted else { throw BankStatementFault.duplicate.at(place.line(line)) }
    }
  }
}

/// What a line says, without where it stands.
private struct LineContent: Hashable {
  let day: CalendarDay
  let amount: Money
  let balance: Money?
  let texts: [ByteText]

  init(_ line: BankStatementLine) {
    (day, amount, balance) = (line.day, line.amount, line.balance)
    texts = [line.text, line.counterparty, line.reference].map { ByteText($0) }
  }
}

/// The direction in which a file runs.
private struct BankOrder {
  struct Ordered {
    let opening: Money
    let lines: [BankStatementLine]
    let closing: Money
  }

  private let read: [BankStatementLine]
  private let told: Money?
  private let end: BankStatementEnd
  private let place: BankFilePlace

  init(_ read: [BankStatementLine], told: Money?, _ end: BankStatementEnd, _ place: BankFilePlace) {
    (self.read, self.told, self.end, self.place) = (read, told, end, place)
  }

  /// The direction in which the balances hold. Where they hold both ways, as with a payment that came straight back, the
  /// balance of the statement before decides, then the days.
  func found() throws -> Ordered {
    let directions = directions()
    var (sound, broken): ([Ordered], Refusal?) = ([], nil)
    for lines in directions {
      do { sound.append(try run(lines)) } catch let refusal as Refusal { broken = broken ?? refusal }
    }
    guard let first = sound.first else { throw broken ?? BankFault.balance.at(place.file) }
    return sound.first { $0.opening == end.balance && isByDay($0.lines) } ?? sound.first { $0.opening == end.balance }
      ?? sound.first { isByDay($0.lines) } ?? first
  }

  /// Without any balance the days alone can tell the direction.
  private func directions() -> [[BankStatementLine]] {
    guard read.count > 1 else { return [read] }
    if read.contains(where: { $0.balance != nil }) { return [read, read.reversed()] }
    return [isByDay(read) ? read : read.reversed()]
  }

  private func isByDay(_ lines: [BankStatementLine]) -> Bool {
    guard let first = lines.first, let last = lines.last else { return true }
    return first.day <= last.day
  }

  private func run(_ lines: [BankStatementLine]) throws -> Ordered {
    let opening = try opening(lines)
    var (balance, dated): (Money, [BankStatementLine]) = (opening, [])
    for line in lines.contains(where: { $0.balance != nil }) ? lines : lines.stablySortedByDay() {
      balance = try balance + line.amount
      if let told = line.balance, told != balance { throw BankFault.balance.at(place.balance(line)) }
      dated.append(line.with(balance))
    }
    return Ordered(opening: opening, lines: dated, closing: balance)
  }

  /// What stood before the first line: from the first balance that the file tells, else from the one at the end.
  private func opening(_ lines: [BankStatementLine]) throws -> Money {
    var moved = Money.zero
    for line in lines {
      moved = try moved + line.amount
      if let balance = line.balance { return try balance - moved }
    }
    guard let told else { throw BankStatementFault.closingMissing.at(place.file) }
    return try told - moved
  }
}

extension [BankStatementLine] {
  fileprivate func stablySortedByDay() -> [BankStatementLine] {
    enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }
}

extension BankStatementLine {
  fileprivate func with(_ balance: Money) -> BankStatementLine {
    BankStatementLine(
      line: line, day: day, amount: amount, balance: balance, text: text, counterparty: counterparty,
      reference: reference)
  }
}

/// A statement's file and the names of its columns, for the places of faults.
public struct BankFilePlace: Sendable {
  private let name: String
  private let map: BankColumnMap

  /// Names the file that is read by a map.
  public init(_ name: String, _ map: BankColumnMap) {
    self.name = name
    self.map = map
  }

  /// The file as a whole.
  var file: Refusal.Location { Refusal.Location(file: name) }

  func line(_ line: BankStatementLine) -> Refusal.Location { Refusal.Location(file: name, line: line.line) }

  func day(_ line: BankStatementLine) -> Refusal.Location {
    Refusal.Location(file: name, line: line.line, column: map.day)
  }

  func balance(_ line: BankStatementLine?) -> Refusal.Location {
    Refusal.Location(file: name, line: line?.line, column: line == nil ? nil : map.balance)
  }
}
