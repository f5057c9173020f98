import Synchronization
import Testing

@testable import CommandLine

@Suite struct IdentifierSourceTests {
  @Test("an identifier is a UUID of version 7 with its moment in front")
  func form() {
    let source = IdentifierSource(now: { 0x0123_4567_89AB }, random: { .max })
    #expect(source.next() == "01234567-89ab-77ff-bfff-ffffffffffff")
    #expect(source.next() == "01234567-89ab-7800-8000-0000ffffffff")
  }

  @Test("later identifiers sort behind earlier ones, also when the clock stands or goes back")
  func order() {
    let moments = Mutex<[Int64]>([5, 5, 4, 5, 6, 6, 1])
    let source = IdentifierSource(
      now: { moments.withLock { $0.isEmpty ? 7 : $0.removeFirst() } }, random: { .random(in: .min ... .max) })
    let made = (0..<1000).map { _ in source.next() }
    #expect(made == made.sorted())
    #expect(Set(made).count == made.count)
  }
}
