extension JSONValue {
  /// The text that Python's `json.dumps(value, indent=2, ensure_ascii=False)` gives: two spaces a level, `[]` and `{}`
  /// where empty, no line feed at the end. Numbers are written as their text.
  public var pythonText: String { String(decoding: pythonBytes, as: UTF8.self) }

  /// ``pythonText`` as UTF-8 bytes.
  public var pythonBytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self, indent: 0)
    return writer.bytes
  }
}

/// Appends values to bytes.
private struct JSONWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: JSONValue, indent: Int) {
    switch value {
    case .null: append("null")
    case .bool(let truth): append(truth ? "true" : "false")
    case .number(let text): append(text)
    case .string(let text): write(string: text.utf8)
    case .array(let elements):
      write(elements, open: "[", close: "]", indent: indent) { writer, element in
        writer.write(element, indent: indent + 1)
      }
    case .object(let members):
      write(members, open: "{", close: "}", indent: indent) { writer, member in
        writer.write(string: member.key.bytes)
        writer.append(": ")
        writer.write(member.value, indent: indent + 1)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], open: String, close: String, indent: Int, each: (inout JSONWriter, Item) -> Void
  ) {
    append(open)
    for (index, item) in items.enumerated() {
      append(index == 0 ? "\n" : ",\n")
      append(String(repeating: "  ", count: indent + 1))
      each(&self, item)
    }
    if !items.isEmpty { append("\n" + String(repeating: "  ", count: indent)) }
    append(close)
  }

  /// Escapes what JSON must have escaped, and nothing else: DEL and non-ASCII stand as they are.
  private mutating func write(string text: some Sequence<UInt8>) {
    bytes.append(ASCII.quote)
    for byte in text {
      switch byte {
      case ASCII.quote: append("\\\"")
      case ASCII.backslash: append("\\\\")
      case ASCII.lineFeed: append("\\n")
      case ASCII.carriageReturn: append("\\r")
      case ASCII.tab: append("\\t")
      case 0x08: append("\\b")
      case 0x0C: append("\\f")
      case 0..<0x20: append(byte < 0x10 ? "\\u000" : "\\u00", String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(ASCII.quote)
  }

  private mutating func append(_ texts: String...) {
    for text in texts { bytes.append(contentsOf: text.utf8) }
  }
}

extension JSONValue {
  /// The value as UTF-8 bytes without any space between.
  public var compactBytes: [UInt8] {
    var writer = JSONWriter()
    writer.writeCompact(self)
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func writeCompact(_ value: JSONValue) {
    switch value {
    case .null, .bool, .number, .string: write(value, indent: 0)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(ASCII.comma) }
        writeCompact(element)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(ASCII.comma) }
        writeCompact(.string(member.key.string))
        bytes.append(ASCII.colon)
        writeCompact(member.value)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
