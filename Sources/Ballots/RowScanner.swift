import Primitives

/// Reads one row byte by byte, whatever it holds and however long it is: what each field means, and what the row is.
///
/// It keeps of each field as many bytes as the longest good one has and one more, so that memory does not grow with a row.
/// ``BlockParser`` reads the rows that are written as all programs write them; every other row comes here, and the two
/// agree on all rows.
struct RowScanner {
  private enum State {
    /// Nothing of the field was read.
    case begin
    /// In a field without quotes.
    case plain
    /// In a field with quotes.
    case quoted
    /// Behind a quote that ends the field or is the first of two.
    case afterQuote
    /// Behind a fault of quoting: the rest of the row does not matter.
    case broken
  }

  private static let columns = BallotField.allCases.count

  private let form: RowForm
  private let mistake: PlantedMistake?
  /// Which column stands at each place of a row.
  private let order: [BallotField]
  /// The kept bytes of all fields, by column.
  private var kept: [UInt8]
  private var lengths: [Int]
  private var utf8 = UTF8State()
  /// Whether the channel's bytes so far are UTF-8.
  private var isText = true
  private var state = State.begin
  private var place = 0
  /// A CR belongs to the line end where LF follows, and to the field otherwise.
  private var holdsReturn = false

  init(_ form: RowForm, order: [BallotField], mistake: PlantedMistake? = nil) {
    self.form = form
    self.mistake = mistake
    self.order = order
    kept = [UInt8](repeating: 0, count: form.keptBytes * Self.columns)
    lengths = [Int](repeating: 0, count: Self.columns)
  }

  /// Takes bytes of a row, without the LF that ends it.
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if holdsReturn { take(ASCII.carriageReturn) }
      holdsReturn = byte == ASCII.carriageReturn
      if !holdsReturn { take(byte) }
    }
  }

  /// Tells what the row is, and is ready for the next one.
  ///
  /// - Parameter isTerminated: Whether LF ended it; the last line of a file may end without.
  mutating func finish(isTerminated: Bool) -> RowVerdict {
    if holdsReturn && (!isTerminated || plants(.keepsReturn)) { take(ASCII.carriageReturn) }
    endField()
    let isWhole = state != .broken && place == Self.columns
    let verdict = isWhole ? judge() : .malformed(nil)
    reset()
    return verdict
  }

  private mutating func reset() {
    for column in 0..<Self.columns { lengths[column] = 0 }
    (state, place, holdsReturn, isText, utf8) = (.begin, 0, false, true, UTF8State())
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .begin where byte == ASCII.quote: state = .quoted
    case .begin, .plain:
      state = .plain
      if plants(.refusesInnerQuotes), byte == ASCII.quote { return state = .broken }
      if byte == ASCII.comma { endField() } else { keep(byte) }
    case .quoted:
      if byte == ASCII.quote { state = .afterQuote } else { keep(byte) }
    case .afterQuote:
      switch byte {
      case ASCII.comma: endField()
      case ASCII.quote:
        state = .quoted
        keep(byte)
      default: state = .broken
      }
    case .broken: break
    }
  }

  /// The field ends at a comma or with the row.
  private mutating func endField() {
    guard state != .broken, state != .quoted else { return state = .broken }
    if place < Self.columns, order[place] == .channel { isText = utf8.isComplete && isText }
    place += 1
    state = .begin
  }

  private mutating func keep(_ byte: UInt8) {
    guard place < Self.columns else { return }
    let column = order[place].rawValue
    if column == BallotField.channel.rawValue { isText = utf8.take(byte) && isText }
    let length = lengths[column]
    if length < form.keptBytes {
      kept[column * form.keptBytes + length] = byte
      lengths[column] = length + 1
    }
  }

  private func bytes(_ field: BallotField) -> ArraySlice<UInt8> {
    let start = field.rawValue * form.keptBytes
    return kept[start..<start + lengths[field.rawValue]]
  }

  @inline(__always)
  private func plants(_ other: PlantedMistake) -> Bool {
    #if DEBUG
      mistake == other
    #else
      false
    #endif
  }

  private func judge() -> RowVerdict {
    if plants(.namesLastField), BallotInstant.seconds(bytes(.timestamp)) == nil { return .malformed(.timestamp) }
    guard let ballot = RowForm.ballot(bytes(.ballotID)) else { return .malformed(.ballotID) }
    guard let voter = VoterKey(bytes(.voterHash)) else { return .malformed(.voterHash) }
    guard let candidate = RowForm.candidate(bytes(.candidateNumber)) else { return .malformed(.candidateNumber) }
    guard lengths[BallotField.channel.rawValue] > 0, isText || plants(.acceptsBrokenText) else {
      return .malformed(.channel)
    }
    guard let instant = BallotInstant.seconds(bytes(.timestamp)) else { return .malformed(.timestamp) }
    if plants(.looksAtChannelFirst), !form.channels.contains(where: { $0.bytes.elementsEqual(bytes(.channel)) }) {
      return .unknownChannel
    }
    guard candidate >= 1, candidate <= form.candidates else { return .unknownCandidate }
    guard let channel = form.channels.firstIndex(where: { $0.bytes.elementsEqual(bytes(.channel)) }) else {
      return .unknownChannel
    }
    guard instant >= form.opens + (plants(.excludesOpening) ? 1 : 0), instant < form.closes else {
      return .outsideWindow
    }
    return .cast(
      Choice(
        ballot: ballot, voterHigh: voter.high, voterLow: voter.low, candidate: UInt32(candidate),
        channel: UInt32(channel), hour: UInt32(BallotInstant.hour(of: instant) - form.firstHour)))
  }
}

