import Primitives
import Synchronization

/// Makes the identifiers of stored things: UUID version 7 (RFC 9562) as text, later ones sorting behind earlier ones.
///
/// Behind the milliseconds stand 42 bits that start at random with room above and count on inside a millisecond, or
/// when the clock goes back, and 32 random bits. So order holds inside one process, and two processes do not collide.
public final class IdentifierSource: Sendable {
  private struct State {
    var milliseconds: UInt64 = 0
    var counter: UInt64 = 0
  }

  private static let counterBits: UInt64 = 42

  private let state = Mutex(State())
  private let now: @Sendable () -> Int64
  private let random: @Sendable () -> UInt64

  /// Makes a source.
  ///
  /// - Parameters:
  ///   - now: Milliseconds since 1970-01-01T00:00:00Z.
  ///   - random: 64 random bits.
  public init(now: @escaping @Sendable () -> Int64, random: @escaping @Sendable () -> UInt64) {
    self.now = now
    self.random = random
  }

  /// The next identifier.
  public func next() -> String {
    let moment = UInt64(clamping: now())
    let position = state.withLock { state in
      advance(&state, to: moment)
      return state
    }
    return text(position, tail: random() & 0xFFFF_FFFF)
  }

  private func advance(_ state: inout State, to moment: UInt64) {
    state.counter += 1
    if moment > state.milliseconds {
      state.milliseconds = moment
    } else if state.counter >> Self.counterBits != 0 {
      state.milliseconds += 1
    } else {
      return
    }
    // One bit less than there is room for, so that a millisecond holds at least 2⁴¹ identifiers.
    state.counter = random() >> (64 - Self.counterBits + 1)
  }

  /// 48 bits of time, version 7, 12 bits of counter, variant 2, 30 bits of counter, 32 random bits.
  private func text(_ position: State, tail: UInt64) -> String {
    let high = position.milliseconds << 16 | 0x7000 | position.counter >> 30
    let low = 0b10 << 62 | (position.counter & 0x3FFF_FFFF) << 32 | tail
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for place in 0..<32 {
      // The groups of a UUID: 8, 4, 4, 4 and 12 digits.
      if [8, 12, 16, 20].contains(place) { text.append(ASCII.hyphen) }
      let word = place < 16 ? high : low
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - place % 16 * 4) & 0xF)
      text.append(digit < 10 ? ASCII.zero + digit : UInt8(ascii: "a") + digit - 10)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
