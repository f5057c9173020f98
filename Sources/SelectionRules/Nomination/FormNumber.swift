import Primitives

/// Numbers of nomination forms, `2026-0001`, which become those of the nominations.
public enum FormNumber {
  /// The number behind the largest one of this form that is taken.
  public static func next(edition: String, taken: [ByteText]) -> ByteText {
    let prefix = Array("\(edition)-".utf8)
    let largest =
      taken.compactMap { number -> Int? in
        guard number.bytes.starts(with: prefix) else { return nil }
        let rest = number.bytes.dropFirst(prefix.count)
        guard (1...9).contains(rest.count), rest.allSatisfy(isDigit) else { return nil }
        return Int(String(decoding: rest, as: UTF8.self))
      }.max() ?? 0
    let digits = String(largest + 1)
    return ByteText("\(edition)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
