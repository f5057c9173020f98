import Primitives

/// The block in front of each entry of an archive.
struct TarHeader {
  enum Kind: UInt8 {
    case file = 0x30
    case folder = 0x35
    /// Records for the entry that follows.
    case extended = 0x78
    /// Records for all entries that follow.
    case global = 0x67
  }

  /// The size of a block; contents are padded to it.
  static let size = 512
  /// Eleven octal digits.
  static let largestSize = 0o77777777777

  let name: String
  let kind: Kind
  let size: Int

  init(name: String, kind: Kind, size: Int) {
    self.name = name
    self.kind = kind
    self.size = size
  }

  /// Reads a block. Throws a ``Primitives/Refusal``: `archive.damaged`; `archive.unsafe-entry` for links, devices and
  /// whatever else is neither file nor folder.
  init(_ block: ArraySlice<UInt8>) throws {
    let block = Array(block)
    guard block.count == TarHeader.size, TarHeader.number(block[148..<156]) == TarHeader.checksum(of: block),
      block[257..<262].elementsEqual("ustar".utf8), let size = TarHeader.number(block[124..<136]),
      let name = TarHeader.text(block[0..<100]), let prefix = TarHeader.text(block[345..<500])
    else { throw Refusal.damagedArchive() }
    // Old archives write a NUL for a file.
    guard let kind = Kind(rawValue: block[156] == 0 ? Kind.file.rawValue : block[156]) else {
      throw Refusal.unsafeArchiveEntry()
    }
    self.init(name: prefix.isEmpty ? name : prefix + "/" + name, kind: kind, size: size)
  }

  /// Whether a name stands in a block without extended records.
  static func fits(_ name: String) -> Bool { name.utf8.count <= 100 && name.utf8.allSatisfy { $0 < 0x80 } }

  static func padding(for size: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (TarHeader.size - size % TarHeader.size) % TarHeader.size)
  }

  var bytes: [UInt8] {
    var block = [UInt8](repeating: 0, count: TarHeader.size)
    TarHeader.put(name, into: &block, at: 0)
    TarHeader.put(kind == .folder ? "0000755" : "0000644", into: &block, at: 100)
    TarHeader.put("0000000", into: &block, at: 108)
    TarHeader.put("0000000", into: &block, at: 116)
    TarHeader.put(TarHeader.octal(size, digits: 11), into: &block, at: 124)
    TarHeader.put("00000000000", into: &block, at: 136)
    block[156] = kind.rawValue
    TarHeader.put("ustar\u{0}00", into: &block, at: 257)
    TarHeader.put(TarHeader.octal(TarHeader.checksum(of: block), digits: 6) + "\u{0} ", into: &block, at: 148)
    return block
  }

  private static func put(_ text: String, into block: inout [UInt8], at offset: Int) {
    block.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// The sum of all bytes, the field of the sum itself taken as blanks.
  private static func checksum(of block: [UInt8]) -> Int {
    block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element)) }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String? {
    String(validating: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Octal digits, ended by blanks or NULs; nil for anything else, such as the binary numbers of GNU tar.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}

/// The records of an extended header: `27 path=齐鲁工匠.csv`, a line each, its own length in front.
struct PaxRecords {
  private(set) var path: String?
  private(set) var size: Int?

  static func bytes(path: String, size: Int) -> [UInt8] {
    record("path", path) + (size > TarHeader.largestSize ? record("size", String(size)) : [])
  }

  init() {}

  /// Reads records; unknown ones are passed over, as the standard asks, except those that say that an entry is a link
  /// or has holes. Throws a ``Primitives/Refusal``: `archive.damaged`, `archive.unsafe-entry`.
  init(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      let (key, value) = try PaxRecords.next(&rest)
      switch key {
      case "path": path = value
      case "size":
        guard let number = Int(value), number >= 0 else { throw Refusal.damagedArchive() }
        size = number
      case "linkpath": throw Refusal.unsafeArchiveEntry()
      case _ where key.hasPrefix("GNU.sparse"): throw Refusal.unsafeArchiveEntry()
      default: continue
      }
    }
  }

  private static func next(_ rest: inout ArraySlice<UInt8>) throws -> (key: String, value: String) {
    guard let blank = rest.prefix(12).firstIndex(of: 0x20),
      let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
      length > blank - rest.startIndex + 1, length <= rest.count
    else { throw Refusal.damagedArchive() }
    let end = rest.startIndex + length
    let record = rest[(blank + 1)..<end]
    guard record.last == 0x0A, let equals = record.firstIndex(of: UInt8(ascii: "=")),
      let key = String(validating: record[..<equals], as: UTF8.self),
      let value = String(validating: record[(equals + 1)..<(end - 1)], as: UTF8.self)
    else { throw Refusal.damagedArchive() }
    rest = rest[end...]
    return (key, value)
  }

  /// The length counts its own digits.
  private static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count + 1
    while String(length).utf8.count + rest.utf8.count != length { length += 1 }
    return Array("\(length)\(rest)".utf8)
  }
}
