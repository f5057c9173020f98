import Primitives
import Tables

/// The files of a count, the same bytes for the same hand-over.
extension BallotResult {
  /// A file of a count.
  public struct File: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]

    /// Makes a file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Every file but `rejected.csv`, whose size has no bound.
  public var resultFiles: [File] {
    var files = [
      File(name: "classes.csv", bytes: classTable), File(name: "classes_by_day.csv", bytes: dayTable),
      File(name: "tally.csv", bytes: tallyTable), File(name: "signals.csv", bytes: signalTable),
      File(name: "summary.json", bytes: summary),
    ]
    if let voteTable { files.append(File(name: "votes.csv", bytes: voteTable)) }
    return files
  }

  /// Writes `rejected.csv` in parts. Can be asked once.
  public func writeRejected(_ receive: ([UInt8]) throws -> Void) throws {
    var writer = TableWriter(columns: ["file", "line", "class", "field"])
    try forEachRejected { row in
      writer.row([
        ByteText(files[row.file].name), number(row.line), ByteText(row.ballotClass.code), ByteText(row.field),
      ])
      guard writer.bytes.count > 1 << 16 else { return }
      try receive(writer.takeBytes())
    }
    try receive(writer.takeBytes())
  }

  private var classTable: [UInt8] {
    var writer = TableWriter(columns: ["class", "rows"])
    for ballotClass in BallotClass.allCases {
      writer.row([ByteText(ballotClass.code), number(classes[ballotClass] ?? 0)])
    }
    return writer.bytes
  }

  private var dayTable: [UInt8] {
    var writer = TableWriter(columns: ["class", "channel", "day", "rows"])
    var all = rows
    votes.forEach { cell, count in
      let (place, hour) = cell.quotientAndRemainder(dividingBy: cells.hours)
      all.add(cells.row(.counted, channel: place % cells.channels, day: cells.day(hour)), count)
    }
    all.forEach { cell, count in
      let (place, day) = cell.quotientAndRemainder(dividingBy: cells.days)
      let (ballotClass, channel) = place.quotientAndRemainder(dividingBy: cells.channels)
      writer.row([
        ByteText(BallotClass.ordered[ballotClass].code), rules.channels[channel], text(day), number(Int(count)),
      ])
    }
    return writer.bytes
  }

  private var tallyTable: [UInt8] {
    var writer = TableWriter(columns: ["candidate_no", "channel", "day", "votes"])
    var open: (candidate: Int, channel: Int, day: CalendarDay, votes: Int)?
    func close() {
      guard let open else { return }
      writer.row([number(open.candidate), rules.channels[open.channel], ByteText(open.day.text), number(open.votes)])
    }
    forEachCell { cell in
      if let last = open, last.candidate == cell.candidate, last.channel == cell.channel, last.day == cell.day {
        open?.votes += cell.votes
      } else {
        close()
        open = (cell.candidate, cell.channel, cell.day, cell.votes)
      }
    }
    close()
    return writer.bytes
  }

  /// As the edition package wants it; nil where the rules name no nominations.
  private var voteTable: [UInt8]? {
    guard let nominations = rules.nominations else { return nil }
    var writer = TableWriter(columns: ["nomination", "channel", "votes"])
    let sums = votesByChannel.sorted { left, right in
      let names = (nominations[left.candidate - 1], nominations[right.candidate - 1])
      return names.0 == names.1 ? left.channel < right.channel : names.0 < names.1
    }
    for sum in sums { writer.row([nominations[sum.candidate - 1], rules.channels[sum.channel], number(sum.votes)]) }
    return writer.bytes
  }

  private var signalTable: [UInt8] {
    var writer = TableWriter(columns: ["signal", "candidate_no", "subject", "value", "threshold"])
    for signal in signals {
      writer.row([
        ByteText(signal.kind.rawValue), number(signal.candidate), ByteText(signal.subject), ByteText(signal.value),
        ByteText(signal.threshold),
      ])
    }
    return writer.bytes
  }

  private var summary: [UInt8] {
    func object(_ pairs: [(String, JSONValue)]) -> JSONValue {
      .object(pairs.map { JSONValue.Member(ByteText($0.0), $0.1) })
    }
    let counts = object(BallotClass.allCases.map { ($0.code, .integer(classes[$0] ?? 0)) })
    let named = JSONValue.array(
      files.map { file in
        object([
          ("name", .string(file.name)), ("bytes", .integer(file.bytes)), ("rows", .integer(file.rows)),
          ("sha256", .string(file.digest.hex)),
        ])
      })
    let all = object([
      ("read", .integer(read)), ("classes", counts), ("voters", .integer(voters)), ("files", named),
    ])
    return all.pythonBytes + [ASCII.lineFeed]
  }

  private func text(_ day: Int) -> ByteText { ByteText(self.day(day)?.text ?? "") }
  private func number(_ value: Int) -> ByteText { ByteText(String(value)) }
}
