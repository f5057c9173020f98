/// Whether the bytes are UTF-8: no overlong form, no surrogate, nothing above U+10FFFF, nothing cut off.
public func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var index = 0
  let count = bytes.count
  while index < count {
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    guard let (length, low, high) = continuation(after: lead), index + length <= count else { return false }
    guard bytes[index + 1] >= low, bytes[index + 1] <= high else { return false }
    for offset in stride(from: 2, to: length, by: 1) where bytes[index + offset] & 0xC0 != 0x80 { return false }
    index += length
  }
  return true
}

/// The length of the sequence that a lead byte begins and the bounds of its second byte (Unicode table 3-7).
private func continuation(after lead: UInt8) -> (length: Int, low: UInt8, high: UInt8)? {
  switch lead {
  case 0xC2...0xDF: (2, 0x80, 0xBF)
  case 0xE0: (3, 0xA0, 0xBF)
  case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80, 0xBF)
  case 0xED: (3, 0x80, 0x9F)
  case 0xF0: (4, 0x90, 0xBF)
  case 0xF1...0xF3: (4, 0x80, 0xBF)
  case 0xF4: (4, 0x80, 0x8F)
  default: nil
  }
}
