/// A choice in 32 bytes, as blocks of rows carry it to what decides about it.
struct Record {
  static let channelBits: UInt64 = 13
  static let hourBits: UInt64 = 27
  /// A block has at most so many rows.
  static let rowBits: UInt64 = 24
  static let candidateBits: UInt64 = 30

  var voterHigh: UInt64
  var voterLow: UInt64
  /// The ballot's number over the nominee's.
  var ballotAndCandidate: UInt64
  /// Row in its block, hour, channel.
  var rest: UInt64

  /// What takes the place of ballot and nominee once the row is known not to count: no ballot has this number.
  static let settled = UInt64.max

  @inline(__always)
  init(
    voterHigh: UInt64, voterLow: UInt64, ballot: UInt64, candidate: UInt64, row: UInt64, hour: UInt64, channel: UInt64
  ) {
    self.voterHigh = voterHigh
    self.voterLow = voterLow
    ballotAndCandidate = ballot << Self.candidateBits | candidate
    rest = (row << Self.hourBits | hour) << Self.channelBits | channel
  }

  @inline(__always) var ballot: UInt64 { ballotAndCandidate >> Self.candidateBits }
  @inline(__always) var candidate: UInt32 {
    UInt32(truncatingIfNeeded: ballotAndCandidate & (1 << Self.candidateBits - 1))
  }
  @inline(__always) var row: Int { Int(rest >> (Self.hourBits + Self.channelBits)) }
  @inline(__always) var hour: Int { Int(rest >> Self.channelBits & (1 << Self.hourBits - 1)) }
  @inline(__always) var channel: Int { Int(rest & (1 << Self.channelBits - 1)) }
}

/// Where a number or a voter belongs: one of 256 parts, and a place inside it.
enum Spread {
  static let parts = 256

  /// 32 neighbouring ballots stand together, so that a platform's running numbers are found where they were found last.
  @inline(__always)
  static func page(_ ballot: UInt64) -> UInt64 {
    let mixed = (ballot >> 5) &* 0x9E37_79B9_7F4A_7C15
    return (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
  }

  /// A product of 128 bits folded into 64, so that every bit of the hash counts.
  @inline(__always)
  static func voter(_ high: UInt64, _ low: UInt64) -> UInt64 {
    let product = (high ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: low ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  @inline(__always) static func part(_ hash: UInt64) -> Int { Int(hash >> 56) }

  /// Which worker a part belongs to.
  @inline(__always) static func owner(_ hash: UInt64, of workers: Int) -> Int { (part(hash) &* workers) >> 8 }

  /// A place below a capacity that need not be a power of two (Lemire's multiplication in place of a remainder).
  @inline(__always)
  static func place(_ hash: UInt64, in capacity: Int) -> Int {
    Int(truncatingIfNeeded: ((hash >> 24 & 0xFFFF_FFFF) &* UInt64(truncatingIfNeeded: capacity)) >> 32)
  }
}
