import Foundation
import Synchronization
import Testing

@testable import Database

@Suite struct TurnstileTests {
  @Test("whoever is alone meets nobody, and nobody is forgotten")
  func alone() {
    let turnstile = Turnstile()
    let inside = Mutex(0)
    let passed = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2_000) { turn in
      let isAlone = turn % 3 == 0
      turnstile.pass(alone: isAlone) {
        let count = inside.withLock { number in
          number += 1
          return number
        }
        sched_yield()
        if isAlone { #expect(count == 1 && inside.withLock { $0 } == 1) }
        inside.withLock { $0 -= 1 }
        passed.withLock { $0 += 1 }
      }
    }
    #expect(passed.withLock { $0 } == 2_000)
  }

  @Test("those who need not be alone pass side by side")
  func sideBySide() {
    let turnstile = Turnstile()
    let both = DispatchGroup()
    both.enter()
    both.enter()
    let ended = DispatchGroup()
    for _ in 1...2 {
      DispatchQueue.global().async(group: ended) {
        turnstile.pass(alone: false) {
          both.leave()
          // Each waits for the other inside: it would wait for ever if only one were let in.
          both.wait()
        }
      }
    }
    ended.wait()
  }

  @Test("a closure that throws gives its turn back")
  func thrown() throws {
    struct Stopped: Error {}
    let turnstile = Turnstile()
    for alone in [true, false, true] {
      #expect(throws: Stopped.self) { try turnstile.pass(alone: alone) { throw Stopped() } }
    }
  }
}
