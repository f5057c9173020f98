/// The sample's own source of numbers, SplitMix64, written here so that no toolchain can change what a seed gives.
///
/// Each part of the sample draws from a stream of its own: more sheets change no person. Everything is whole numbers,
/// since the last bit of a floating-point function may differ between machines.
struct SampleRandom {
  /// The parts of the sample.
  enum Stream: UInt64 {
    case employers = 1
    case people, preliminary, experts, panel, votes, decisions
  }

  private var state: UInt64

  init(seed: Int, _ stream: Stream) {
    state = Self.mixed(UInt64(bitPattern: Int64(seed)) ^ Self.mixed(stream.rawValue))
  }

  /// A number 0 ..< count. The product's upper half favours some numbers by less than count / 2^64.
  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Int(Self.mixed(state).multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Yes in so many cases of a hundred.
  mutating func chance(percent: Int) -> Bool { below(100) < percent }

  /// A number around 0 that is seldom far from it: at most twice the spread, by a standard deviation of 0.58 of it.
  mutating func bell(_ spread: Int) -> Int {
    let sum = (0..<4).reduce(0) { sum, _ in sum + below(2 * spread + 1) - spread }
    return sum / 2
  }

  /// One of the elements, which are not empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Moves different elements, picked by chance, to the front and returns them.
  mutating func draw<Element>(_ count: Int, from pool: inout [Element]) -> ArraySlice<Element> {
    for index in 0..<count { pool.swapAt(index, index + below(pool.count - index)) }
    return pool[..<count]
  }

  /// The finishing function of SplitMix64 (Steele, Lea, Flood 2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
