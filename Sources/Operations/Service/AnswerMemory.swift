import Database
import Foundation
import Synchronization

/// Answers of reads, each good for exactly one state of the database and one calendar day.
///
/// A read depends on the database, on who asks, on what he asks and on the day. So an answer that was computed on the state
/// of now is the answer of now: with the first commit of anybody, also of another process, everything here is forgotten.
final class AnswerMemory: Sendable {
  /// What an answer depends on, beside the state.
  struct Key: Hashable, Sendable {
    let operation: String
    let input: Data
    let shape: ListShape?
    let secret: String?
    let day: Int
  }

  /// An answer, good until the proof that was shown for it needs to be looked at again.
  struct Kept: Sendable {
    let answer: ServiceAnswer
    let validUntil: Int64
    let size: Int
  }

  private struct State {
    var mark: StateMark?
    var answers: [Key: Kept] = [:]
    var size = 0
  }

  /// A part of the answers under a lock of its own.
  private final class Part: Sendable {
    let state = Mutex(State())
  }

  /// Bytes of answers that are kept: ten thousand ordinary ones.
  private static let sizeLimit = 64 << 20
  /// Larger answers are computed anew: few of them would take all the room.
  private static let answerLimit = 1 << 20
  /// Threads of a server that look at the same time seldom look into the same of so many parts: one that is set aside by
  /// the system while it looks would keep the others waiting.
  private static let partCount = 16

  private let parts = (0..<partCount).map { _ in Part() }

  /// The answer under a key on a state of the database.
  func answer(_ key: Key, _ mark: StateMark, now: Int64) -> ServiceAnswer? {
    part(key).state.withLock { state in
      guard state.mark == mark, let kept = state.answers[key], now < kept.validUntil else { return nil }
      return kept.answer
    }
  }

  /// Keeps an answer that was computed while the database was in one state.
  func keep(_ kept: Kept, _ key: Key, _ mark: StateMark) {
    guard kept.size <= Self.answerLimit else { return }
    part(key).state.withLock { state in
      if state.mark != mark || state.size + kept.size > Self.sizeLimit / Self.partCount {
        state.answers.removeAll(keepingCapacity: true)
        state.size = 0
        state.mark = mark
      }
      if let old = state.answers.updateValue(kept, forKey: key) { state.size -= old.size }
      state.size += kept.size
    }
  }

  private func part(_ key: Key) -> Part {
    // Questions of one kind differ at the end.
    let print = key.input.suffix(8).reduce(UInt(key.input.count)) { $0 &* 31 &+ UInt($1) }
    return parts[Int(print % UInt(Self.partCount))]
  }
}