/// What the rules ask of a single row.
struct RowForm: Sendable {
  let candidates: Int
  let channels: [ByteText]
  let opens: Int64
  let closes: Int64
  /// The hour in which the vote opens.
  let firstHour: Int64
  /// One byte more than the longest field that can be good.
  let keptBytes: Int

  init(_ rules: BallotRules) {
    candidates = rules.candidates
    channels = rules.channels
    opens = rules.opens
    closes = rules.closes
    firstHour = BallotInstant.hour(of: rules.opens)
    keptBytes = max(32, channels.map(\.bytes.count).max() ?? 0) + 1
  }

  /// `B` and ten digits.
  static func ballot(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    guard bytes.count == 11, bytes.first == UInt8(ascii: "B"), let number = ASCII.number(bytes.dropFirst()) else {
      return nil
    }
    return UInt64(number)
  }

  /// `0` or up to nine digits without a leading zero.
  static func candidate(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard (1...9).contains(bytes.count), bytes.first != ASCII.zero || bytes.count == 1 else { return nil }
    return ASCII.number(bytes)
  }
}

/// UTF-8 told byte by byte, as table 3-7 of the Unicode standard lists the sequences.
struct UTF8State {
  private var left = 0
  private var least: UInt8 = 0x80
  private var most: UInt8 = 0xBF

  /// Whether no sequence is open.
  var isComplete: Bool { left == 0 }

  /// False where the byte cannot stand there; what follows then says nothing more.
  mutating func take(_ byte: UInt8) -> Bool {
    guard left == 0 else {
      guard byte >= least, byte <= most else { return false }
      (left, least, most) = (left - 1, 0x80, 0xBF)
      return true
    }
    switch byte {
    case 0x00...0x7F: return true
    case 0xC2...0xDF: left = 1
    case 0xE0: (left, least) = (2, 0xA0)
    case 0xED: (left, most) = (2, 0x9F)
    case 0xE1...0xEF: left = 2
    case 0xF0: (left, least) = (3, 0x90)
    case 0xF1...0xF3: left = 3
    case 0xF4: (left, most) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
