import Primitives
import StudioRules

/// The code of the refusal that a closure throws; nil where it passes, `other` for any other error.
func code(_ act: () throws -> some Any) -> String? {
  do {
    _ = try act()
    return nil
  } catch let refusal as Refusal {
    return refusal.code
  } catch { return "other" }
}

/// An amount of yuan.
func yuan(_ text: String) throws -> Money { try Money(text) }

/// A day.
func day(_ text: String) throws -> CalendarDay { try CalendarDay(text) }

/// The period of a grant credited on a day, by the national calendar.
func deadline(_ text: String) throws -> MatchDeadline {
  try MatchDeadline(receivedOn: day(text), calendar: .national)
}

/// Numbers that a seed repeats (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
