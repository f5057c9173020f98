/// How the nominee and the day of a counted choice are kept as one number.
struct ChoiceForm: Sendable {
  private let candidateBits: UInt64
  private let candidateMask: UInt64
  let oncePerDay: Bool
  let picksPerDay: Int?
  /// Whether four bytes hold every choice.
  let isNarrow: Bool

  init(_ rules: BallotRules, _ cells: CellLayout, mistake: PlantedMistake? = nil) {
    candidateBits = UInt64(64 - UInt64(rules.candidates).leadingZeroBitCount)
    candidateMask = 1 << candidateBits - 1
    oncePerDay = rules.oncePer == .day && mistake != .ignoresPeriod
    picksPerDay = rules.picksPerDay.map { $0 + (mistake == .allowsOneMorePick ? 1 : 0) }
    isNarrow = candidateBits + UInt64(64 - UInt64(cells.days).leadingZeroBitCount) <= 32
  }

  @inline(__always) func code(candidate: UInt32, day: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: day) << candidateBits | UInt64(candidate)
  }
  @inline(__always) func candidate(_ code: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: code & candidateMask) }
  @inline(__always) func day(_ code: UInt64) -> UInt64 { code >> candidateBits }
}

/// What became of a choice when it was held against the voter's counted ones.
enum ChoiceOutcome {
  case counted
  case repeated
  case overLimit
}
