/// A Swift file cut into what the compiler reads as code and what it reads as text, so that a word in a comment or a
/// message is never taken for a use of it.
///
/// Knows line and nested block comments, string literals of all kinds and interpolations, whose inside is code again.
/// It does not know regular-expression literals: one that holds a single quotation mark would be read as text.
struct SwiftSource {
  /// A string literal without its interpolations.
  struct Literal: Equatable {
    let line: Int
    let text: String
  }

  /// The file with comments and the inside of string literals blanked; lines and offsets stay.
  let code: String
  /// The file with comments blanked and string literals kept; lines and offsets stay.
  let uncommented: String
  /// The string literals in the order in which they end.
  let literals: [Literal]

  init(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.scan()
    code = String(decoding: scanner.code, as: UTF8.self)
    uncommented = String(decoding: scanner.uncommented, as: UTF8.self)
    literals = scanner.literals
  }

  /// The lines of the code with their numbers, from 1.
  var lines: [(number: Int, text: Substring)] {
    code.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { ($0.offset + 1, $0.element) }
  }
}

/// Reads a file once, byte by byte, with a stack of what it is inside of.
private struct Scanner {
  enum Inside {
    /// Code; how many parentheses are open in it. The bottom of the stack, or an interpolation.
    case code(parentheses: Int)
    /// A literal that closes with these bytes; `hashes` of them are number signs.
    case literal(close: [UInt8], hashes: Int, line: Int)
  }

  let bytes: [UInt8]
  var code: [UInt8] = []
  var uncommented: [UInt8] = []
  var literals: [SwiftSource.Literal] = []
  private var index = 0
  private var line = 1
  private var stack: [Inside] = [.code(parentheses: 0)]
  /// The texts of the literals in the stack, so far.
  private var texts: [[UInt8]] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func scan() {
    while index < bytes.count {
      switch stack[stack.count - 1] {
      case .code(let parentheses): scanCode(parentheses)
      case .literal(let close, let hashes, let line): scanLiteral(close, hashes, line)
      }
    }
  }

  private func starts(_ text: [UInt8], at offset: Int = 0) -> Bool {
    bytes[min(index + offset, bytes.count)...].starts(with: text)
  }

  /// Moves on by some bytes, keeping them in the two texts or blanking them; line ends are always kept.
  private mutating func take(_ count: Int, asCode: Bool, asText: Bool = true) {
    for byte in bytes[index..<min(index + count, bytes.count)] {
      let isLineEnd = byte == UInt8(ascii: "\n")
      if isLineEnd { line += 1 }
      code.append(asCode || isLineEnd ? byte : UInt8(ascii: " "))
      uncommented.append(asText || isLineEnd ? byte : UInt8(ascii: " "))
    }
    index = min(index + count, bytes.count)
  }

  private mutating func scanCode(_ parentheses: Int) {
    if starts(Array("//".utf8)) {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      take(end - index, asCode: false, asText: false)
    } else if starts(Array("/*".utf8)) {
      skipBlockComment()
    } else if let opening = literalOpening() {
      stack.append(.literal(close: opening.close, hashes: opening.hashes, line: line))
      texts.append([])
      take(opening.close.count, asCode: true)
    } else {
      countParenthesis(parentheses)
      take(1, asCode: true)
    }
  }

  private mutating func countParenthesis(_ parentheses: Int) {
    switch bytes[index] {
    case UInt8(ascii: "("): stack[stack.count - 1] = .code(parentheses: parentheses + 1)
    case UInt8(ascii: ")") where parentheses == 0 && stack.count > 1: stack.removeLast()
    case UInt8(ascii: ")"): stack[stack.count - 1] = .code(parentheses: parentheses - 1)
    default: break
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts(Array("/*".utf8)) {
        depth += 1
        take(2, asCode: false, asText: false)
      } else if starts(Array("*/".utf8)) {
        depth -= 1
        take(2, asCode: false, asText: false)
      } else {
        take(1, asCode: false, asText: false)
      }
    } while depth > 0 && index < bytes.count
  }

  /// What closes the literal that begins here, if one does.
  private func literalOpening() -> (close: [UInt8], hashes: Int)? {
    let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
    let marks = Array(repeating: UInt8(ascii: "#"), count: hashes)
    let quote = UInt8(ascii: "\"")
    if starts([quote, quote, quote], at: hashes) { return ([quote, quote, quote] + marks, hashes) }
    return starts([quote], at: hashes) ? ([quote] + marks, hashes) : nil
  }

  private mutating func scanLiteral(_ close: [UInt8], _ hashes: Int, _ opened: Int) {
    let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
    if starts(close) {
      literals.append(SwiftSource.Literal(line: opened, text: String(decoding: texts.removeLast(), as: UTF8.self)))
      stack.removeLast()
      take(close.count, asCode: true)
    } else if starts(escape + [UInt8(ascii: "(")]) {
      take(escape.count + 1, asCode: true)
      stack.append(.code(parentheses: 0))
    } else {
      let count = starts(escape) ? escape.count + 1 : 1
      texts[texts.count - 1] += bytes[index..<min(index + count, bytes.count)]
      take(count, asCode: false)
    }
  }
}
