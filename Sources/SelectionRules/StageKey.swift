/// The keys by which a stage ranks, best first: up to four rounded values in hundredths, compared in order.
///
/// The values (0…10000 each, 14 bits) are packed into one number, so that ranking compares single integers.
public struct StageKey: Sendable, Hashable, Comparable {
  private let packed: UInt64
  /// How many of the four values the stage uses.
  public let count: Int

  /// Packs one to four values in hundredths, each 0…10000.
  init(_ first: Int, _ second: Int = 0, _ third: Int = 0, _ fourth: Int = 0, count: Int) {
    precondition(max(first, second, third, fourth) <= 10_000, "a key's value is at most 100.00")
    packed = UInt64(first) << 42 | UInt64(second) << 28 | UInt64(third) << 14 | UInt64(fourth)
    self.count = count
  }

  /// The values in hundredths, the deciding one first.
  public var values: [Int] { [42, 28, 14, 0].prefix(count).map { Int(packed >> UInt64($0)) & 0x3FFF } }

  /// The first value in hundredths, with which a floor is compared.
  public var first: Int { Int(packed >> 42) }

  /// Worse keys first.
  public static func < (left: StageKey, right: StageKey) -> Bool { left.packed < right.packed }
}
